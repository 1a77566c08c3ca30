package org.homeroom.chat.message;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.platform.event.CallCard;
import org.homeroom.platform.event.ChatEvent.Condition;
import org.homeroom.platform.event.ChatEvent.MessageSent;
import org.homeroom.platform.event.Forwarded;
import org.homeroom.platform.event.MessageFile;
import org.homeroom.platform.event.Moment;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.MessageId;
import org.jspecify.annotations.Nullable;

/// One message in its place, as it is by now.
///
/// @param number place in the conversation, from 1 without gaps
/// @param clientId the sender's own name for it
/// @param text Markdown, 1–16,384 bytes of UTF-8; empty if it is deleted, and perhaps if it was
///   sent with files
/// @param title of a post, empty if it is deleted; else not there
/// @param commentsAllowed of a post; else not there
/// @param post of a comment: the number of its post; else not there
/// @param replyTo of a reply: the number of what it answers, a comment if it is one; else not there
/// @param moment the time in a video that it is about; not there for none
/// @param call of a message that is all that is left of a call: its sender called; else not there
/// @param forwarded who said it first, of a message that was said elsewhere before; else not there
/// @param change the conversation's that changed it last, which is its version; 0 if none did
/// @param deletedBy the sender, or whoever moderates the channel
/// @param reactions in the order of their first use; not there without any, and never in a frame
/// @param files that were sent with it, in their order; not there without any
@Schema(
        name = "Message",
        requiredProperties = {"number", "id", "sender", "clientId", "text", "sentAt", "change"})
public record Message(
        long number,
        MessageId id,
        AccountId sender,
        UUID clientId,
        String text,
        Instant sentAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String title,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean commentsAllowed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long post,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long replyTo,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Moment moment,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CallCard call,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Forwarded forwarded,
        long change,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant editedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant deletedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AccountId deletedBy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant pinnedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AccountId pinnedBy,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Reaction> reactions,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MessageFile> files) {

    private static final Condition NEW = new Condition(0, null, null, null, null, null);

    /// @param mine whether the reader's is among them
    @Schema(
            name = "Reaction",
            requiredProperties = {"emoji", "count", "mine"})
    public record Reaction(String emoji, int count, boolean mine) {}

    public Message {
        reactions = List.copyOf(reactions);
        files = List.copyOf(files);
    }

    /// As it was sent.
    static Message sent(
            long number,
            MessageId id,
            AccountId sender,
            UUID clientId,
            Instant sentAt,
            Content.Parts parts,
            List<MessageFile> files) {
        return new Message(
                number,
                id,
                sender,
                clientId,
                parts.text(),
                sentAt,
                parts.title(),
                parts.commentsAllowed(),
                parts.post(),
                parts.replyTo(),
                parts.moment(),
                parts.call(),
                parts.forwarded(),
                0,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                files);
    }

    public Message edited(long change, Instant at, @Nullable String newTitle, String newText) {
        return with(newTitle, newText, new Condition(change, at, null, null, pinnedAt, pinnedBy));
    }

    /// What stays of it: its place, its sender and when.
    public Message deleted(long change, Instant at, AccountId by) {
        return with(title == null ? null : "", "", new Condition(change, null, at, by, null, null));
    }

    public Message pinned(long change, Instant at, AccountId by) {
        return with(title, text, new Condition(change, editedAt, null, null, at, by));
    }

    public Message unpinned(long change) {
        return with(title, text, new Condition(change, editedAt, null, null, null, null));
    }

    /// As it takes comments, or takes no more of them.
    public Message opened(long change, boolean commentsAllowed) {
        return new Message(
                number,
                id,
                sender,
                clientId,
                text,
                sentAt,
                title,
                commentsAllowed,
                post,
                replyTo,
                moment,
                call,
                forwarded,
                change,
                editedAt,
                deletedAt,
                deletedBy,
                pinnedAt,
                pinnedBy,
                List.of(),
                files);
    }

    /// As somebody's reaction to it has changed.
    public Message touched(long change) {
        return with(
                title,
                text,
                new Condition(change, editedAt, deletedAt, deletedBy, pinnedAt, pinnedBy));
    }

    private Message with(@Nullable String newTitle, String newText, Condition condition) {
        return new Message(
                number,
                id,
                sender,
                clientId,
                newText,
                sentAt,
                newTitle,
                commentsAllowed,
                post,
                replyTo,
                condition.deletedAt() == null ? moment : null,
                call,
                condition.deletedAt() == null ? forwarded : null,
                condition.change(),
                condition.editedAt(),
                condition.deletedAt(),
                condition.deletedBy(),
                condition.pinnedAt(),
                condition.pinnedBy(),
                List.of(),
                condition.deletedAt() == null ? files : List.of());
    }

    public static Message of(MessageSent event) {
        var condition = requireNonNullElse(event.condition(), NEW);
        return new Message(
                event.number(),
                event.id(),
                event.sender(),
                event.clientId(),
                event.text(),
                event.sentAt(),
                event.title(),
                event.commentsAllowed(),
                event.post(),
                event.replyTo(),
                event.moment(),
                event.call(),
                event.forwarded(),
                condition.change(),
                condition.editedAt(),
                condition.deletedAt(),
                condition.deletedBy(),
                condition.pinnedAt(),
                condition.pinnedBy(),
                List.of(),
                requireNonNullElse(event.files(), List.of()));
    }

    /// @param revision the conversation's when the message was stored, or a later one
    public MessageSent sentTo(ConversationId conversation, long revision) {
        return new MessageSent(
                conversation,
                number,
                id,
                sender,
                clientId,
                text,
                sentAt,
                title,
                commentsAllowed,
                post,
                replyTo,
                moment,
                call,
                forwarded,
                change == 0
                        ? null
                        : new Condition(change, editedAt, deletedAt, deletedBy, pinnedAt, pinnedBy),
                files.isEmpty() ? null : files,
                revision);
    }
}
