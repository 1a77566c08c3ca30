package org.homeroom.chat.message;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.MessageId;

/// Reads messages back, a stretch at a time.
@ApplicationScoped
public class HistoryStore {
    /// No row: not a member. A row without a message: nothing lies on that side.
    private static final String STRETCH =
            """
            SELECT c.last_number, me.first_number, m.number, m.id, m.sender_id, m.client_id, m.text, m.sent_at,
                   m.title, m.comments_allowed, m.post_number, m.reply_to
            FROM member me
            JOIN conversation c ON c.id = me.conversation_id
            LEFT JOIN LATERAL (
                SELECT * FROM message h WHERE h.conversation_id = c.id AND h.number %s $3 AND h.number >= me.first_number
                ORDER BY h.number %s LIMIT $4) AS m ON true
            WHERE me.conversation_id = $1 AND me.account_id = $2
            ORDER BY m.number
            """;

    private static final String BELOW = STRETCH.formatted("<", "DESC");
    private static final String ABOVE = STRETCH.formatted(">", "ASC");

    /// Messages next to each other, in ascending number.
    ///
    /// @param hasBefore whether there are messages below the first that the viewer may see
    /// @param hasAfter whether there are messages above the last
    public record Stretch(List<Message> messages, boolean hasBefore, boolean hasAfter) {
        public Stretch {
            messages = List.copyOf(messages);
        }
    }

    private final Pool pool;

    HistoryStore(Pool pool) {
        this.pool = pool;
    }

    /// Messages below a number, the nearest `limit` of them. Empty if the viewer is not a member.
    public Uni<Optional<Stretch>> before(
            ConversationId conversation, AccountId viewer, long number, int limit) {
        return read(BELOW, conversation, viewer, number, limit)
                .map(rows -> stretch(rows, false, true));
    }

    /// Messages above a number, the nearest `limit` of them. Empty if the viewer is not a member.
    public Uni<Optional<Stretch>> after(
            ConversationId conversation, AccountId viewer, long number, int limit) {
        return read(ABOVE, conversation, viewer, number, limit)
                .map(rows -> stretch(rows, true, false));
    }

    private Uni<RowSet<Row>> read(
            String query, ConversationId conversation, AccountId viewer, long number, int limit) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(conversation.value(), viewer.value(), number, limit));
    }

    /// @param allBefore where there are no messages to tell by: whether all there are lie before
    /// @param allAfter the same for after
    private static Optional<Stretch> stretch(
            RowSet<Row> rows, boolean allBefore, boolean allAfter) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        var messages = new ArrayList<Message>();
        var first = 0L;
        var last = 0L;
        for (var row : rows) {
            first = row.getLong("first_number");
            last = row.getLong("last_number");
            if (row.getLong("number") != null) {
                messages.add(message(row));
            }
        }
        return Optional.of(
                messages.isEmpty()
                        ? new Stretch(
                                messages, last >= first && allBefore, last >= first && allAfter)
                        : new Stretch(
                                messages,
                                messages.getFirst().number() > first,
                                messages.getLast().number() < last));
    }

    /// A row with all columns of a message but its conversation's.
    public static Message message(Row row) {
        return new Message(
                row.getLong("number"),
                new MessageId(row.getUUID("id")),
                new AccountId(row.getUUID("sender_id")),
                row.getUUID("client_id"),
                row.getString("text"),
                row.getOffsetDateTime("sent_at").toInstant(),
                row.getString("title"),
                row.getBoolean("comments_allowed"),
                row.getLong("post_number"),
                row.getLong("reply_to"));
    }
}
