package org.homeroom.signaling.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.homeroom.platform.event.CallSnapshot;
import org.homeroom.platform.event.CallSnapshot.Ending;
import org.homeroom.platform.event.CallSnapshot.State;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.DeviceId;
import org.junit.jupiter.api.Test;

class CallBoardTest {
    private static final long SEED = 20_261_123;
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final AccountId ANA = new AccountId(new UUID(0, 1));
    private static final AccountId BEN = new AccountId(new UUID(0, 2));

    private static CallSnapshot call(CallId id, long revision, State state) {
        var isOver = state == State.ENDED;
        return new CallSnapshot(
                id,
                new ConversationId(new UUID(0, 3)),
                ANA,
                BEN,
                true,
                revision,
                state,
                NOW,
                null,
                false,
                null,
                isOver ? NOW : null,
                isOver ? Ending.CANCELLED : null,
                null,
                new CallSnapshot.Seat(new DeviceId(new UUID(0, 4)), null),
                null);
    }

    /// It rings, is answered, one is away and back, and it ends: told in any order, some of it
    /// twice.
    @Test
    void whateverOrderItIsToldInTheLastHolds() {
        var random = new Random(SEED);
        var id = new CallId(new UUID(0, 5));
        for (var round = 0; round < 1_000; round++) {
            var told = new ArrayList<CallSnapshot>();
            for (var revision = 1; revision <= 5; revision++) {
                var state =
                        switch (revision) {
                            case 1 -> State.RINGING;
                            case 5 -> State.ENDED;
                            default -> State.CONNECTED;
                        };
                told.addAll(Collections.nCopies(1 + random.nextInt(2), call(id, revision, state)));
            }
            Collections.shuffle(told, random);
            var board = new CallBoard();
            var highest = 0L;
            for (var one : told) {
                assertThat(board.take(one, NOW)).isEqualTo(one.revision() > highest);
                highest = Math.max(highest, one.revision());
            }
            assertThat(board.find(id).orElseThrow().state()).isEqualTo(State.ENDED);
            assertThat(board.of(ANA)).isEmpty();
        }
    }

    @Test
    void whatIsOverForLongIsForgottenAndWhatIsNotStays() {
        var board = new CallBoard();
        var lasting = new CallId(new UUID(1, 0));
        board.take(call(lasting, 2, State.CONNECTED), NOW);
        var over = IntStream.range(0, 600).mapToObj(i -> new CallId(new UUID(2, i))).toList();
        over.forEach(id -> board.take(call(id, 3, State.ENDED), NOW));
        var later = NOW.plus(Duration.ofMinutes(5));
        IntStream.range(0, 600)
                .forEach(
                        i -> board.take(call(new CallId(new UUID(3, i)), 1, State.RINGING), later));

        assertThat(over).noneMatch(id -> board.find(id).isPresent());
        assertThat(board.of(BEN)).contains(lasting).hasSize(601);
    }

    @Test
    void onlyTheTwoHaveTheCall() {
        var board = new CallBoard();
        var id = new CallId(new UUID(1, 0));
        board.take(call(id, 1, State.RINGING), NOW);
        assertThat(board.of(ANA)).isEqualTo(List.of(id));
        assertThat(board.of(new AccountId(new UUID(0, 9)))).isEmpty();
    }
}
