package org.homeroom.engine.forward;

import java.util.Arrays;
import java.util.Optional;
import org.homeroom.engine.rtcp.TransportFeedback;
import org.homeroom.engine.rtp.SequenceCounter;

/// When the packets of one peer came, by the numbers that it counts all of them with: it learns
/// from them how much its line bears, long before packets are lost.
final class Arrivals {
    /// In packets: some seconds of a fast line, and what is older is not told any more.
    private static final int KEPT = 1 << 12;

    private static final long REFERENCE = 64_000_000;
    private static final long UNIT = 250_000;
    private static final int LONGEST = Short.MAX_VALUE;

    private final int reporter;
    private final long[] times = new long[KEPT];
    private final long[] indices = new long[KEPT];
    private long next = -1;
    private long highest = -1;
    private int media;
    private int counter;

    /// @param reporter our own source
    Arrivals(int reporter) {
        this.reporter = reporter;
        Arrays.fill(indices, -1);
    }

    /// Notes a packet.
    ///
    /// @param sequence that the peer counts all its packets with, 16 bits
    /// @param ssrc of which stream it is
    /// @param now in nanoseconds
    synchronized void received(int sequence, int ssrc, long now) {
        long index = SequenceCounter.nearest(highest, sequence);
        if (index < 0) {
            return;
        }
        if (next < 0) {
            next = index;
        }
        highest = Math.max(highest, index);
        int slot = (int) (index % KEPT);
        if (indices[slot] < index) {
            indices[slot] = index;
            times[slot] = now;
        }
        media = ssrc;
    }

    /// What came since this was asked last, as much of it as one packet tells; empty where nothing
    /// came.
    synchronized Optional<TransportFeedback> take() {
        if (next < 0 || highest < next) {
            return Optional.empty();
        }
        next = Math.max(next, highest - KEPT + 1);
        long first = next;
        while (indices[(int) (first % KEPT)] != first) {
            first++;
        }
        // the first that came gives the reference; those lost before it are told with it
        long from = Math.max(next, first - TransportFeedback.MOST / 2);
        long reference = Math.floorDiv(times[(int) (first % KEPT)], REFERENCE);
        int[] deltas = new int[(int) Math.min(TransportFeedback.MOST, highest - from + 1)];
        long before = reference * (REFERENCE / UNIT);
        int count = 0;
        for (; count < deltas.length; count++) {
            int slot = (int) ((from + count) % KEPT);
            if (indices[slot] != from + count) {
                deltas[count] = TransportFeedback.LOST;
                continue;
            }
            long time = Math.floorDiv(times[slot], UNIT);
            long delta = time - before;
            if (Math.abs(delta) > LONGEST) {
                break;
            }
            deltas[count] = (int) delta;
            before = time;
        }
        next = from + count;
        return Optional.of(
                new TransportFeedback(
                        reporter,
                        media,
                        (int) (from & 0xffff),
                        (int) (reference & 0xff_ffff),
                        counter++ & 0xff,
                        Arrays.copyOf(deltas, count)));
    }
}
