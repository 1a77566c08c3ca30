package org.homeroom.platform.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBucketTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void aFullBucketGivesItsBurstAndThenOneByOne() {
        var bucket = new TokenBucket(50, 300, 0);
        for (int i = 0; i < 300; i++) {
            assertThat(bucket.take(0)).isTrue();
        }
        assertThat(bucket.take(0)).isFalse();
        assertThat(bucket.take(SECOND / 50 - 1)).isFalse();
        assertThat(bucket.take(SECOND / 50)).isTrue();
        assertThat(bucket.take(SECOND / 50)).isFalse();
    }

    @Test
    void quietFillsItNoFurtherThanFull() {
        var bucket = new TokenBucket(50, 3, 0);
        var later = 3600 * SECOND;
        assertThat(bucket.take(later)).isTrue();
        assertThat(bucket.take(later)).isTrue();
        assertThat(bucket.take(later)).isTrue();
        assertThat(bucket.take(later)).isFalse();
    }

    @Test
    void theTickersOriginDoesNotMatter() {
        var bucket = new TokenBucket(1, 1, Long.MAX_VALUE - 10);
        assertThat(bucket.take(Long.MAX_VALUE - 10)).isTrue();
        assertThat(bucket.take(Long.MAX_VALUE - 10 + SECOND)).isTrue(); // past the overflow
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverTheRhythmNoMoreThanBurstAndRateGetsThrough(long seed) {
        var random = new Random(seed);
        var rate = random.nextInt(1, 100);
        var burst = random.nextInt(1, 500);
        var bucket = new TokenBucket(rate, burst, 0);
        long now = 0;
        long taken = 0;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextLong(SECOND / rate);
            taken += bucket.take(now) ? 1 : 0;
            assertThat(taken).isLessThanOrEqualTo((long) (burst + rate * (now / 1e9)) + 1);
        }
        // Asked at twice the rate, it gives the rate.
        assertThat(taken).isGreaterThanOrEqualTo((long) (rate * (now / 1e9) * 0.95));
    }
}
