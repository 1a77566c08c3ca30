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
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.homeroom.chat.ChatConfig;
import org.homeroom.chat.message.Lanes.Waiting;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.IdSource;
import org.homeroom.platform.id.MessageId;

/// Stores messages: each once, each in its place, many at a time.
///
/// Sends to one conversation queue in its lane. While one group is being committed the next one
/// gathers, so the row lock of the conversation is taken once a group instead of once a message,
/// and a lone message waits for nothing. Between replicas that row lock keeps the order.
@ApplicationScoped
public class MessageStore {
    /// Numbers, stores and marks a group in one statement: all of it happens or nothing does, so no
    /// number is ever skipped. `$4…$7` are the messages in order. No row comes back, and nothing
    /// has happened, if there is no such conversation or one of the senders is not in it.
    private static final String COMMIT =
            """
            WITH numbered AS (
                UPDATE conversation
                SET last_number = last_number + $2, last_at = GREATEST(last_at, $3), changed = pg_current_xact_id()
                WHERE id = $1 AND NOT EXISTS (
                    SELECT FROM unnest($5::uuid[]) AS sender (id)
                    WHERE NOT EXISTS (SELECT FROM member WHERE conversation_id = $1 AND account_id = sender.id))
                RETURNING last_number - $2 AS base
            ), stored AS (
                INSERT INTO message (conversation_id, number, id, sender_id, client_id, text, sent_at)
                SELECT $1, base + place, new.id, new.sender_id, new.client_id, new.text, $3
                FROM numbered, unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[])
                    WITH ORDINALITY AS new (id, sender_id, client_id, text, place)
            ), marked AS (
                INSERT INTO unpublished (conversation_id, first_number, last_number, tried_at)
                SELECT $1, base + 1, base + $2, $3 FROM numbered
                RETURNING id
            )
            SELECT base, marked.id AS publication FROM numbered, marked
            """;

    /// What is known of each send of a group that could not be committed as it was.
    private static final String KNOWN =
            """
            SELECT m.conversation_id, m.number, m.id, m.text, m.sent_at,
                   EXISTS (
                       SELECT FROM member
                       WHERE conversation_id = $1 AND account_id = tried.sender_id) AS is_member
            FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS tried (sender_id, client_id, place)
            LEFT JOIN message m USING (sender_id, client_id)
            ORDER BY tried.place
            """;

    private static final String SENT_ONCE = "message_sent_once";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DEADLOCK = "40P01";

