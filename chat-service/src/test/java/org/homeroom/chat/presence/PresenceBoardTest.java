package org.homeroom.chat.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.platform.event.PresenceEvent.State.AWAY;
import static org.homeroom.platform.event.PresenceEvent.State.OFFLINE;
import static org.homeroom.platform.event.PresenceEvent.State.ONLINE;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.homeroom.chat.presence.PresenceBoard.Change;
import org.homeroom.chat.presence.PresenceBoard.Whereabouts;
import org.homeroom.platform.event.PresenceEvent;
import org.homeroom.platform.event.PresenceEvent.PresenceChanged;
import org.homeroom.platform.event.PresenceEvent.ReplicaAlive;
import org.homeroom.platform.event.PresenceEvent.State;
import org.homeroom.platform.id.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceBoardTest {
    private static final Duration ALIVE_FOR = Duration.ofSeconds(20);
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final UUID ONE = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);
    private static final AccountId MEI = new AccountId(new UUID(2, 1));

    private final PresenceBoard board = new PresenceBoard(ALIVE_FOR);

    private static PresenceEvent said(UUID replica, State state, Instant at) {
        return new PresenceChanged(MEI, replica, state, at);
    }

    @Test
    void whoeverIsOnlineAnywhereIsOnline() {
        assertThat(board.apply(said(ONE, AWAY, START), START))
                .containsExactly(new Change(MEI, AWAY, START));
        assertThat(board.apply(said(OTHER, ONLINE, START), START))
                .containsExactly(new Change(MEI, ONLINE, START));
        assertThat(board.apply(said(ONE, OFFLINE, START), START)).isEmpty();
        assertThat(board.apply(said(OTHER, OFFLINE, START), START))
                .containsExactly(new Change(MEI, OFFLINE, START));
    }

    @Test
    void sayingItAgainChangesNothing() {
        board.apply(said(ONE, ONLINE, START), START);
        assertThat(board.apply(said(ONE, ONLINE, START), START)).isEmpty();
        assertThat(board.apply(new ReplicaAlive(ONE, START), START)).isEmpty();
    }

    @Test
    void aDeadReplicaTakesItsPeopleWithIt() {
        board.apply(said(ONE, ONLINE, START), START);
        var heard = START.plusSeconds(15);
        board.apply(new ReplicaAlive(ONE, heard), heard);

        assertThat(board.expire(START.plusSeconds(34))).isEmpty();
        assertThat(board.expire(START.plusSeconds(35)))
                .as("last seen when the replica was last heard")
                .containsExactly(new Change(MEI, OFFLINE, heard));
        assertThat(board.expire(START.plusSeconds(60))).isEmpty();
    }

    @Test
    void aReplicaThatWasOnlyCutOffBringsItsPeopleBack() {
        board.apply(said(ONE, ONLINE, START), START);
        board.expire(START.plusSeconds(30));
        assertThat(board.stateOf(MEI)).isEqualTo(OFFLINE);

        var back = START.plusSeconds(90);
        assertThat(board.apply(new ReplicaAlive(ONE, back), back))
                .containsExactly(new Change(MEI, ONLINE, back));
    }

    @Test
    void whatAReplicaSaidIsForgottenAnHourAfterIt() {
        board.apply(said(ONE, ONLINE, START), START);
        var later = START.plus(Duration.ofHours(1));
        board.expire(later);

        assertThat(board.apply(new ReplicaAlive(ONE, later), later)).isEmpty();
        assertThat(board.stateOf(MEI)).isEqualTo(OFFLINE);
    }

    @Test
    void whoWasLeftBehindBeforeThisBoardBeganIsOfflineSinceThen() {
        var began = START.plusSeconds(300);
        assertThat(board.apply(said(ONE, ONLINE, START), began)).isEmpty();
        assertThat(board.stateOf(MEI)).isEqualTo(OFFLINE);

        assertThat(board.expire(began)).containsExactly(new Change(MEI, OFFLINE, START));
        assertThat(board.expire(began)).isEmpty();
    }

    @Test
    void whoCameBackElsewhereIsNotLeftBehind() {
        var began = START.plusSeconds(300);
        board.apply(said(ONE, ONLINE, START), began);
        board.apply(said(OTHER, AWAY, began), began);

        assertThat(board.expire(began)).isEmpty();
        assertThat(board.stateOf(MEI)).isEqualTo(AWAY);
    }

    @Test
    void itIsKnownAtOnceWhenSomebodyLeft() {
        var earlier = START.minusSeconds(60);
        var later = START.plusSeconds(60);
        assertThat(board.of(MEI, null)).isEqualTo(new Whereabouts(OFFLINE, null));
        assertThat(board.of(MEI, earlier)).isEqualTo(new Whereabouts(OFFLINE, earlier));

        board.apply(said(ONE, AWAY, START), START);
        assertThat(board.of(MEI, earlier)).isEqualTo(new Whereabouts(AWAY, null));

        board.apply(said(ONE, OFFLINE, START), START);
        assertThat(board.of(MEI, null)).isEqualTo(new Whereabouts(OFFLINE, START));
        assertThat(board.of(MEI, earlier)).isEqualTo(new Whereabouts(OFFLINE, START));
        assertThat(board.of(MEI, later)).isEqualTo(new Whereabouts(OFFLINE, later));

        board.expire(START.plus(Duration.ofHours(1)));
        assertThat(board.of(MEI, null)).isEqualTo(new Whereabouts(OFFLINE, null));
    }

    @Test
    void anOldWordOfALivingReplicaHolds() {
        var began = START.plusSeconds(300);
        board.apply(said(ONE, ONLINE, START), began);

        assertThat(board.apply(new ReplicaAlive(ONE, began), began))
                .containsExactly(new Change(MEI, ONLINE, began));
    }

    /// Replicas speak, fall silent and come back in any order; what is shown is always what a board
    /// would show that looks at everything that was said, and the changes that were told add up to
    /// it.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsShownIsWhatWasSaid(long seed) {
        var random = new Random(seed);
        var accounts = IntStream.range(0, 4).mapToObj(i -> new AccountId(new UUID(2, i))).toList();
        var said = new HashMap<UUID, Map<AccountId, State>>();
        var heard = new HashMap<UUID, Instant>();
        var told = new HashMap<AccountId, State>();
        var now = START;
        for (var step = 0; step < 2_000; step++) {
            now = now.plusSeconds(random.nextInt(8));
            var replica = new UUID(1, random.nextInt(3));
            var account = accounts.get(random.nextInt(accounts.size()));
            var state = State.values()[random.nextInt(3)];
            var changes =
                    switch (random.nextInt(10)) {
                        case 0, 1, 2, 3, 4 -> {
                            said.computeIfAbsent(replica, id -> new HashMap<>())
                                    .put(account, state);
                            heard.put(replica, now);
                            yield board.apply(
                                    new PresenceChanged(account, replica, state, now), now);
                        }
                        case 5 -> {
                            heard.put(replica, now);
                            yield board.apply(new ReplicaAlive(replica, now), now);
                        }
                        default -> List.<Change>of();
                    };
            changes.forEach(change -> told.put(change.account(), change.state()));
            board.expire(now).forEach(change -> told.put(change.account(), change.state()));

            for (var each : accounts) {
                var expected = OFFLINE;
                for (var living : heard.keySet()) {
                    var theirs = said.getOrDefault(living, Map.of()).getOrDefault(each, OFFLINE);
                    if (heard.get(living).plus(ALIVE_FOR).isAfter(now)
                            && (theirs == ONLINE || expected == OFFLINE)) {
                        expected = theirs;
                    }
                }
                assertThat(board.stateOf(each)).as("step %d", step).isEqualTo(expected);
                assertThat(told.getOrDefault(each, OFFLINE)).isEqualTo(expected);
            }
        }
    }
}
