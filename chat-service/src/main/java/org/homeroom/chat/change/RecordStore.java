package org.homeroom.chat.change;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.homeroom.chat.ChatProblem;
import org.homeroom.chat.membership.Decision.Refusal;
import org.homeroom.chat.membership.Refusals;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/// What was done to a message, for those who may read it.
@ApplicationScoped
class RecordStore {
    /// No row: not a member. A row without `readable`: no such message, or not for them.
    private static final String PAGE =
            """
            SELECT m.number AS readable, page.*
            FROM member me
            LEFT JOIN message m
                ON m.conversation_id = me.conversation_id AND m.number = $3 AND m.number >= me.first_number
            LEFT JOIN LATERAL (%s) AS page ON true
            WHERE me.conversation_id = $1 AND me.account_id = $2
            ORDER BY page.change %s
            """;

    private static final String EDITIONS =
            PAGE.formatted(
                    """
                    SELECT e.change, e.title, e.text, e.written_at FROM edition e
                    WHERE e.conversation_id = m.conversation_id AND e.number = m.number AND e.change < $4
                    ORDER BY e.change DESC LIMIT $5
                    """,
                    "DESC");

    private static final String REACTIONS =
            PAGE.formatted(
                    """
                    SELECT r.change, r.emoji, r.account_id FROM reaction r
                    WHERE r.conversation_id = m.conversation_id AND r.number = m.number AND r.change > $4
                      AND r.emoji = COALESCE($6, r.emoji)
                    ORDER BY r.change LIMIT $5
                    """,
                    "ASC");

    private final Pool pool;

    RecordStore(Pool pool) {
        this.pool = pool;
    }

    /// What the message said before it was edited, the latest first.
    ///
    /// @param before a change; editions that it or a later one replaced are left out
    <T> Uni<List<T>> editions(
            ConversationId conversation,
            AccountId viewer,
            long number,
            long before,
            int limit,
            Function<Row, T> read) {
        return pool.preparedQuery(EDITIONS)
                .execute(Tuple.of(conversation.value(), viewer.value(), number, before, limit))
                .map(rows -> read(rows, read));
    }

    /// Who reacted to the message, the first first.
    ///
    /// @param emoji with what; null for all
    /// @param after a change; reactions that came by it or before are left out
    <T> Uni<List<T>> reactions(
            ConversationId conversation,
            AccountId viewer,
            long number,
            @Nullable String emoji,
            long after,
            int limit,
            Function<Row, T> read) {
        return pool.preparedQuery(REACTIONS)
                .execute(
                        Tuple.of(conversation.value(), viewer.value(), number, after, limit, emoji))
                .map(rows -> read(rows, read));
    }

    private static <T> List<T> read(RowSet<Row> rows, Function<Row, T> read) {
        if (rows.size() == 0) {
            throw Refusals.problem(Refusal.NOT_A_MEMBER).toHttp();
        }
        if (rows.iterator().next().getLong("readable") == null) {
            throw Problem.of(
                            ChatProblem.MESSAGE_NOT_FOUND,
                            "There is no message of that number, or it is not for you.")
                    .toHttp();
        }
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getLong("change") != null)
                .map(read)
                .toList();
    }
}
