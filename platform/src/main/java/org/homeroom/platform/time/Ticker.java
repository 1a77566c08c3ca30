package org.homeroom.platform.time;

/// A clock that only measures how long something takes: it never jumps, and its value means nothing
/// by itself. Wall clocks are set now and then, so no timeout is measured with them.
@FunctionalInterface
public interface Ticker {
    /// Nanoseconds since some moment.
    long nanos();
}
