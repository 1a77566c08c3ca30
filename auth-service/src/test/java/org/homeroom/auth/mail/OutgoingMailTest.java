package org.homeroom.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.homeroom.auth.Language;
import org.junit.jupiter.api.Test;

class OutgoingMailTest {
    private static Duration pauseAfter(int attempts) {
        var mail =
                new OutgoingMail(
                        new UUID(0, 1),
                        new EmailAddress("a@example.org"),
                        Purpose.VERIFICATION,
                        Language.ENGLISH,
                        1,
                        attempts,
                        Instant.EPOCH);
        return mail.pause(Duration.ofSeconds(5));
    }

    @Test
    void pausesDoubleAndThenStay() {
        var seconds = IntStream.rangeClosed(1, 9).mapToObj(n -> pauseAfter(n).toSeconds()).toList();

        assertThat(seconds).containsExactly(5L, 10L, 20L, 40L, 80L, 160L, 320L, 320L, 320L);
    }
}
