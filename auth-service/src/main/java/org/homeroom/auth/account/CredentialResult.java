package org.homeroom.auth.account;

/// What an address and a password came to.
public sealed interface CredentialResult {
    record Right(Account account) implements CredentialResult {}

    /// The password is right, but the address has not been proven yet.
    record NotVerified() implements CredentialResult {}

    /// No such address, or another password: nobody learns which.
    record Wrong() implements CredentialResult {}
}
