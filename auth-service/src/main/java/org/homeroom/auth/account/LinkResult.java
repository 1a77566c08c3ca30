package org.homeroom.auth.account;

/// What there is to tell an address for which somebody asked for a link.
sealed interface LinkResult {
    /// @param token for the link; nobody but its reader gets to know it
    record Issued(String token) implements LinkResult {}

    /// Somebody signed up again with the address of an account.
    record Known(Account account) implements LinkResult {}

    /// Nobody signed up, or the link was followed meanwhile.
    record Needless() implements LinkResult {}
}
