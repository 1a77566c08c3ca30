package org.homeroom.chat.conversation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.homeroom.chat.PageKey;
import org.homeroom.chat.membership.MembershipStore;
import org.homeroom.chat.membership.Terms;
import org.homeroom.chat.message.HistoryStore;
import org.homeroom.chat.notification.ChoiceStore;
import org.homeroom.chat.person.People;
import org.homeroom.chat.presence.PresenceBoard;
import org.homeroom.chat.presence.PresenceBoard.Whereabouts;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// Conversations as their members see them: one, the list of them, and what changed in them.
@ApplicationScoped
public class ConversationStore {
    /// More changes than this at once are cheaper to load as a list.
    private static final int MOST_RESUMED = 500;

    /// Views of the conversations that `%s` chooses of the viewer's, `$1`. They are chosen first: a
    /// page costs what is on it, not what the viewer has.
    private static final String VIEW =
            """
            SELECT c.id AS conversation_id, c.created_at, c.last_number, c.last_at, c.kind, c.name, c.description,
                   c.access, c.announcements_only, c.archived_at, c.is_closed,
                   c.is_closed AND EXISTS (
                       SELECT FROM block b
                       WHERE b.blocker_id = me.account_id AND b.blocked_id IN (c.direct_low, c.direct_high)) AS blocks, c.member_count, c.revision,
                   me.read_number, me.seen_number, me.read_revision, me.role, me.first_number, {choices},
                   c.last_change, {columns},
                   {unread} AS unread, {mentions} AS mentions,
                   everybody.accounts, everybody.reads, everybody.seen
            FROM (SELECT me.conversation_id FROM member me JOIN conversation c ON c.id = me.conversation_id
                  WHERE me.account_id = $1 %s) AS chosen
            JOIN member me ON me.conversation_id = chosen.conversation_id AND me.account_id = $1
            JOIN conversation c ON c.id = chosen.conversation_id
            LEFT JOIN preference mine ON mine.account_id = me.account_id
            LEFT JOIN message m
                ON m.conversation_id = c.id AND m.number = c.last_number AND m.number >= me.first_number
            CROSS JOIN LATERAL (
                SELECT array_agg(o.account_id ORDER BY o.account_id) AS accounts,
                       array_agg(CASE WHEN o.account_id = me.account_id THEN o.read_number
                                      WHEN NOT c.is_closed AND COALESCE(mine.shares_reading, true)
                                       AND COALESCE(theirs.shares_reading, true) THEN o.seen_number END
                                 ORDER BY o.account_id) AS reads,
                       array_agg(s.at ORDER BY o.account_id) AS seen
                FROM member o LEFT JOIN last_seen s ON s.account_id = o.account_id
                LEFT JOIN preference theirs ON theirs.account_id = o.account_id
                WHERE o.conversation_id = c.id AND c.kind <> 'channel') AS everybody
            ORDER BY c.last_at DESC, c.id DESC
            """
                    .replace("{columns}", HistoryStore.columns("m", "$1"))
                    .replace("{choices}", ChoiceStore.COLUMNS)
                    .replace("{unread}", MemberStore.UNREAD)
                    .replace("{mentions}", MemberStore.MENTIONS);

    private static final String ONE = VIEW.formatted("AND c.id = $2");

    /// With the cursor of the very snapshot in which the page is read, and a row without a
    /// conversation if there is none.
    private static final String PAGE =
            """
            SELECT now.cursor, page.*
            FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS cursor) AS now LEFT JOIN (%s) AS page ON true
            ORDER BY page.last_at DESC, page.conversation_id DESC
            """;

    private static final String LATEST = "ORDER BY c.last_at DESC, c.id DESC LIMIT $2";

    private static final String FIRST_PAGE = PAGE.formatted(VIEW.formatted(LATEST));

    private static final String NEXT_PAGE =
            PAGE.formatted(VIEW.formatted("AND (c.last_at, c.id) < ($3, $4) " + LATEST));

