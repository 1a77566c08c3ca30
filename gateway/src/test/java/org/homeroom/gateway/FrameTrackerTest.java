package org.homeroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTrackerTest {
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;

    private final FrameTracker tracker = new FrameTracker();

    @Test
    void aConnectionBeginsAtABoundary() {
        assertThat(tracker.isAtBoundary()).isTrue();
        assertThat(tracker.isClosed()).isFalse();
    }

    /// Lengths on both sides of each change of the header's form.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 200_000})
    void theOnlyBoundaryOfAFrameIsItsEnd(int length) {
        for (boolean masked : new boolean[] {false, true}) {
            Buffer frame = frame(TEXT, length, masked);
            for (int i = 0; i < frame.length() - 1; i++) {
                tracker.advance(frame.slice(i, i + 1));
                assertThat(tracker.isAtBoundary()).isFalse();
            }
            tracker.advance(frame.slice(frame.length() - 1, frame.length()));
            assertThat(tracker.isAtBoundary()).isTrue();
            assertThat(tracker.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void howTheBytesArriveMakesNoDifference(long seed) {
        var random = new Random(seed);
        Buffer stream = Buffer.buffer();
        Set<Integer> ends = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            stream.appendBuffer(frame(TEXT, random.nextInt(400), random.nextBoolean()));
            ends.add(stream.length());
        }
        for (int at = 0; at < stream.length(); ) {
            int next = Math.min(stream.length(), at + 1 + random.nextInt(300));
            tracker.advance(stream.slice(at, next));
            at = next;
            assertThat(tracker.isAtBoundary())
                    .as("after %d bytes", at)
                    .isEqualTo(ends.contains(at));
        }
    }

    @Test
    void aCloseFrameIsNoticed() {
        tracker.advance(frame(TEXT, 10, false).appendBuffer(frame(CLOSE, 2, false)));

        assertThat(tracker.isClosed()).isTrue();
    }

    @Test
    void theWordOfAPayloadIsNotTakenForAFrame() {
        tracker.advance(
                Buffer.buffer(new byte[] {(byte) TEXT, 4, (byte) CLOSE, 0, (byte) CLOSE, 0}));

        assertThat(tracker.isClosed()).isFalse();
        assertThat(tracker.isAtBoundary()).isTrue();
    }

    private static Buffer frame(int first, int length, boolean masked) {
        int mask = masked ? 0x80 : 0;
        Buffer frame = Buffer.buffer().appendByte((byte) first);
        if (length < 126) {
            frame.appendByte((byte) (mask | length));
        } else if (length < 65_536) {
            frame.appendByte((byte) (mask | 126)).appendUnsignedShort(length);
        } else {
            frame.appendByte((byte) (mask | 127)).appendLong(length);
        }
        return frame.appendBytes(new byte[(masked ? 4 : 0) + length]);
    }
}
