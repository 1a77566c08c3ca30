package org.homeroom.engine.sdp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Who begins the DTLS handshake (RFC 4145, section 4; RFC 5763, section 5).
public enum Setup {
    ACTIVE,
    PASSIVE,
    ACTPASS;

    static Optional<Setup> parse(String value) {
        return Arrays.stream(values()).filter(one -> one.toString().equals(value)).findFirst();
    }

    /// As it stands in a description.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
