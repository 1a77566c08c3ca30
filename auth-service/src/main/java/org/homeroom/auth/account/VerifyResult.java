package org.homeroom.auth.account;

/// What following a link came to.
sealed interface VerifyResult {
    record Verified(Account account) implements VerifyResult {}

    /// The link was used, is too old, was replaced, or never was.
    record Invalid() implements VerifyResult {}

    /// The link is good, but registration was closed since it was mailed, or somebody else came
    /// first where only the first is let in.
    record Closed() implements VerifyResult {}

    /// The link is good, but addresses like this are not let in any more.
    record OtherDomain() implements VerifyResult {}
}