    private final Lanes lanes;
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
        this.lanes = new Lanes(config.mostWaiting());
        this.pool = pool;
        this.publications = publications;
        this.clock = clock;
        this.ids = ids;
        this.largestGroup = config.largestGroup();
        this.stored = metrics.counter("homeroom.chat.messages.stored");
        this.groupSizes = metrics.summary("homeroom.chat.messages.group");
    }

    /// Stores a message at the end of its conversation, at once, whether or not the result is
    /// subscribed to.
    ///
    /// Sends of one caller to one conversation get their places in the order of the calls. The
    /// result comes after the commit; fails if the database could not be asked, and then the
    /// message may or may not be stored: send again.
    public Uni<SendResult> send(Send send) {
        var entry = lanes.add(send);
        if (entry.isFirst()) {
            commitNextGroup(send.conversation());
        }
        return Uni.createFrom().completionStage(entry.result());
    }

    /// What a try of the same send came to that was stored before; empty if there was none.
    public Uni<Optional<SendResult>> firstAnswer(Send send) {
        return pool.preparedQuery(KNOWN)
                .execute(
                        Tuple.of(
                                send.conversation().value(),
                                new UUID[] {send.sender().value()},
                                new UUID[] {send.clientId()}))
                .map(rows -> {
                    var row = rows.iterator().next();
                    return row.getLong("number") != null && isSame(send, row)
                            ? Optional.of(firstAnswer(row))
                            : Optional.empty();
                });
    }

    /// Takes the group only when there is a connection for it: what arrives while all are in use
    /// joins in.
    private void commitNextGroup(ConversationId conversation) {
        pool.withConnection(connection ->
                        commit(connection, conversation, lanes.take(conversation, largestGroup)))
                .onFailure()
                .invoke(noConnection ->
                        failAll(lanes.take(conversation, largestGroup), noConnection))
                .onTermination()
                .invoke(() -> {
                    if (!lanes.isDone(conversation)) {
                        commitNextGroup(conversation);
                    }
                })
                .subscribe()
                .with(done -> {}, told -> {});
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
                        .addArrayOfUUID(uuids(group, send -> send.sender().value()))
                        .addArrayOfUUID(uuids(group, Send::clientId))
                        .addArrayOfString(
                                group.stream()
                                        .map(waiting -> waiting.send().text().value())
                                        .toArray(String[]::new));
        return connection
                .preparedQuery(COMMIT)
                .execute(parameters)
                .flatMap(rows -> {
                    if (rows.size() == 0) {
                        return commitWhatIsNew(connection, conversation, group);
                    }
                    var row = rows.iterator().next();
                    var messages = new ArrayList<Message>(group.size());
                    for (var i = 0; i < group.size(); i++) {
                        var send = group.get(i).send();
                        messages.add(
                                new Message(
                                        row.getLong("base") + i + 1,
                                        new MessageId(newIds[i]),
                                        send.sender(),
                                        send.clientId(),
                                        send.text().value(),
                                        sentAt));
                    }
                    committed(conversation, row.getLong("publication"), group, messages);
                    return Uni.createFrom().voidItem();
                })
                .onFailure(MessageStore::clashes)
                .recoverWithUni(() -> commitWhatIsNew(connection, conversation, group))
                .onFailure()
                .recoverWithUni(failure -> {
                    failAll(group, failure);
                    return Uni.createFrom().voidItem();
                });
    }

    private void committed(
            ConversationId conversation,
            long publication,
            List<Waiting> group,
            List<Message> messages) {
        for (var i = 0; i < group.size(); i++) {
            var message = messages.get(i);
            group.get(i)
                    .result()
                    .complete(
                            new SendResult.Sent(message.number(), message.id(), message.sentAt()));
        }
        publications.publish(
                publication,
                messages.stream().map(message -> message.sentTo(conversation)).toList());
        stored.increment(group.size());
        groupSizes.record(group.size());
    }

    /// Some of the group were stored by earlier tries, or their senders are not in the
    /// conversation: those get their answers, the others are committed. Ends, since what was found
    /// once is found again: each turn has fewer to commit, or the other one of a deadlock is
    /// through.
    private Uni<Void> commitWhatIsNew(
            SqlConnection connection, ConversationId conversation, List<Waiting> group) {
        return connection
                .preparedQuery(KNOWN)
                .execute(
                        Tuple.tuple()
                                .addUUID(conversation.value())
                                .addArrayOfUUID(uuids(group, send -> send.sender().value()))
                                .addArrayOfUUID(uuids(group, Send::clientId)))
                .flatMap(rows -> {
                    var fresh = new ArrayList<Waiting>();
                    var known = rows.iterator();
                    for (var waiting : group) {
                        var row = known.next();
                        if (row.getLong("number") != null && isSame(waiting.send(), row)) {
                            waiting.result().complete(firstAnswer(row));
                        } else if (!row.getBoolean("is_member")) {
                            waiting.result().complete(new SendResult.NotAMember());
                        } else if (row.getLong("number") != null) {
                            waiting.result().complete(new SendResult.ClientIdReused());
                        } else {
                            fresh.add(waiting);
                        }
                    }
                    return commit(connection, conversation, fresh);
                });
    }

    private static boolean isSame(Send send, Row row) {
        return row.getUUID("conversation_id").equals(send.conversation().value())
                && row.getString("text").equals(send.text().value());
    }

    private static SendResult firstAnswer(Row row) {
        return new SendResult.Sent(
                row.getLong("number"),
                new MessageId(row.getUUID("id")),
                row.getOffsetDateTime("sent_at").toInstant());
    }

    /// Whether another transaction was in the way: it has stored the same send, or, for two groups
    /// that have two client ids of one sender in opposite order, it waits for us as we for it.
    private static boolean clashes(Throwable failure) {
        return failure instanceof PgException refused
                && (DEADLOCK.equals(refused.getSqlState())
                        || UNIQUE_VIOLATION.equals(refused.getSqlState())
                                && SENT_ONCE.equals(refused.getConstraint()));
    }

    private static void failAll(List<Waiting> group, Throwable failure) {
        group.forEach(waiting -> waiting.result().completeExceptionally(failure));
    }

    private static UUID[] uuids(List<Waiting> group, Function<Send, UUID> of) {
        return group.stream().map(waiting -> of.apply(waiting.send())).toArray(UUID[]::new);
    }
}
