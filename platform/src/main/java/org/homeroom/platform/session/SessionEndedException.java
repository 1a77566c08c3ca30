package org.homeroom.platform.session;

/// Why authentication failed: the token is well signed and has not expired, but its session is
/// over.
public final class SessionEndedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SessionEndedException() {
        super("the session has ended");
    }
}
