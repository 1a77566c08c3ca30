package org.homeroom.chat.message;

import org.homeroom.platform.id.ConversationId;

/// Is fired on the replica that has committed new messages or changes of messages, for what is done
/// with them later.
public record MessagesCommitted(ConversationId conversation) {}
