package org.homeroom.chat.block;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.homeroom.chat.membership.MembershipPublicationStore;
import org.homeroom.chat.message.PublicationStore;
import org.homeroom.platform.event.ChatEvent.ChoicesChanged;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// Who has blocked whom. What follows from it for the direct conversation of the two is written
/// there in the same transaction, so whoever sends looks nowhere else: see
/// docs/adr/0035-blocking.md.
@ApplicationScoped
public class BlockStore {
    /// Nobody means so many; a list that grows on could be used to fill the database.
    static final int MOST = 1_000;

    /// Between two people nothing is opened while one blocks the other.
    public static final String LOCK_PAIR =
            "SELECT pg_advisory_xact_lock(hashtextextended(LEAST($1::uuid, $2::uuid)::text || GREATEST($1::uuid, $2::uuid)::text, 35))";

    private static final String BLOCK =
            """
            INSERT INTO block (blocker_id, blocked_id, at)
            SELECT $1, $2, $3 WHERE (SELECT count(*) FROM block WHERE blocker_id = $1) < $4
            ON CONFLICT DO NOTHING
            """;

    private static final String UNBLOCK =
            "DELETE FROM block WHERE blocker_id = $1 AND blocked_id = $2";

    private static final String IS_BLOCKED =
            "SELECT FROM block WHERE blocker_id = $1 AND blocked_id = $2";

    private static final String BETWEEN =
            """
            SELECT blocked_id AS other FROM block WHERE blocker_id = $1 AND blocked_id = ANY ($2)
            UNION SELECT blocker_id FROM block WHERE blocker_id = ANY ($2) AND blocked_id = $1
            """;

    private static final String LIST =
            "SELECT blocked_id, at FROM block WHERE blocker_id = $1 ORDER BY at DESC, blocked_id";

    /// Also where both block each other and nothing opens or closes: what each sees of it changes.
    private static final String SETTLE =
            """
            WITH settled AS (
                UPDATE conversation c
                SET is_closed = EXISTS (
                        SELECT FROM block b
                        WHERE b.blocker_id = c.direct_low AND b.blocked_id = c.direct_high
                           OR b.blocker_id = c.direct_high AND b.blocked_id = c.direct_low),
                    revision = revision + 1, terms_revision = revision + 1, changed = pg_current_xact_id()
                WHERE c.direct_low = LEAST($1::uuid, $2::uuid) AND c.direct_high = GREATEST($1::uuid, $2::uuid)
                RETURNING c.id
            )
            INSERT INTO unpublished_membership (conversation_id, tried_at) SELECT id, $3 FROM settled RETURNING id
            """;

    private static final String MARK_CHOICE =
            """
            INSERT INTO unpublished (reader_id, first_number, last_number, tried_at) VALUES ($1, 0, 0, $2) RETURNING id
            """;

    /// What has to be told.
    ///
    /// @param choice a row of `unpublished`
    /// @param direct one of `unpublished_membership`; null if the two have no conversation
    private record Marks(long choice, @Nullable Long direct) {}

    /// @param since when they were blocked
    record Blocked(AccountId account, Instant since) {}

    private final Pool pool;
    private final PublicationStore publications;
    private final MembershipPublicationStore memberships;
    private final Clock clock;

    BlockStore(
            Pool pool,
            PublicationStore publications,
            MembershipPublicationStore memberships,
            Clock clock) {
        this.pool = pool;
        this.publications = publications;
        this.memberships = memberships;
        this.clock = clock;
    }

    /// Whom somebody blocks, the latest first.
    Uni<List<Blocked>> list(AccountId blocker) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(blocker.value()))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(BlockStore::blocked)
                                .toList());
    }

    private static Blocked blocked(Row row) {
        return new Blocked(
                new AccountId(row.getUUID("blocked_id")), row.getOffsetDateTime("at").toInstant());
    }

    public Uni<List<AccountId>> blockedBy(AccountId blocker) {
        return list(blocker).map(all -> all.stream().map(Blocked::account).toList());
    }

    /// Those of the others whom the account blocks, or who block it.
    public Uni<Set<AccountId>> between(AccountId account, Set<AccountId> others) {
        return pool.preparedQuery(BETWEEN)
                .execute(
                        Tuple.tuple()
                                .addUUID(account.value())
                                .addArrayOfUUID(
                                        others.stream().map(AccountId::value).toArray(UUID[]::new)))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> new AccountId(row.getUUID("other")))
                                .collect(toUnmodifiableSet()));
    }

    /// @return false if the one blocks as many as they may
    Uni<Boolean> block(AccountId one, AccountId other) {
        var now = now();
        return pool.withTransaction(connection ->
                        lock(connection, one, other)
                                .chain(() ->
                                        connection
                                                .preparedQuery(BLOCK)
                                                .execute(
                                                        Tuple.of(
                                                                one.value(),
                                                                other.value(),
                                                                now,
                                                                MOST)))
                                .flatMap(inserted ->
                                        inserted.rowCount() == 1
                                                ? settle(connection, one, other, now)
                                                        .map(Optional::of)
                                                : isBlocked(connection, one, other)
                                                        .map(known ->
                                                                known
                                                                        ? Optional.of(
                                                                                List.<Marks>of())
                                                                        : Optional
                                                                                .<List<Marks>>
                                                                                        empty())))
                .map(done -> {
                    done.ifPresent(marks -> tell(one, marks));
                    return done.isPresent();
                });
    }

    Uni<Void> unblock(AccountId one, AccountId other) {
        var now = now();
        return pool.withTransaction(connection ->
                        lock(connection, one, other)
                                .chain(() ->
                                        connection
                                                .preparedQuery(UNBLOCK)
                                                .execute(Tuple.of(one.value(), other.value())))
                                .flatMap(deleted ->
                                        deleted.rowCount() == 1
                                                ? settle(connection, one, other, now)
                                                : Uni.createFrom().item(List.<Marks>of())))
                .invoke(marks -> tell(one, marks))
                .replaceWithVoid();
    }

    private static Uni<Void> lock(SqlConnection connection, AccountId one, AccountId other) {
        return connection
                .preparedQuery(LOCK_PAIR)
                .execute(Tuple.of(one.value(), other.value()))
                .replaceWithVoid();
    }

    private static Uni<Boolean> isBlocked(
            SqlConnection connection, AccountId one, AccountId other) {
        return connection
                .preparedQuery(IS_BLOCKED)
                .execute(Tuple.of(one.value(), other.value()))
                .map(found -> found.size() > 0);
    }

    private static Uni<List<Marks>> settle(
            SqlConnection connection, AccountId one, AccountId other, OffsetDateTime now) {
        return connection
                .preparedQuery(SETTLE)
                .execute(Tuple.of(one.value(), other.value(), now))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getLong("id"))
                .flatMap(direct ->
                        connection
                                .preparedQuery(MARK_CHOICE)
                                .execute(Tuple.of(one.value(), now))
                                .map(rows ->
                                        List.of(
                                                new Marks(
                                                        rows.iterator().next().getLong("id"),
                                                        direct))));
    }

    private void tell(AccountId blocker, List<Marks> marks) {
        for (var each : marks) {
            publications.publish(each.choice, List.of(new ChoicesChanged(blocker, null)));
            if (each.direct != null) {
                memberships.publish(each.direct);
            }
        }
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
