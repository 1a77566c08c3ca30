package org.homeroom.platform.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

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
    /// @param status 0–100 characters, for people to read; null in records of before there was one
    /// @param photo names the pictures at `/api/users/photos/{photo}/`; null without one
    /// @param findable who may find the person and begin a conversation with them; null, in records
    ///   of before it could be chosen, is everyone
    @EventType("org.homeroom.account.profile-changed")
    record ProfileChanged(
            AccountId account,
            long revision,
            String name,
            String language,
            @Nullable String status,
            @Nullable String photo,
            @Nullable Findable findable)
            implements AccountProfileEvent {}

    /// Who may find a person.
    enum Findable {
        /// Whoever searches a part of the name, or the exact address.
        @JsonProperty("everyone")
        EVERYONE,
        /// Whoever knows the exact address.
        @JsonProperty("address")
        ADDRESS,
        /// Nobody: they begin conversations themselves.
        @JsonProperty("nobody")
        NOBODY
    }

    /// The account is gone; what it wrote stays without its name.
    @EventType("org.homeroom.account.profile-removed")
    record ProfileRemoved(AccountId account, long revision) implements AccountProfileEvent {}
}
