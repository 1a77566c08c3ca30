package org.homeroom.chat.message;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.homeroom.chat.ChatConfig;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.IdSource;
import org.homeroom.platform.id.MessageId;

/// Stores messages: each once, each in its place, many at a time.
///
/// Sends to one conversation queue in its [Lane]. While one group is being committed the next one
/// gathers, so the row lock of the conversation is taken once a group instead of once a message,
/// and a lone message waits for nothing. Between replicas that row lock keeps the order.
@ApplicationScoped
public class MessageStore {
    /// Numbers, stores and marks a group in one statement: all of it happens or nothing does, so no
    /// number is ever skipped. `$4…$7` are the messages in order.
    private static final String COMMIT =
            """
            WITH numbered AS (
                UPDATE conversation
                SET last_number = last_number + $2, last_at = $3, changed = pg_current_xact_id()
                WHERE id = $1
                RETURNING last_number - $2 AS base
            ), stored AS (
                INSERT INTO message (conversation_id, number, id, sender_id, client_id, text, sent_at)
                SELECT $1, base + place, new.id, new.sender_id, new.client_id, new.text, $3
                FROM numbered, unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[])
                    WITH ORDINALITY AS new (id, sender_id, client_id, text, place)
            ), marked AS (
                INSERT INTO unpublished (conversation_id, first_number, last_number, committed_at)
                SELECT $1, base + 1, base + $2, $3 FROM numbered
            )
            SELECT base FROM numbered
            """;

    private static final String EARLIER =
            """
            SELECT m.sender_id, m.client_id, m.conversation_id, m.number, m.id, m.text, m.sent_at
            FROM unnest($1::uuid[], $2::uuid[]) AS retry (sender_id, client_id)
            JOIN message m USING (sender_id, client_id)
            """;

    private static final String SENT_ONCE = "message_sent_once";

    /// A send that waits for its place.
    private record Waiting(Send send, CompletableFuture<SendResult> result) {}

    /// The queue of one conversation. Every access is inside `lanes.compute` of its conversation,
    /// which is its lock.
    private static final class Lane {
        private List<Waiting> waiting = new ArrayList<>();
        private final Map<Send.Key, Waiting> byKey = new HashMap<>();
        private boolean committing;

        CompletableFuture<SendResult> add(Send send) {
            var twin = byKey.get(send.key());
            if (twin != null) {
                return twin.send.isSameAs(send)
                        ? twin.result
                        : CompletableFuture.completedFuture(new SendResult.ClientIdReused());
            }
            var added = new Waiting(send, new CompletableFuture<>());
            waiting.add(added);
            byKey.put(send.key(), added);
            return added.result;
        }

        List<Waiting> take(int most) {
            var group = List.copyOf(waiting.subList(0, Math.min(most, waiting.size())));
            waiting = new ArrayList<>(waiting.subList(group.size(), waiting.size()));
            group.forEach(taken -> byKey.remove(taken.send.key()));
            return group;
        }
    }

    private final Map<ConversationId, Lane> lanes = new ConcurrentHashMap<>();
    private final Pool pool;
    private final PublicationStore publications;
    private final Clock clock;
    private final IdSource ids;
    private final int largestGroup;
    private final Counter stored;
    private final DistributionSummary groupSizes;

    MessageStore(
            Pool pool,
            PublicationStore publications,
            Clock clock,
            IdSource ids,
            ChatConfig config,
            MeterRegistry metrics) {
        this.pool = pool;
        this.publications = publications;
        this.clock = clock;
        this.ids = ids;
        this.largestGroup = config.largestGroup();
        this.stored = metrics.counter("homeroom.chat.messages.stored");
        this.groupSizes = metrics.summary("homeroom.chat.messages.group");
    }

    /// Stores a message at the end of its conversation. That the sender is a member has been
    /// checked.
    ///
    /// Sends of one caller to one conversation get their places in the order of the calls. The
    /// result comes after the commit; fails if the database could not be asked, and then the
    /// message may or may not be stored: send again.
    public Uni<SendResult> send(Send send) {
        return Uni.createFrom().completionStage(queue(send));
    }

    private CompletableFuture<SendResult> queue(Send send) {
        var result = new CompletableFuture<CompletableFuture<SendResult>>();
        var starts = new boolean[1];
        lanes.compute(
                send.conversation(),
                (id, present) -> {
                    var lane = present == null ? new Lane() : present;
                    result.complete(lane.add(send));
                    starts[0] = !lane.committing;
                    lane.committing = true;
                    return lane;
                });
        if (starts[0]) {
            commitNextGroup(send.conversation());
        }
        return result.join();
    }

    /// Takes the group only when there is a connection for it: what arrives while all are in use
    /// joins in.
    private void commitNextGroup(ConversationId conversation) {
        pool.withConnection(connection -> commit(connection, conversation, take(conversation)))
                .onFailure()
                .invoke(failure -> failAll(take(conversation), failure))
                .onTermination()
                .invoke(() -> goOn(conversation))
                .subscribe()
                .with(done -> {}, failure -> {});
    }

