package org.homeroom.chat.conversation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.homeroom.chat.message.Message;
import org.homeroom.chat.message.PublicationStore;
import org.homeroom.chat.person.People;
import org.homeroom.chat.presence.PresenceBoard;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.IdSource;
import org.jspecify.annotations.Nullable;

/// Conversations in PostgreSQL: opening, listing, read markers, history.
@ApplicationScoped
public class ConversationStore {
    /// More changes than this at once are cheaper to load as a list.
    private static final int MOST_RESUMED = 500;

    /// A member's view. `%s` narrows it; `$1` is the viewer. Unread counts stop at 100, which keeps
    /// them cheap however long somebody was away.
    private static final String VIEW =
            """
            SELECT c.id, c.kind, c.created_at, c.last_number, c.last_at, me.read_number,
                   m.number, m.id AS message_id, m.sender_id, m.client_id, m.text, m.sent_at,
                   (SELECT count(*) FROM (
                        SELECT FROM message u
                        WHERE u.conversation_id = c.id AND u.number > me.read_number AND u.sender_id <> $1
                        LIMIT 100) AS counted) AS unread,
                   everybody.accounts, everybody.reads, everybody.seen
            FROM member me
            JOIN conversation c ON c.id = me.conversation_id
            LEFT JOIN message m ON m.conversation_id = c.id AND m.number = c.last_number
            CROSS JOIN LATERAL (
                SELECT array_agg(o.account_id ORDER BY o.account_id) AS accounts,
                       array_agg(o.read_number ORDER BY o.account_id) AS reads,
                       array_agg(s.at ORDER BY o.account_id) AS seen
                FROM member o LEFT JOIN last_seen s ON s.account_id = o.account_id
                WHERE o.conversation_id = c.id) AS everybody
            WHERE me.account_id = $1 %s
            ORDER BY c.last_at DESC, c.id DESC
            """;

    private static final String ONE = VIEW.formatted("AND c.id = $2");

    private static final String FIRST_PAGE = VIEW.formatted("") + "LIMIT $2";

    private static final String NEXT_PAGE =
            VIEW.formatted("AND (c.last_at, c.id) < ($3, $4)") + "LIMIT $2";

    private static final String CHANGED =
            VIEW.formatted(
                            """
                            AND (c.changed >= $2::text::xid8 OR EXISTS (
                                SELECT FROM member x
                                WHERE x.conversation_id = c.id AND x.changed >= $2::text::xid8))
                            """)
                    + "LIMIT $3";

    /// Every transaction before this one has ended, so what is read after it and carries an older
    /// mark has been seen.
    private static final String CURSOR =
            """
            SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS cursor,
                   $1::text::xid8 > pg_snapshot_xmax(pg_current_snapshot()) AS ahead
            """;

    private static final String INSERT =
            """
            INSERT INTO conversation (id, kind, direct_low, direct_high, created_at, last_at)
            VALUES ($1, 'direct', LEAST($2::uuid, $3::uuid), GREATEST($2::uuid, $3::uuid), $4, $4)
            ON CONFLICT (direct_low, direct_high) DO NOTHING RETURNING id
            """;

    private static final String INSERT_MEMBERS =
            "INSERT INTO member (conversation_id, account_id) VALUES ($1, $2), ($1, $3)";

    private static final String MARK_OPENED = "INSERT INTO unpublished VALUES ($1, 0, 0, $2)";

    private static final String EXISTING =
            """
            SELECT id FROM conversation
            WHERE direct_low = LEAST($1::uuid, $2::uuid) AND direct_high = GREATEST($1::uuid, $2::uuid)
            """;

    /// No row: not a member. `valid` is false for a number that no message has; `moved` for a
    /// marker that stood there.
    private static final String MOVE_MARKER =
            """
            WITH place AS (
                SELECT m.read_number, c.last_number FROM member m JOIN conversation c ON c.id = m.conversation_id
                WHERE m.conversation_id = $1 AND m.account_id = $2
            ), moved AS (
                UPDATE member m SET read_number = $3, changed = pg_current_xact_id() FROM place
                WHERE m.conversation_id = $1 AND m.account_id = $2
                  AND m.read_number < $3 AND $3 <= place.last_number
                RETURNING 1
            )
            SELECT $3 <= last_number AS valid, EXISTS (SELECT FROM moved) AS moved FROM place
            """;

