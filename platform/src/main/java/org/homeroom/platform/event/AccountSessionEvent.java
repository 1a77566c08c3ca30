package org.homeroom.platform.event;

import java.time.Instant;
import java.util.Set;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.SessionId;

/// On `account-sessions`: what makes access tokens worthless before they end by themselves.
public sealed interface AccountSessionEvent extends Event {
    AccountId account();

    /// When it happened.
    Instant at();

    @Override
    default String key() {
        return account().toString();
    }

    /// The session is over, by whatever hand: its tokens are refused, its sockets closed.
    @EventType("org.homeroom.account.session-ended")
    record SessionEnded(AccountId account, SessionId session, Instant at)
            implements AccountSessionEvent {}

    /// The account's sessions go on, but with tokens that say so.
    ///
    /// @param roles all that it has from now on
    @EventType("org.homeroom.account.roles-changed")
    record RolesChanged(AccountId account, Set<String> roles, Instant at)
            implements AccountSessionEvent {
        public RolesChanged {
            roles = Set.copyOf(roles);
        }
    }
}
