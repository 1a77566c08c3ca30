package org.homeroom.signaling.call;

import static java.util.Objects.requireNonNull;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.DeviceId;
import org.homeroom.signaling.SignalingConfig;
import org.homeroom.signaling.call.Call.Ending;
import org.homeroom.signaling.call.Call.State;
import org.homeroom.signaling.call.Switchboard.Transition;
import org.jspecify.annotations.Nullable;

/// The calls in PostgreSQL, where all replicas agree on them.
///
/// A command is carried out under a lock of each person whom it concerns, so that what two devices
/// do at the same moment, at whichever replicas, has an order. The locks are in the order of the
/// people, so that none waits for another that waits for it.
@ApplicationScoped
public class CallStore {
    /// Calls that are told again in one go.
    static final int RELAYED_AT_ONCE = 100;

    private static final String LOCK_PEOPLE =
            """
            SELECT pg_advisory_xact_lock(hashtextextended(person::text, 0))
            FROM (SELECT DISTINCT person FROM unnest($1::uuid[]) AS person ORDER BY person) AS people
            """;

    private static final String LOCK_PEOPLE_OF_CALL =
            """
            SELECT pg_advisory_xact_lock(hashtextextended(person::text, 0))
            FROM (SELECT unnest(ARRAY[caller_id, callee_id]) AS person FROM call WHERE id = $1 ORDER BY person) AS people
            """;

    /// All that a command about a call may have to do with.
    private static final String AROUND =
            """
            WITH people AS (
                SELECT unnest($2::uuid[]) AS person
                UNION SELECT unnest(ARRAY[caller_id, callee_id]) FROM call WHERE id = $1)
            SELECT * FROM call
            WHERE id = $1
               OR ended_at IS NULL AND (caller_id IN (SELECT person FROM people) OR callee_id IN (SELECT person FROM people))
            """;

    private static final String OF_ACCOUNT =
            "SELECT * FROM call WHERE ended_at IS NULL AND (caller_id = $1 OR callee_id = $1)";

    private static final String SAVE =
            """
            INSERT INTO call (
                id, conversation_id, caller_id, callee_id, video, started_at, revision,
                rings_until, waiting, answered_at, ended_at, ending, ended_by,
                caller_device, caller_replica, caller_socket, caller_away,
                callee_device, callee_replica, callee_socket, callee_away, tried_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
            ON CONFLICT (id) DO UPDATE SET
                revision = excluded.revision, rings_until = excluded.rings_until,
                answered_at = excluded.answered_at, ended_at = excluded.ended_at, ending = excluded.ending,
                ended_by = excluded.ended_by,
                caller_device = excluded.caller_device, caller_replica = excluded.caller_replica,
                caller_socket = excluded.caller_socket, caller_away = excluded.caller_away,
                callee_device = excluded.callee_device, callee_replica = excluded.callee_replica,
                callee_socket = excluded.callee_socket, callee_away = excluded.callee_away,
                tried_at = excluded.tried_at
            WHERE call.revision = excluded.revision - 1
            """;

    private static final String TOLD =
            "UPDATE call SET told_revision = $2 WHERE id = $1 AND told_revision < $2";

    /// Takes rows on until `tried_at` is old again; the locks last only as long as this statement.
    private static final String TAKE_ON =
            """
            UPDATE call SET tried_at = $1
            WHERE id IN (
                SELECT id FROM call WHERE told_revision < revision AND tried_at < $2 ORDER BY tried_at LIMIT $3
                FOR UPDATE SKIP LOCKED)
            RETURNING *
            """;

    private static final String OVERDUE =
            """
            SELECT id FROM call
            WHERE ended_at IS NULL AND (
                rings_until <= $1
                OR rings_until IS NOT NULL AND caller_away <= $2
                OR rings_until IS NULL AND (caller_away <= $3 OR callee_away <= $3))
            """;

    private static final String AT_DEAD_REPLICAS =
            """
            SELECT c.id, s.replica, s.socket FROM call c
            CROSS JOIN LATERAL (VALUES (c.caller_replica, c.caller_socket), (c.callee_replica, c.callee_socket))
                AS s (replica, socket)
            WHERE c.ended_at IS NULL AND s.replica IS NOT NULL
              AND NOT EXISTS (SELECT FROM replica r WHERE r.id = s.replica AND r.seen_at >= $1)
            """;

    private static final String LIVE =
            """
            INSERT INTO replica (id, seen_at) VALUES ($1, $2)
            ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at
            """;

    private static final String FORGET_REPLICAS = "DELETE FROM replica WHERE seen_at < $1";

    private static final String FORGET_CALLS =
            "DELETE FROM call WHERE ended_at < $1 AND told_revision = revision";

    private static final String BEGUN =
            "SELECT count(*) FROM call WHERE caller_id = $1 AND started_at > $2 AND id <> $3";

    private final Pool pool;
    private final Clock clock;
    private final SignalingConfig config;
    private final Patience patience;

    CallStore(Pool pool, Clock clock, SignalingConfig config) {
        this.pool = pool;
        this.clock = clock;
        this.config = config;
        this.patience = new Patience(config.ring(), config.callerAway(), config.away());
    }

