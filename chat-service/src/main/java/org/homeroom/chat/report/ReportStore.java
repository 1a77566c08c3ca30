package org.homeroom.chat.report;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.homeroom.chat.PageKey;
import org.homeroom.chat.conversation.ConversationView.Kind;
import org.homeroom.chat.message.HistoryStore;
import org.homeroom.chat.message.PublicationStore;
import org.homeroom.chat.person.People;
import org.homeroom.chat.report.Report.Complaint;
import org.homeroom.chat.report.Report.Reason;
import org.homeroom.chat.report.Report.Someone;
import org.homeroom.platform.event.ChatEvent.ReportsChanged;
import org.homeroom.platform.event.MessageFile;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.IdSource;

/// What was reported, and who answers for it: in a channel its owners and teachers, elsewhere, and
/// where a channel has no other than whoever wrote it, the administrators of the school. Nobody
/// answers for what they wrote themselves.
@ApplicationScoped
public class ReportStore {
    /// Open ones beyond are not counted.
    public static final int MOST_COUNTED = 100;

    /// Of one person, within [#LATELY]: more than these are a flood.
    static final int MOST_LATELY = 20;

    static final Duration LATELY = Duration.ofHours(1);

    private static final String LOCK_REPORTER =
            "SELECT pg_advisory_xact_lock(hashtextextended('report:' || $1::uuid::text, 0))";

    private static final String ASKED =
            """
            SELECT me.account_id IS NOT NULL AS is_member, m.number, m.deleted_at IS NOT NULL AS is_deleted,
                   m.call IS NOT NULL AS is_call, m.sender_id = $3 AS is_own,
                   EXISTS (SELECT FROM report r WHERE r.conversation_id = $1 AND r.number = $2 AND r.reporter_id = $3)
                       AS is_known,
                   (SELECT count(*) FROM report r WHERE r.reporter_id = $3 AND r.at > $4) AS lately
            FROM (SELECT) AS always
            LEFT JOIN member me ON me.conversation_id = $1 AND me.account_id = $3
            LEFT JOIN message m ON m.conversation_id = me.conversation_id AND m.number = $2
                AND m.number >= me.first_number
            """;

    private static final String REPORT =
            """
            WITH kept AS (
                INSERT INTO report (id, conversation_id, number, reporter_id, reason, words, at, title, text)
                SELECT $1, conversation_id, number, $4, $5, $6, $7, title, text
                FROM message WHERE conversation_id = $2 AND number = $3
                RETURNING conversation_id)
            INSERT INTO unpublished (conversation_id, first_number, last_number, of_reports, tried_at)
            SELECT conversation_id, 0, 0, true, $7 FROM kept RETURNING id
            """;

    /// Of a message `m` of a conversation `c`, whether `$1` answers for it; `$2` says whether they
    /// are an administrator.
    private static final String ANSWERS =
            """
            m.sender_id <> $1 AND CASE
                WHEN c.kind = 'channel' AND EXISTS (
                    SELECT FROM member lead WHERE lead.conversation_id = c.id AND lead.role IN ('owner', 'teacher')
                      AND lead.account_id <> m.sender_id)
                THEN EXISTS (
                    SELECT FROM member lead WHERE lead.conversation_id = c.id AND lead.role IN ('owner', 'teacher')
                      AND lead.account_id = $1)
                ELSE $2 END
            """;

    private static final String OPEN =
            """
            WITH open AS (
                SELECT conversation_id, number, max(at) AS at,
                       json_agg(json_build_object('reporter', reporter_id, 'reason', reason, 'words', words, 'at', at)
                                ORDER BY at) AS reports,
                       (array_agg(title ORDER BY at DESC))[1] AS title, (array_agg(text ORDER BY at DESC))[1] AS text
                FROM report WHERE settled_at IS NULL GROUP BY conversation_id, number
            )
            SELECT open.*, c.kind, c.name, m.sender_id, m.sent_at, m.post_number, m.files,
                   m.deleted_at IS NOT NULL AS is_gone,
                   EXISTS (SELECT FROM member me WHERE me.conversation_id = c.id AND me.account_id = $1
                             AND me.first_number <= m.number) AS is_reader
            FROM open
            JOIN conversation c ON c.id = open.conversation_id
            JOIN message m ON m.conversation_id = open.conversation_id AND m.number = open.number
            WHERE %s AND (open.at, open.conversation_id, open.number) < ($3, $4, $5)
            ORDER BY open.at DESC, open.conversation_id DESC, open.number DESC LIMIT $6
            """
                    .formatted(ANSWERS);