    private static final String UNREAD =
            """
            SELECT count(*)::int4 AS unread FROM (
                SELECT FROM member me JOIN message u ON u.conversation_id = me.conversation_id
                WHERE me.conversation_id = $1 AND me.account_id = $2
                  AND u.number > me.read_number AND u.sender_id <> $2
                LIMIT 100) AS counted
            """;

    private static final String ACQUAINTANCES =
            """
            SELECT me.conversation_id, other.account_id
            FROM member me JOIN member other USING (conversation_id) WHERE me.account_id = $1
            """;

    private static final String IS_MEMBER =
            "SELECT FROM member WHERE conversation_id = $1 AND account_id = $2";

    private static final String SEEN =
            """
            INSERT INTO last_seen (account_id, at) VALUES ($1, $2)
            ON CONFLICT (account_id) DO UPDATE SET at = GREATEST(last_seen.at, excluded.at)
            """;

    private static final String HISTORY =
            """
            SELECT c.last_number, m.number, m.id, m.sender_id, m.client_id, m.text, m.sent_at
            FROM member me
            JOIN conversation c ON c.id = me.conversation_id
            LEFT JOIN LATERAL (
                SELECT * FROM message h WHERE h.conversation_id = c.id AND h.number %s $3
                ORDER BY h.number %s LIMIT $4) AS m ON true
            WHERE me.conversation_id = $1 AND me.account_id = $2
            ORDER BY m.number
            """;

    private static final String HISTORY_BEFORE = HISTORY.formatted("<", "DESC");
    private static final String HISTORY_AFTER = HISTORY.formatted(">", "ASC");

    /// A page of conversations, the latest first.
    ///
    /// @param next where the next page begins; empty at the end
    /// @param cursor for [#changedSince]: nothing that happens after this page was read is missed
    record Page(List<ConversationView> conversations, Optional<PageKey> next, String cursor) {}

    /// A stretch of messages, in ascending number.
    record Stretch(List<Message> messages, boolean hasBefore, boolean hasAfter) {}

    /// @param isNew whether it was opened just now
    record Opened(ConversationId id, boolean isNew) {}

    /// What moving a read marker came to.
    public enum Marked {
        MOVED,
        STOOD_THERE,
        NO_SUCH_MESSAGE,
        NOT_A_MEMBER
    }

    /// What changed since a cursor.
    public sealed interface Resumed {
        /// @param cursor for the next time
        record Changes(String cursor, List<ConversationView> conversations) implements Resumed {}

        /// The cursor is not of this database, or too much has changed: load the list.
        record TooFar() implements Resumed {}
    }

    private final Pool pool;
    private final People people;
    private final PresenceBoard presence;
    private final PublicationStore publications;
    private final Clock clock;
    private final IdSource ids;

    ConversationStore(
            Pool pool,
            People people,
            PresenceBoard presence,
            PublicationStore publications,
            Clock clock,
            IdSource ids) {
        this.pool = pool;
        this.people = people;
        this.presence = presence;
        this.publications = publications;
        this.clock = clock;
        this.ids = ids;
    }

    /// The one direct conversation of two people, opened if there was none.
    Uni<Opened> openDirect(AccountId one, AccountId other) {
        var id = new ConversationId(ids.next());
        var now = utcNow();
        return pool.withTransaction(connection ->
                        connection
                                .preparedQuery(INSERT)
                                .execute(Tuple.of(id.value(), one.value(), other.value(), now))
                                .flatMap(inserted ->
                                        inserted.size() == 1
                                                ? furnish(connection, id, one, other, now)
                                                : existing(connection, one, other)))
                .invoke(opened -> {
                    if (opened.isNew()) {
                        publications.publishOpened(opened.id(), List.of(one, other));
                    }
                });
    }

