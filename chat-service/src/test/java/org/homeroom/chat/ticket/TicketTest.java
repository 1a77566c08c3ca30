package org.homeroom.chat.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.FileId;
import org.junit.jupiter.api.Test;

class TicketTest {
    private static final Ticket.Of FILE = new Ticket.Of.File(new FileId(new UUID(1, 2)));
    private static final AccountId MEI = new AccountId(new UUID(3, 4));
    private static final Instant NOW = Instant.parse("2026-03-02T08:03:20Z");
    private static final Instant UNTIL = NOW.plusSeconds(60);

    private final Ticket.Office office = new Ticket.Office("a secret of tests");

    @Test
    void aTicketIsKnownAgainByEveryReplicaForItsFileAlone() {
        var text = office.issue(FILE, MEI, UNTIL);
        var sister = new Ticket.Office("a secret of tests");
        assertThat(sister.check(FILE, text, NOW).orElseThrow().account()).isEqualTo(MEI);
        var another = new Ticket.Of.File(new FileId(new UUID(1, 3)));
        assertThat(office.check(another, text, NOW)).isEmpty();
        assertThat(new Ticket.Office("another").check(FILE, text, NOW)).isEmpty();
    }

    @Test
    void whatIsForAFileIsForNoChannelOfTheSameId() {
        var channel = new Ticket.Of.Export(new ConversationId(new UUID(1, 2)));
        assertThat(office.check(channel, office.issue(FILE, MEI, UNTIL), NOW)).isEmpty();
        assertThat(office.check(FILE, office.issue(channel, MEI, UNTIL), NOW)).isEmpty();
        assertThat(office.check(channel, office.issue(channel, MEI, UNTIL), NOW)).isPresent();
    }

    @Test
    void itEndsWhenItSays() {
        var text = office.issue(FILE, MEI, UNTIL);
        assertThat(office.check(FILE, text, UNTIL.minusMillis(1))).isPresent();
        assertThat(office.check(FILE, text, UNTIL)).isEmpty();
    }

    @Test
    void noCharacterOfItCanBeChanged() {
        var text = office.issue(FILE, MEI, UNTIL);
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
