package org.homeroom.chat.search;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;
import org.homeroom.chat.message.HistoryStore;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;

/// Keeps `message_words`: everything that is written can be found soon after.
///
/// Messages have numbers without gaps, given in the order of commits. So one number for each
/// conversation says what is in the index, and no crash can leave a hole.
@ApplicationScoped
class IndexStore {
    /// Of conversations, and of messages of each, in one transaction.
    static final int CONVERSATIONS_AT_ONCE = 20;

    private static final int MESSAGES_AT_ONCE = 100;

    private static final String BEGIN =
            """
            INSERT INTO indexed (conversation_id, analysis) SELECT unnest($1::uuid[]), $2::int
            ON CONFLICT DO NOTHING
            """;

    /// New messages, and those that were changed since. All replicas go in one order, so that none
    /// waits for another that waits for it.
    private static final String TAKE =
            """
            SELECT i.conversation_id, m.is_new, m.number, m.change, m.sender_id, m.sent_at, m.title, m.text,
                   m.post_number, m.deleted_at, m.files
            FROM (SELECT *, analysis = $2 AS is_current FROM indexed) AS i
            JOIN LATERAL (
                (SELECT true AS is_new, h.* FROM message h
                 WHERE h.conversation_id = i.conversation_id
                   AND h.number > CASE WHEN i.is_current THEN i.number ELSE 0 END
                 ORDER BY h.number LIMIT $3)
                UNION ALL
                (SELECT false, h.* FROM message h
                 WHERE h.conversation_id = i.conversation_id AND h.change > 0
                   AND h.change > CASE WHEN i.is_current THEN i.change ELSE 0 END
                 ORDER BY h.change LIMIT $3)) AS m ON true
            WHERE i.conversation_id = ANY ($1::uuid[])
            """;

    private static final String LOCK =
            """
            SELECT conversation_id FROM indexed WHERE conversation_id = ANY ($1::uuid[]) ORDER BY conversation_id FOR UPDATE
            """;

    private static final String WRITE =
            """
            INSERT INTO message_words (conversation_id, number, sent_at, words)
            SELECT new.conversation_id, new.number, new.sent_at, new.words::tsvector
            FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::text[])
                AS new (conversation_id, number, sent_at, words)
            ON CONFLICT (conversation_id, number) DO UPDATE SET words = excluded.words
            """;

    private static final String ADVANCE =
            """
            UPDATE indexed i
            SET number = CASE i.analysis WHEN $4 THEN GREATEST(i.number, new.number) ELSE new.number END,
                change = CASE i.analysis WHEN $4 THEN GREATEST(i.change, new.change) ELSE new.change END,
                analysis = $4
            FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS new (conversation_id, number, change)
            WHERE i.conversation_id = new.conversation_id
            """;

    private static final String LEFT =
            """
            SELECT c.id FROM conversation c LEFT JOIN indexed i ON i.conversation_id = c.id AND i.analysis = $1
            WHERE c.last_number > COALESCE(i.number, 0) OR c.last_change > COALESCE(i.change, 0)
            LIMIT $2
            """;

    private final Pool pool;
    private final Vertx vertx;

    IndexStore(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.vertx = vertx;
    }

    /// A message with what it is found by.
    ///
    /// @param isNew whether it is here for its number, and not for its change
    private record Entry(
            UUID conversation,
            boolean isNew,
            long number,
            long change,
            OffsetDateTime sentAt,
            String words) {}

    /// Up to where something is.
    private record Reached(long number, long change) {
        static Reached by(Entry entry) {
            return entry.isNew() ? new Reached(entry.number(), 0) : new Reached(0, entry.change());
        }

        Reached and(Reached other) {
            return new Reached(Math.max(number, other.number), Math.max(change, other.change));
        }
    }

