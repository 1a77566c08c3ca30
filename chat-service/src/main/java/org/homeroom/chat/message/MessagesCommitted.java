package org.homeroom.chat.message;

import java.util.Set;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;

/// Is fired on the replica that has committed new messages or changes of messages, for what is done
/// with them later.
///
/// @param senders who wrote something new
public record MessagesCommitted(ConversationId conversation, Set<AccountId> senders) {
    public MessagesCommitted {
        senders = Set.copyOf(senders);
    }
}
