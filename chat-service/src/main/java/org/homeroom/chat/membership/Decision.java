package org.homeroom.chat.membership;

import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.id.AccountId;

/// What an act came to.
public sealed interface Decision {
    /// @param next the roster afterwards, one revision later
    record Changed(Roster next, Change change) implements Decision {}

    /// It was so already.
    record Unchanged() implements Decision {}

    record Refused(Refusal reason) implements Decision {}

    /// The one thing that is different afterwards.
    sealed interface Change {
        /// @param isNew whether they were not in before
        record Seated(AccountId account, MemberRole role, boolean isNew) implements Change {}

        /// @param removed whether somebody else did it
        record Unseated(AccountId account, boolean removed) implements Change {}

        record Ruled(Terms terms) implements Change {}
    }

    enum Refusal {
        /// To whoever asks, there is no such conversation.
        NOT_A_MEMBER,
        NOT_ALLOWED,
        /// There is nothing of the sort in this kind of conversation.
        WRONG_KIND,
        ARCHIVED,
        FULL,
        LAST_OWNER,
        /// Whoever made the link may not let anybody in any more.
        INVITER_MAY_NOT
    }
}
