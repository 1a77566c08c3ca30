package org.homeroom.chat.message;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.homeroom.platform.event.ChatEvent;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.kafka.EventPublisher;
import org.homeroom.platform.trace.Origin;
import org.jboss.logging.Logger;

/// Sees to it that what was committed reaches Kafka, at least once.
///
/// The transaction that changes something also leaves a row in `unpublished`; the row goes when
/// Kafka has acknowledged. What a crash or an outage left there is published again by
/// [RelayScheduler]. Readers drop what they have already.
@ApplicationScoped
public class PublicationStore {
    /// Rows that are published again in one go.
    static final int RELAYED_AT_ONCE = 100;

    private static final Logger LOG = Logger.getLogger(PublicationStore.class);

    /// Takes rows on until `tried_at` is old again. The locks last only as long as this statement,
    /// not as long as Kafka is away.
    private static final String TAKE_ON =
            """
            UPDATE unpublished SET tried_at = $1
            WHERE id IN (
                SELECT id FROM unpublished WHERE tried_at < $2 ORDER BY tried_at, id LIMIT $3
                FOR UPDATE SKIP LOCKED)
            RETURNING id, conversation_id, reader_id, first_number, last_number, last_change, of_reports
            """;

    private static final String MESSAGES =
            """
            SELECT c.revision, m.*, NULL::json AS reactions FROM message m JOIN conversation c ON c.id = m.conversation_id
            WHERE m.conversation_id = $1 AND m.number BETWEEN $2 AND $3 ORDER BY m.number
            """;

    private static final String MEMBERS =
            "SELECT account_id FROM member WHERE conversation_id = $1 ORDER BY account_id";

    private static final String PUBLISHED = "DELETE FROM unpublished WHERE id = ANY ($1)";

    private final Pool pool;
    private final EventPublisher events;
    private final Object lock = new Object();
    private List<Long> acknowledged = new ArrayList<>(); // guarded by lock
    private boolean clearing; // guarded by lock

    PublicationStore(Pool pool, EventPublisher events) {
        this.pool = pool;
        this.events = events;
    }

    /// Publishes what has just been committed. Returns at once; what goes wrong is left to the
    /// relay.
    ///
    /// @param row id in `unpublished`
    public void publish(long row, List<? extends ChatEvent> committed) {
        publish(row, send(committed));
    }

    /// As [#publish(long, List)], of what was asked by several and committed together: each is told
    /// in the trace of whoever asked for it.
    void publishEach(long row, List<Asked> committed) {
        publish(
                row,
                sent(
                        committed.stream()
                                .map(asked ->
                                        asked.origin()
                                                .call(() ->
                                                        events.publish(
                                                                Topic.CHAT_EVENTS, asked.event())))
                                .toList()));
    }

    /// @param origin what it was asked in
    record Asked(ChatEvent event, Origin origin) {}

    private void publish(long row, Uni<Void> sent) {
        sent.subscribe()
                .with(
                        done -> clear(row),
                        failure ->
                                LOG.warnf(
                                        "not published yet, the relay will try: %s",
                                        failure.getMessage()));
    }

    private Uni<Void> send(List<? extends ChatEvent> batch) {
        return sent(batch.stream().map(event -> events.publish(Topic.CHAT_EVENTS, event)).toList());
    }

    /// All are on their way before the first is waited for.
    private static Uni<Void> sent(List<Uni<Void>> sends) {
        return Uni.join().all(sends).andFailFast().replaceWithVoid();
    }

    /// One statement at a time, each for all rows that came meanwhile.
    private void clear(long row) {
        synchronized (lock) {
            acknowledged.add(row);
            if (clearing) {
                return;
            }
            clearing = true;
        }
        clearAll();
    }

    private void clearAll() {
        List<Long> batch;
        synchronized (lock) {
            batch = acknowledged;
            acknowledged = new ArrayList<>();
            clearing = !batch.isEmpty();
        }
        if (batch.isEmpty()) {
            return;
        }
        pool.preparedQuery(PUBLISHED)
                .execute(Tuple.tuple().addArrayOfLong(batch.toArray(Long[]::new)))
                .onTermination()
                .invoke(this::clearAll)
                .subscribe()
                .with(
                        done -> {},
                        // They are published a second time by the relay, which harms nobody.
                        failure -> LOG.warnf("not marked as published: %s", failure.getMessage()));
    }

    /// Publishes again what was last tried before an instant and is still marked. Several replicas
    /// may do so at once: each takes rows that no other has taken.
    ///
    /// @param now when these tries begin
    /// @return how many rows were published, at most [#RELAYED_AT_ONCE]
    Uni<Integer> publishAgain(Instant triedBefore, Instant now) {
        return pool.preparedQuery(TAKE_ON)
                .execute(
                        Tuple.of(
                                now.atOffset(ZoneOffset.UTC),
                                triedBefore.atOffset(ZoneOffset.UTC),
                                RELAYED_AT_ONCE))
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().items(inOrder(rows)))
                .onItem()
                .transformToUniAndConcatenate(row ->
                        eventsOf(row)
                                .flatMap(this::send)
                                .invoke(() -> clear(row.getLong("id")))
                                .replaceWith(row))
                .collect()
                .asList()
                .map(List::size);
    }

    /// Within a conversation, ids are given while its row is locked.
    private static Stream<Row> inOrder(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .sorted(Comparator.comparing(row -> row.getLong("id")));
    }

    private Uni<List<ChatEvent>> eventsOf(Row row) {
        var reader = row.getUUID("reader_id");
        var first = row.getLong("first_number");
        var last = row.getLong("last_number");
        if (reader != null && first == 0) {
            var chosenIn = row.getUUID("conversation_id");
            return Uni.createFrom()
                    .item(
                            List.of(
                                    new ChatEvent.ChoicesChanged(
                                            new AccountId(reader),
                                            chosenIn == null
                                                    ? null
                                                    : new ConversationId(chosenIn))));
        }
        var conversation = new ConversationId(row.getUUID("conversation_id"));
        if (reader != null) {
            return Uni.createFrom()
                    .item(
                            List.of(
                                    new ChatEvent.ReadMarkerMoved(
                                            conversation, new AccountId(reader), last)));
        }
        if (row.getBoolean("of_reports")) {
            return Uni.createFrom().item(List.of(new ChatEvent.ReportsChanged(conversation)));
        }
        var lastChange = row.getLong("last_change");
        if (lastChange != null) {
            return Uni.createFrom()
                    .item(List.of(new ChatEvent.MessagesChanged(conversation, lastChange)));
        }
        if (first == 0) {
            return pool.preparedQuery(MEMBERS)
                    .execute(Tuple.of(conversation.value()))
                    .map(rows ->
                            List.of(
                                    new ChatEvent.ConversationOpened(
                                            conversation,
                                            StreamSupport.stream(rows.spliterator(), false)
                                                    .map(member -> new AccountId(member.getUUID(0)))
                                                    .toList())));
        }
        return pool.preparedQuery(MESSAGES)
                .execute(Tuple.of(conversation.value(), first, last))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .<ChatEvent>map(message ->
                                        HistoryStore.message(message)
                                                .sentTo(conversation, message.getLong("revision")))
                                .toList());
    }
}
