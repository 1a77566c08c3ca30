package org.homeroom.auth.session;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import org.homeroom.auth.AuthConfig;
import org.jboss.logging.Logger;

/// Reads the signing keys when the service starts, or makes one for development.
@Singleton
class SigningKeysProducer {
    private static final Logger LOG = Logger.getLogger(SigningKeysProducer.class);

    @Produces
    @Singleton
    @Startup
    SigningKeys signingKeys(AuthConfig config) {
        return signingKeys(config, LaunchMode.current());
    }

    /// @throws IllegalStateException in production without keys: a key of its own in each replica,
    ///   and another after each start, would sign people out without end
    static SigningKeys signingKeys(AuthConfig config, LaunchMode mode) {
        var folder = config.signingKeys();
        if (folder.isPresent()) {
            return SigningKeys.read(folder.get());
        }
        if (mode == LaunchMode.NORMAL) {
            throw new IllegalStateException(
                    "no signing keys: set HOMEROOM_SIGNING_KEYS to a folder of <key id>.pem files"
                            + " (PKCS#8, EC P-256)");
        }
        LOG.info("signing with a key made for this run: tokens end with it");
        return new SigningKeys(List.of(SigningKey.generate("development")));
    }
}
