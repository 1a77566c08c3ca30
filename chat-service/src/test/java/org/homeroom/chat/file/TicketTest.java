package org.homeroom.chat.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.FileId;
import org.junit.jupiter.api.Test;

class TicketTest {
    private static final FileId FILE = new FileId(new UUID(1, 2));
    private static final AccountId MEI = new AccountId(new UUID(3, 4));
    private static final Instant NOW = Instant.parse("2026-03-02T08:03:20Z");

    private final Ticket.Office office = new Ticket.Office("a secret of tests");

    @Test
    void aTicketIsKnownAgainByEveryReplicaForItsFileAlone() {
        var text = office.issue(FILE, MEI, NOW);
        var sister = new Ticket.Office("a secret of tests");
        assertThat(sister.check(FILE, text, NOW).orElseThrow().account()).isEqualTo(MEI);
        assertThat(office.check(new FileId(new UUID(1, 3)), text, NOW)).isEmpty();
        assertThat(new Ticket.Office("another").check(FILE, text, NOW)).isEmpty();
    }

    @Test
    void itEndsWithinTenMinutesAndNotBeforeFive() {
        for (var second = 0; second < 600; second++) {
            var issued = NOW.plusSeconds(second);
            var until = Ticket.until(issued);
            assertThat(Duration.between(issued, until))
                    .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
            var text = office.issue(FILE, MEI, issued);
            assertThat(office.check(FILE, text, until.minusMillis(1))).isPresent();
            assertThat(office.check(FILE, text, until)).isEmpty();
        }
    }

    @Test
    void oneAddressServesForMinutesSoThatABrowserFindsWhatItHas() {
        assertThat(office.issue(FILE, MEI, NOW))
                .isEqualTo(office.issue(FILE, MEI, NOW.plusSeconds(90)));
    }

    @Test
    void noCharacterOfItCanBeChanged() {
        var text = office.issue(FILE, MEI, NOW);
        for (var i = 0; i < text.length(); i++) {
            var other = text.charAt(i) == 'A' ? 'Q' : 'A';
            var forged = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(office.check(FILE, forged, NOW)).as("%d", i).isEmpty();
        }
        for (var odd : new String[] {"", "x", text + "A", text.substring(1), "é".repeat(75)}) {
            assertThat(office.check(FILE, odd, NOW)).isEmpty();
        }
    }
}
