package org.homeroom.chat.message;

import java.time.Instant;
import org.homeroom.platform.id.MessageId;

/// What a send came to.
public sealed interface SendResult {
    /// It is stored, now or by an earlier try, and has this place for ever.
    record Sent(long number, MessageId id, Instant sentAt) implements SendResult {}

    /// There is no such conversation, or the sender is not in it.
    record NotAMember() implements SendResult {}

    /// The sender used the client id before, for another message.
    record ClientIdReused() implements SendResult {}

    /// More sends wait for the database than fit; nothing is stored.
    record TooManyWaiting() implements SendResult {}
}
