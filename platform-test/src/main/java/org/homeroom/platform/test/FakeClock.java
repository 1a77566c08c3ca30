package org.homeroom.platform.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.homeroom.platform.time.Ticker;

/// A clock that stands still until the test moves it.
public final class FakeClock extends Clock implements Ticker {
    private final AtomicLong nanos = new AtomicLong();
    private volatile Instant now;

    public FakeClock(Instant start) {
        now = start;
    }

    /// Time passes, on the wall and for whatever is being measured.
    public void advance(Duration by) {
        now = now.plus(by);
        nanos.addAndGet(by.toNanos());
    }

    /// The wall clock is set; no time passes.
    public void set(Instant instant) {
        now = instant;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a fake clock has one zone");
    }
}
