package org.homeroom.auth.limit;

/// A try at a password or a code that was let through, and counts as failed until
/// [LimitStore#right] or [LimitStore#untried] says otherwise.
public final class PasswordTry {
    private final Bucket client;
    private final Bucket failures;

    PasswordTry(Bucket client, Bucket failures) {
        this.client = client;
        this.failures = failures;
    }

    Bucket client() {
        return client;
    }

    Bucket failures() {
        return failures;
    }
}
