package org.homeroom.platform.id;

import com.github.f4b6a3.uuid.UuidCreator;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;

/// Where new ids come from; injected, so that tests can name them.
@FunctionalInterface
public interface IdSource {
    /// A UUIDv7 (RFC 9562, section 5.7): later ids sort after earlier ones, which keeps index pages
    /// together.
    UUID next();

    @Singleton
    final class Producer {
        @Produces
        @Singleton
        @DefaultBean
        IdSource ids() {
            return UuidCreator::getTimeOrderedEpoch;
        }
    }
}