    /// A seat whose socket was at a replica that is no more.
    record Emptied(CallId call, Seat.Socket socket) {}

    /// Two people who have nothing to do with each other gave their calls one name in one moment,
    /// under no lock in common. Looked at again, the name is somebody else's.
    private static final class NameTakenException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /// Carries a command out.
    ///
    /// @return what has been committed
    Uni<Transition> apply(CallCommand command) {
        return pool.withTransaction(connection ->
                        lock(connection, command)
                                // A statement of its own: it sees what the others did before they
                                // let go.
                                .chain(() -> around(connection, command))
                                .flatMap(calls -> {
                                    var transition =
                                            new Switchboard(calls, patience)
                                                    .apply(command, clock.instant());
                                    return Multi.createFrom()
                                            .iterable(transition.changed())
                                            .onItem()
                                            .transformToUniAndConcatenate(
                                                    call -> save(connection, call))
                                            .collect()
                                            .last()
                                            .replaceWith(transition);
                                }))
                .onFailure(NameTakenException.class)
                .retry()
                .atMost(1);
    }

    private static Uni<RowSet<Row>> lock(SqlConnection connection, CallCommand command) {
        return command instanceof CallCommand.Start start
                ? connection
                        .preparedQuery(LOCK_PEOPLE)
                        .execute(Tuple.tuple().addArrayOfUUID(people(start)))
                : connection
                        .preparedQuery(LOCK_PEOPLE_OF_CALL)
                        .execute(Tuple.of(command.call().value()));
    }

    private static UUID[] people(CallCommand command) {
        return command instanceof CallCommand.Start start
                ? new UUID[] {start.by().value(), start.to().value()}
                : new UUID[] {};
    }

    private static Uni<List<Call>> around(SqlConnection connection, CallCommand command) {
        return connection
                .preparedQuery(AROUND)
                .execute(
                        Tuple.tuple()
                                .addUUID(command.call().value())
                                .addArrayOfUUID(people(command)))
                .map(CallStore::calls);
    }

    private Uni<Void> save(SqlConnection connection, Call call) {
        var row = CallRow.of(call);
        return connection
                .preparedQuery(SAVE)
                .execute(row.tuple().addOffsetDateTime(utc(clock.instant())))
                .invoke(saved -> {
                    if (saved.rowCount() != 1) {
                        throw new NameTakenException();
                    }
                })
                .replaceWithVoid();
    }

    /// Calls of somebody that are not over.
    Uni<List<Call>> of(AccountId account) {
        return pool.preparedQuery(OF_ACCOUNT)
                .execute(Tuple.of(account.value()))
                .map(CallStore::calls);
    }

