package org.homeroom.chat.message;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// Reads a channel's log in its two other orders: as a feed of posts, and as the comments of one.
@ApplicationScoped
class PostStore {
    /// No row: not a member. A row without a message: no such posts. `%s` chooses them.
    private static final String POSTS =
            """
            SELECT %s, p.active_number, c.last_change, counted.comments, counted.last_comment_at
            FROM member me
            JOIN conversation c ON c.id = me.conversation_id
            LEFT JOIN LATERAL (
                SELECT * FROM message h
                WHERE h.conversation_id = me.conversation_id AND h.title IS NOT NULL
                  AND h.number >= me.first_number AND %s) AS p ON true
            LEFT JOIN LATERAL (
                SELECT count(*) AS comments, max(h.sent_at) AS last_comment_at FROM message h
                WHERE h.conversation_id = me.conversation_id AND h.post_number = p.number) AS counted ON true
            WHERE me.conversation_id = $1 AND me.account_id = $2
            ORDER BY p.%s DESC
            """;

    private static final String LATEST =
            posts("h.number < $3 ORDER BY h.number DESC LIMIT $4", "number");

    private static final String MOST_ACTIVE =
            posts("h.active_number < $3 ORDER BY h.active_number DESC LIMIT $4", "active_number");

    private static final String ONE = posts("h.number = $3", "number");

    private static String posts(String chosen, String order) {
        return POSTS.formatted(HistoryStore.columns("p", "$2"), chosen, order);
    }

    private static final String COMMENTS =
            """
            SELECT p.number AS post, conversation.last_change, %s
            FROM member me
            JOIN conversation ON conversation.id = me.conversation_id
            LEFT JOIN message p
                ON p.conversation_id = me.conversation_id AND p.number = $3 AND p.title IS NOT NULL
                   AND p.number >= me.first_number
            LEFT JOIN LATERAL (
                SELECT * FROM message h
                WHERE h.conversation_id = p.conversation_id AND h.post_number = p.number AND h.number > $4
                ORDER BY h.number LIMIT $5) AS c ON true
            WHERE me.conversation_id = $1 AND me.account_id = $2
            ORDER BY c.number
            """
                    .formatted(HistoryStore.columns("c", "$2"));

    /// A post, and what became of it.
    ///
    /// @param comments how many it has, replies among them
    /// @param lastCommentAt when the latest was sent; null without one
    /// @param lastNumber that of the latest, or its own: how active it is
    /// @param lastChange the conversation's change up to which the message is shown
    @Schema(
            name = "Post",
            requiredProperties = {
                "message",
                "comments",
                "lastCommentAt",
                "lastNumber",
                "lastChange"
            })
    record Post(
            Message message,
            long comments,
            @Schema(nullable = true) @Nullable Instant lastCommentAt,
            long lastNumber,
            long lastChange) {}

    /// What was found for somebody who asked.
    sealed interface Found<T> {
        record Here<T>(T value) implements Found<T> {}

        /// The channel has no such post.
        record NoPost<T>() implements Found<T> {}

        /// There is no such conversation, or they are not in it.
        record NotAMember<T>() implements Found<T> {}
    }

    private final Pool pool;

    PostStore(Pool pool) {
        this.pool = pool;
    }

    /// By what a feed is ordered.
    enum Order {
        /// The latest post first.
        LATEST,
        /// The post with the latest comment first.
        ACTIVE
    }

    /// Posts below a number in the order. Empty if the viewer is not a member.
    Uni<Optional<List<Post>>> feed(
            ConversationId conversation, AccountId viewer, Order order, long before, int limit) {
        return pool.preparedQuery(
                        switch (order) {
                            case LATEST -> LATEST;
                            case ACTIVE -> MOST_ACTIVE;
                        })
                .execute(Tuple.of(conversation.value(), viewer.value(), before, limit))
                .map(rows -> rows.size() == 0 ? Optional.empty() : Optional.of(posts(rows)));
    }

    Uni<Found<Post>> find(ConversationId conversation, AccountId viewer, long number) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(conversation.value(), viewer.value(), number))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return new Found.NotAMember<>();
                    }
                    var posts = posts(rows);
                    return posts.isEmpty()
                            ? new Found.NoPost<>()
                            : new Found.Here<>(posts.getFirst());
                });
    }

    /// Comments on a post.
    ///
    /// @param lastChange the conversation's change up to which they are shown
    record Comments(List<Message> messages, long lastChange) {
        Comments {
            messages = List.copyOf(messages);
        }
    }

    /// Comments on a post above a number, in ascending number.
    Uni<Found<Comments>> comments(
            ConversationId conversation, AccountId viewer, long post, long after, int limit) {
        return pool.preparedQuery(COMMENTS)
                .execute(Tuple.of(conversation.value(), viewer.value(), post, after, limit))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return new Found.NotAMember<>();
                    }
                    if (rows.iterator().next().getLong("post") == null) {
                        return new Found.NoPost<>();
                    }
                    return new Found.Here<>(
                            new Comments(
                                    StreamSupport.stream(rows.spliterator(), false)
                                            .filter(row -> row.getLong("number") != null)
                                            .map(HistoryStore::message)
                                            .toList(),
                                    rows.iterator().next().getLong("last_change")));
                });
    }

    private static List<Post> posts(RowSet<Row> rows) {
        var posts = new ArrayList<Post>();
        for (var row : rows) {
            if (row.getLong("number") != null) {
                var last = row.getOffsetDateTime("last_comment_at");
                posts.add(
                        new Post(
                                HistoryStore.message(row),
                                row.getLong("comments"),
                                last == null ? null : last.toInstant(),
                                row.getLong("active_number"),
                                row.getLong("last_change")));
            }
        }
        return posts;
    }
}
