package org.homeroom.chat.message;

import java.util.List;
import java.util.UUID;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.FileId;

/// A message that somebody wants stored.
///
/// @param clientId the sender's own name for it; the same pair of sender and client id is the same
///   send, for ever
/// @param files the sender's own that go with it, in their order
public record Send(
        ConversationId conversation,
        AccountId sender,
        UUID clientId,
        Content content,
        List<FileId> files)
        implements Lanes.Item {

    /// That a message has at most.
    public static final int MOST_FILES = 10;

    public Send {
        files = List.copyOf(files);
    }

    /// What a retry has in common with the first try.
    public record Key(AccountId sender, UUID clientId) {}

    @Override
    public Key key() {
        return new Key(sender, clientId);
    }
}
