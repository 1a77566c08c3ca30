package org.homeroom.auth;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Reads the public address when the service starts, and not when the first person needs it.
///
/// Not a converter of the configuration: that would keep the sentence that says what is wrong to
/// itself.
@Singleton
class PublicUrlProducer {
    @Produces
    @Singleton
    @Startup
    PublicUrl publicUrl(AuthConfig config) {
        return new PublicUrl(config.publicUrl());
    }
}
