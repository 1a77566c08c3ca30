package org.homeroom.chat.message;

import static java.util.stream.Collectors.joining;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.homeroom.chat.membership.MembershipStore;
import org.homeroom.chat.message.Content.Parts;
import org.homeroom.chat.message.Grounds.Place;
import org.homeroom.chat.message.SendResult.Refusal;
import org.homeroom.platform.event.MessageFile;
import org.homeroom.platform.event.Moment.Media;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.id.MessageId;
import org.jspecify.annotations.Nullable;

/// What sends come to that need a look before they are stored: whether they were stored before, and
/// whether their senders may.
final class KnownSendStore {
    /// For each send, in order, what was stored under its name and what it is judged by.
    private static final String KNOWN =
            """
            SELECT m.conversation_id, m.number, m.id, m.text, m.sent_at,
                   m.title, m.comments_allowed, m.post_number, m.reply_to, m.moment_media, m.moment_position,
                   tried.moment_file IS NULL OR EXISTS (
                       SELECT FROM message_file shown JOIN file f ON f.id = shown.file_id
                       WHERE shown.file_id = tried.moment_file AND shown.conversation_id = $1
                         AND shown.number >= me.first_number AND f.type ~ '^(video|audio)/') AS has_media,
                   m.files, m.call, m.forwarded, named.is_missing, named.is_unfinished, named.is_sent,
                   m.edited_at IS NOT NULL OR m.deleted_at IS NOT NULL AS is_other,
                   me.role, c.revision, c.last_deletion, c.kind, c.name, c.description, c.access,
                   c.announcements_only, c.archived_at, c.is_closed,
                   post.number AS post_at, post.title IS NOT NULL AS post_is_post,
                   post.deleted_at IS NOT NULL AS post_is_stub,
                   post.call IS NOT NULL AS post_is_call, post.comments_allowed AS post_open, post.post_number AS post_on, post.reply_to AS post_to,
                   answered.number AS answered_at, answered.title IS NOT NULL AS answered_is_post,
                   answered.deleted_at IS NOT NULL AS answered_is_stub,
                   answered.call IS NOT NULL AS answered_is_call,
                   answered.comments_allowed AS answered_open, answered.post_number AS answered_on,
                   answered.reply_to AS answered_to
            FROM unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::text[], $7::uuid[])
                WITH ORDINALITY AS tried (sender_id, client_id, post_number, reply_to, files, moment_file, place)
            LEFT JOIN LATERAL (
                SELECT bool_or(f.id IS NULL) AS is_missing, bool_or(f.finished_at IS NULL) AS is_unfinished,
                       bool_or(EXISTS (SELECT FROM message_file sent WHERE sent.file_id = f.id)) AS is_sent
                FROM unnest(tried.files::uuid[]) AS its (id)
                LEFT JOIN file f ON f.id = its.id AND f.owner_id = tried.sender_id AND f.removed_at IS NULL
                ) AS named ON true
            LEFT JOIN conversation c ON c.id = $1
            LEFT JOIN member me ON me.conversation_id = $1 AND me.account_id = tried.sender_id
            LEFT JOIN message m ON m.sender_id = tried.sender_id AND m.client_id = tried.client_id
            LEFT JOIN message post ON post.conversation_id = $1 AND post.number = tried.post_number
            LEFT JOIN message answered ON answered.conversation_id = $1 AND answered.number = tried.reply_to
                AND answered.number >= me.first_number
            ORDER BY tried.place
            """;

    /// @param answers one for each send, in order; empty if it may be stored
    /// @param isChannel whether the conversation is one
    /// @param grounds as of which those were judged that may be stored
    record Known(List<Optional<SendResult>> answers, boolean isChannel, AsOf grounds) {}

    /// Two counts of a conversation: while they stand, so does what was judged.
    record AsOf(long revision, long lastDeletion) {}

    private KnownSendStore() {}

    /// @param sends to the one conversation, 1 or more
    static Uni<Known> lookUp(SqlClient client, ConversationId conversation, List<Send> sends) {
        return client.preparedQuery(KNOWN)
                .execute(
                        Tuple.tuple()
                                .addUUID(conversation.value())
                                .addArrayOfUUID(uuids(sends, send -> send.sender().value()))
                                .addArrayOfUUID(uuids(sends, Send::clientId))
                                .addArrayOfLong(parts(sends).map(Parts::post).toArray(Long[]::new))
                                .addArrayOfLong(
                                        parts(sends).map(Parts::replyTo).toArray(Long[]::new))
                                .addArrayOfString(
                                        sends.stream()
                                                .map(send -> array(send.files()))
                                                .toArray(String[]::new))
                                .addArrayOfUUID(
                                        parts(sends)
                                                .map(KnownSendStore::mediaFile)
                                                .toArray(UUID[]::new)))
                .map(rows -> {
                    var answers = new ArrayList<Optional<SendResult>>();
                    var isChannel = false;
                    var asOf = new AsOf(0, 0);
                    var known = rows.iterator();
                    // By those of the group that are to be stored.
                    var taken = new HashSet<FileId>();
                    for (var send : sends) {
                        var row = known.next();
                        if (row.getString("kind") != null) {
                            isChannel = row.getString("kind").equals("channel");
                            asOf = new AsOf(row.getLong("revision"), row.getLong("last_deletion"));
                        }
                        var answer = answer(send, row, taken);
                        if (answer.isEmpty()) {
                            taken.addAll(send.files());
                        }
                        answers.add(answer);
                    }
                    return new Known(answers, isChannel, asOf);
                });
    }