    /// Conversations of which messages are missing in the index, some of them.
    Uni<List<ConversationId>> left(int limit) {
        return pool.preparedQuery(LEFT)
                .execute(Tuple.of(Analysis.VERSION, limit))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> new ConversationId(row.getUUID("id")))
                                .toList());
    }

    /// Puts the next messages of these conversations into the index.
    ///
    /// @return those of which there may be more
    Uni<Set<ConversationId>> index(Collection<ConversationId> conversations) {
        var ids = conversations.stream().map(ConversationId::value).sorted().toArray(UUID[]::new);
        var versioned = Tuple.tuple().addArrayOfUUID(ids).addInteger(Analysis.VERSION);
        return pool.withTransaction(connection ->
                connection
                        .preparedQuery(BEGIN)
                        .execute(versioned)
                        // What is read comes after: whoever waited for the lock sees what the other
                        // did.
                        .chain(() ->
                                connection
                                        .preparedQuery(LOCK)
                                        .execute(Tuple.tuple().addArrayOfUUID(ids)))
                        .chain(() ->
                                connection
                                        .preparedQuery(TAKE)
                                        .execute(
                                                Tuple.tuple()
                                                        .addArrayOfUUID(ids)
                                                        .addInteger(Analysis.VERSION)
                                                        .addInteger(MESSAGES_AT_ONCE)))
                        .flatMap(rows ->
                                // To take apart so many texts takes longer than an event loop has.
                                vertx.executeBlocking(
                                        () ->
                                                StreamSupport.stream(rows.spliterator(), false)
                                                        .map(IndexStore::entry)
                                                        .toList(),
                                        false))
                        .flatMap(entries -> write(connection, entries).replaceWith(full(entries))));
    }

    private static Entry entry(Row row) {
        var conversation = row.getUUID("conversation_id");
        return new Entry(
                conversation,
                row.getBoolean("is_new"),
                row.getLong("number"),
                row.getLong("change"),
                row.getOffsetDateTime("sent_at"),
                row.getOffsetDateTime("deleted_at") == null
                        ? IndexedText.vector(
                                new ConversationId(conversation),
                                new AccountId(row.getUUID("sender_id")),
                                row.getString("title"),
                                row.getString("text"),
                                row.getLong("post_number"),
                                HistoryStore.files(row.getJsonArray("files")))
                        : "");
    }

    private static Set<ConversationId> full(List<Entry> entries) {
        return entries.stream()
                .collect(
                        groupingBy(
                                entry -> List.of(entry.conversation(), entry.isNew()),
                                mapping(
                                        entry -> new ConversationId(entry.conversation()),
                                        toList())))
                .values()
                .stream()
                .filter(part -> part.size() == MESSAGES_AT_ONCE)
                .map(List::getFirst)
                .collect(toUnmodifiableSet());
    }

    private static Uni<Void> write(SqlConnection connection, List<Entry> entries) {
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // One that is new and was changed is there twice, and no statement writes a row twice.
        var messages =
                List.copyOf(
                        entries.stream()
                                .collect(
                                        toMap(
                                                entry ->
                                                        List.of(
                                                                entry.conversation(),
                                                                entry.number()),
                                                entry -> entry,
                                                (one, same) -> one))
                                .values());
        var reached = new HashMap<UUID, Reached>();
        entries.forEach(
                entry -> reached.merge(entry.conversation(), Reached.by(entry), Reached::and));
        var conversations = List.copyOf(reached.entrySet());
        return connection
                .preparedQuery(WRITE)
                .execute(
                        Tuple.tuple()
                                .addArrayOfUUID(array(messages, Entry::conversation, UUID[]::new))
                                .addArrayOfLong(array(messages, Entry::number, Long[]::new))
                                .addArrayOfOffsetDateTime(
                                        array(messages, Entry::sentAt, OffsetDateTime[]::new))
                                .addArrayOfString(array(messages, Entry::words, String[]::new)))
                .chain(() ->
                        connection
                                .preparedQuery(ADVANCE)
                                .execute(
                                        Tuple.tuple()
                                                .addArrayOfUUID(
                                                        array(
                                                                conversations,
                                                                Map.Entry::getKey,
                                                                UUID[]::new))
                                                .addArrayOfLong(
                                                        array(
                                                                conversations,
                                                                each -> each.getValue().number(),
                                                                Long[]::new))
                                                .addArrayOfLong(
                                                        array(
                                                                conversations,
                                                                each -> each.getValue().change(),
                                                                Long[]::new))
                                                .addInteger(Analysis.VERSION)))
                .replaceWithVoid();
    }

    private static <E, T> T[] array(List<E> rows, Function<E, T> column, IntFunction<T[]> make) {
        return rows.stream().map(column).toArray(make);
    }
}
