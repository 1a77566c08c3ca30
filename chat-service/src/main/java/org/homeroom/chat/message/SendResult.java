package org.homeroom.chat.message;

import java.time.Instant;
import org.homeroom.platform.id.MessageId;

/// What a send came to.
public sealed interface SendResult {
    /// It is stored, now or by an earlier try, and has this place for ever.
    record Sent(long number, MessageId id, Instant sentAt) implements SendResult {}

    /// There is no such conversation, or the sender is not in it.
    record NotAMember() implements SendResult {}

    /// The sender is in it, and may not send this there.
    record Refused(Refusal reason) implements SendResult {}

    enum Refusal {
        /// A post or comment outside a channel, or something else in one.
        WRONG_KIND,
        NOT_ALLOWED,
        ARCHIVED,
        /// One of the two blocks the other.
        CLOSED,
        /// The post is none, or the comment that is answered is not a first one on it.
        NO_SUCH_MESSAGE,
        COMMENTS_CLOSED,
        /// There is none such, or it is somebody else's.
        NO_SUCH_FILE,
        /// What the moment is of is no video or sound in the conversation.
        NO_SUCH_MEDIA,
        FILE_UNFINISHED,
        /// A file goes with one message.
        FILE_SENT,
        /// The post, or the comment that is answered.
        DELETED,
        /// Everybody is called by somebody who may not.
        MENTIONS_EVERYBODY
    }

    /// The sender used the client id before, for another message.
    record ClientIdReused() implements SendResult {}

    /// More sends wait for the database than fit; nothing is stored.
    record TooManyWaiting() implements SendResult {}
}
