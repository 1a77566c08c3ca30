package org.homeroom.chat.conversation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// Channels that anybody may join, for those who look for one.
@ApplicationScoped
class OpenChannelStore {
    /// Open channels by name. `%s` is for the key of a page.
    private static final String OPEN_CHANNELS =
            """
            SELECT c.id, c.name, c.description, c.member_count, lower(c.name) AS key,
                   EXISTS (SELECT FROM member WHERE conversation_id = c.id AND account_id = $1) AS is_member
            FROM conversation c
            WHERE c.kind = 'channel' AND c.access = 'open' AND c.archived_at IS NULL
              AND position(lower($2) IN lower(c.name)) > 0 %s
            ORDER BY lower(c.name), c.id LIMIT $3
            """;

    /// One that anybody may join.
    @Schema(
            name = "OpenChannel",
            requiredProperties = {"id", "name", "description", "memberCount", "isMember"})
    record OpenChannel(
            ConversationId id,
            String name,
            String description,
            int memberCount,
            boolean isMember) {}

    private final Pool pool;

    OpenChannelStore(Pool pool) {
        this.pool = pool;
    }

    /// Open channels by name.
    ///
    /// @param contained what their names contain, in either case
    /// @param after where the page before ended
    Uni<List<OpenChannel>> find(
            AccountId viewer, String contained, int limit, @Nullable ConversationId after) {
        var first = Tuple.of(viewer.value(), contained, limit);
        return pool.preparedQuery(
                        OPEN_CHANNELS.formatted(
                                after == null
                                        ? ""
                                        : """
                                        AND (lower(c.name), c.id) > (
                                            SELECT lower(name), id FROM conversation WHERE id = $4 AND access = 'open')
                                        """))
                .execute(after == null ? first : first.addUUID(after.value()))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(row ->
                                        new OpenChannel(
                                                new ConversationId(row.getUUID("id")),
                                                row.getString("name"),
                                                row.getString("description"),
                                                row.getInteger("member_count"),
                                                row.getBoolean("is_member")))
                                .toList());
    }
}
