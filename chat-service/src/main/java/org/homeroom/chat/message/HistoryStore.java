package org.homeroom.chat.message;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.homeroom.chat.message.Message.Reaction;
import org.homeroom.platform.event.CallCard;
import org.homeroom.platform.event.CallSnapshot.Ending;
import org.homeroom.platform.event.Forwarded;
import org.homeroom.platform.event.MessageFile;
import org.homeroom.platform.event.Moment;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.id.MessageId;
import org.jspecify.annotations.Nullable;

/// Reads messages back as they are by now, a stretch at a time.
@ApplicationScoped
public class HistoryStore {
    /// In a conversation.
    public static final int MOST_PINNED = 50;

    /// No row: not a member. A row without a message: nothing lies on that side.
    private static final String STRETCH =
            """
            SELECT c.last_number, c.last_change, me.first_number, %s
            FROM member me
            JOIN conversation c ON c.id = me.conversation_id
            LEFT JOIN LATERAL (
                SELECT * FROM message h WHERE h.conversation_id = c.id AND h.number >= me.first_number AND %s
                LIMIT $4) AS m ON true
            WHERE me.conversation_id = $1 AND me.account_id = $2
            ORDER BY %s
            """;

    private static final String BELOW = stretch("h.number < $3 ORDER BY h.number DESC", "m.number");
    private static final String ABOVE = stretch("h.number > $3 ORDER BY h.number", "m.number");
    private static final String CHANGED =
            stretch("h.change > 0 AND h.change > $3 ORDER BY h.change", "m.change");
    private static final String PINNED =
            stretch("h.pinned_at IS NOT NULL AND h.number > $3", "m.pinned_at DESC, m.number");

    private static String stretch(String chosen, String order) {
        return STRETCH.formatted(columns("m", "$2"), chosen, order);
    }

    /// All that [#message] reads, of a message that a query calls `message`.
    ///
    /// @param viewer the parameter that says whose reactions are one's own
    public static String columns(String message, String viewer) {
        return COLUMNS.replace("{message}", message).replace("{viewer}", viewer);
    }

    private static final String COLUMNS =
            """
            {message}.number, {message}.id, {message}.sender_id, {message}.client_id, {message}.text, {message}.sent_at,
            {message}.title, {message}.comments_allowed, {message}.post_number, {message}.reply_to, {message}.change,
            {message}.moment_media, {message}.moment_position,
            {message}.edited_at, {message}.deleted_at, {message}.deleted_by, {message}.pinned_at, {message}.pinned_by,
            {message}.files, {message}.call, {message}.forwarded,
            CASE WHEN {message}.change > 0 THEN (
                SELECT json_agg(json_build_object('emoji', t.emoji, 'count', t.count, 'mine', t.mine) ORDER BY t.since)
                FROM (SELECT r.emoji, r.since, count(*) AS count, bool_or(r.account_id = {viewer}) AS mine FROM reaction r
                      WHERE r.conversation_id = {message}.conversation_id AND r.number = {message}.number
                      GROUP BY r.emoji, r.since) AS t) END AS reactions
            """;

    /// Messages next to each other, in ascending number.
    ///
    /// @param hasBefore whether there are messages below the first that the viewer may see
    /// @param hasAfter whether there are messages above the last
    /// @param lastChange the conversation's change up to which the messages are shown
    public record Stretch(
            List<Message> messages, boolean hasBefore, boolean hasAfter, long lastChange) {
        public Stretch {
            messages = List.copyOf(messages);
        }
    }

