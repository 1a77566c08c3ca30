package org.homeroom.auth.secondfactor;

import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Map;
import java.util.function.Supplier;
import org.homeroom.auth.AuthConfig;
import org.jboss.logging.Logger;

/// Keeps the [SealingKeys] as the folder has them. Made at the start, which a folder without a
/// secret stops.
@Singleton
@Startup
class SealingKeyScheduler {
    private static final Logger LOG = Logger.getLogger(SealingKeyScheduler.class);

    private final Supplier<SealingKeys> source;
    private volatile SealingKeys keys;

    /// Without a folder, which only development and tests are, everybody's second factor ends with
    /// the run.
    SealingKeyScheduler(AuthConfig config) {
        this.source =
                config.signingKeys()
                        .map(SecretFolder::new)
                        .<Supplier<SealingKeys>>map(folder -> folder::read)
                        .orElseGet(SealingKeyScheduler::development);
        this.keys = source.get();
    }

    private static Supplier<SealingKeys> development() {
        var secret = new byte[SealingKeys.SECRET_LENGTH];
        new SecureRandom().nextBytes(secret);
        var only = new SealingKeys(Map.of("development", secret));
        return () -> only;
    }

    SealingKeys keys() {
        return keys;
    }

    /// On a worker's thread, since it reads files. Whatever is wrong with them, the secrets that
    /// were good go on to be.
    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void update() {
        try {
            keys = source.get();
        } catch (RuntimeException failed) {
            LOG.warnf("secrets stay as they were: %s", failed.getMessage());
        }
    }
}