    private static Uni<Opened> furnish(
            SqlConnection connection,
            ConversationId id,
            AccountId one,
            AccountId other,
            OffsetDateTime now) {
        return connection
                .preparedQuery(INSERT_MEMBERS)
                .execute(Tuple.of(id.value(), one.value(), other.value()))
                .flatMap(members ->
                        connection.preparedQuery(MARK_OPENED).execute(Tuple.of(id.value(), now)))
                .replaceWith(new Opened(id, true));
    }

    private static Uni<Opened> existing(SqlConnection connection, AccountId one, AccountId other) {
        return connection
                .preparedQuery(EXISTING)
                .execute(Tuple.of(one.value(), other.value()))
                .map(rows ->
                        new Opened(
                                new ConversationId(rows.iterator().next().getUUID("id")), false));
    }

    /// Empty if there is no such conversation, or the viewer is not in it: a stranger cannot tell
    /// which.
    public Uni<Optional<ConversationView>> view(ConversationId id, AccountId viewer) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(viewer.value(), id.value()))
                .map(rows -> views(rows).stream().findFirst());
    }

    Uni<Page> list(AccountId viewer, int limit, @Nullable PageKey after) {
        // One more than asked for tells whether there is a next page.
        var parameters =
                after == null
                        ? Tuple.of(viewer.value(), limit + 1)
                        : Tuple.of(
                                viewer.value(),
                                limit + 1,
                                after.lastAt().atOffset(ZoneOffset.UTC),
                                after.id().value());
        return cursor("0")
                .flatMap(cursor ->
                        pool.preparedQuery(after == null ? FIRST_PAGE : NEXT_PAGE)
                                .execute(parameters)
                                .map(rows -> page(rows, limit, cursor.getString("cursor"))));
    }

    private Page page(RowSet<Row> rows, int limit, String cursor) {
        var shown = views(rows);
        if (shown.size() <= limit) {
            return new Page(shown, Optional.empty(), cursor);
        }
        var last = StreamSupport.stream(rows.spliterator(), false).skip(limit - 1L).findFirst();
        return new Page(
                shown.subList(0, limit),
                last.map(row ->
                        new PageKey(
                                row.getOffsetDateTime("last_at").toInstant(),
                                new ConversationId(row.getUUID("id")))),
                cursor);
    }

    /// The viewer's conversations in which anything changed since the cursor was given, by any
    /// replica.
    ///
    /// Transactions are numbered when they begin and seen when they end, so a cursor is the oldest
    /// one that had not ended: some changes may come twice, none is missed.
    ///
    /// @param cursor decimal digits
    public Uni<Resumed> changedSince(AccountId viewer, String cursor) {
        return cursor(cursor)
                .flatMap(now ->
                        now.getBoolean("ahead")
                                ? Uni.createFrom().item(new Resumed.TooFar())
                                : pool.preparedQuery(CHANGED)
                                        .execute(Tuple.of(viewer.value(), cursor, MOST_RESUMED + 1))
                                        .map(rows -> resumed(rows, now.getString("cursor"))));
    }

    private Resumed resumed(RowSet<Row> rows, String cursor) {
        return rows.size() > MOST_RESUMED
                ? new Resumed.TooFar()
                : new Resumed.Changes(cursor, views(rows));
    }

    private Uni<Row> cursor(String compared) {
        return pool.preparedQuery(CURSOR)
                .execute(Tuple.of(compared))
                .map(rows -> rows.iterator().next());
    }

    /// Says that the member has read everything up to the number. A marker never goes back.
    public Uni<Marked> markRead(ConversationId conversation, AccountId reader, long number) {
        return pool.preparedQuery(MOVE_MARKER)
                .execute(Tuple.of(conversation.value(), reader.value(), number))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Marked.NOT_A_MEMBER;
                    }
                    var row = rows.iterator().next();
                    if (!row.getBoolean("valid")) {
                        return Marked.NO_SUCH_MESSAGE;
                    }
                    return row.getBoolean("moved") ? Marked.MOVED : Marked.STOOD_THERE;
                });
    }

    /// Other people's messages after the reader's marker: exact up to 99, 100 means more.
    public Uni<Integer> unread(ConversationId conversation, AccountId reader) {
        return pool.preparedQuery(UNREAD)
                .execute(Tuple.of(conversation.value(), reader.value()))
                .map(rows -> rows.iterator().next().getInteger("unread"));
    }

    /// All conversations of an account, with all their members.
    public Uni<Map<ConversationId, List<AccountId>>> conversationsOf(AccountId account) {
        return pool.preparedQuery(ACQUAINTANCES)
                .execute(Tuple.of(account.value()))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .collect(
                                        Collectors.groupingBy(
                                                row -> new ConversationId(row.getUUID(0)),
                                                Collectors.mapping(
                                                        row -> new AccountId(row.getUUID(1)),
                                                        Collectors.toList()))));
    }

    public Uni<Boolean> isMember(ConversationId conversation, AccountId account) {
        return pool.preparedQuery(IS_MEMBER)
                .execute(Tuple.of(conversation.value(), account.value()))
                .map(rows -> rows.size() > 0);
    }

    /// Remembers when somebody was last seen; an earlier time than the one that is known changes
    /// nothing.
    public Uni<Void> seen(AccountId account, java.time.Instant at) {
        return pool.preparedQuery(SEEN)
                .execute(Tuple.of(account.value(), at.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /// Messages below a number, the nearest `limit` of them. Empty if the viewer is not a member.
    Uni<Optional<Stretch>> before(
            ConversationId conversation, AccountId viewer, long number, int limit) {
        return stretch(HISTORY_BEFORE, conversation, viewer, number, limit);
    }

    /// Messages above a number, the nearest `limit` of them. Empty if the viewer is not a member.
    Uni<Optional<Stretch>> after(
            ConversationId conversation, AccountId viewer, long number, int limit) {
        return stretch(HISTORY_AFTER, conversation, viewer, number, limit);
    }

    private Uni<Optional<Stretch>> stretch(
            String query, ConversationId conversation, AccountId viewer, long number, int limit) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(conversation.value(), viewer.value(), number, limit))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Optional.empty();
                    }
                    var messages = new ArrayList<Message>();
                    var last = 0L;
                    for (var row : rows) {
                        last = row.getLong("last_number");
                        if (row.getLong("number") != null) {
                            messages.add(PublicationStore.read(row));
                        }
                    }
                    return Optional.of(
                            messages.isEmpty()
                                    ? beyond(query, last)
                                    : new Stretch(
                                            messages,
                                            messages.getFirst().number() > 1,
                                            messages.getLast().number() < last));
                });
    }

    /// Nothing lies on the side that was asked for; whether something lies on the other is known
    /// from the last number.
    private static Stretch beyond(String query, long last) {
        return new Stretch(
                List.of(),
                last > 0 && query.equals(HISTORY_AFTER),
                last > 0 && query.equals(HISTORY_BEFORE));
    }

    private List<ConversationView> views(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(this::view).toList();
    }

    private ConversationView view(Row row) {
        var accounts = row.getArrayOfUUIDs("accounts");
        var reads = row.getArrayOfLongs("reads");
        var seen = row.getArrayOfOffsetDateTimes("seen");
        var members = new ArrayList<ConversationView.Member>(accounts.length);
        for (var i = 0; i < accounts.length; i++) {
            var account = new AccountId(accounts[i]);
            members.add(
                    new ConversationView.Member(
                            account,
                            people.nameOf(account).orElse(""),
                            reads[i],
                            ConversationView.Presence.of(presence.stateOf(account)),
                            seen[i] == null ? null : seen[i].toInstant()));
        }
        return new ConversationView(
                new ConversationId(row.getUUID("id")),
                ConversationView.Kind.DIRECT,
                members,
                row.getLong("last_number"),
                row.getLong("number") == null ? null : lastMessage(row),
                row.getLong("read_number"),
                row.getLong("unread").intValue(),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static Message lastMessage(Row row) {
        return new Message(
                row.getLong("number"),
                new org.homeroom.platform.id.MessageId(row.getUUID("message_id")),
                new AccountId(row.getUUID("sender_id")),
                row.getUUID("client_id"),
                row.getString("text"),
                row.getOffsetDateTime("sent_at").toInstant());
    }

    private OffsetDateTime utcNow() {
        return clock.instant()
                .truncatedTo(java.time.temporal.ChronoUnit.MICROS)
                .atOffset(ZoneOffset.UTC);
    }
}
