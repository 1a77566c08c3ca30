package org.homeroom.chat.conversation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.homeroom.chat.message.Mentions;
import org.homeroom.chat.message.PublicationStore;
import org.homeroom.platform.event.ChatEvent.ReadMarkerMoved;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;

/// Who is in which conversation, how far they have read, and when they were there last.
@ApplicationScoped
public class MemberStore {
    /// No row: not a member. `valid` is false for a number that no message has; there is a
    /// publication if the marker moved.
    private static final String MOVE_MARKER =
            """
            WITH place AS (
                SELECT c.last_number FROM member m JOIN conversation c ON c.id = m.conversation_id
                WHERE m.conversation_id = $1 AND m.account_id = $2
            ), moved AS (
                UPDATE member m SET read_number = $3, seen_number = GREATEST(m.seen_number, $3),
                    read_revision = nextval('read_revision'), changed = pg_current_xact_id() FROM place
                WHERE m.conversation_id = $1 AND m.account_id = $2
                  AND m.read_number < $3 AND $3 <= place.last_number
                RETURNING m.seen_number
            ), marked AS (
                INSERT INTO unpublished (conversation_id, reader_id, first_number, last_number, tried_at)
                SELECT $1, $2, seen_number, seen_number, $4 FROM moved
                RETURNING id, last_number
            )
            SELECT $3 <= place.last_number AS valid, marked.id AS publication, marked.last_number AS seen
            FROM place LEFT JOIN marked ON true
            """;

    /// As [#MOVE_MARKER], back to before the last message of somebody else, if it is past it.
    private static final String MOVE_MARKER_BACK =
            """
            WITH place AS (
                SELECT (SELECT u.number FROM message u
                        WHERE u.conversation_id = $1 AND u.number >= m.first_number AND u.sender_id <> $2
                          AND NOT u.is_uncounted
                        ORDER BY u.number DESC LIMIT 1) AS number
                FROM member m WHERE m.conversation_id = $1 AND m.account_id = $2
            ), moved AS (
                UPDATE member m SET read_number = place.number - 1,
                    read_revision = nextval('read_revision'), changed = pg_current_xact_id() FROM place
                WHERE m.conversation_id = $1 AND m.account_id = $2 AND m.read_number >= place.number
                RETURNING m.seen_number
            ), marked AS (
                INSERT INTO unpublished (conversation_id, reader_id, first_number, last_number, tried_at)
                SELECT $1, $2, seen_number, seen_number, $3 FROM moved
                RETURNING id, last_number
            )
            SELECT place.number IS NOT NULL AS valid, marked.id AS publication, marked.last_number AS seen
            FROM place LEFT JOIN marked ON true
            """;

    /// Other people's messages after the marker of the member `me`, but for calls that they did not
    /// miss: at most 100. In their order, which is the index's: else all that there are would be
    /// looked up before the first is counted.
    static final String UNREAD =
            """
            (SELECT count(*) FROM (
                SELECT FROM message u
                WHERE u.conversation_id = me.conversation_id AND u.number > me.read_number
                  AND u.sender_id <> me.account_id AND NOT u.is_uncounted
                ORDER BY u.number LIMIT 100) AS counted)
            """;

    /// Other people's messages after the marker of the member `me` that call them, or everybody,
    /// but for those of people whom they block: at most 100.
    static final String MENTIONS =
            """
            (SELECT count(*) FROM (
                SELECT DISTINCT n.number FROM mention n
                WHERE n.conversation_id = me.conversation_id AND n.account_id IN (me.account_id, '%s')
                  AND n.number > me.read_number AND n.sender_id <> me.account_id
                  AND NOT EXISTS (SELECT FROM block b
                                  WHERE b.blocker_id = me.account_id AND b.blocked_id = n.sender_id)
                LIMIT 100) AS called)
            """
                    .formatted(Mentions.EVERYBODY);

    private static final String PLACE =
            """
            SELECT me.read_number, me.seen_number, me.read_revision,
                   {unread} AS unread, {mentions} AS mentions
            FROM member me WHERE me.conversation_id = $1 AND me.account_id = $2
            """
                    .replace("{unread}", UNREAD)
                    .replace("{mentions}", MENTIONS);