    private static final String CHANGED =
            VIEW.formatted(
                    """
                    AND (c.changed >= $2::text::xid8 OR me.changed >= $2::text::xid8
                        OR c.kind <> 'channel' AND EXISTS (
                            SELECT FROM member x
                            WHERE x.conversation_id = c.id AND x.changed >= $2::text::xid8))
                    LIMIT $3\
                    """);

    private static final String LEFT =
            """
            SELECT conversation_id FROM former_member WHERE account_id = $1 AND changed >= $2::text::xid8
            LIMIT $3
            """;

    /// Every transaction before this one has ended, so what is read after it and carries an older
    /// mark has been seen.
    private static final String CURSOR =
            """
            SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS cursor,
                   $1::text::xid8 > pg_snapshot_xmax(pg_current_snapshot()) AS ahead
            """;

    /// A page of conversations, the latest first.
    ///
    /// @param next where the next page begins; empty at the end
    /// @param cursor for [#changedSince]: nothing that happens after this page was read is missed
    record Page(List<ConversationView> conversations, Optional<PageKey> next, String cursor) {}

    /// What changed since a cursor.
    public sealed interface Resumed {
        /// @param cursor for the next time
        /// @param left those that the viewer is no longer in
        record Changes(
                String cursor, List<ConversationView> conversations, List<ConversationId> left)
                implements Resumed {
            public Changes {
                conversations = List.copyOf(conversations);
                left = List.copyOf(left);
            }
        }

        /// The cursor is not of this database, or too much has changed: load the list.
        record TooFar() implements Resumed {}
    }

    private final Pool pool;
    private final People people;
    private final PresenceBoard presence;

    ConversationStore(Pool pool, People people, PresenceBoard presence) {
        this.pool = pool;
        this.people = people;
        this.presence = presence;
    }

    /// What holds in a conversation, for everybody in it alike but for who blocks whom.
    ///
    /// @param revision as of which this is so
    /// @param name null without one
    /// @param channel null if it is none
    /// @param direct the two people of a direct one, and of each whether they block the other;
    ///   empty for any other
    public record SharedTerms(
            long revision,
            @Nullable String name,
            ConversationView.@Nullable Channel channel,
            Map<AccountId, Boolean> direct) {
        public SharedTerms {
            direct = Map.copyOf(direct);
        }

        public boolean isClosed() {
            return direct.containsValue(true);
        }

        /// What one of the two is told of it; null for what is not closed.
        public ConversationView.@Nullable Closed closedTo(AccountId viewer) {
            return isClosed() ? closed(direct.getOrDefault(viewer, false)) : null;
        }

        private static SharedTerms of(Row row) {
            var low = row.getUUID("direct_low");
            var high = row.getUUID("direct_high");
            return new SharedTerms(
                    row.getLong("terms_revision"),
                    row.getString("name"),
                    ConversationStore.channel(row),
                    low == null || high == null
                            ? Map.of()
                            : Map.of(
                                    new AccountId(low),
                                    row.getBoolean("low_blocks"),
                                    new AccountId(high),
                                    row.getBoolean("high_blocks")));
        }
    }

    private static final String TERMS =
            """
            SELECT c.*,
                   EXISTS (SELECT FROM block WHERE blocker_id = c.direct_low AND blocked_id = c.direct_high) AS low_blocks,
                   EXISTS (SELECT FROM block WHERE blocker_id = c.direct_high AND blocked_id = c.direct_low) AS high_blocks
            FROM conversation c WHERE c.id = $1
            """;

