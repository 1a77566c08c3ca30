package org.homeroom.auth.account;

/// What giving somebody a role came to.
public sealed interface RoleResult {
    record Changed(Account account) implements RoleResult {}

    /// They had it already.
    record Unchanged(Account account) implements RoleResult {}

    /// Nobody could undo it.
    record LastAdministrator() implements RoleResult {}

    record NoSuchAccount() implements RoleResult {}
}
