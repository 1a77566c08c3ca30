package org.homeroom.auth;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.homeroom.platform.test.FakeClock;

/// Time stands still in the service until a test moves it, and only forward: the tests share it.
@Singleton
class TestClock {
    @Produces
    @Singleton
    FakeClock clock() {
        // PostgreSQL keeps microseconds, and rounds what has more.
        return new FakeClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
