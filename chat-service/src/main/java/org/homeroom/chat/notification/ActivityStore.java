package org.homeroom.chat.notification;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.homeroom.chat.PageKey;
import org.homeroom.chat.message.HistoryStore;
import org.homeroom.chat.message.Mentions;
import org.homeroom.chat.message.PublicationStore;
import org.homeroom.chat.notification.Activity.Actor;
import org.homeroom.chat.notification.Activity.Kind;
import org.homeroom.chat.person.People;
import org.homeroom.chat.search.Excerpt;
import org.homeroom.platform.event.ChatEvent.ChoicesChanged;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// Reads Activity. What is in it is written with the messages, changes and memberships that it is
/// about, in their transactions; who may see it is asked when it is read: see
/// docs/adr/0017-activity-is-rows-and-numbers.md.
@ApplicationScoped
public class ActivityStore {
    /// People whom one statement counts for.
    private static final int AT_ONCE = 200;

    /// What an `activity` row `a` has to be for the member `me` to see it. Who is called by name is
    /// not told of everybody's call too, and nobody of what somebody did whom they block.
    private static final String IS_SEEN =
            """
            NOT a.gone AND a.by_id <> me.account_id AND (a.number = 0 OR a.number >= me.first_number)
            AND (a.account_id = me.account_id OR NOT EXISTS (
                SELECT FROM activity own
                WHERE own.account_id = me.account_id AND own.conversation_id = a.conversation_id
                  AND own.number = a.number AND NOT own.is_reaction AND NOT own.gone))
            AND (a.is_reaction OR NOT EXISTS (
                SELECT FROM block b WHERE b.blocker_id = me.account_id AND b.blocked_id = a.by_id))\
            """;

    private static final String IS_UNREAD =
            """
            CASE WHEN a.change > 0 THEN a.change > me.noticed_change
                 WHEN a.number = 0 THEN me.noticed_number < 0
                 ELSE a.number > GREATEST(me.noticed_number, me.read_number) END\
            """;

    private static final String ROWS =
            "SELECT * FROM activity x WHERE x.conversation_id = me.conversation_id AND x.account_id ";

    /// The rows of the member `me` that may be unread, by the indexes that know.
    private static final String FRESH =
            """
            CROSS JOIN LATERAL (
                {rows} IN (me.account_id, '{everybody}')
                    AND x.number > GREATEST(me.noticed_number, me.read_number)
                UNION
                {rows} IN (me.account_id, '{everybody}') AND x.change > GREATEST(me.noticed_change, 0)
                UNION
                {rows} = me.account_id AND x.number = 0 AND me.noticed_number < 0) AS a
            WHERE {seen} AND {unread}
            """
                    .replace("{rows}", ROWS)
                    .replace("{everybody}", Mentions.EVERYBODY.toString())
                    .replace("{seen}", IS_SEEN)
                    .replace("{unread}", IS_UNREAD);

    private static final String COUNT =
            """
            SELECT who.id, (SELECT count(*) FROM (
                SELECT FROM member me {fresh} AND me.account_id = who.id LIMIT 100) AS counted) AS unread
            FROM unnest($1::uuid[]) AS who (id)
            """
                    .replace("{fresh}", FRESH);

    /// Reactions come by a change, all others by a number; so that no two of one conversation have
    /// one place, a reaction has its number below zero.
    private static final String PLACE = "CASE WHEN x.is_reaction THEN -x.number ELSE x.number END";

    private static final String LIST =
            """
            SELECT f.*, c.name, m.sender_id, m.text, m.call, m.post_number, COALESCE(p.title, m.title) AS title,
                   EXISTS (SELECT FROM mention n
                           WHERE n.conversation_id = f.conversation_id AND n.number = f.number
                             AND n.account_id IN ($1, '{everybody}')) AS is_mention,
                   answered.sender_id IS NOT DISTINCT FROM $1 AS is_reply,
                   reacted.people, reacted.count, reacted.emoji
            FROM (
                SELECT a.*, {unread} AS unread
                FROM member me CROSS JOIN LATERAL (
                    ({rows} = me.account_id AND {before} ORDER BY x.at DESC LIMIT $5)
                    UNION ALL
                    ({rows} = '{everybody}' AND {before} ORDER BY x.at DESC LIMIT $5)) AS a
                WHERE me.account_id = $1 AND {seen}
                ORDER BY a.at DESC, a.conversation_id DESC, a.place DESC LIMIT $5) AS f
            JOIN conversation c ON c.id = f.conversation_id
            LEFT JOIN message m ON m.conversation_id = f.conversation_id AND m.number = f.number
            LEFT JOIN message p ON p.conversation_id = f.conversation_id AND p.number = m.post_number
            LEFT JOIN message answered ON answered.conversation_id = f.conversation_id AND answered.number = m.reply_to
            LEFT JOIN LATERAL (
                SELECT array_agg(by_person.account_id ORDER BY by_person.latest DESC) AS people, count(*) AS count,
                       (SELECT array_agg(e.emoji ORDER BY e.since)
                        FROM (SELECT DISTINCT r.emoji, r.since FROM reaction r
                              WHERE r.conversation_id = f.conversation_id AND r.number = f.number
                                AND r.account_id <> $1) AS e) AS emoji
                FROM (SELECT r.account_id, max(r.change) AS latest FROM reaction r
                      WHERE r.conversation_id = f.conversation_id AND r.number = f.number AND r.account_id <> $1
                      GROUP BY r.account_id) AS by_person) AS reacted ON f.is_reaction
            ORDER BY f.at DESC, f.conversation_id DESC, f.place DESC
            """
                    .replace("{rows}", ROWS.replace("*", "*, " + PLACE + " AS place"))
                    .replace("{unread}", IS_UNREAD)
                    .replace("{seen}", IS_SEEN)
                    .replace("{everybody}", Mentions.EVERYBODY.toString());

