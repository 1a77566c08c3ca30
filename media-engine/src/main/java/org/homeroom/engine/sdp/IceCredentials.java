package org.homeroom.engine.sdp;

import java.util.Optional;
import java.util.regex.Pattern;

/// What connectivity checks are named and signed with (RFC 8839, section 5.4).
///
/// @param fragment 4-256 letters, digits, `+` and `/`
/// @param password 22-256 of them
public record IceCredentials(String fragment, String password) {
    private static final Pattern FRAGMENT = Pattern.compile("[A-Za-z0-9+/]{4,256}");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9+/]{22,256}");

    static Optional<IceCredentials> of(String fragment, String password) {
        return FRAGMENT.matcher(fragment).matches() && PASSWORD.matcher(password).matches()
                ? Optional.of(new IceCredentials(fragment, password))
                : Optional.empty();
    }

    /// Without the password.
    @Override
    public String toString() {
        return fragment;
    }
}
