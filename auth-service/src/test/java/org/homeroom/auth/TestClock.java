package org.homeroom.auth;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.homeroom.platform.test.FakeClock;

/// Time stands still in the service until a test moves it, and only forward: the tests share it.
@Singleton
class TestClock {
    @Produces
    @Singleton
    FakeClock clock() {
        return new FakeClock(Instant.now());
    }
}
