package org.homeroom.engine.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.homeroom.engine.rtcp.TransportFeedback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalsTest {
    private static final long MILLI = 1_000_000;

    /// What who sends makes of what it is told: numbers with their rounds, and when each came, in
    /// 250 µs.
    private static final class Told {
        final TreeMap<Long, Long> came = new TreeMap<>();
        private long first;

        Told(long first) {
            this.first = first;
        }

        void take(TransportFeedback feedback) {
            long index = first + (short) (feedback.base() - (int) first);
            long time = feedback.reference() * 256L;
            for (int delta : feedback.deltas()) {
                if (delta != TransportFeedback.LOST) {
                    time += delta;
                    assertThat(came.put(index, time)).as("told once: %d", index).isNull();
                }
                index++;
            }
            first = index;
        }
    }

    /// With losses, packets that overtake others, and pauses, over several rounds of the numbers.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void eachIsToldOnceAndWhenItCame(long seed) {
        var random = RandomGeneratorFactory.<RandomGenerator>of("L64X128MixRandom").create(seed);
        var arrivals = new Arrivals(1);
        var sent = new TreeMap<Long, Long>();
        long index = random.nextInt(1 << 16);
        var told = new Told(index);
        long now = random.nextLong(1L << 40);
        int late = 0;
        for (int i = 0; i < 150_000; i++) {
            now += random.nextLong(2 * MILLI);
            if (random.nextInt(10_000) == 0) {
                now += random.nextLong(20_000) * MILLI;
            }
            long next = index++;
            if (i == 0 || random.nextInt(50) != 0) {
                arrivals.received((int) (next & 0xffff), 7, now);
                sent.put(next, now / 250_000);
            } else if (random.nextBoolean()) {
                late++;
            }
            if (random.nextInt(40) == 0) {
                for (var one = arrivals.take(); one.isPresent(); one = arrivals.take()) {
                    told.take(one.get());
                }
            }
        }
        for (var one = arrivals.take(); one.isPresent(); one = arrivals.take()) {
            told.take(one.get());
        }
        assertThat(late).isPositive();
        assertThat(told.came.keySet()).isEqualTo(sent.keySet());
        long reference = sent.firstEntry().getValue() - told.came.firstEntry().getValue();
        sent.forEach((which, time) ->
                assertThat(time - told.came.get(which) - reference)
                        // the reference goes round every twelve days
                        .isIn(0L, 1L << 32));
    }

    @Test
    void whatIsNotCountedIsNotTold() {
        assertThat(new Arrivals(1).take()).isEmpty();
    }

    /// A peer that counts by leaps makes neither long nor many packets.
    @Test
    void leapsAreBounded() {
        var arrivals = new Arrivals(1);
        for (int i = 0; i < 10_000; i++) {
            arrivals.received(i * 30_000 & 0xffff, 7, i);
            int packets = 0;
            for (var one = arrivals.take(); one.isPresent(); one = arrivals.take()) {
                assertThat(one.get().deltas()).hasSizeLessThanOrEqualTo(TransportFeedback.MOST);
                packets++;
            }
            assertThat(packets).isLessThan(10);
        }
    }
}
