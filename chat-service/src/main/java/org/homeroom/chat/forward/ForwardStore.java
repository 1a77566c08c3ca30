package org.homeroom.chat.forward;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.homeroom.chat.ChatProblem;
import org.homeroom.chat.file.CopyStore;
import org.homeroom.chat.message.Content;
import org.homeroom.chat.message.HistoryStore;
import org.homeroom.chat.message.MessageText;
import org.homeroom.chat.message.PostTitle;
import org.homeroom.chat.message.Send;
import org.homeroom.chat.message.SendResult.Sent;
import org.homeroom.platform.event.Forwarded;
import org.homeroom.platform.event.MessageFile;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.id.MessageId;
import org.homeroom.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/// Makes of a message that somebody may read one of their own, to be sent elsewhere: its words as
/// they are at that moment, copies of its files and of no others, and who said it first.
///
/// Words and author come from the database and never from the client, or anybody could have anybody
/// else say anything. See `docs/adr/0033-a-forward-is-a-copy.md`.
@ApplicationScoped
public class ForwardStore {
    /// One row. What was forwarded under the name before has its number in `sent_number`.
    private static final String FIND =
            """
            SELECT target.account_id IS NOT NULL AS may_see_target, reader.account_id IS NOT NULL AS may_see_source,
                   m.number, m.text, m.title, m.sender_id, m.sent_at, m.files, m.forwarded,
                   m.deleted_at IS NOT NULL AS is_deleted, m.call IS NOT NULL AS is_call,
                   sent.number AS sent_number, sent.id AS sent_id, sent.sent_at AS first_sent_at
            FROM (SELECT) AS always
            LEFT JOIN member target ON target.conversation_id = $4 AND target.account_id = $1
            LEFT JOIN member reader ON reader.conversation_id = $2 AND reader.account_id = $1
            LEFT JOIN message m ON m.conversation_id = reader.conversation_id AND m.number = $3
                AND m.number >= reader.first_number
            LEFT JOIN message sent ON sent.sender_id = $1 AND sent.client_id = $5 AND sent.conversation_id = $4
                AND (sent.forwarded IS NOT NULL OR sent.deleted_at IS NOT NULL)
            """;

    /// Which message is to be sent on.
    ///
    /// @param number 1 or more
    public record Source(ConversationId conversation, long number) {}

    /// What becomes of the wish to send something on.
    public sealed interface Forwarding {
        record Ready(Send send) implements Forwarding {}

        /// It was, by an earlier try.
        record Done(Sent sent) implements Forwarding {}

        record Refused(Problem problem) implements Forwarding {}
    }

    private final Pool pool;
    private final CopyStore copies;

    ForwardStore(Pool pool, CopyStore copies) {
        this.pool = pool;
        this.copies = copies;
    }

    /// @param clientId the sender's own name for it, as of every send
    /// @param title in a channel, where it becomes a post; null elsewhere
    public Uni<Forwarding> prepare(
            AccountId sender,
            Source source,
            ConversationId target,
            UUID clientId,
            @Nullable PostTitle title) {
        return pool.preparedQuery(FIND)
                .execute(
                        Tuple.of(
                                sender.value(),
                                source.conversation().value(),
                                source.number(),
                                target.value(),
                                clientId))
                .map(rows -> rows.iterator().next())
                .flatMap(row -> {
                    if (!row.getBoolean("may_see_target")) {
                        return refused(ChatProblem.CONVERSATION_NOT_FOUND, NO_CONVERSATION);
                    }
                    if (row.getLong("sent_number") != null) {
                        return done(row);
                    }
                    if (!row.getBoolean("may_see_source")) {
                        return refused(ChatProblem.CONVERSATION_NOT_FOUND, NO_CONVERSATION);
                    }
                    if (row.getLong("number") == null) {
                        return refused(
                                ChatProblem.MESSAGE_NOT_FOUND,
                                "There is no message of that number, or it is not for you.");
                    }
                    if (row.getBoolean("is_deleted")) {
                        return refused(
                                ChatProblem.MESSAGE_DELETED, "What you forward was deleted.");
                    }
                    return row.getBoolean("is_call")
                            ? refused(ChatProblem.WRONG_KIND, "A call is not forwarded.")
                            : ready(sender, target, clientId, title, row);
                });
    }

    private static final String NO_CONVERSATION =
            "There is no such conversation, or you are not in it.";

    private static Uni<Forwarding> refused(ChatProblem type, String detail) {
        return Uni.createFrom().item(new Forwarding.Refused(Problem.of(type, detail)));
    }

    private static Uni<Forwarding> done(Row row) {
        return Uni.createFrom()
                .item(
                        new Forwarding.Done(
                                new Sent(
                                        row.getLong("sent_number"),
                                        new MessageId(row.getUUID("sent_id")),
                                        row.getOffsetDateTime("first_sent_at").toInstant())));
    }

    private Uni<Forwarding> ready(
            AccountId sender,
            ConversationId target,
            UUID clientId,
            @Nullable PostTitle title,
            Row row) {
        var originals =
                HistoryStore.files(row.getJsonArray("files")).stream()
                        .map(MessageFile::id)
                        .toList();
        var names =
                IntStream.range(0, originals.size())
                        .mapToObj(place -> copyName(sender, clientId, place))
                        .toList();
        return copies.copy(sender, originals, names)
                .map(copied ->
                        switch (copied) {
                            case CopyStore.Copied.Refused(var problem) ->
                                    new Forwarding.Refused(problem);
                            case CopyStore.Copied.Done() ->
                                    new Forwarding.Ready(
                                            new Send(
                                                    target,
                                                    sender,
                                                    clientId,
                                                    new Content.Forward(
                                                            new MessageText(row.getString("text")),
                                                            title,
                                                            origin(row)),
                                                    names));
                        });
    }

    /// What was forwarded before keeps whoever said it first.
    private static Forwarded origin(Row row) {
        var earlier = HistoryStore.forwarded(row);
        return Objects.requireNonNullElseGet(
                earlier,
                () ->
                        new Forwarded(
                                new AccountId(row.getUUID("sender_id")),
                                row.getOffsetDateTime("sent_at").toInstant(),
                                row.getString("title")));
    }

    /// The same for every try of a forward, so that none of them leaves copies that nobody sends: a
    /// UUID of version 8 (RFC 9562) of the digest of what names it.
    private static FileId copyName(AccountId sender, UUID clientId, int place) {
        try {
            var text = "forward:%s:%s:%d".formatted(sender, clientId, place);
            var hash =
                    ByteBuffer.wrap(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
            return new FileId(
                    new UUID(
                            hash.getLong() & ~0xF000L | 8L << 12,
                            hash.getLong() & ~(0b11L << 62) | 0b10L << 62));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has SHA-256", absent);
        }
    }
}
