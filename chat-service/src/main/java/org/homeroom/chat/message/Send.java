package org.homeroom.chat.message;

import java.util.UUID;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;

/// A message that somebody wants stored.
///
/// @param clientId the sender's own name for it; the same pair of sender and client id is the same
///   send, for ever
public record Send(ConversationId conversation, AccountId sender, UUID clientId, Content content) {

    /// What a retry has in common with the first try.
    record Key(AccountId sender, UUID clientId) {}

    Key key() {
        return new Key(sender, clientId);
    }

    /// Whether the other is a retry of this one, and not another message under its name.
    boolean isSameAs(Send other) {
        return conversation.equals(other.conversation) && content.equals(other.content);
    }
}