    private static final String PAGE =
            LIST.replace(
                    "{before}",
                    "NOT x.gone AND x.by_id <> $1 AND (x.at, x.conversation_id, "
                            + PLACE
                            + ") < ($2, $3, $4)");

    /// As [#PAGE], of messages of a conversation, whatever their place.
    private static final String SOME =
            LIST.replace(
                            "{before}",
                            "x.conversation_id = $2::uuid AND x.number = ANY ($3::bigint[])")
                    .replace("$5", "$4");

    private static final String NOTICE =
            """
            WITH fresh AS (
                SELECT a.conversation_id, max(a.number) FILTER (WHERE a.change = 0) AS number, max(a.change) AS change
                FROM member me {fresh} AND me.account_id = $1 AND a.at <= $2
                  AND a.conversation_id = COALESCE($3::uuid, a.conversation_id)
                GROUP BY a.conversation_id
            ), noticed AS (
                UPDATE member me
                SET noticed_number = GREATEST(me.noticed_number, fresh.number),
                    noticed_change = GREATEST(me.noticed_change, fresh.change)
                FROM fresh WHERE me.conversation_id = fresh.conversation_id AND me.account_id = $1
                RETURNING 1
            )
            INSERT INTO unpublished (reader_id, first_number, last_number, tried_at)
            SELECT $1, 0, 0, $4 WHERE EXISTS (SELECT FROM noticed) RETURNING id
            """
                    .replace("{fresh}", FRESH);

    /// Whom messages concern, or did; the account of zeros is everybody.
    private static final String CONCERNED =
            """
            SELECT DISTINCT a.conversation_id, a.number, a.account_id
            FROM unnest($1::uuid[], $2::bigint[]) AS sought (conversation_id, number)
            JOIN activity a ON a.conversation_id = sought.conversation_id AND a.number = COALESCE(sought.number, a.number)
            """;

    /// A message.
    ///
    /// @param number null for all of the conversation
    public record Place(ConversationId conversation, @Nullable Long number) {}

    /// Somebody whom a message concerns.
    ///
    /// @param account null for everybody who is in the conversation
    public record Concerned(Place place, @Nullable AccountId account) {}

    /// A page, the latest first.
    ///
    /// @param next where the next one begins; empty at the end
    record Page(List<Activity> items, Optional<PageKey> next) {}

    private final Pool pool;
    private final People people;
    private final PublicationStore publications;
    private final Clock clock;

    ActivityStore(Pool pool, People people, PublicationStore publications, Clock clock) {
        this.pool = pool;
        this.people = people;
        this.publications = publications;
        this.clock = clock;
    }

    /// How much in each one's Activity is unread: exact up to 99, 100 means more.
    public Uni<Map<AccountId, Integer>> unread(Collection<AccountId> accounts) {
        var counted = new HashMap<AccountId, Integer>();
        return unread(List.copyOf(accounts), counted).replaceWith(counted);
    }