    /// How many calls somebody has begun since, besides this one, which may be begun again.
    Uni<Long> begunSince(AccountId account, Instant since, CallId besides) {
        return pool.preparedQuery(BEGUN)
                .execute(Tuple.of(account.value(), utc(since), besides.value()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /// Kafka has this revision of a call.
    Uni<Void> told(CallId call, long revision) {
        return pool.preparedQuery(TOLD).execute(Tuple.of(call.value(), revision)).replaceWithVoid();
    }

    /// Calls of which Kafka has not heard for a while, for the caller to tell.
    Uni<List<Call>> untold(Duration after) {
        var now = clock.instant();
        return pool.preparedQuery(TAKE_ON)
                .execute(Tuple.of(utc(now), utc(now.minus(after)), RELAYED_AT_ONCE))
                .map(CallStore::calls);
    }

    /// Calls for which somebody's patience is at its end.
    Uni<List<CallId>> overdue() {
        var now = clock.instant();
        return pool.preparedQuery(OVERDUE)
                .execute(
                        Tuple.of(
                                utc(now),
                                utc(now.minus(patience.caller())),
                                utc(now.minus(patience.away()))))
                .map(rows -> stream(rows).map(row -> new CallId(row.getUUID("id"))).toList());
    }

    /// Says that a replica is at work.
    Uni<Void> live(UUID replica) {
        return pool.preparedQuery(LIVE)
                .execute(Tuple.of(replica, utc(clock.instant())))
                .replaceWithVoid();
    }

    Uni<List<Emptied>> atDeadReplicas() {
        return pool.preparedQuery(AT_DEAD_REPLICAS)
                .execute(Tuple.of(utc(clock.instant().minus(config.replicaSilence()))))
                .map(rows ->
                        stream(rows)
                                .map(row ->
                                        new Emptied(
                                                new CallId(row.getUUID("id")),
                                                new Seat.Socket(
                                                        row.getUUID("replica"),
                                                        row.getLong("socket"))))
                                .toList());
    }

    /// Forgets what is over since long.
    Uni<Void> forget() {
        var before = utc(clock.instant().minus(config.kept()));
        return pool.preparedQuery(FORGET_CALLS)
                .execute(Tuple.of(before))
                .chain(() -> pool.preparedQuery(FORGET_REPLICAS).execute(Tuple.of(before)))
                .replaceWithVoid();
    }

    private static java.util.stream.Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static List<Call> calls(RowSet<Row> rows) {
        return stream(rows).map(CallRow::read).toList();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /// A call in the order of its columns.
    private record CallRow(Call call) {
        static CallRow of(Call call) {
            return new CallRow(call);
        }

        Tuple tuple() {
            var tuple =
                    Tuple.tuple()
                            .addUUID(call.id().value())
                            .addUUID(call.conversation().value())
                            .addUUID(call.caller().value())
                            .addUUID(call.callee().value())
                            .addBoolean(call.video())
                            .addOffsetDateTime(utc(call.startedAt()))
                            .addLong(call.revision());
            addState(tuple);
            addSeat(tuple, call.callerSeat());
            addSeat(tuple, call.state() instanceof State.Connected(var seat, _) ? seat : null);
            return tuple;
        }

        private void addState(Tuple tuple) {
            switch (call.state()) {
                case State.Ringing(var until, var waiting) ->
                        add(tuple, until, waiting, null, null, null, null);
                case State.Connected(_, var since) ->
                        add(tuple, null, false, since, null, null, null);
                case State.Ended(var at, var how) -> {
                    switch (how) {
                        case Ending.HungUp(var by, var answeredAt) ->
                                add(tuple, null, false, answeredAt, at, "hung-up", by);
                        case Ending.Lost(var answeredAt) ->
                                add(tuple, null, false, answeredAt, at, "lost", null);
                        case Ending.Cancelled _ ->
                                add(tuple, null, false, null, at, "cancelled", null);
                        case Ending.Declined _ ->
                                add(tuple, null, false, null, at, "declined", null);
                        case Ending.Unanswered _ ->
                                add(tuple, null, false, null, at, "unanswered", null);
                        case Ending.Busy _ -> add(tuple, null, false, null, at, "busy", null);
                    }
                }
            }
        }

        private static void add(
                Tuple tuple,
                @Nullable Instant ringsUntil,
                boolean waiting,
                @Nullable Instant answeredAt,
                @Nullable Instant endedAt,
                @Nullable String ending,
                @Nullable AccountId endedBy) {
            tuple.addOffsetDateTime(nullable(ringsUntil))
                    .addBoolean(waiting)
                    .addOffsetDateTime(nullable(answeredAt))
                    .addOffsetDateTime(nullable(endedAt))
                    .addString(ending)
                    .addUUID(endedBy == null ? null : endedBy.value());
        }

        private static void addSeat(Tuple tuple, @Nullable Seat seat) {
            var socket =
                    seat != null && seat.line() instanceof Seat.Line.Present(var at) ? at : null;
            var away =
                    seat != null && seat.line() instanceof Seat.Line.Away(var since) ? since : null;
            tuple.addUUID(seat == null ? null : seat.device().value())
                    .addUUID(socket == null ? null : socket.replica())
                    .addLong(socket == null ? null : socket.number())
                    .addOffsetDateTime(nullable(away));
        }

        static Call read(Row row) {
            return new Call(
                    new CallId(row.getUUID("id")),
                    new ConversationId(row.getUUID("conversation_id")),
                    new AccountId(row.getUUID("caller_id")),
                    new AccountId(row.getUUID("callee_id")),
                    row.getBoolean("video"),
                    instant(row, "started_at"),
                    row.getLong("revision"),
                    seat(row, "caller"),
                    state(row));
        }

        private static State state(Row row) {
            if (row.getValue("ended_at") != null) {
                return new State.Ended(instant(row, "ended_at"), ending(row));
            }
            return row.getValue("rings_until") != null
                    ? new State.Ringing(instant(row, "rings_until"), row.getBoolean("waiting"))
                    : new State.Connected(seat(row, "callee"), instant(row, "answered_at"));
        }

        private static Ending ending(Row row) {
            return switch (row.getString("ending")) {
                case "hung-up" ->
                        new Ending.HungUp(
                                new AccountId(row.getUUID("ended_by")),
                                instant(row, "answered_at"));
                case "lost" -> new Ending.Lost(instant(row, "answered_at"));
                case "cancelled" -> new Ending.Cancelled();
                case "declined" -> new Ending.Declined();
                case "unanswered" -> new Ending.Unanswered();
                case "busy" -> new Ending.Busy();
                default -> throw new IllegalStateException("no such ending");
            };
        }

        private static Seat seat(Row row, String side) {
            var away = row.getOffsetDateTime(side + "_away");
            return new Seat(
                    new DeviceId(row.getUUID(side + "_device")),
                    away != null
                            ? new Seat.Line.Away(away.toInstant())
                            : new Seat.Line.Present(
                                    new Seat.Socket(
                                            row.getUUID(side + "_replica"),
                                            row.getLong(side + "_socket"))));
        }

        private static Instant instant(Row row, String column) {
            return requireNonNull(row.getOffsetDateTime(column)).toInstant();
        }

        private static @Nullable OffsetDateTime nullable(@Nullable Instant at) {
            return at == null ? null : utc(at);
        }
    }
}
