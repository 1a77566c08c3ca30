package org.homeroom.chat.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.platform.event.ChatEvent.MessageSent;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.MessageId;
import org.jspecify.annotations.Nullable;

/// One message in its place.
///
/// @param number place in the conversation, from 1 without gaps
/// @param clientId the sender's own name for it
/// @param text Markdown, 1–16,384 bytes of UTF-8
/// @param title of a post; else not there
/// @param commentsAllowed of a post; else not there
/// @param post of a comment: the number of its post; else not there
/// @param replyTo of a reply: the number of the comment that it answers; else not there
@Schema(
        name = "Message",
        requiredProperties = {"number", "id", "sender", "clientId", "text", "sentAt"})
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
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long replyTo) {

    public static Message of(MessageSent event) {
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
                event.replyTo());
    }

    /// @param revision the conversation's when the message was stored, or a later one
    MessageSent sentTo(ConversationId conversation, long revision) {
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
                revision);
    }
}
