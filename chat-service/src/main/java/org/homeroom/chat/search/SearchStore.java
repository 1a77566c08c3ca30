package org.homeroom.chat.search;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.homeroom.chat.PageKey;
import org.homeroom.chat.message.HistoryStore;
import org.homeroom.chat.message.Message;
import org.homeroom.chat.person.People;
import org.homeroom.chat.person.Person;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// Finds messages, the latest first, in what the viewer may see at that moment: membership is part
/// of the query.
@ApplicationScoped
class SearchStore {
    /// As many conversations as one is in whose names are sought in the index itself; with more,
    /// what is found is mostly one's own anyway.
    private static final int FEW = 20;

    /// As many people as a name may mean.
    private static final int MOST_PEOPLE = 100;

    /// The planner has to know the words: rare ones are found by the index of words, those that are
    /// everywhere by looking at the latest messages. And nobody waits longer than this.
    private static final String PLAN =
            "SET LOCAL plan_cache_mode = force_custom_plan; SET LOCAL statement_timeout = '3s'";

    private static final String FIND =
            """
            SELECT found.conversation_id, found.number AS found_number, found.sent_at AS found_at, %s
            FROM (
                SELECT w.conversation_id, w.number, w.sent_at
                FROM message_words w
                JOIN member me ON me.conversation_id = w.conversation_id AND me.account_id = $1
                WHERE w.words @@ $2::text::tsquery AND w.number >= me.first_number
                  AND w.sent_at >= $3 AND w.sent_at < $4
                  AND (w.sent_at, w.conversation_id, w.number) < ($5, $6, $7)
                ORDER BY w.sent_at DESC, w.conversation_id DESC, w.number DESC
                LIMIT $8) AS found
            LEFT JOIN message m
              ON m.conversation_id = found.conversation_id AND m.number = found.number AND m.deleted_at IS NULL
            ORDER BY found.sent_at DESC, found.conversation_id DESC, found.number DESC
            """
                    .formatted(HistoryStore.columns("m", "$1"));

    /// As [#FIND], of those who ask for days alone.
    private static final String FIND_ANY = FIND.replace("w.words @@ $2::text::tsquery", "$2 = ''");

    private static final String MINE =
            """
            SELECT c.id, c.name, CASE c.direct_low WHEN $1 THEN c.direct_high ELSE c.direct_low END AS other
            FROM member me JOIN conversation c ON c.id = me.conversation_id
            WHERE me.account_id = $1
            """;

    /// @param message as it is now; null if it was deleted after it had been put into the index
    record Hit(PageKey key, @Nullable Message message) {}

    private record Mine(ConversationId id, @Nullable String name, @Nullable UUID other) {}

    private final Pool pool;
    private final People people;

    SearchStore(Pool pool, People people) {
        this.pool = pool;
        this.people = people;
    }

    /// @param zone in which the days of the query are
    /// @param after the hit to go on after; null for the first page
    Uni<List<Hit>> find(
            AccountId viewer, SearchQuery query, ZoneId zone, @Nullable PageKey after, int limit) {
        return pool.withTransaction(connection ->
                connection
                        .query(PLAN)
                        .execute()
                        .chain(() -> mine(connection, viewer))
                        .flatMap(mine ->
                                facets(viewer, query, mine)
                                        .map(facets ->
                                                find(
                                                        connection,
                                                        viewer,
                                                        query,
                                                        query.tsquery(facets),
                                                        zone,
                                                        after,
                                                        limit))
                                        .orElseGet(() -> Uni.createFrom().item(List.of()))));
    }

    private static Uni<List<Mine>> mine(SqlConnection connection, AccountId viewer) {
        return connection
                .preparedQuery(MINE)
                .execute(Tuple.of(viewer.value()))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(row ->
                                        new Mine(
                                                new ConversationId(row.getUUID("id")),
                                                row.getString("name"),
                                                row.getUUID("other")))
                                .toList());
    }

    /// Empty if somebody or something is named that there is not.
    private Optional<List<Collection<String>>> facets(
            AccountId viewer, SearchQuery query, List<Mine> mine) {
        var facets = new ArrayList<Collection<String>>();
        for (var name : query.from()) {
            facets.add(senders(viewer, name).stream().map(IndexedText::from).toList());
        }
        for (var name : query.in()) {
            facets.add(
                    mine.stream()
                            .filter(conversation -> isCalled(conversation, name))
                            .map(conversation -> IndexedText.in(conversation.id()))
                            .toList());
        }
        if (query.in().isEmpty() && mine.size() <= FEW) {
            facets.add(mine.stream().map(each -> IndexedText.in(each.id())).toList());
        }
        return facets.stream().anyMatch(Collection::isEmpty)
                ? Optional.empty()
                : Optional.of(facets);
    }

    private List<AccountId> senders(AccountId viewer, String name) {
        return name.equalsIgnoreCase("me")
                ? List.of(viewer)
                : id(name).map(id -> List.of(new AccountId(id)))
                        .orElseGet(() ->
                                people.called(name).map(Person::id).limit(MOST_PEOPLE).toList());
    }

    private boolean isCalled(Mine conversation, String name) {
        var known = id(name);
        if (known.isPresent()) {
            return conversation.id().value().equals(known.get());
        }
        var own =
                conversation.other() == null
                        ? Objects.requireNonNullElse(conversation.name(), "")
                        : people.get(new AccountId(conversation.other())).name();
        return own.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    private static Optional<UUID> id(String text) {
        try {
            return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    private static Uni<List<Hit>> find(
            SqlConnection connection,
            AccountId viewer,
            SearchQuery query,
            String tsquery,
            ZoneId zone,
            @Nullable PageKey after,
            int limit) {
        var key = after == null ? PageKey.FIRST : after;
        var from = query.after().map(day -> day.plusDays(1).atStartOfDay(zone).toInstant());
        var to = query.before().map(day -> day.atStartOfDay(zone).toInstant());
        return connection
                .preparedQuery(tsquery.isEmpty() ? FIND_ANY : FIND)
                .execute(
                        Tuple.tuple()
                                .addUUID(viewer.value())
                                .addString(tsquery)
                                .addOffsetDateTime(utc(from.orElse(PageKey.EARLIEST)))
                                .addOffsetDateTime(utc(to.orElse(PageKey.LATEST)))
                                .addOffsetDateTime(utc(key.at()))
                                .addUUID(key.conversation().value())
                                .addLong(key.number())
                                .addInteger(limit))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(row ->
                                        new Hit(
                                                key(row),
                                                row.getLong("number") == null
                                                        ? null
                                                        : HistoryStore.message(row)))
                                .toList());
    }

    private static PageKey key(Row row) {
        return new PageKey(
                row.getOffsetDateTime("found_at").toInstant(),
                new ConversationId(row.getUUID("conversation_id")),
                row.getLong("found_number"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
