package org.homeroom.chat.change;

/// What a change of a message came to.
public sealed interface ChangeResult {
    /// It is so, by this change or an earlier one.
    ///
    /// @param change the conversation's that made it so, or the message's last
    record Done(long change) implements ChangeResult {}

    record Refused(Refusal reason) implements ChangeResult {}

    /// More changes wait for the database than fit; nothing is changed.
    record TooManyWaiting() implements ChangeResult {}

    enum Refusal {
        /// To whoever asks, there is no such conversation.
        NOT_A_MEMBER,
        NO_SUCH_MESSAGE,
        NOT_ALLOWED,
        ARCHIVED,
        /// One of the two of a direct conversation blocks the other.
        CLOSED,
        /// The message is deleted.
        DELETED,
        /// A title for what is no post, or none for one.
        WRONG_KIND,
        /// Everybody is called by somebody who may not.
        MENTIONS_EVERYBODY,
        TOO_MANY_REACTIONS,
        TOO_MANY_PINS,
        /// The client id names another edit of the message.
        CLIENT_ID_REUSED
    }
}
