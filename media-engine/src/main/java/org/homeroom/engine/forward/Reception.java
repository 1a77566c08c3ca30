package org.homeroom.engine.forward;

import org.homeroom.engine.rtcp.Rtcp.ReportBlock;

/// What came of one source, as its sender is told (RFC 3550, section 6.4.1 and appendix A).
final class Reception {
    private static final long NANOS = 1_000_000_000;

    /// Of 24 bits with a sign.
    private static final int MOST_LOST = 0x7f_ffff;

    private final int ssrc;
    private final int clockRate;
    private long first = -1;
    private long highest = -1;
    private long received;
    private long expectedThen;
    private long receivedThen;
    private double jitter;
    private int transit;
    private int lastReport;
    private long lastReportAt;
    private int fraction;

    /// @param clockRate in Hz
    Reception(int ssrc, int clockRate) {
        this.ssrc = ssrc;
        this.clockRate = clockRate;
    }

    /// Counts a packet.
    ///
    /// @param index its sequence number, with its rounds
    /// @param timestamp in units of the clock
    void received(long index, int timestamp, long now) {
        received++;
        // the timestamp goes round, and only differences count: 32 bits of either
        int between = (int) (now / 1_000 * clockRate / 1_000_000) - timestamp;
        if (first < 0) {
            first = index;
        } else {
            jitter += (Math.abs(between - transit) - jitter) / 16;
        }
        transit = between;
        first = Math.min(first, index);
        highest = Math.max(highest, index);
    }

    /// Notes what the sender says of itself.
    ///
    /// @param ntp as its report has it
    void reported(long ntp, long now) {
        lastReport = (int) (ntp >>> 16);
        lastReportAt = now;
    }

    /// The report since the last one. Of a source of which nothing came there is none to make.
    ReportBlock report(long now) {
        long expected = highest - first + 1;
        long expectedSince = expected - expectedThen;
        long lostSince = expectedSince - (received - receivedThen);
        expectedThen = expected;
        receivedThen = received;
        // more come than were sent where some come twice (RFC 3550, section 6.4.1)
        fraction =
                expectedSince <= 0 || lostSince <= 0
                        ? 0
                        : (int) Math.min(255, lostSince * 256 / expectedSince);
        long since = lastReport == 0 ? 0 : (now - lastReportAt) * 65_536 / NANOS;
        return new ReportBlock(
                ssrc,
                fraction,
                (int) Math.clamp(expected - received, -MOST_LOST - 1, MOST_LOST),
                (int) highest,
                (int) jitter,
                lastReport,
                (int) since);
    }

    long received() {
        return received;
    }

    /// Less than none where more came than were sent.
    long lost() {
        return highest - first + 1 - received;
    }

    /// 0-1, as it was last reported.
    double fractionLost() {
        return fraction / 256.0;
    }

    /// In seconds (RFC 3550, section 6.4.1).
    double jitter() {
        return jitter / clockRate;
    }

    /// True until the first packet.
    boolean isEmpty() {
        return received == 0;
    }
}
