package org.homeroom.auth;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.homeroom.platform.test.FakeClock;

/// Time stands still in the service until a test moves it, and only forward: the tests share it. An
/// application begins later than the one before it ended, for they share a database.
@Singleton
class TestClock {
    private static final String LAST = "homeroom.test.auth-clock";
    private static final Duration BETWEEN = Duration.ofHours(1);

    @Produces
    @Singleton
    FakeClock clock() {
        // PostgreSQL keeps microseconds, and rounds what has more.
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var last = System.getProperty(LAST);
        var later = last == null ? now : Instant.parse(last).plus(BETWEEN);
        return new FakeClock(later.isAfter(now) ? later : now);
    }

    void stop(@Observes ShutdownEvent stopping, FakeClock clock) {
        System.setProperty(LAST, clock.instant().toString());
    }
}
