package org.homeroom.chat.export;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.homeroom.chat.membership.Decision.Refusal;
import org.homeroom.chat.membership.MembershipStore;
import org.homeroom.chat.membership.Terms;
import org.homeroom.chat.message.HistoryStore;
import org.homeroom.chat.message.Message;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;

/// Reads a channel from end to end, a page at a time: the next is read when the one before has been
/// used. With each it is asked again whether whoever wants it owns the channel.
@ApplicationScoped
class ExportStore {
    /// Rows of a page. A text has 16 KiB at most.
    private static final int PAGE = 25;

    private static final String CHANNEL =
            """
            SELECT me.role, c.kind, c.name, c.description, c.access, c.announcements_only, c.archived_at,
                   c.created_at, c.member_count, c.last_number, c.last_change
            FROM member me JOIN conversation c ON c.id = me.conversation_id
            WHERE me.conversation_id = $1 AND me.account_id = $2
            """;

    /// No row: the channel is not, or no longer, the account's. A row without a place: the end.
    private static final String OWNED =
            """
            SELECT found.* FROM member me
            LEFT JOIN LATERAL (%s) AS found ON true
            WHERE me.conversation_id = $1 AND me.account_id = $2 AND me.role = 'owner'
            ORDER BY found.place
            """;

    private static final String MEMBERS =
            OWNED.formatted(
                    """
                    SELECT s.account_id AS place, s.role, s.joined_at FROM member s
                    WHERE s.conversation_id = $1 AND s.account_id > $3 ORDER BY s.account_id LIMIT $4
                    """);

    private static final String POSTS =
            messages("m.title IS NOT NULL AND m.number > $3 AND m.number <= $4 ORDER BY m.number");

    private static final String COMMENTS =
            messages("m.post_number = $6 AND m.number > $3 AND m.number <= $4 ORDER BY m.number");

    private static final String WITH_FILES =
            messages("m.files IS NOT NULL AND m.number > $3 AND m.number <= $4 ORDER BY m.number");

    private static final String EDITIONS =
            OWNED.formatted(
                    """
                    SELECT e.change AS place, e.title, e.text, e.written_at FROM edition e
                    WHERE e.conversation_id = $1 AND e.number = $3 AND e.change > $4
                    ORDER BY e.change LIMIT $5
                    """);

    private static final String REACTIONS =
            OWNED.formatted(
                    """
                    SELECT r.change AS place, r.emoji, r.account_id, r.at FROM reaction r
                    WHERE r.conversation_id = $1 AND r.number = $3 AND r.change > $4
                    ORDER BY r.change LIMIT $5
                    """);

