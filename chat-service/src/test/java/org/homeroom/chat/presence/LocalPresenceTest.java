package org.homeroom.chat.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.platform.event.PresenceEvent.State.AWAY;
import static org.homeroom.platform.event.PresenceEvent.State.OFFLINE;
import static org.homeroom.platform.event.PresenceEvent.State.ONLINE;

import java.util.UUID;
import org.homeroom.platform.id.AccountId;
import org.junit.jupiter.api.Test;

class LocalPresenceTest {
    private static final AccountId MEI = new AccountId(new UUID(1, 1));
    private static final AccountId LEO = new AccountId(new UUID(1, 2));

    private final LocalPresence<String> presence = new LocalPresence<>();

    @Test
    void oneSocketAtWhichThePersonIsIsEnough() {
        assertThat(presence.set(MEI, "laptop", ONLINE)).contains(ONLINE);
        assertThat(presence.set(MEI, "phone", AWAY)).isEmpty();
        assertThat(presence.set(MEI, "laptop", AWAY)).contains(AWAY);
        assertThat(presence.set(MEI, "phone", ONLINE)).contains(ONLINE);
        assertThat(presence.set(MEI, "phone", OFFLINE)).contains(AWAY);
        assertThat(presence.set(MEI, "laptop", OFFLINE)).contains(OFFLINE);
    }

    @Test
    void onlyChangesAreTold() {
        assertThat(presence.set(MEI, "laptop", ONLINE)).isPresent();
        assertThat(presence.set(MEI, "laptop", ONLINE)).isEmpty();
        assertThat(presence.set(LEO, "never opened", OFFLINE)).isEmpty();
    }

    @Test
    void whoeverHasASocketIsThere() {
        presence.set(MEI, "laptop", ONLINE);
        presence.set(LEO, "laptop of Leo", AWAY);
        assertThat(presence.everybody()).containsExactlyInAnyOrder(MEI, LEO);

        presence.set(MEI, "laptop", OFFLINE);
        assertThat(presence.everybody()).containsExactly(LEO);
        assertThat(presence.stateOf(MEI)).isEqualTo(OFFLINE);
    }
}