    private static final String COUNT =
            """
            SELECT count(*) AS open FROM (
                SELECT DISTINCT r.conversation_id, r.number FROM report r
                JOIN conversation c ON c.id = r.conversation_id
                JOIN message m ON m.conversation_id = r.conversation_id AND m.number = r.number
                WHERE r.settled_at IS NULL AND %s
                LIMIT %d) AS these
            """
                    .formatted(ANSWERS, MOST_COUNTED);

    private static final String MAY_SETTLE =
            """
            SELECT EXISTS (
                SELECT FROM report r
                JOIN conversation c ON c.id = r.conversation_id
                JOIN message m ON m.conversation_id = r.conversation_id AND m.number = r.number
                WHERE r.settled_at IS NULL AND r.conversation_id = $3 AND r.number = $4 AND %s) AS may
            """
                    .formatted(ANSWERS);

    /// What it said is nobody's business any more.
    private static final String SETTLE =
            """
            WITH settled AS (
                UPDATE report SET settled_at = $4, settled_by = $3, title = NULL, text = NULL
                WHERE conversation_id = $1 AND number = $2 AND settled_at IS NULL
                RETURNING conversation_id)
            INSERT INTO unpublished (conversation_id, first_number, last_number, of_reports, tried_at)
            SELECT DISTINCT conversation_id, 0, 0, true, $4::timestamptz FROM settled RETURNING id
            """;

    private static final String LEADERS =
            """
            SELECT account_id FROM member WHERE conversation_id = $1 AND role IN ('owner', 'teacher')
            """;

    /// What became of the wish to report.
    enum Reported {
        DONE,
        NOT_A_MEMBER,
        NO_SUCH_MESSAGE,
        DELETED,
        /// What is left of a call.
        WRONG_KIND,
        ONES_OWN,
        TOO_MANY
    }

    /// @param next where the next page begins; empty at the end
    record Page(List<Report> reports, Optional<PageKey> next) {}

    /// Who asks.
    ///
    /// @param isAdministrator of the school
    public record Viewer(AccountId account, boolean isAdministrator) {}

    private final Pool pool;
    private final PublicationStore publications;
    private final People people;
    private final Clock clock;
    private final IdSource ids;

    ReportStore(
            Pool pool, PublicationStore publications, People people, Clock clock, IdSource ids) {
        this.pool = pool;
        this.publications = publications;
        this.people = people;
        this.clock = clock;
        this.ids = ids;
    }

    /// Once of each person and message: what is reported again is done.
    Uni<Reported> report(
            ConversationId conversation,
            long number,
            AccountId reporter,
            Reason reason,
            String words) {
        var now = now();
        return pool.withTransaction(connection ->
                        connection
                                .preparedQuery(LOCK_REPORTER)
                                .execute(Tuple.of(reporter.value()))
                                .chain(() ->
                                        connection
                                                .preparedQuery(ASKED)
                                                .execute(
                                                        Tuple.of(
                                                                conversation.value(),
                                                                number,
                                                                reporter.value(),
                                                                now.minus(LATELY))))
                                .map(rows -> judged(rows.iterator().next()))
                                .flatMap(judged ->
                                        judged.isEmpty()
                                                ? insert(
                                                                connection,
                                                                conversation,
                                                                number,
                                                                reporter,
                                                                reason,
                                                                words,
                                                                now)
                                                        .map(marks ->
                                                                new Kept(
                                                                        Reported.DONE,
                                                                        Optional.of(marks)))
                                                : Uni.createFrom()
                                                        .item(
                                                                new Kept(
                                                                        judged.get(),
                                                                        Optional.empty()))))
                .invoke(kept -> kept.marks().ifPresent(marks -> tell(conversation, marks)))
                .map(Kept::reported);
    }

    /// @param marks what is to be told, as rows of `unpublished`; empty if nothing is
    private record Kept(Reported reported, Optional<RowSet<Row>> marks) {}

    /// Empty if it is to be kept.
    private static Optional<Reported> judged(Row row) {
        if (!row.getBoolean("is_member")) {
            return Optional.of(Reported.NOT_A_MEMBER);
        }
        if (row.getLong("number") == null) {
            return Optional.of(Reported.NO_SUCH_MESSAGE);
        }
        if (row.getBoolean("is_known")) {
            return Optional.of(Reported.DONE);
        }
        if (row.getBoolean("is_own")) {
            return Optional.of(Reported.ONES_OWN);
        }
        if (row.getBoolean("is_call")) {
            return Optional.of(Reported.WRONG_KIND);
        }
        if (row.getBoolean("is_deleted")) {
            return Optional.of(Reported.DELETED);
        }
        return row.getLong("lately") >= MOST_LATELY
                ? Optional.of(Reported.TOO_MANY)
                : Optional.empty();
    }

