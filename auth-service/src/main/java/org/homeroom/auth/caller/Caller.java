package org.homeroom.auth.caller;

import org.jspecify.annotations.Nullable;

/// Who sends a request, as far as it can be told.
///
/// @param address IP address in text form: the connection's, or what the gateway says of it
/// @param userAgent what the browser calls itself (RFC 9110, section 10.1.5), which anybody may
///   make up; null if it does not say
public record Caller(String address, @Nullable String userAgent) {
    /// Stands in a person's log for whoever did something to their account that is not theirs: what
    /// device an administrator has, and where, is nobody else's business.
    public static final Caller UNTOLD = new Caller("", null);

    @Override
    public String toString() {
        return "Caller[…]";
    }
}