    /// As a parameter has it: null for none.
    static @Nullable String array(List<FileId> files) {
        return files.isEmpty()
                ? null
                : files.stream().map(FileId::toString).collect(joining(",", "{", "}"));
    }

    private static Optional<SendResult> answer(Send send, Row row, Set<FileId> taken) {
        var isKnown = row.getLong("number") != null;
        if (isKnown && isSame(send, row)) {
            return Optional.of(
                    new SendResult.Sent(
                            row.getLong("number"),
                            new MessageId(row.getUUID("id")),
                            row.getOffsetDateTime("sent_at").toInstant()));
        }
        if (row.getString("role") == null) {
            return Optional.of(new SendResult.NotAMember());
        }
        if (isKnown) {
            return Optional.of(new SendResult.ClientIdReused());
        }
        var grounds =
                new Grounds(
                        MembershipStore.terms(row),
                        MembershipStore.role(row),
                        place(row, "post"),
                        place(row, "answered"));
        return grounds.refusalOf(send.content())
                .or(() -> refusalOfMedia(row))
                .or(() -> refusalOfFiles(send, row, taken))
                .map(SendResult.Refused::new);
    }

    /// What a moment is a moment of: null if it is none of a file.
    private static @Nullable UUID mediaFile(Parts parts) {
        return parts.moment() != null && parts.moment().media() instanceof Media.File(var file)
                ? file.value()
                : null;
    }

    private static Optional<Refusal> refusalOfMedia(Row row) {
        return row.getBoolean("has_media") ? Optional.empty() : Optional.of(Refusal.NO_SUCH_MEDIA);
    }

    private static Optional<Refusal> refusalOfFiles(Send send, Row row, Set<FileId> taken) {
        if (send.files().isEmpty()) {
            return Optional.empty();
        }
        if (row.getBoolean("is_missing")) {
            return Optional.of(Refusal.NO_SUCH_FILE);
        }
        if (row.getBoolean("is_unfinished")) {
            return Optional.of(Refusal.FILE_UNFINISHED);
        }
        return row.getBoolean("is_sent") || send.files().stream().anyMatch(taken::contains)
                ? Optional.of(Refusal.FILE_SENT)
                : Optional.empty();
    }

    /// What it said at first cannot be told of a message that was changed: the name is enough then.
    private static boolean isSame(Send send, Row row) {
        return row.getUUID("conversation_id").equals(send.conversation().value())
                && (row.getBoolean("is_other")
                        || says(send.content().parts(), row) && has(send.files(), row));
    }

    private static boolean says(Parts parts, Row row) {
        return new Parts(
                        row.getString("text"),
                        row.getString("title"),
                        row.getBoolean("comments_allowed"),
                        row.getLong("post_number"),
                        row.getLong("reply_to"),
                        HistoryStore.moment(row),
                        HistoryStore.call(row),
                        HistoryStore.forwarded(row))
                .equals(parts);
    }

    private static boolean has(List<FileId> files, Row row) {
        return HistoryStore.files(row.getJsonArray("files")).stream()
                .map(MessageFile::id)
                .toList()
                .equals(files);
    }

    /// @param name what the columns of the message begin with
    private static Place place(Row row, String name) {
        if (row.getLong(name + "_at") == null) {
            return new Place.Nothing();
        }
        if (row.getBoolean(name + "_is_stub")) {
            return new Place.Stub();
        }
        if (row.getBoolean(name + "_is_call")) {
            return new Place.Call();
        }
        if (row.getBoolean(name + "_is_post")) {
            return new Place.Post(row.getBoolean(name + "_open"));
        }
        return row.getLong(name + "_on") == null
                ? new Place.Plain()
                : new Place.Comment(row.getLong(name + "_on"), row.getLong(name + "_to") != null);
    }

    private static Stream<Parts> parts(List<Send> sends) {
        return sends.stream().map(send -> send.content().parts());
    }

    private static UUID[] uuids(List<Send> sends, Function<Send, UUID> of) {
        return sends.stream().map(of).toArray(UUID[]::new);
    }
}
