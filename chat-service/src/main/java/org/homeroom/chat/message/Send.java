package org.homeroom.chat.message;

import java.util.UUID;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;

/// A message that somebody wants stored.
///
/// @param clientId the sender's own name for it; the same pair of sender and client id is the same
///   send, for ever
public record Send(ConversationId conversation, AccountId sender, UUID clientId, Content content)
        implements Lanes.Item {

    /// What a retry has in common with the first try.
    public record Key(AccountId sender, UUID clientId) {}

    @Override
    public Key key() {
        return new Key(sender, clientId);
    }
}
