package org.homeroom.chat.message;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;

/// Reads what was written about the times of one video, in the order in which they come in it.
@ApplicationScoped
class MomentStore {
    /// No row: not a member. A row without a message: nothing more was written about it.
    private static final String MOMENTS =
            """
            SELECT c.last_change, %s
            FROM member me
            JOIN conversation c ON c.id = me.conversation_id
            LEFT JOIN LATERAL (
                SELECT * FROM message h
                WHERE h.conversation_id = me.conversation_id AND h.moment_media = $3
                  AND (h.moment_position, h.number) > ($4, $5) AND h.number >= me.first_number
                ORDER BY h.moment_position, h.number LIMIT $6) AS m ON true
            WHERE me.conversation_id = $1 AND me.account_id = $2
            ORDER BY m.moment_position, m.number
            """
                    .formatted(HistoryStore.columns("m", "$2"));

    private final Pool pool;

    MomentStore(Pool pool) {
        this.pool = pool;
    }

    /// Where a page ends, and the next begins.
    ///
    /// @param position in milliseconds
    /// @param number of the message, for there may be several at one time
    record Key(long position, long number) {
        static final Key FIRST = new Key(-1, 0);

        /// What [#encoded] makes.
        static final String FORM = "[0-9]{1,9}-[0-9]{1,18}";

        static Key of(Message message) {
            var moment = message.moment();
            return moment == null ? FIRST : new Key(moment.position(), message.number());
        }

        /// As it crosses the wire, where it means nothing.
        String encoded() {
            return position + "-" + number;
        }

        /// @param text of the form [#FORM]
        static Key decode(String text) {
            var parts = text.split("-", 2);
            return new Key(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }
    }

    /// Posts and comments about a video.
    ///
    /// @param lastChange the conversation's change up to which they are shown
    record Moments(List<Message> messages, long lastChange) {
        Moments {
            messages = List.copyOf(messages);
        }
    }

    /// The next after a key. Empty if the viewer is not a member.
    ///
    /// @param media as of [org.homeroom.platform.event.Moment#mediaKey]
    Uni<Optional<Moments>> find(
            ConversationId conversation, AccountId viewer, String media, Key after, int limit) {
        return pool.preparedQuery(MOMENTS)
                .execute(
                        Tuple.from(
                                List.of(
                                        conversation.value(),
                                        viewer.value(),
                                        media,
                                        after.position(),
                                        after.number(),
                                        limit)))
                .map(rows ->
                        rows.size() == 0
                                ? Optional.empty()
                                : Optional.of(
                                        new Moments(
                                                StreamSupport.stream(rows.spliterator(), false)
                                                        .filter(row ->
                                                                row.getLong("number") != null)
                                                        .map(HistoryStore::message)
                                                        .toList(),
                                                rows.iterator().next().getLong("last_change"))));
    }
}
