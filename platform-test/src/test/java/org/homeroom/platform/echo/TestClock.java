package org.homeroom.platform.echo;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.homeroom.platform.test.FakeClock;

@Singleton
final class TestClock {
    @Produces
    @Singleton
    FakeClock clock() {
        return new FakeClock(Instant.now());
    }
}