    /// Not to be shown to anybody who is not in the conversation; empty if there is none.
    public Uni<Optional<SharedTerms>> terms(ConversationId id) {
        return pool.preparedQuery(TERMS)
                .execute(Tuple.of(id.value()))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(SharedTerms::of)
                                .findFirst());
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
                                after.at().atOffset(ZoneOffset.UTC),
                                after.conversation().value());
        return pool.preparedQuery(after == null ? FIRST_PAGE : NEXT_PAGE)
                .execute(parameters)
                .map(rows -> page(rows, limit));
    }

    private Page page(RowSet<Row> rows, int limit) {
        var cursor = rows.iterator().next().getString("cursor");
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
                                new ConversationId(row.getUUID("conversation_id")),
                                0)),
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
        return pool.preparedQuery(CURSOR)
                .execute(Tuple.of(cursor))
                .map(rows -> rows.iterator().next())
                .flatMap(now ->
                        now.getBoolean("ahead")
                                ? Uni.createFrom().item(new Resumed.TooFar())
                                : changes(viewer, cursor, now.getString("cursor")));
    }

    /// What was left is read first: whoever comes back meanwhile is told of the conversation, and
    /// whoever leaves meanwhile hears of it by the next cursor.
    private Uni<Resumed> changes(AccountId viewer, String since, String next) {
        var parameters = Tuple.of(viewer.value(), since, MOST_RESUMED + 1);
        return pool.preparedQuery(LEFT)
                .execute(parameters)
                .flatMap(left ->
                        pool.preparedQuery(CHANGED)
                                .execute(parameters)
                                .map(rows -> resumed(rows, left, next)));
    }

    private Resumed resumed(RowSet<Row> rows, RowSet<Row> left, String cursor) {
        if (rows.size() > MOST_RESUMED || left.size() > MOST_RESUMED) {
            return new Resumed.TooFar();
        }
        var shown = views(rows);
        var present = shown.stream().map(ConversationView::id).collect(Collectors.toSet());
        return new Resumed.Changes(
                cursor,
                shown,
                StreamSupport.stream(left.spliterator(), false)
                        .map(row -> new ConversationId(row.getUUID("conversation_id")))
                        .filter(id -> !present.contains(id))
                        .toList());
    }

    private List<ConversationView> views(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getUUID("conversation_id") != null)
                .map(this::view)
                .toList();
    }

    private ConversationView view(Row row) {
        var closed = row.getBoolean("is_closed") ? closed(row.getBoolean("blocks")) : null;
        return new ConversationView(
                new ConversationId(row.getUUID("conversation_id")),
                ConversationView.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                channel(row),
                MembershipStore.role(row),
                members(row, closed),
                row.getInteger("member_count"),
                row.getLong("revision"),
                row.getLong("first_number"),
                row.getLong("last_number"),
                row.getLong("last_change"),
                row.getLong("number") == null ? null : HistoryStore.message(row),
                row.getLong("read_number"),
                row.getLong("seen_number"),
                row.getLong("read_revision"),
                row.getLong("unread").intValue(),
                row.getLong("mentions").intValue(),
                ChoiceStore.of(row),
                row.getOffsetDateTime("created_at").toInstant(),
                closed);
    }

    private static ConversationView.Closed closed(boolean blocks) {
        return blocks ? ConversationView.Closed.BLOCKED : ConversationView.Closed.UNAVAILABLE;
    }

    private static ConversationView.@Nullable Channel channel(Row row) {
        return switch (MembershipStore.terms(row)) {
            case Terms.Direct _, Terms.Group _ -> null;
            case Terms.Channel channel ->
                    new ConversationView.Channel(
                            channel.description(),
                            channel.access(),
                            channel.announcementsOnly(),
                            channel.archived()
                                    ? row.getOffsetDateTime("archived_at").toInstant()
                                    : null);
        };
    }

    /// Of two people of whom one blocks the other, neither is told where the other is.
    private List<ConversationView.Member> members(
            Row row, ConversationView.@Nullable Closed closed) {
        var accounts = row.getArrayOfUUIDs("accounts");
        if (accounts == null) {
            return List.of();
        }
        var reads = row.getArrayOfLongs("reads");
        var seen = row.getArrayOfOffsetDateTimes("seen");
        var members = new ArrayList<ConversationView.Member>(accounts.length);
        for (var i = 0; i < accounts.length; i++) {
            var person = people.get(new AccountId(accounts[i]));
            var where =
                    person.isDeleted() || closed != null
                            ? Whereabouts.OF_NOBODY
                            : presence.of(
                                    person.id(), seen[i] == null ? null : seen[i].toInstant());
            members.add(
                    new ConversationView.Member(
                            person.id(),
                            person.name(),
                            person.status(),
                            person.photo(),
                            person.isDeleted() ? true : null,
                            reads[i],
                            ConversationView.Presence.of(where.state()),
                            where.lastSeenAt()));
        }
        return members;
    }
}
