package org.homeroom.auth.password;

import static java.lang.Math.max;
import static org.homeroom.auth.password.Weakness.BREACHED;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Optional;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.AuthProblem;
import org.homeroom.auth.password.PasswordStrength.Judgement;
import org.homeroom.platform.problem.Problem;
import org.homeroom.platform.work.BoundedScheduler;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Hashes passwords on a few threads of its own, behind a short queue.
///
/// Argon2id is dear by design, so it is also the cheapest way to bring a server down: past the
/// queue a request is answered `busy` at once, and neither the event loop nor the other work of the
/// service ever waits for a hash.
@Singleton
public class HashingScheduler {
    private static final Logger LOG = Logger.getLogger(HashingScheduler.class);

    private final SecureRandom random = new SecureRandom();
    private final Argon2Cost cost;
    private final PasswordStrength strength;
    private final Optional<BreachedPasswords> breached;
    private final BoundedScheduler scheduler;
    private final Timer timer;

    /// Stands in for the hash of an address that nobody has, so that looking it up takes as long.
    private final PasswordHash nobody;

    HashingScheduler(AuthConfig config, Vertx vertx, MeterRegistry metrics) {
        var passwords = config.passwords();
        cost =
                new Argon2Cost(
                        Math.toIntExact(passwords.memory().asLongValue() / 1024),
                        passwords.iterations(),
                        passwords.parallelism());
        strength =
                new PasswordStrength(
                        OwnWords.of("Homeroom", String.valueOf(config.publicUrl().getHost())));
        breached = passwords.breached().map(BreachedPasswords::open);
        var threads =
                passwords.threads().orElse(max(1, Runtime.getRuntime().availableProcessors() / 2));
        scheduler =
                new BoundedScheduler(
                        vertx,
                        "password-hashing",
                        threads,
                        passwords.queue(),
                        "Too many people sign in at this moment. Try again shortly.");
        timer = metrics.timer("homeroom.password.hashing");
        metrics.gauge(
                "homeroom.password.hashing.places.free", scheduler, BoundedScheduler::freePlaces);
        nobody = PasswordHash.of(new Password("nobody has this one"), salt(), cost);
    }

    /// For a password that is known to be right.
    ///
    /// @return a hash with a fresh salt; fails with the problem `busy` when too many wait
    public Uni<PasswordHash> hash(Password password) {
        return scheduler.schedule(
                () -> timer.recordCallable(() -> PasswordHash.of(password, salt(), cost)));
    }

    /// For a password that somebody chooses. How strong it is may take as long to find out as the
    /// hash, and is found out in the same place.
    ///
    /// @param own what others know of the person
    /// @return a hash with a fresh salt; fails with the problem `password-weak`, or with `busy`
    ///   when too many wait
    public Uni<PasswordHash> hashChosen(Password password, OwnWords own) {
        return scheduler.schedule(() ->
                switch (strength.judge(password, own)) {
                    case Judgement.Good() when isBreached(password) -> throw weak(BREACHED);
                    case Judgement.Good() ->
                            timer.recordCallable(() -> PasswordHash.of(password, salt(), cost));
                    case Judgement.Weak(var weakness) -> throw weak(weakness);
                });
    }

    /// A list that cannot be read any more must not keep everybody from choosing a password.
    private boolean isBreached(Password password) {
        try {
            return breached.map(list -> list.contains(password)).orElse(false);
        } catch (UncheckedIOException unreadable) {
            LOG.error("breached passwords are not refused", unreadable);
            return false;
        }
    }

    /// Whether a hash was made at another cost than passwords are hashed at now.
    public boolean isOutOfDate(PasswordHash hash) {
        return !hash.cost().equals(cost);
    }

    /// @return whether the hash was made of the password; fails with the problem `busy` when too
    ///   many wait
    public Uni<Boolean> matches(Password password, PasswordHash hash) {
        return scheduler.schedule(() -> timer.recordCallable(() -> hash.matches(password)));
    }

    /// Takes as long as [#matches] and is always false.
    public Uni<Boolean> matchesNobody(Password password) {
        return matches(password, nobody).replaceWith(false);
    }

    private static RuntimeException weak(@Nullable Weakness weakness) {
        var problem =
                HttpProblem.builder(
                        Problem.of(
                                        AuthProblem.PASSWORD_WEAK,
                                        "This password would be guessed quickly.")
                                .toHttp());
        return (weakness == null ? problem : problem.with("weakness", weakness.wireName())).build();
    }

    private byte[] salt() {
        var salt = new byte[PasswordHash.SALT_LENGTH];
        random.nextBytes(salt);
        return salt;
    }

    @PreDestroy
    void close() {
        scheduler.close();
    }
}
