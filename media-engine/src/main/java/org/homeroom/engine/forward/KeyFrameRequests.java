package org.homeroom.engine.forward;

import java.time.Duration;

/// Many ask one sender for a new picture, and it is asked once: a picture that needs none before it
/// is ten times as large as others, and all get it.
final class KeyFrameRequests {
    /// Longer than a browser takes to make one and send it; as often at most the sender is asked.
    static final Duration APART = Duration.ofMillis(500);

    private boolean isWanted;
    private boolean wasAsked;
    private long askedAt;

    /// Somebody wants one.
    void want() {
        isWanted = true;
    }

    /// One has begun: it is what all waited for.
    void came() {
        isWanted = false;
    }

    /// Whether the sender is to be asked now. It then counts as asked, and is asked again only if
    /// nothing came of it.
    boolean take(long now) {
        if (!isWanted || (wasAsked && now - askedAt < APART.toNanos())) {
            return false;
        }
        wasAsked = true;
        askedAt = now;
        return true;
    }
}