    /// One row for each seat and each person who can be met there; a channel has one row, of
    /// nobody. Of two people of whom one blocks the other neither meets the other.
    private static final String SEATS =
            """
            SELECT me.conversation_id, me.account_id AS seated, me.revision, me.first_number, c.revision AS as_of,
                   other.account_id, other.revision AS other_revision
            FROM member me
            JOIN conversation c ON c.id = me.conversation_id
            LEFT JOIN member other ON other.conversation_id = me.conversation_id AND c.kind <> 'channel'
                AND (NOT c.is_closed OR other.account_id = me.account_id)
            WHERE %s
            """;

    private static final String CIRCLE = SEATS.formatted("me.account_id = $1");

    private static final String SEATED =
            SEATS.formatted("me.conversation_id = $1 AND me.account_id = ANY ($2)");

    private static final String REVISION = "SELECT revision FROM conversation WHERE id = $1";

    private static final String IS_MEMBER =
            "SELECT FROM member WHERE conversation_id = $1 AND account_id = $2";

    private static final String SEEN =
            """
            INSERT INTO last_seen (account_id, at) VALUES ($1, $2)
            ON CONFLICT (account_id) DO UPDATE SET at = GREATEST(last_seen.at, excluded.at)
            """;

    private static final String LAST_SEEN =
            "SELECT account_id, at FROM last_seen WHERE account_id = ANY ($1)";

    /// What moving a read marker came to.
    public enum Marked {
        MOVED,
        STOOD_THERE,
        NO_SUCH_MESSAGE,
        NOT_A_MEMBER
    }

    /// How far somebody has read.
    ///
    /// @param seenNumber how far they ever had
    /// @param readRevision of the marker's last move
    /// @param unread other people's messages after the marker: exact up to 99, 100 means more
    /// @param mentions those of them that call the reader, or everybody; counted likewise
    public record Place(
            long readNumber, long seenNumber, long readRevision, int unread, int mentions) {}

    /// Somebody's place in a conversation, as those must know it who tell them what happens there.
    ///
    /// @param revision the conversation's when they came in or got their role
    /// @param asOf the conversation's that this is known for
    /// @param firstNumber the first message that they may see
    /// @param met everybody there, themselves included, with the revision at which each came in or
    ///   got their role; empty in a channel, where people are not told of each other
    public record Seat(long revision, long asOf, long firstNumber, Map<AccountId, Long> met) {
        public Seat {
            met = Map.copyOf(met);
        }
    }

    /// Somebody's seats.
    public record Circle(Map<ConversationId, Seat> seats) {
        public Circle {
            seats = Map.copyOf(seats);
        }

        public Set<AccountId> everybody() {
            return seats.values().stream()
                    .flatMap(seat -> seat.met().keySet().stream())
                    .collect(toSet());
        }
    }

    /// The seats that some people have in a conversation.
    ///
    /// @param asOf the conversation's revision at which whoever is not among them was not in it
    public record Seated(long asOf, Map<AccountId, Seat> seats) {
        public Seated {
            seats = Map.copyOf(seats);
        }
    }

    private final Pool pool;
    private final PublicationStore publications;
    private final Clock clock;

    MemberStore(Pool pool, PublicationStore publications, Clock clock) {
        this.pool = pool;
        this.publications = publications;
        this.clock = clock;
    }

    /// Says that the member has read everything up to the number, to all who should know too. It
    /// moves the marker forward only.
    public Uni<Marked> markRead(ConversationId conversation, AccountId reader, long number) {
        return move(
                MOVE_MARKER,
                conversation,
                reader,
                Tuple.of(conversation.value(), reader.value(), number, now()));
    }

