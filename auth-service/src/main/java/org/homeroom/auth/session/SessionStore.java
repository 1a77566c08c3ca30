package org.homeroom.auth.session;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.ForgettingStore;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.caller.Devices;
import org.homeroom.auth.session.RefreshFamily.Command;
import org.homeroom.auth.session.RefreshFamily.Effect;
import org.homeroom.auth.session.RefreshFamily.Life;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.IdSource;
import org.homeroom.platform.id.SessionId;

/// The refresh-token families in PostgreSQL. A lock on its row lets one command at a time into a
/// family.
///
/// Every method works in the transaction of its caller if there is one, else in one of its own.
@Singleton
public class SessionStore implements ForgettingStore {
    private static final String LAST_SEEN =
            """
            select accountId, max(rotatedAt) from SessionEntity where accountId in :ids
            group by accountId
            """;

    private final SecureRandom random = new SecureRandom();
    private final SessionNewsStore news;
    private final Devices devices;
    private final Life life;
    private final IdSource ids;
    private final Clock clock;

    SessionStore(
            SessionNewsStore news, Devices devices, AuthConfig config, IdSource ids, Clock clock) {
        var tokens = config.tokens();
        this.news = news;
        this.devices = devices;
        this.life = new Life(tokens.idleLife(), tokens.absoluteLife(), tokens.grace());
        this.ids = ids;
        this.clock = clock;
    }

    /// The token to hand out.
    ///
    /// @param account whose it is
    /// @param life how long it is good for
    record Grant(RefreshToken token, AccountId account, Duration life) {}

    Uni<Grant> start(AccountId account, Caller caller) {
        var token =
                RefreshToken.first(
                        new SessionId(ids.next()),
                        randomBytes(RefreshToken.PROOF_LENGTH),
                        randomBytes(RefreshToken.SECRET_LENGTH));
        var family = RefreshFamily.start(token, account, clock.instant());
        var device = devices.of(caller);
        return Panache.withTransaction(() ->
                        SessionEntity.of(family, device)
                                .persist()
                                .chain(() -> news.began(family, device, caller)))
                .replaceWith(new Grant(token, account, life.idle()));
    }

    /// @return empty if the token is worth nothing
    Uni<Optional<Grant>> exchange(RefreshToken presented, Caller caller) {
        var salt = Salt.of(randomBytes(Salt.LENGTH));
        return apply(presented.session(), new Command.Exchange(presented, salt), caller);
    }

    /// Nothing happens for a token that is worth nothing.
    Uni<Void> signOut(RefreshToken presented, Caller caller) {
        return apply(presented.session(), new Command.SignOut(presented), caller).replaceWithVoid();
    }

    /// Ends one session of an account.
    ///
    /// @return whether there is such a session of this account that had not ended
    public Uni<Boolean> end(AccountId account, SessionId session, EndReason reason, Caller caller) {
        return Panache.withTransaction(() ->
                live("accountId = ?1 and id = ?2", account.value(), session.value())
                        .chain(rows -> end(rows, reason, caller).replaceWith(!rows.isEmpty())));
    }

    /// Ends every session of an account.
    ///
    /// @return whether there was one that had not ended
    public Uni<Boolean> endAll(AccountId account, EndReason reason, Caller caller) {
        return Panache.withTransaction(() ->
                live("accountId = ?1", account.value())
                        .chain(rows -> end(rows, reason, caller).replaceWith(!rows.isEmpty())));
    }

    /// Ends every session of an account but one.
    public Uni<Void> endAllBut(SessionId kept, AccountId account, EndReason reason, Caller caller) {
        return Panache.withTransaction(() ->
                live("accountId = ?1 and id <> ?2", account.value(), kept.value())
                        .chain(rows -> end(rows, reason, caller)));
    }

    /// The devices on which an account is signed in, the one last seen first.
    Uni<List<SignedInDevice>> devices(AccountId account) {
        var now = clock.instant();
        return Panache.withSession(() ->
                        SessionEntity.<SessionEntity>find(
                                        "accountId = ?1 and endedAt is null and rotatedAt > ?2"
                                                + " and startedAt > ?3 order by rotatedAt desc, id",
                                        account.value(),
                                        now.minus(life.idle()),
                                        now.minus(life.absolute()))
                                .list())
                .map(rows -> rows.stream().map(SessionEntity::device).toList());
    }

    /// When accounts were last seen on any device; those that were not, or long ago, are left out.
    public Uni<Map<AccountId, Instant>> lastSeen(List<AccountId> accounts) {
        var ids = accounts.stream().map(AccountId::value).toList();
        return Panache.withSession(() ->
                        Panache.getSession()
                                .chain(session ->
                                        session.createQuery(LAST_SEEN, Object[].class)
                                                .setParameter("ids", ids)
                                                .getResultList()))
                .map(rows ->
                        rows.stream()
                                .collect(
                                        Collectors.toMap(
                                                row -> new AccountId((UUID) row[0]),
                                                row -> (Instant) row[1])));
    }

    /// Locked in the order of their ids, so that two who end all of them do not wait for each
    /// other.
    private static Uni<List<SessionEntity>> live(String which, Object... parameters) {
        return SessionEntity.<SessionEntity>find(
                        which + " and endedAt is null order by id", parameters)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    private Uni<Void> end(List<SessionEntity> rows, EndReason reason, Caller caller) {
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> apply(row, new Command.End(reason), caller))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Optional<Grant>> apply(SessionId id, Command command, Caller caller) {
        return Panache.withTransaction(() ->
                SessionEntity.<SessionEntity>findById(id.value(), LockModeType.PESSIMISTIC_WRITE)
                        .chain(row ->
                                row == null
                                        ? Uni.createFrom().item(Optional.empty())
                                        : apply(row, command, caller)));
    }

    private Uni<Optional<Grant>> apply(SessionEntity row, Command command, Caller caller) {
        var transition = row.family().apply(command, life, clock.instant());
        var family = transition.next();
        row.set(family);
        if (command instanceof Command.Exchange && !transition.isRefused()) {
            row.set(devices.of(caller));
        }
        return Multi.createFrom()
                .iterable(transition.effects())
                .onItem()
                .transformToUniAndConcatenate(effect -> perform(family, effect, caller))
                .collect()
                .asList()
                .map(grants -> grants.stream().flatMap(Optional::stream).findFirst());
    }

    private Uni<Optional<Grant>> perform(RefreshFamily family, Effect effect, Caller caller) {
        return switch (effect) {
            case Effect.Issue(var token) ->
                    Uni.createFrom()
                            .item(Optional.of(new Grant(token, family.account(), life.idle())));
            case Effect.Refuse() -> Uni.createFrom().item(Optional.empty());
            case Effect.End(var reason) ->
                    news.ended(family, reason, caller).replaceWith(Optional.empty());
        };
    }

    /// Drops sessions that nobody uses any more.
    @Override
    public Uni<Void> forget(Instant now) {
        return Panache.withTransaction(() ->
                SessionEntity.delete("rotatedAt < ?1", now.minus(life.idle())).replaceWithVoid());
    }

    private byte[] randomBytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