    private List<Waiting> take(ConversationId conversation) {
        var group = new ArrayList<Waiting>();
        lanes.computeIfPresent(
                conversation,
                (id, lane) -> {
                    group.addAll(lane.take(largestGroup));
                    return lane;
                });
        return group;
    }

    private void goOn(ConversationId conversation) {
        var lane =
                lanes.computeIfPresent(
                        conversation, (id, present) -> present.waiting.isEmpty() ? null : present);
        if (lane != null) {
            commitNextGroup(conversation);
        }
    }

    /// Never fails: every send of the group learns how it went by its own result.
    private Uni<Void> commit(
            SqlConnection connection, ConversationId conversation, List<Waiting> group) {
        if (group.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // PostgreSQL keeps microseconds; an answer must not differ from what a retry reads back.
        var sentAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var newIds = group.stream().map(waiting -> ids.next()).toArray(UUID[]::new);
        var parameters =
                Tuple.tuple()
                        .addUUID(conversation.value())
                        .addLong((long) group.size())
                        .addOffsetDateTime(sentAt.atOffset(ZoneOffset.UTC))
                        .addArrayOfUUID(newIds)
                        .addArrayOfUUID(senders(group))
                        .addArrayOfUUID(clientIds(group))
                        .addArrayOfString(
                                group.stream()
                                        .map(waiting -> waiting.send.text().value())
                                        .toArray(String[]::new));
        return connection
                .preparedQuery(COMMIT)
                .execute(parameters)
                .map(rows -> {
                    var base = rows.iterator().next().getLong("base");
                    var messages = new ArrayList<Message>(group.size());
                    for (var i = 0; i < group.size(); i++) {
                        var send = group.get(i).send;
                        messages.add(
                                new Message(
                                        base + i + 1,
                                        new MessageId(newIds[i]),
                                        send.sender(),
                                        send.clientId(),
                                        send.text().value(),
                                        sentAt));
                    }
                    return messages;
                })
                .invoke(messages -> answer(conversation, group, messages))
                .replaceWithVoid()
                .onFailure(MessageStore::isRetry)
                .recoverWithUni(() -> commitWithoutRetries(connection, conversation, group))
                .onFailure()
                .recoverWithUni(failure -> {
                    failAll(group, failure);
                    return Uni.createFrom().voidItem();
                });
    }

    private void answer(ConversationId conversation, List<Waiting> group, List<Message> messages) {
        publications.publish(conversation, messages);
        stored.increment(group.size());
        groupSizes.record(group.size());
        for (var i = 0; i < group.size(); i++) {
            var message = messages.get(i);
            group.get(i)
                    .result
                    .complete(
                            new SendResult.Sent(message.number(), message.id(), message.sentAt()));
        }
    }

    /// Some of the group were stored by earlier tries: those get their first answer, the others are
    /// committed. Ends, since what was found once is there for ever, so each turn has fewer to
    /// commit.
    private Uni<Void> commitWithoutRetries(
            SqlConnection connection, ConversationId conversation, List<Waiting> group) {
        return connection
                .preparedQuery(EARLIER)
                .execute(
                        Tuple.tuple()
                                .addArrayOfUUID(senders(group))
                                .addArrayOfUUID(clientIds(group)))
                .flatMap(rows -> {
                    var earlier = new HashMap<Send.Key, Row>();
                    for (var row : rows) {
                        earlier.put(
                                new Send.Key(
                                        new org.homeroom.platform.id.AccountId(
                                                row.getUUID("sender_id")),
                                        row.getUUID("client_id")),
                                row);
                    }
                    var fresh = new ArrayList<Waiting>();
                    for (var waiting : group) {
                        var row = earlier.get(waiting.send.key());
                        if (row == null) {
                            fresh.add(waiting);
                        } else {
                            waiting.result.complete(firstAnswer(waiting.send, row));
                        }
                    }
                    return commit(connection, conversation, fresh);
                });
    }

    private static SendResult firstAnswer(Send send, Row row) {
        var same =
                row.getUUID("conversation_id").equals(send.conversation().value())
                        && row.getString("text").equals(send.text().value());
        return same
                ? new SendResult.Sent(
                        row.getLong("number"),
                        new MessageId(row.getUUID("id")),
                        row.getOffsetDateTime("sent_at").toInstant())
                : new SendResult.ClientIdReused();
    }

    private static boolean isRetry(Throwable failure) {
        return failure instanceof PgException refused
                && "23505".equals(refused.getSqlState())
                && SENT_ONCE.equals(refused.getConstraint());
    }

    private static void failAll(List<Waiting> group, Throwable failure) {
        group.forEach(waiting -> waiting.result.completeExceptionally(failure));
    }

    private static UUID[] senders(List<Waiting> group) {
        return group.stream().map(waiting -> waiting.send.sender().value()).toArray(UUID[]::new);
    }

    private static UUID[] clientIds(List<Waiting> group) {
        return group.stream().map(waiting -> waiting.send.clientId()).toArray(UUID[]::new);
    }

    static OffsetDateTime utc(java.time.Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