    private static String messages(String chosen) {
        return OWNED.formatted(
                "SELECT m.number AS place, %s FROM message m WHERE m.conversation_id = $1 AND %s LIMIT $5"
                        .formatted(HistoryStore.columns("m", "$2"), chosen));
    }

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /// The account does not own the channel any more.
    static final class NotAnOwnerException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotAnOwnerException() {
            super("not an owner any more");
        }
    }

    /// What somebody finds who wants to export.
    sealed interface Found {
        record Owned(Exported exported) implements Found {}

        record Refused(Refusal reason) implements Found {}
    }

    private final Pool pool;
    private final Clock clock;

    ExportStore(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /// What there is to export at this moment.
    ///
    /// @param language of the page
    /// @param zone in which the page gives times
    Uni<Found> find(ConversationId channel, AccountId by, PageLanguage language, ZoneId zone) {
        return pool.preparedQuery(CHANNEL)
                .execute(Tuple.of(channel.value(), by.value()))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return new Found.Refused(Refusal.NOT_A_MEMBER);
                    }
                    var row = rows.iterator().next();
                    if (!(MembershipStore.terms(row) instanceof Terms.Channel terms)) {
                        return new Found.Refused(Refusal.WRONG_KIND);
                    }
                    return MembershipStore.role(row) == MemberRole.OWNER
                            ? new Found.Owned(exported(channel, terms, row, by, language, zone))
                            : new Found.Refused(Refusal.NOT_ALLOWED);
                });
    }

    private Exported exported(
            ConversationId channel,
            Terms.Channel terms,
            Row row,
            AccountId by,
            PageLanguage language,
            ZoneId zone) {
        return new Exported(
                channel,
                terms,
                instant(row, "created_at"),
                row.getOffsetDateTime("archived_at") == null ? null : instant(row, "archived_at"),
                row.getInteger("member_count"),
                row.getLong("last_number"),
                row.getLong("last_change"),
                by,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                language,
                zone);
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    /// All of the channel that was there when it was found, in order.
    Multi<Part> parts(Exported exported) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        members(exported),
                        messages(exported, POSTS, Optional.empty())
                                .onItem()
                                .transformToMultiAndConcatenate(post -> post(exported, post)));
    }

    private Multi<Part> members(Exported exported) {
        return pages(
                        BEFORE_ALL,
                        (UUID after) ->
                                rows(
                                        MEMBERS,
                                        exported,
                                        Tuple.of(after, PAGE),
                                        row ->
                                                new Part.Member(
                                                        new AccountId(row.getUUID("place")),
                                                        MembershipStore.role(row),
                                                        instant(row, "joined_at"))),
                        member -> member.account().value())
                .map(member -> member);
    }

    private Multi<Part> post(Exported exported, Message post) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(new Part.Post(post)),
                        reactions(exported, post),
                        editions(exported, post),
                        messages(exported, COMMENTS, Optional.of(post.number()))
                                .onItem()
                                .transformToMultiAndConcatenate(comment ->
                                        Multi.createBy()
                                                .concatenating()
                                                .streams(
                                                        Multi.createFrom()
                                                                .<Part>item(
                                                                        new Part.Comment(comment)),
                                                        reactions(exported, comment),
                                                        editions(exported, comment))));
    }

    private Multi<Part> reactions(Exported exported, Message message) {
        if (message.reactions().isEmpty()) {
            return Multi.createFrom().empty();
        }
        return pages(
                        0L,
                        (Long after) ->
                                rows(
                                        REACTIONS,
                                        exported,
                                        Tuple.of(message.number(), after, PAGE),
                                        row ->
                                                new Part.Reacted(
                                                        row.getLong("place"),
                                                        row.getString("emoji"),
                                                        new AccountId(row.getUUID("account_id")),
                                                        instant(row, "at"))),
                        Part.Reacted::change)
                .map(reacted -> reacted);
    }

    private Multi<Part> editions(Exported exported, Message message) {
        if (message.editedAt() == null || message.deletedAt() != null) {
            return Multi.createFrom().empty();
        }
        return pages(
                        0L,
                        (Long after) ->
                                rows(
                                        EDITIONS,
                                        exported,
                                        Tuple.of(message.number(), after, PAGE),
                                        row ->
                                                new Part.Edition(
                                                        row.getLong("place"),
                                                        row.getString("title"),
                                                        row.getString("text"),
                                                        instant(row, "written_at"))),
                        Part.Edition::change)
                .map(edition -> edition);
    }

    /// The messages that have files, in order.
    Multi<Message> messagesWithFiles(Exported exported) {
        return messages(exported, WITH_FILES, Optional.empty());
    }

    private Multi<Message> messages(Exported exported, String query, Optional<Long> post) {
        return pages(
                0L,
                (Long after) -> {
                    var asked = Tuple.of(after, exported.lastNumber(), PAGE);
                    post.ifPresent(asked::addLong);
                    return rows(query, exported, asked, HistoryStore::message);
                },
                Message::number);
    }

    private <T> Uni<List<T>> rows(
            String query, Exported exported, Tuple asked, Function<Row, T> read) {
        var parameters =
                Tuple.tuple().addUUID(exported.channel().value()).addUUID(exported.by().value());
        for (var i = 0; i < asked.size(); i++) {
            parameters.addValue(asked.getValue(i));
        }
        return pool.preparedQuery(query).execute(parameters).map(rows -> page(rows, read));
    }

    private static <T> List<T> page(RowSet<Row> rows, Function<Row, T> read) {
        if (rows.size() == 0) {
            throw new NotAnOwnerException();
        }
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getValue("place") != null)
                .map(read)
                .toList();
    }

    /// @param first the place before the first page
    /// @param read the page after a place
    /// @param place where something stands
    private static <K, T> Multi<T> pages(
            K first, Function<K, Uni<List<T>>> read, Function<T, K> place) {
        return Multi.createBy()
                .repeating()
                .uni(
                        () -> new AtomicReference<>(first),
                        after ->
                                read.apply(after.get())
                                        .invoke(page -> {
                                            if (!page.isEmpty()) {
                                                after.set(place.apply(page.getLast()));
                                            }
                                        }))
                .whilst(page -> page.size() == PAGE)
                .onItem()
                .<T>disjoint();
    }
}
