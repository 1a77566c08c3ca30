package org.homeroom.chat.person;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.homeroom.platform.event.AccountProfileEvent;
import org.homeroom.platform.event.AccountProfileEvent.ProfileChanged;
import org.homeroom.platform.event.AccountProfileEvent.ProfileRemoved;
import org.homeroom.platform.id.AccountId;

/// Everybody's profile, as far as the events of `account-profiles` that were applied tell it. Safe
/// for threads.
public final class People {
    private final Map<AccountId, AccountProfileEvent> latest = new ConcurrentHashMap<>();

    /// Takes in an event unless a newer one of the account came before.
    ///
    /// @param changed is told of a profile that is new or different from before
    public void apply(AccountProfileEvent event, Consumer<ProfileChanged> changed) {
        var current =
                latest.merge(
                        event.account(),
                        event,
                        (known, next) -> next.revision() > known.revision() ? next : known);
        if (current == event && event instanceof ProfileChanged profile) {
            changed.accept(profile);
        }
    }

    /// The person's name; empty for an account that is unknown or gone.
    public Optional<String> nameOf(AccountId account) {
        return switch (latest.get(account)) {
            case ProfileChanged profile -> Optional.of(profile.name());
            case ProfileRemoved _ -> Optional.empty();
            case null -> Optional.empty();
        };
    }
}
