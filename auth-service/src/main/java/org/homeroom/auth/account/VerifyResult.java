package org.homeroom.auth.account;

/// What following a link came to.
sealed interface VerifyResult {
    record Verified(Account account) implements VerifyResult {}

    /// The link was used, is too old, was replaced, or never was.
    record Invalid() implements VerifyResult {}
}
