package org.homeroom.chat.membership;

import java.util.List;
import java.util.Set;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.id.AccountId;

/// What somebody wants to change of who is in a conversation, or of what holds there.
public sealed interface Act {
    AccountId by();

    /// Everybody whom it is about.
    default Set<AccountId> named() {
        return switch (this) {
            case Seat(var by, var account, _) -> Set.copyOf(List.of(by, account));
            case Accept(var by, var inviter, _) -> Set.copyOf(List.of(by, inviter));
            case Unseat(var by, var account) -> Set.copyOf(List.of(by, account));
            case Rule(var by, _) -> Set.of(by);
        };
    }

    /// Adds somebody or gives them another role; oneself, to join.
    record Seat(AccountId by, AccountId account, MemberRole role) implements Act {}

    /// Comes in by a link.
    ///
    /// @param inviter whoever made the link, who must still be allowed to
    record Accept(AccountId by, AccountId inviter, MemberRole role) implements Act {}

    /// Removes somebody; oneself, to leave.
    record Unseat(AccountId by, AccountId account) implements Act {}

    /// Other terms, of the same kind.
    record Rule(AccountId by, Terms terms) implements Act {}
}
