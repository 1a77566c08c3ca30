package org.homeroom.platform.session;

/// What a well-signed access token that has not expired is worth.
public enum Standing {
    GOOD,
    /// Its session has ended: the person signs in again.
    SESSION_ENDED,
    /// It says roles that the account has no more, or not all that it has: the client fetches
    /// another.
    OUT_OF_DATE
}
