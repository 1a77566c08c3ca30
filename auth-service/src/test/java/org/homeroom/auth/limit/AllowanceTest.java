package org.homeroom.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import org.homeroom.auth.limit.Allowance.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowanceTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration REFILL = Duration.ofSeconds(30);

    private final Allowance three = new Allowance(3, REFILL);

    private Instant take(Instant fullAt, Instant now) {
        return ((Decision.Granted) three.take(fullAt, now)).fullAt();
    }

    private Instant takeThree() {
        return take(take(take(Instant.EPOCH, START), START), START);
    }

    @Test
    void aStrangerMayTryTheWholeBurst() {
        assertThat(takeThree()).isEqualTo(START.plus(REFILL.multipliedBy(3)));
    }

    @Test
    void theNextOneIsToldHowLongToWait() {
        assertThat(three.take(takeThree(), START)).isEqualTo(new Decision.Refused(REFILL));
        assertThat(three.take(takeThree(), START.plusSeconds(12)))
                .isEqualTo(new Decision.Refused(Duration.ofSeconds(18)));
    }

    @Test
    void afterTheWaitExactlyOneIsGranted() {
        var later = START.plus(REFILL);
        var again = take(takeThree(), later);

        assertThat(three.take(again, later)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        var back = three.giveBack(takeThree());

        assertThat(three.take(back, START)).isInstanceOf(Decision.Granted.class);
    }

    @Test
    void anAllowanceOfNothingIsAMistake() {
        assertThatThrownBy(() -> new Allowance(0, REFILL))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Allowance(1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// In no window of time are more granted than the burst and what came back in it; and who waits
    /// as told is granted.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void neverMoreThanPromisedAndNeverLess(long seed) {
        var dice = new Random(seed);
        var burst = 1 + dice.nextInt(10);
        var allowance = new Allowance(burst, REFILL);
        var granted = new ArrayList<Instant>();
        var now = START;
        var fullAt = Instant.EPOCH;
        for (var step = 0; step < 500; step++) {
            now = now.plusMillis(dice.nextInt(40_000));
            switch (allowance.take(fullAt, now)) {
                case Decision.Granted(var after) -> {
                    fullAt = after;
                    granted.add(now);
                }
                case Decision.Refused(var wait) -> {
                    assertThat(wait).isPositive().isLessThanOrEqualTo(REFILL);
                    assertThat(allowance.take(fullAt, now.plus(wait)))
                            .isInstanceOf(Decision.Granted.class);
                }
            }
        }
        for (var from = 0; from < granted.size(); from++) {
            for (var to = from; to < granted.size(); to++) {
                var window = Duration.between(granted.get(from), granted.get(to));
                assertThat((long) to - from + 1)
                        .isLessThanOrEqualTo(burst + window.dividedBy(REFILL));
            }
        }
    }
}
