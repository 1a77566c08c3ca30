package org.homeroom.chat.message;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.homeroom.platform.event.ChatEvent;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.MessageId;
import org.homeroom.platform.kafka.EventPublisher;
import org.jboss.logging.Logger;

/// Sees to it that what was committed reaches Kafka, at least once.
///
/// The transaction that stores something also leaves a row in `unpublished`; the row goes when
/// Kafka has acknowledged. What a crash or an outage left there is published again by
/// [RelayScheduler]. Readers drop what they have already.
@ApplicationScoped
public class PublicationStore {
    private static final Logger LOG = Logger.getLogger(PublicationStore.class);
    private static final int RELAYED_AT_ONCE = 100;

    private static final String LEFT_BEHIND =
            """
            SELECT conversation_id, first_number, last_number FROM unpublished
            WHERE committed_at < $1 ORDER BY committed_at LIMIT $2
            FOR UPDATE SKIP LOCKED
            """;

    private static final String MESSAGES =
            """
            SELECT number, id, sender_id, client_id, text, sent_at FROM message
            WHERE conversation_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number
            """;

    private static final String MEMBERS =
            "SELECT account_id FROM member WHERE conversation_id = $1";

    private static final String PUBLISHED =
            """
            DELETE FROM unpublished u USING unnest($1::uuid[], $2::int8[]) AS done (conversation_id, first_number)
            WHERE u.conversation_id = done.conversation_id AND u.first_number = done.first_number
            """;

    private record Group(ConversationId conversation, long first) {}

    private final Pool pool;
    private final EventPublisher events;
    private final Object lock = new Object();
    private List<Group> acknowledged = new ArrayList<>(); // guarded by lock
    private boolean clearing; // guarded by lock

    PublicationStore(Pool pool, EventPublisher events) {
        this.pool = pool;
        this.events = events;
    }

    /// Publishes a group that has just been committed. Returns at once; what goes wrong is left to
    /// the relay.
    void publish(ConversationId conversation, List<Message> messages) {
        var first = messages.getFirst().number();
        sendAll(messages.stream().map(message -> message.sentTo(conversation)).toList())
                .subscribe()
                .with(
                        done -> clear(new Group(conversation, first)),
                        failure ->
                                LOG.warnf(
                                        "not published yet, the relay will try: %s",
                                        failure.getMessage()));
    }

    /// Publishes that a conversation was opened, whose row in `unpublished` is 0 to 0.
    public void publishOpened(ConversationId conversation, List<AccountId> members) {
        sendAll(List.of(new ChatEvent.ConversationOpened(conversation, members)))
                .subscribe()
                .with(
                        done -> clear(new Group(conversation, 0)),
                        failure ->
                                LOG.warnf(
                                        "not published yet, the relay will try: %s",
                                        failure.getMessage()));
    }

    private Uni<Void> sendAll(List<? extends ChatEvent> batch) {
        // All are on their way before the first is waited for.
        var sends = batch.stream().map(event -> events.publish(Topic.CHAT_EVENTS, event)).toList();
        return Uni.join().all(sends).andFailFast().replaceWithVoid();
    }

    /// One statement at a time, each for all groups that came meanwhile.
    private void clear(Group group) {
        List<Group> batch;
        synchronized (lock) {
            acknowledged.add(group);
            if (clearing) {
                return;
            }
            clearing = true;
            batch = takeAcknowledged();
        }
        clearNow(batch);
    }

    private void clearNow(List<Group> batch) {
        delete(batch)
                .onTermination()
                .invoke(() -> {
                    List<Group> next;
                    synchronized (lock) {
                        clearing = !acknowledged.isEmpty();
                        next = takeAcknowledged();
                    }
                    if (!next.isEmpty()) {
                        clearNow(next);
                    }
                })
                .subscribe()
                .with(
                        done -> {},
                        failure ->
                                // They are published a second time by the relay, which harms
                                // nobody.
                                LOG.warnf("not marked as published: %s", failure.getMessage()));
    }

    // Called with the lock held.
    private List<Group> takeAcknowledged() {
        var taken = acknowledged;
        acknowledged = new ArrayList<>();
        return taken;
    }

    private Uni<Void> delete(List<Group> groups) {
        return pool.preparedQuery(PUBLISHED).execute(keys(groups)).replaceWithVoid();
    }

    private static Tuple keys(List<Group> groups) {
        return Tuple.tuple()
                .addArrayOfUUID(
                        groups.stream()
                                .map(group -> group.conversation.value())
                                .toArray(UUID[]::new))
                .addArrayOfLong(groups.stream().map(Group::first).toArray(Long[]::new));
    }

    /// Publishes again what was committed before the instant and is still marked. Several replicas
    /// may do so at once: each takes rows that no other has taken.
    ///
    /// @return how many groups were published
    Uni<Integer> republish(Instant committedBefore) {
        return pool.withTransaction(connection ->
                connection
                        .preparedQuery(LEFT_BEHIND)
                        .execute(
                                Tuple.of(committedBefore.atOffset(ZoneOffset.UTC), RELAYED_AT_ONCE))
                        .onItem()
                        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                        .onItem()
                        .transformToUniAndConcatenate(row -> republish(connection, row))
                        .collect()
                        .asList()
                        .flatMap(groups ->
                                connection
                                        .preparedQuery(PUBLISHED)
                                        .execute(keys(groups))
                                        .replaceWith(groups.size())));
    }

    private Uni<Group> republish(SqlConnection connection, Row row) {
        var conversation = new ConversationId(row.getUUID("conversation_id"));
        var first = row.getLong("first_number");
        return eventsOf(connection, conversation, first, row.getLong("last_number"))
                .flatMap(this::sendAll)
                .replaceWith(new Group(conversation, first));
    }

    private Uni<List<ChatEvent>> eventsOf(
            SqlConnection connection, ConversationId conversation, long first, long last) {
        if (first == 0) {
            return connection
                    .preparedQuery(MEMBERS)
                    .execute(Tuple.of(conversation.value()))
                    .map(rows ->
                            List.of(
                                    new ChatEvent.ConversationOpened(
                                            conversation,
                                            StreamSupport.stream(rows.spliterator(), false)
                                                    .map(row -> new AccountId(row.getUUID(0)))
                                                    .toList())));
        }
        return connection
                .preparedQuery(MESSAGES)
                .execute(Tuple.of(conversation.value(), first, last))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .<ChatEvent>map(row -> read(row).sentTo(conversation))
                                .toList());
    }

    /// A row with the columns number, id, sender_id, client_id, text and sent_at.
    public static Message read(Row row) {
        return new Message(
                row.getLong("number"),
                new MessageId(row.getUUID("id")),
                new AccountId(row.getUUID("sender_id")),
                row.getUUID("client_id"),
                row.getString("text"),
                row.getOffsetDateTime("sent_at").toInstant());
    }
}
