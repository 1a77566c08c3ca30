package org.homeroom.platform.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.MessageId;

/// On `chat-events`: what the replicas of chat-service tell their sockets.
public sealed interface ChatEvent extends Event {
    ConversationId conversation();

    @Override
    default String key() {
        return conversation().toString();
    }

    /// @param number place in the conversation, from 1 without gaps
    /// @param clientId the sender's own name for this message, unique with the sender
    @EventType("org.homeroom.chat.message-sent")
    record MessageSent(
            ConversationId conversation,
            long number,
            MessageId id,
            AccountId sender,
            UUID clientId,
            String text,
            Instant sentAt)
            implements ChatEvent {}

    /// A conversation came to be; its members' sockets belong to it from now on.
    @EventType("org.homeroom.chat.conversation-opened")
    record ConversationOpened(ConversationId conversation, List<AccountId> members)
            implements ChatEvent {
        public ConversationOpened {
            members = List.copyOf(members);
        }
    }

    /// @param number everything up to it has been read by the account
    @EventType("org.homeroom.chat.read-marker-moved")
    record ReadMarkerMoved(ConversationId conversation, AccountId account, long number)
            implements ChatEvent {}

    @EventType("org.homeroom.chat.typing-changed")
    record TypingChanged(ConversationId conversation, AccountId account, boolean active)
            implements ChatEvent {}
}