    private Uni<RowSet<Row>> insert(
            SqlConnection connection,
            ConversationId conversation,
            long number,
            AccountId reporter,
            Reason reason,
            String words,
            OffsetDateTime now) {
        return connection
                .preparedQuery(REPORT)
                .execute(
                        Tuple.tuple()
                                .addUUID(ids.next())
                                .addUUID(conversation.value())
                                .addLong(number)
                                .addUUID(reporter.value())
                                .addString(reason.name().toLowerCase(Locale.ROOT))
                                .addString(words)
                                .addOffsetDateTime(now));
    }

    /// Those that the viewer answers for, the latest first.
    Uni<Page> open(Viewer viewer, PageKey after, int limit) {
        return pool.preparedQuery(OPEN)
                .execute(
                        Tuple.tuple()
                                .addUUID(viewer.account().value())
                                .addBoolean(viewer.isAdministrator())
                                .addOffsetDateTime(after.at().atOffset(ZoneOffset.UTC))
                                .addUUID(after.conversation().value())
                                .addLong(after.number())
                                // One more than asked for tells whether there are more.
                                .addInteger(limit + 1))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false).map(this::report).toList())
                .map(found -> {
                    if (found.size() <= limit) {
                        return new Page(found, Optional.empty());
                    }
                    var page = found.subList(0, limit);
                    var last = page.getLast();
                    return new Page(
                            page,
                            Optional.of(
                                    new PageKey(last.at(), last.conversation(), last.number())));
                });
    }

    private Report report(Row row) {
        return new Report(
                new ConversationId(row.getUUID("conversation_id")),
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                row.getLong("number"),
                row.getLong("post_number"),
                row.getOffsetDateTime("at").toInstant(),
                someone(new AccountId(row.getUUID("sender_id"))),
                row.getOffsetDateTime("sent_at").toInstant(),
                row.getString("title"),
                row.getString("text"),
                HistoryStore.files(row.getJsonArray("files")).stream()
                        .map(MessageFile::name)
                        .toList(),
                row.getBoolean("is_gone"),
                row.getBoolean("is_reader"),
                complaints(row.getJsonArray("reports")));
    }

    private List<Complaint> complaints(JsonArray column) {
        return column.stream()
                .map(JsonObject.class::cast)
                .map(each ->
                        new Complaint(
                                someone(AccountId.fromString(each.getString("reporter"))),
                                Reason.valueOf(each.getString("reason").toUpperCase(Locale.ROOT)),
                                each.getString("words"),
                                OffsetDateTime.parse(each.getString("at")).toInstant()))
                .toList();
    }

    private Someone someone(AccountId account) {
        return Someone.of(people.get(account));
    }

    /// How many messages wait for the viewer; [#MOST_COUNTED] means so many or more.
    public Uni<Integer> count(Viewer viewer) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(viewer.account().value(), viewer.isAdministrator()))
                .map(rows -> Math.toIntExact(rows.iterator().next().getLong("open")));
    }

    /// Whether something about the message is open and the viewer answers for it.
    Uni<Boolean> maySettle(Viewer viewer, ConversationId conversation, long number) {
        return pool.preparedQuery(MAY_SETTLE)
                .execute(
                        Tuple.of(
                                viewer.account().value(),
                                viewer.isAdministrator(),
                                conversation.value(),
                                number))
                .map(rows -> rows.iterator().next().getBoolean("may"));
    }

    /// All that was reported of the message is settled.
    Uni<Void> settle(ConversationId conversation, long number, AccountId by) {
        return pool.preparedQuery(SETTLE)
                .execute(Tuple.of(conversation.value(), number, by.value(), now()))
                .invoke(rows -> tell(conversation, rows))
                .replaceWithVoid();
    }

    /// @param marks rows of `unpublished`
    private void tell(ConversationId conversation, RowSet<Row> marks) {
        for (var mark : marks) {
            publications.publish(mark.getLong("id"), List.of(new ReportsChanged(conversation)));
        }
    }

    /// A channel's owners and teachers; everybody's else is nobody.
    public Uni<Set<AccountId>> leaders(ConversationId conversation) {
        return pool.preparedQuery(LEADERS)
                .execute(Tuple.of(conversation.value()))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> new AccountId(row.getUUID("account_id")))
                                .collect(Collectors.toUnmodifiableSet()));
    }

    /// PostgreSQL keeps microseconds.
    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
