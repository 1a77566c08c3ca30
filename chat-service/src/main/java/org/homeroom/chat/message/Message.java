package org.homeroom.chat.message;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.platform.event.ChatEvent.MessageSent;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.MessageId;

/// One message in its place.
///
/// @param number place in the conversation, from 1 without gaps
/// @param clientId the sender's own name for it
/// @param text Markdown, 1–16,384 bytes of UTF-8
@Schema(
        name = "Message",
        requiredProperties = {"number", "id", "sender", "clientId", "text", "sentAt"})
public record Message(
        long number, MessageId id, AccountId sender, UUID clientId, String text, Instant sentAt) {

    public static Message of(MessageSent event) {
        return new Message(
                event.number(),
                event.id(),
                event.sender(),
                event.clientId(),
                event.text(),
                event.sentAt());
    }

    MessageSent sentTo(ConversationId conversation) {
        return new MessageSent(conversation, number, id, sender, clientId, text, sentAt);
    }
}
