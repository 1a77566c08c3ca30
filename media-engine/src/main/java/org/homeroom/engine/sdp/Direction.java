package org.homeroom.engine.sdp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Who sends, seen from whom the description is of (RFC 8866, section 6.7).
public enum Direction {
    SENDRECV(true, true),
    SENDONLY(true, false),
    RECVONLY(false, true),
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    public boolean sends() {
        return sends;
    }

    public boolean receives() {
        return receives;
    }

    /// As the other side sees it.
    public Direction reversed() {
        return of(receives, sends);
    }

    /// What both want.
    public Direction and(Direction other) {
        return of(sends && other.sends, receives && other.receives);
    }

    private static Direction of(boolean sends, boolean receives) {
        return Arrays.stream(values())
                .filter(one -> one.sends == sends && one.receives == receives)
                .findFirst()
                .orElseThrow();
    }

    static Optional<Direction> parse(String attribute) {
        return Arrays.stream(values()).filter(one -> one.toString().equals(attribute)).findFirst();
    }

    /// As it stands in a description.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
