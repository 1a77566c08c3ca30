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
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.homeroom.chat.ChatConfig;
import org.homeroom.chat.message.Content.Parts;
import org.homeroom.chat.message.Lanes.Waiting;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.IdSource;
import org.homeroom.platform.id.MessageId;
import org.jspecify.annotations.Nullable;

/// Stores messages: each once, each in its place, many at a time.
///
/// Sends to one conversation queue in its lane. While one group is being committed the next one
/// gathers, so the row lock of the conversation is taken once a group instead of once a message,
/// and a lone message waits for nothing. Between replicas that row lock keeps the order.
@ApplicationScoped
public class MessageStore {
    /// Numbers, stores and marks a group in one statement: all of it happens or nothing does, so no
    /// number is ever skipped. `$4…$11` are the messages in order. No row comes back, and nothing
    /// has happened, if there is no such conversation of the kind or one of the senders is not in
    /// it.
    ///
    /// `$12` says whether it is to be a channel, `$13` the revision by which the senders were
    /// judged; null leaves it to this statement, for which membership is all that matters then. The
    /// update may have to wait for another one of the row, and then looks again at that row and at
    /// nothing else: that the revision is still the one of its beginning shows that the members
    /// that it has seen still are.
    private static final String COMMIT =
            """
            WITH numbered AS (
                UPDATE conversation
                SET last_number = last_number + $2, last_at = GREATEST(last_at, $3), changed = pg_current_xact_id()
                WHERE id = $1 AND (kind = 'channel') = $12
                  AND revision = COALESCE($13::bigint, (SELECT revision FROM conversation WHERE id = $1))
                  AND NOT EXISTS (
                    SELECT FROM unnest($5::uuid[]) AS sender (id)
                    WHERE NOT EXISTS (SELECT FROM member WHERE conversation_id = $1 AND account_id = sender.id))
                RETURNING last_number - $2 AS base, revision
            ), stored AS (
                INSERT INTO message (conversation_id, number, id, sender_id, client_id, text, sent_at,
                                     title, comments_allowed, post_number, reply_to)
                SELECT $1, base + place, new.id, new.sender_id, new.client_id, new.text, $3,
                       new.title, new.comments_allowed, new.post_number, new.reply_to
                FROM numbered, unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[],
                                      $8::text[], $9::boolean[], $10::bigint[], $11::bigint[])
                    WITH ORDINALITY AS new (id, sender_id, client_id, text,
                                            title, comments_allowed, post_number, reply_to, place)
            ), marked AS (
                INSERT INTO unpublished (conversation_id, first_number, last_number, tried_at)
                SELECT $1, base + 1, base + $2, $3 FROM numbered
                RETURNING id
            )
            SELECT base, revision, marked.id AS publication FROM numbered, marked
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
        return KnownSendStore.lookUp(pool, send.conversation(), List.of(send))
                .map(known -> known.answers().getFirst().filter(SendResult.Sent.class::isInstance));
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
    ///
    /// Plain messages, whose senders need to be members and no more, are stored at once; only if
    /// that stores nothing is it looked why. Posts and comments are looked at first.
    private Uni<Void> commit(
            SqlConnection connection, ConversationId conversation, List<Waiting> group) {
        var arePlain =
                group.stream()
                        .allMatch(waiting -> waiting.send().content() instanceof Content.Plain);
        return (arePlain
                        ? store(connection, conversation, group, false, null)
                        : storeWhatMayBe(connection, conversation, group))
                .onFailure()
                .recoverWithUni(failure -> {
                    failAll(group, failure);
                    return Uni.createFrom().voidItem();
                });
    }

    /// @param isChannel whether the conversation has to be one
    /// @param revision by which the senders were judged; null if being members is all they need
    private Uni<Void> store(
            SqlConnection connection,
            ConversationId conversation,
            List<Waiting> group,
            boolean isChannel,
            @Nullable Long revision) {
        if (group.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // PostgreSQL keeps microseconds; an answer must not differ from what a retry reads back.
        var sentAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var newIds = group.stream().map(waiting -> ids.next()).toArray(UUID[]::new);
        var parts = group.stream().map(waiting -> waiting.send().content().parts()).toList();
        var parameters =
                Tuple.tuple()
                        .addUUID(conversation.value())
                        .addLong((long) group.size())
                        .addOffsetDateTime(sentAt.atOffset(ZoneOffset.UTC))
                        .addArrayOfUUID(newIds)
                        .addArrayOfUUID(uuids(group, send -> send.sender().value()))
                        .addArrayOfUUID(uuids(group, Send::clientId))
                        .addArrayOfString(parts.stream().map(Parts::text).toArray(String[]::new))
                        .addArrayOfString(parts.stream().map(Parts::title).toArray(String[]::new))
                        .addArrayOfBoolean(
                                parts.stream().map(Parts::commentsAllowed).toArray(Boolean[]::new))
                        .addArrayOfLong(parts.stream().map(Parts::post).toArray(Long[]::new))
                        .addArrayOfLong(parts.stream().map(Parts::replyTo).toArray(Long[]::new))
                        .addBoolean(isChannel)
                        .addLong(revision);
        return connection
                .preparedQuery(COMMIT)
                .execute(parameters)
                .flatMap(rows -> {
                    if (rows.size() == 0) {
                        return storeWhatMayBe(connection, conversation, group);
                    }
                    var row = rows.iterator().next();
                    var messages = new ArrayList<Message>(group.size());
                    for (var i = 0; i < group.size(); i++) {
                        messages.add(
                                message(
                                        row.getLong("base") + i + 1,
                                        newIds[i],
                                        group.get(i).send(),
                                        sentAt));
                    }
                    committed(conversation, row, group, messages);
                    return Uni.createFrom().voidItem();
                })
                .onFailure(MessageStore::clashes)
                .recoverWithUni(() -> storeWhatMayBe(connection, conversation, group));
    }

    private static Message message(long number, UUID id, Send send, Instant sentAt) {
        var parts = send.content().parts();
        return new Message(
                number,
                new MessageId(id),
                send.sender(),
                send.clientId(),
                parts.text(),
                sentAt,
                parts.title(),
                parts.commentsAllowed(),
                parts.post(),
                parts.replyTo());
    }

    private void committed(
            ConversationId conversation, Row row, List<Waiting> group, List<Message> messages) {
        for (var i = 0; i < group.size(); i++) {
            var message = messages.get(i);
            group.get(i)
                    .result()
                    .complete(
                            new SendResult.Sent(message.number(), message.id(), message.sentAt()));
        }
        publications.publish(
                row.getLong("publication"),
                messages.stream()
                        .map(message -> message.sentTo(conversation, row.getLong("revision")))
                        .toList());
        stored.increment(group.size());
        groupSizes.record(group.size());
    }

    /// Some of the group were stored by earlier tries, or their senders may not send this there:
    /// those get their answers, the others are stored, under the membership that they were judged
    /// by. Ends, since what was found once is found again: each turn has fewer to store, or the
    /// other one of a deadlock is through, or the membership has changed once more.
    private Uni<Void> storeWhatMayBe(
            SqlConnection connection, ConversationId conversation, List<Waiting> group) {
        if (group.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return KnownSendStore.lookUp(
                        connection, conversation, group.stream().map(Waiting::send).toList())
                .flatMap(known -> {
                    var fresh = new ArrayList<Waiting>();
                    for (var i = 0; i < group.size(); i++) {
                        var waiting = group.get(i);
                        known.answers()
                                .get(i)
                                .ifPresentOrElse(
                                        waiting.result()::complete, () -> fresh.add(waiting));
                    }
                    return store(
                            connection, conversation, fresh, known.isChannel(), known.revision());
                });
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
