package org.homeroom.chat.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FileAddressTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:03:20Z");

    @Test
    void itEndsWithinTenMinutesAndNotBeforeFive() {
        for (var second = 0; second < 600; second++) {
            var issued = NOW.plusSeconds(second);
            assertThat(Duration.between(issued, FileResource.until(issued)))
                    .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
        }
    }

    @Test
    void oneAddressServesForMinutesSoThatABrowserFindsWhatItHas() {
        assertThat(FileResource.until(NOW)).isEqualTo(FileResource.until(NOW.plusSeconds(90)));
    }
}
