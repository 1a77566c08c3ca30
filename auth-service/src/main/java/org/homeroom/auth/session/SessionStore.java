package org.homeroom.auth.session;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.session.RefreshFamily.Command;
import org.homeroom.auth.session.RefreshFamily.Effect;
import org.homeroom.auth.session.RefreshFamily.Life;
import org.homeroom.auth.session.RefreshFamily.Reason;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.IdSource;
import org.homeroom.platform.id.SessionId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The refresh-token families in PostgreSQL. A lock on its row lets one command at a time into a
/// family.
@Singleton
public class SessionStore {
    private static final Logger LOG = Logger.getLogger(SessionStore.class);

    private final SecureRandom random = new SecureRandom();
    private final Life life;
    private final IdSource ids;
    private final Clock clock;
    private final MeterRegistry metrics;

    SessionStore(AuthConfig config, IdSource ids, Clock clock, MeterRegistry metrics) {
        var tokens = config.tokens();
        this.life = new Life(tokens.idleLife(), tokens.absoluteLife(), tokens.grace());
        this.ids = ids;
        this.clock = clock;
        this.metrics = metrics;
    }

    /// The token to hand out.
    ///
    /// @param account whose it is
    /// @param life how long it is good for
    record Grant(RefreshToken token, AccountId account, Duration life) {}

    Uni<Grant> start(AccountId account) {
        var token =
                RefreshToken.first(
                        new SessionId(ids.next()),
                        randomBytes(RefreshToken.PROOF_LENGTH),
                        randomBytes(RefreshToken.SECRET_LENGTH));
        var family = RefreshFamily.start(token, account, clock.instant());
        return Panache.withTransaction(() -> SessionEntity.of(family).persist())
                .replaceWith(new Grant(token, account, life.idle()));
    }

    /// @return empty if the token is worth nothing
    Uni<Optional<Grant>> exchange(RefreshToken presented) {
        var salt = Salt.of(randomBytes(Salt.LENGTH));
        return apply(presented.session(), new Command.Exchange(presented, salt));
    }

    /// Nothing happens for a token that is worth nothing.
    Uni<Void> signOut(RefreshToken presented) {
        return apply(presented.session(), new Command.SignOut(presented)).replaceWithVoid();
    }

    private Uni<Optional<Grant>> apply(SessionId id, Command command) {
        return Panache.withTransaction(() ->
                SessionEntity.<SessionEntity>findById(id.value(), LockModeType.PESSIMISTIC_WRITE)
                        .map(row -> apply(row, command)));
    }

    private Optional<Grant> apply(@Nullable SessionEntity row, Command command) {
        if (row == null) {
            return Optional.empty();
        }
        var transition = row.family().apply(command, life, clock.instant());
        row.set(transition.next());
        return perform(transition.next(), transition.effects());
    }

    private Optional<Grant> perform(RefreshFamily family, List<Effect> effects) {
        Optional<Grant> grant = Optional.empty();
        for (var effect : effects) {
            switch (effect) {
                case Effect.Issue(var token) ->
                        grant = Optional.of(new Grant(token, family.account(), life.idle()));
                case Effect.Refuse() -> {}
                case Effect.End(var reason) -> ended(family, reason);
            }
        }
        return grant;
    }

    private void ended(RefreshFamily family, Reason reason) {
        metrics.counter("homeroom.sessions.ended", "reason", reason.name()).increment();
        if (reason == Reason.REUSED) {
            LOG.warnf(
                    "a refresh token was used again: session %s of account %s has ended",
                    family.id(), family.account());
        }
    }

    /// Drops sessions that nobody has used since `then`.
    public Uni<Void> forgetUnusedSince(Instant then) {
        return Panache.withTransaction(
                () -> SessionEntity.delete("rotatedAt < ?1", then).replaceWithVoid());
    }

    private byte[] randomBytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
