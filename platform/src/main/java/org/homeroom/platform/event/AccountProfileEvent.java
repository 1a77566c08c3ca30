package org.homeroom.platform.event;

import org.homeroom.platform.id.AccountId;

/// On `account-profiles`: what everybody may know of a person. The last event of an account is its
/// state.
public sealed interface AccountProfileEvent extends Event {
    AccountId account();

    /// Counts up with each change of the profile, from 1; a reader drops what is not newer.
    long revision();

    @Override
    default String key() {
        return account().toString();
    }

    /// @param name 1–80 characters, for people to read
    /// @param language BCP 47, `en` or `zh-Hant-TW`
    @EventType("org.homeroom.account.profile-changed")
    record ProfileChanged(AccountId account, long revision, String name, String language)
            implements AccountProfileEvent {}

    /// The account is gone; what it wrote stays without its name.
    @EventType("org.homeroom.account.profile-removed")
    record ProfileRemoved(AccountId account, long revision) implements AccountProfileEvent {}
}