    private Uni<Void> unread(List<AccountId> accounts, Map<AccountId, Integer> counted) {
        if (accounts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var next = accounts.subList(0, Math.min(AT_ONCE, accounts.size()));
        return pool.preparedQuery(COUNT)
                .execute(
                        Tuple.tuple()
                                .addArrayOfUUID(
                                        next.stream().map(AccountId::value).toArray(UUID[]::new)))
                .invoke(rows ->
                        rows.forEach(row ->
                                counted.put(
                                        new AccountId(row.getUUID("id")),
                                        row.getLong("unread").intValue())))
                .chain(() -> unread(accounts.subList(next.size(), accounts.size()), counted));
    }

    Uni<Page> page(AccountId viewer, PageKey after, int limit) {
        // One more than asked for tells whether there is a next page.
        return pool.preparedQuery(PAGE)
                .execute(
                        Tuple.of(
                                viewer.value(),
                                after.at().atOffset(ZoneOffset.UTC),
                                after.conversation().value(),
                                after.number(),
                                limit + 1))
                .map(rows -> page(viewer, rows, limit));
    }

    private Page page(AccountId viewer, RowSet<Row> rows, int limit) {
        var all = stream(rows).toList();
        var shown = all.subList(0, Math.min(limit, all.size()));
        return new Page(
                shown.stream().map(row -> activity(viewer, row)).toList(),
                all.size() > limit ? Optional.of(key(shown.getLast())) : Optional.empty());
    }

    private static PageKey key(Row row) {
        return new PageKey(
                row.getOffsetDateTime("at").toInstant(),
                new ConversationId(row.getUUID("conversation_id")),
                row.getLong("place"));
    }

    /// What concerns somebody of some messages, as far as it still does.
    public Uni<List<Activity>> of(
            AccountId viewer, ConversationId conversation, Collection<Long> numbers) {
        return pool.preparedQuery(SOME)
                .execute(
                        Tuple.tuple()
                                .addUUID(viewer.value())
                                .addUUID(conversation.value())
                                .addArrayOfLong(numbers.toArray(Long[]::new))
                                // What is said in it and the reactions to it.
                                .addInteger(2 * numbers.size()))
                .map(rows -> stream(rows).map(row -> activity(viewer, row)).toList());
    }

    /// Whom messages concern, or concerned before they were changed.
    public Uni<Set<Concerned>> concernedBy(Collection<Place> places) {
        return pool.preparedQuery(CONCERNED)
                .execute(
                        Tuple.tuple()
                                .addArrayOfUUID(
                                        places.stream()
                                                .map(place -> place.conversation().value())
                                                .toArray(UUID[]::new))
                                .addArrayOfLong(
                                        places.stream().map(Place::number).toArray(Long[]::new)))
                .map(rows ->
                        stream(rows)
                                .map(row ->
                                        new Concerned(
                                                new Place(
                                                        new ConversationId(
                                                                row.getUUID("conversation_id")),
                                                        row.getLong("number")),
                                                row.getUUID("account_id").equals(Mentions.EVERYBODY)
                                                        ? null
                                                        : new AccountId(row.getUUID("account_id"))))
                                .collect(toUnmodifiableSet()));
    }

    /// Somebody has seen what was in their Activity at an instant.
    ///
    /// @param conversation null for all of them
    Uni<Void> notice(AccountId account, Instant upTo, @Nullable ConversationId conversation) {
        return pool.preparedQuery(NOTICE)
                .execute(
                        Tuple.of(
                                account.value(),
                                upTo.atOffset(ZoneOffset.UTC),
                                conversation == null ? null : conversation.value(),
                                clock.instant().atOffset(ZoneOffset.UTC)))
                .invoke(rows ->
                        rows.forEach(row ->
                                publications.publish(
                                        row.getLong("id"),
                                        List.of(new ChoicesChanged(account, null)))))
                .replaceWithVoid();
    }

    private Activity activity(AccountId viewer, Row row) {
        var kind = kind(row);
        var reacted = kind == Kind.REACTION;
        var text = row.getString("text");
        var title = row.getString("title");
        var actors = reacted ? row.getArrayOfUUIDs("people") : new UUID[] {row.getUUID("by_id")};
        return new Activity(
                kind,
                new ConversationId(row.getUUID("conversation_id")),
                row.getString("name"),
                row.getLong("number"),
                row.getLong("post_number"),
                row.getOffsetDateTime("at").toInstant(),
                row.getBoolean("unread"),
                title == null || title.isEmpty() ? null : title,
                text == null ? "" : Excerpt.beginning(text),
                Arrays.stream(actors)
                        .limit(3)
                        .map(id -> Actor.of(people.get(new AccountId(id))))
                        .toList(),
                actors.length,
                reacted ? List.of(row.getArrayOfStrings("emoji")) : List.of(),
                HistoryStore.call(row));
    }

    private static Kind kind(Row row) {
        if (row.getLong("number") == 0) {
            return Kind.ADDED;
        }
        if (row.getBoolean("is_reaction")) {
            return Kind.REACTION;
        }
        if (row.getJsonObject("call") != null) {
            return Kind.CALL;
        }
        if (row.getBoolean("is_mention")) {
            return Kind.MENTION;
        }
        return row.getBoolean("is_reply") ? Kind.REPLY : Kind.COMMENT;
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