    /// The last message of somebody else is unread to the member again; what others see of their
    /// reading stays.
    public Uni<Marked> markUnread(ConversationId conversation, AccountId reader) {
        return move(
                MOVE_MARKER_BACK,
                conversation,
                reader,
                Tuple.of(conversation.value(), reader.value(), now()));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private Uni<Marked> move(
            String statement, ConversationId conversation, AccountId reader, Tuple parameters) {
        return pool.preparedQuery(statement)
                .execute(parameters)
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Marked.NOT_A_MEMBER;
                    }
                    var row = rows.iterator().next();
                    if (!row.getBoolean("valid")) {
                        return Marked.NO_SUCH_MESSAGE;
                    }
                    var publication = row.getLong("publication");
                    if (publication == null) {
                        return Marked.STOOD_THERE;
                    }
                    publications.publish(
                            publication,
                            List.of(
                                    new ReadMarkerMoved(
                                            conversation, reader, row.getLong("seen"))));
                    return Marked.MOVED;
                });
    }

    /// Empty if the account is not a member.
    public Uni<Optional<Place>> place(ConversationId conversation, AccountId reader) {
        return pool.preparedQuery(PLACE)
                .execute(Tuple.of(conversation.value(), reader.value()))
                .map(rows ->
                        stream(rows)
                                .map(row ->
                                        new Place(
                                                row.getLong("read_number"),
                                                row.getLong("seen_number"),
                                                row.getLong("read_revision"),
                                                row.getLong("unread").intValue(),
                                                row.getLong("mentions").intValue()))
                                .findFirst());
    }

    public Uni<Circle> circleOf(AccountId account) {
        return pool.preparedQuery(CIRCLE)
                .execute(Tuple.of(account.value()))
                .map(rows ->
                        new Circle(
                                seats(
                                        rows,
                                        row ->
                                                new ConversationId(
                                                        row.getUUID("conversation_id")))));
    }

    /// When these people were here last, of those who were and left.
    public Uni<Map<AccountId, Instant>> lastSeen(Set<AccountId> accounts) {
        return pool.preparedQuery(LAST_SEEN)
                .execute(
                        Tuple.tuple()
                                .addArrayOfUUID(
                                        accounts.stream()
                                                .map(AccountId::value)
                                                .toArray(UUID[]::new)))
                .map(rows ->
                        stream(rows)
                                .collect(
                                        toMap(
                                                MemberStore::member,
                                                row -> row.getOffsetDateTime("at").toInstant())));
    }

    /// Who of these people is in the conversation.
    public Uni<Seated> seated(ConversationId conversation, Set<AccountId> accounts) {
        // The revision first: what is read afterwards is as of that one at least.
        return pool.preparedQuery(REVISION)
                .execute(Tuple.of(conversation.value()))
                .flatMap(revision ->
                        pool.preparedQuery(SEATED)
                                .execute(
                                        Tuple.tuple()
                                                .addUUID(conversation.value())
                                                .addArrayOfUUID(
                                                        accounts.stream()
                                                                .map(AccountId::value)
                                                                .toArray(UUID[]::new)))
                                .map(rows ->
                                        new Seated(
                                                stream(revision)
                                                        .mapToLong(row -> row.getLong("revision"))
                                                        .findFirst()
                                                        .orElse(0),
                                                seats(
                                                        rows,
                                                        row ->
                                                                new AccountId(
                                                                        row.getUUID("seated"))))));
    }

    private static <K> Map<K, Seat> seats(RowSet<Row> rows, Function<Row, K> key) {
        return stream(rows).collect(groupingBy(key)).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> seat(entry.getValue())));
    }

    private static Seat seat(List<Row> rows) {
        var first = rows.getFirst();
        return new Seat(
                first.getLong("revision"),
                first.getLong("as_of"),
                first.getLong("first_number"),
                rows.stream()
                        .filter(row -> row.getUUID("account_id") != null)
                        .collect(toMap(MemberStore::member, row -> row.getLong("other_revision"))));
    }

    private static AccountId member(Row row) {
        return new AccountId(row.getUUID("account_id"));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    public Uni<Boolean> isMember(ConversationId conversation, AccountId account) {
        return pool.preparedQuery(IS_MEMBER)
                .execute(Tuple.of(conversation.value(), account.value()))
                .map(rows -> rows.size() > 0);
    }

    /// Remembers when somebody was last seen; an earlier time than the one that is known changes
    /// nothing.
    public Uni<Void> seen(AccountId account, Instant at) {
        return pool.preparedQuery(SEEN)
                .execute(Tuple.of(account.value(), at.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