    /// Messages that were changed.
    ///
    /// @param lastChange whoever has taken them in knows all changes up to it
    /// @param hasAfter whether there are more after it
    public record Changes(List<Message> messages, long lastChange, boolean hasAfter) {
        public Changes {
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

    /// Messages that were changed after a change, each as it is by now, in the order of the changes
    /// that changed them last. Empty if the viewer is not a member.
    public Uni<Optional<Changes>> changedAfter(
            ConversationId conversation, AccountId viewer, long change, int limit) {
        // One more than asked for tells whether there are more.
        return read(CHANGED, conversation, viewer, change, limit + 1)
                .map(rows -> stretch(rows, false, false))
                .map(found -> found.map(stretch -> changes(stretch, limit)));
    }

    private static Changes changes(Stretch stretch, int limit) {
        var messages = stretch.messages();
        if (messages.size() <= limit) {
            return new Changes(messages, stretch.lastChange(), false);
        }
        var page = messages.subList(0, limit);
        return new Changes(page, page.getLast().change(), true);
    }

    /// What is pinned, the latest first. Empty if the viewer is not a member.
    public Uni<Optional<Stretch>> pinned(ConversationId conversation, AccountId viewer) {
        return read(PINNED, conversation, viewer, 0, MOST_PINNED)
                .map(rows -> stretch(rows, false, false));
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
        var lastChange = 0L;
        for (var row : rows) {
            first = row.getLong("first_number");
            last = row.getLong("last_number");
            lastChange = row.getLong("last_change");
            if (row.getLong("number") != null) {
                messages.add(message(row));
            }
        }
        return Optional.of(
                messages.isEmpty()
                        ? new Stretch(
                                messages,
                                last >= first && allBefore,
                                last >= first && allAfter,
                                lastChange)
                        : new Stretch(
                                messages,
                                messages.getFirst().number() > first,
                                messages.getLast().number() < last,
                                lastChange));
    }

    /// A row with the columns that [#columns] names.
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
                row.getLong("reply_to"),
                moment(row),
                call(row),
                forwarded(row),
                row.getLong("change"),
                instant(row, "edited_at"),
                instant(row, "deleted_at"),
                account(row, "deleted_by"),
                instant(row, "pinned_at"),
                account(row, "pinned_by"),
                reactions(row.getJsonArray("reactions")),
                files(row.getJsonArray("files")));
    }

    /// As the columns `moment_media` and `moment_position` have it.
    static @Nullable Moment moment(Row row) {
        var media = row.getString("moment_media");
        return media == null ? null : Moment.of(media, row.getLong("moment_position"));
    }

    /// As the column `call` has it.
    public static @Nullable CallCard call(Row row) {
        var call = row.getJsonObject("call");
        return call == null
                ? null
                : new CallCard(
                        CallId.fromString(call.getString("id")),
                        call.getBoolean("video"),
                        Instant.parse(call.getString("startedAt")),
                        call.getString("answeredAt") == null
                                ? null
                                : Instant.parse(call.getString("answeredAt")),
                        Instant.parse(call.getString("endedAt")),
                        Ending.valueOf(call.getString("ending")));
    }

    /// For the column `call`: what [#call] reads.
    static @Nullable JsonObject column(@Nullable CallCard card) {
        if (card == null) {
            return null;
        }
        var call =
                new JsonObject()
                        .put("id", card.id().toString())
                        .put("video", card.video())
                        .put("startedAt", card.startedAt().toString())
                        .put("endedAt", card.endedAt().toString())
                        .put("ending", card.ending().name());
        return card.answeredAt() == null
                ? call
                : call.put("answeredAt", card.answeredAt().toString());
    }

    /// As the column `forwarded` has it.
    public static @Nullable Forwarded forwarded(Row row) {
        var forwarded = row.getJsonObject("forwarded");
        return forwarded == null
                ? null
                : new Forwarded(
                        AccountId.fromString(forwarded.getString("sender")),
                        Instant.parse(forwarded.getString("sentAt")),
                        forwarded.getString("title"));
    }

    /// For the column `forwarded`: what [#forwarded] reads.
    static @Nullable JsonObject column(@Nullable Forwarded forwarded) {
        if (forwarded == null) {
            return null;
        }
        var column =
                new JsonObject()
                        .put("sender", forwarded.sender().toString())
                        .put("sentAt", forwarded.sentAt().toString());
        return forwarded.title() == null ? column : column.put("title", forwarded.title());
    }

    private static @Nullable Instant instant(Row row, String column) {
        var at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable AccountId account(Row row, String column) {
        var account = row.getUUID(column);
        return account == null ? null : new AccountId(account);
    }

    private static List<Reaction> reactions(@Nullable JsonArray column) {
        return column == null
                ? List.of()
                : column.stream()
                        .map(JsonObject.class::cast)
                        .map(each ->
                                new Reaction(
                                        each.getString("emoji"),
                                        each.getInteger("count"),
                                        each.getBoolean("mine")))
                        .toList();
    }

    /// As the column `files` has them.
    public static List<MessageFile> files(@Nullable JsonArray column) {
        return column == null
                ? List.of()
                : column.stream()
                        .map(JsonObject.class::cast)
                        .map(each ->
                                new MessageFile(
                                        FileId.fromString(each.getString("id")),
                                        each.getString("name"),
                                        each.getString("type"),
                                        each.getLong("bytes"),
                                        each.getInteger("width"),
                                        each.getInteger("height"),
                                        each.getString("placeholder")))
                        .toList();
    }
}
