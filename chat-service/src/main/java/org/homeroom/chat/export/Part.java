package org.homeroom.chat.export;

import java.time.Instant;
import org.homeroom.chat.message.Message;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// What a channel is told in, one after the other: its members, then each post with who reacted to
/// it and its editions, followed by its comments, each with theirs. However much it is, no more
/// than a page of it is held at once.
sealed interface Part {
    record Member(AccountId account, MemberRole role, Instant joinedAt) implements Part {}

    record Post(Message message) implements Part {}

    /// On the last post.
    record Comment(Message message) implements Part {}

    /// To the last post or comment, in the order in which they did.
    ///
    /// @param change the one by which it came
    record Reacted(long change, String emoji, AccountId by, Instant at) implements Part {}

    /// What the last post or comment said before, the earliest first.
    ///
    /// @param change the one by which it was replaced
    /// @param title of a post, else null
    record Edition(long change, @Nullable String title, String text, Instant writtenAt)
            implements Part {}
}
