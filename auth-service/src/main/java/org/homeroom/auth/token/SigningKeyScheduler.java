package org.homeroom.auth.token;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.homeroom.auth.AuthConfig;
import org.homeroom.platform.id.IdSource;
import org.jboss.logging.Logger;

/// Keeps the keys up to date: what is in the folder, and what the other replicas have seen in
/// theirs. A replica without a key to sign with is not ready.
@Singleton
@Default // which a qualifier, @Readiness, would take away
@Readiness
class SigningKeyScheduler implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(SigningKeyScheduler.class);

    /// What services allow a token beyond its end, what clocks differ by, and how long a replica
    /// signs on with a key that is no longer in its folder.
    private static final Duration MARGIN = Duration.ofMinutes(2);

    /// Sorts before the names that people give: none of these is ever the newest.
    private static final String DEVELOPMENT = "0-development-";

    private final SigningKeyStore store;
    private final Supplier<KeyFolder.Contents> source;
    private final Duration lead;
    private final Duration tokenLife;
    private final SigningKeys keys;

    SigningKeyScheduler(SigningKeyStore store, AuthConfig config, IdSource ids, Clock clock) {
        this.store = store;
        this.source = source(config.signingKeys().map(KeyFolder::new), LaunchMode.current(), ids);
        var tokens = config.tokens();
        this.lead = tokens.keyLead();
        this.tokenLife = tokens.accessLife().plus(MARGIN);
        // Before the first token: signing with a key that the others do not know would be an
        // outage.
        var agreed = agree();
        this.keys = new SigningKeys(clock, agreed.held(), agreed.ring());
    }

    private SigningKeyStore.Agreed agree() {
        var folder = source.get();
        try {
            return VertxContextSupport.subscribeAndAwait(
                    () -> store.agree(folder, lead, tokenLife));
        } catch (Error | RuntimeException failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Produces
    @Singleton
    @Startup
    SigningKeys signingKeys() {
        return keys;
    }

    /// @throws IllegalStateException in production without a folder: a key of its own in each
    ///   replica, and another after each start, would sign people out without end
    static Supplier<KeyFolder.Contents> source(
            Optional<KeyFolder> folder, LaunchMode mode, IdSource ids) {
        if (folder.isPresent()) {
            return folder.get()::read;
        }
        if (mode == LaunchMode.NORMAL) {
            throw new IllegalStateException(
                    "no signing keys: set HOMEROOM_SIGNING_KEYS to a folder of <key id>.pem files"
                            + " (PKCS#8, EC P-256)");
        }
        LOG.info("signing with a key made for this run: tokens end with it");
        var only = KeyFolder.Contents.of(SigningKey.generate(DEVELOPMENT + ids.next()));
        return () -> only;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("signing key").status(keys.canSign()).build();
    }

    /// On a worker's thread, since it reads files. Whatever is wrong with them, or with the
    /// database, the keys that were good go on to be.
    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    void update() {
        try {
            var agreed = agree();
            keys.update(agreed.held(), agreed.ring());
        } catch (RuntimeException failed) {
            LOG.warnf("signing keys stay as they were: %s", failed.getMessage());
        }
    }
}
