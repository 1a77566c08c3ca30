package org.homeroom.engine.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.homeroom.engine.rtcp.Rtcp.ReportBlock;
import org.homeroom.engine.rtp.Rtp;
import org.homeroom.engine.rtp.Vp8Payload;
import org.homeroom.engine.wire.Bytes;
import org.junit.jupiter.api.Test;

class ForwardTest {
    private static final long MILLI = 1_000_000;
    private static final long ROUND_TRIP = 50 * MILLI;

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// 10 of 100 packets lost, then none.
    @Test
    void aReportSaysWhatCame() {
        var reception = new Reception(7, 90_000);
        assertThat(reception.isEmpty()).isTrue();
        for (int i = 0; i < 100; i++) {
            if (i % 10 != 5) {
                reception.received(65_500 + i, i * 3_000, 33 * MILLI * i + 333_333L * (i % 3));
            }
        }
        reception.reported(0x1234_5678_9abc_def0L, 3_300 * MILLI);
        var report = reception.report(3_800 * MILLI);

        assertThat(report.ssrc()).isEqualTo(7);
        assertThat(report.lost()).isEqualTo(10);
        assertThat(report.fractionLost()).isEqualTo(25);
        assertThat(report.highest()).isEqualTo(65_599);
        assertThat(report.lastReport()).isEqualTo(0x5678_9abc);
        assertThat(report.sinceReport()).isEqualTo(32_768);
        // arrivals swing by some 0.7 ms: 60 units of 90 kHz at most
        assertThat(report.jitter()).isBetween(1, 80);

        for (int i = 100; i < 200; i++) {
            reception.received(65_500 + i, i * 3_000, 33 * MILLI * i);
        }
        assertThat(reception.report(6_600 * MILLI))
                .returns(0, ReportBlock::fractionLost)
                .returns(10, ReportBlock::lost);
    }

    /// What comes twice is no gain that could be lost again.
    @Test
    void doublesMakeLessThanNothingLost() {
        var reception = new Reception(7, 90_000);
        for (int i = 0; i < 100; i++) {
            reception.received(i, 0, 0);
            reception.received(i, 0, 0);
        }

        var report = reception.report(0);
        assertThat(report.lost()).isEqualTo(-100);
        assertThat(report.fractionLost()).isZero();
        assertThat(report.lastReport()).isZero();
        assertThat(report.sinceReport()).isZero();
    }

    @Test
    void aPacketIsAskedForOncePerRoundTrip() {
        var missing = new MissingPackets();
        missing.received(10);
        missing.received(13);

        assertThat(missing.due(0, ROUND_TRIP)).containsExactly(11L, 12L);
        assertThat(missing.due(ROUND_TRIP - 1, ROUND_TRIP)).isEmpty();
        missing.received(15);
        missing.received(11);
        assertThat(missing.due(ROUND_TRIP, ROUND_TRIP)).containsExactly(12L, 14L);
        missing.received(12);
        missing.received(14);
        assertThat(missing.due(2 * ROUND_TRIP, ROUND_TRIP)).isEmpty();
        assertThat(missing.takeLost()).isFalse();
    }

    @Test
    void aPacketIsGivenUpInTheEnd() {
        var missing = new MissingPackets();
        missing.received(1);
        missing.received(3);
        for (int i = 0; i < MissingPackets.MOST_ASKED; i++) {
            assertThat(missing.due(i * ROUND_TRIP, ROUND_TRIP)).containsExactly(2L);
        }

        assertThat(missing.takeLost()).isFalse();
        assertThat(missing.due(100 * ROUND_TRIP, ROUND_TRIP)).isEmpty();
        assertThat(missing.takeLost()).isTrue();
        assertThat(missing.takeLost()).isFalse();
    }

    @Test
    void aLongOutageIsNotAskedFor() {
        var missing = new MissingPackets();
        missing.received(1);
        missing.received(2 + MissingPackets.MOST);

        assertThat(missing.due(0, ROUND_TRIP)).isEmpty();
        assertThat(missing.takeLost()).isTrue();
    }

    @Test
    void aNewPictureNeedsNothingBeforeIt() {
        var missing = new MissingPackets();
        missing.received(1);
        missing.received(5);
        missing.received(7);
        missing.keyFrame(5);

        assertThat(missing.due(0, ROUND_TRIP)).containsExactly(6L);
    }

    /// Whatever is lost, late and doubled: nothing that came is asked for, and no more than the
    /// most is kept.
    @Test
    void onlyWhatIsMissingIsAskedFor() {
        var random = random(1);
        var missing = new MissingPackets();
        var came = new HashSet<Long>();
        long next = 0;
        for (int step = 0; step < 50_000; step++) {
            long index = random.nextInt(10) == 0 ? Math.max(0, next - random.nextInt(30)) : next++;
            next += random.nextInt(2_000) == 0 ? 400 : random.nextInt(20) == 0 ? 1 : 0;
            missing.received(index);
            came.add(index);
            if (step % 10 == 0) {
                var due = missing.due(step * MILLI, ROUND_TRIP);
                assertThat(due).doesNotContainAnyElementsOf(came).isSorted();
                assertThat(due).hasSizeLessThanOrEqualTo(MissingPackets.MOST);
            }
        }
    }

    /// Against a map of all packets: what is read is what was kept, and what is not was the oldest.
    @Test
    void theRingHasTheLastPackets() {
        var random = random(2);
        int capacity = 40_000;
        var ring = new RetransmissionRing(capacity);
        var all = new TreeMap<Long, byte[]>();
        for (long index = 0; index < 20_000; index++) {
            byte[] packet = new byte[1 + random.nextInt(1_400)];
            random.nextBytes(packet);
            if (random.nextInt(20) > 0) {
                ring.keep(index, packet, packet.length);
                all.put(index, packet);
            }
            int bytes = 0;
            byte[] read = new byte[1_500];
            for (var kept : all.descendingMap().entrySet()) {
                bytes += kept.getValue().length;
                if (bytes > 2 * capacity) {
                    break;
                }
                int length = ring.read(kept.getKey(), read);
                assertThat(length).isEqualTo(bytes <= capacity ? kept.getValue().length : -1);
                if (length >= 0) {
                    assertThat(Arrays.equals(read, 0, length, kept.getValue(), 0, length)).isTrue();
                }
            }
            assertThat(ring.read(index + 1, read)).isEqualTo(-1);
            if (all.size() > 200) {
                all.pollFirstEntry();
            }
        }
    }

    @Test
    void manyWishesAreOneRequest() {
        var requests = new KeyFrameRequests();
        long apart = KeyFrameRequests.APART.toNanos();
        assertThat(requests.take(0)).isFalse();

        requests.want();
        requests.want();
        assertThat(requests.take(1)).isTrue();
        assertThat(requests.take(2)).isFalse();
        assertThat(requests.take(1 + apart)).as("nothing came of it").isTrue();
        requests.came();
        assertThat(requests.take(1 + 3 * apart)).isFalse();
        requests.want();
        assertThat(requests.take(1 + apart + apart / 2)).as("too soon").isFalse();
        assertThat(requests.take(1 + 2 * apart)).isTrue();
    }

    /// A source as a browser sends it: frames of some packets, a picture id each.
    private static final class Source {
        final RandomGenerator random;
        final int ssrc;
        long index;
        int timestamp;
        int picture;
        int layer;

        Source(long seed) {
            random = random(seed);
            ssrc = random.nextInt();
            index = random.nextInt(32_768);
            timestamp = random.nextInt();
            picture = random.nextInt(1 << 15);
            layer = random.nextInt(256);
        }

        @SuppressWarnings("ArrayRecordComponent") // compared by nobody
        record Sent(byte[] packet, long index, boolean isKeyFrame) {}

        List<Sent> frame(boolean isKeyFrame) {
            var packets = new ArrayList<Sent>();
            int count = 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                byte[] packet = new byte[40];
                packet[0] = (byte) 0x80;
                Rtp.setPayloadType(packet, 96);
                Rtp.setSequence(packet, (int) index);
                Rtp.setTimestamp(packet, timestamp);
                Rtp.setSsrc(packet, ssrc);
                packet[12] = (byte) (0x80 | (i == 0 ? 0x10 : 0));
                packet[13] = (byte) 0xe0;
                Bytes.put16(packet, 14, picture | 0x8000);
                packet[16] = (byte) layer;
                packet[18] = (byte) (isKeyFrame && i == 0 ? 0 : 1);
                packets.add(new Sent(packet, index++, isKeyFrame && i == 0));
            }
            timestamp += 3_000;
            picture = picture + 1 & 0x7fff;
            layer = layer + 1 & 0xff;
            return packets;
        }
    }

    /// Of sources that are taken one after another, with pauses between, one stream comes that no
    /// one could tell from a single source's.
    @Test
    void whoWatchesNeverKnowsThatTheSourceIsAnother() {
        var random = random(3);
        for (int round = 0; round < 200; round++) {
            var rewriter = new Rewriter(42, 90_000, true, 32_700, -5);
            long now = 0;
            long lastNumber = -1;
            int lastTimestamp = 0;
            int lastPicture = -1;
            int lastLayer = -1;
            for (int turn = 0; turn < 6; turn++) {
                var source = new Source(1_000L * round + turn);
                rewriter.begin();
                assertThat(rewriter.isWaiting()).isTrue();
                for (int frame = 0; frame < 30; frame++) {
                    boolean isKey = frame == 5 || random.nextInt(20) == 0;
                    boolean isFirstOfFrame = true;
                    for (var sent : source.frame(isKey)) {
                        var vp8 = new Vp8Payload();
                        assertThat(vp8.read(sent.packet, 12, 40)).isTrue();
                        byte[] packet = sent.packet.clone();
                        boolean waited = rewriter.isWaiting();
                        long number =
                                rewriter.rewrite(
                                        packet, 100, sent.index, vp8.isKeyFrame(), vp8, now);
                        if (waited && !sent.isKeyFrame) {
                            assertThat(number).isEqualTo(-1);
                            continue;
                        }
                        if (lastNumber >= 0) {
                            assertThat(number).isEqualTo(lastNumber + 1);
                        }
                        assertThat(Rtp.sequence(packet)).isEqualTo((int) number & 0xffff);
                        assertThat(Rtp.ssrc(packet)).isEqualTo(42);
                        assertThat(Rtp.payloadType(packet)).isEqualTo(100);
                        int ahead = Rtp.timestamp(packet) - lastTimestamp;
                        int pictures = vp8.pictureId(packet) - lastPicture & 0x7fff;
                        int layers = vp8.layerPicture(packet) - lastLayer & 0xff;
                        if (lastNumber >= 0) {
                            assertThat(pictures).isEqualTo(isFirstOfFrame ? 1 : 0);
                            assertThat(layers).isEqualTo(isFirstOfFrame ? 1 : 0);
                            if (isFirstOfFrame) {
                                assertThat(ahead).isPositive();
                            } else {
                                assertThat(ahead).isZero();
                            }
                        }
                        assertThat(rewriter.sourceIndex((int) number)).isEqualTo(sent.index);
                        lastNumber = number;
                        lastTimestamp = Rtp.timestamp(packet);
                        lastPicture = vp8.pictureId(packet);
                        lastLayer = vp8.layerPicture(packet);
                        isFirstOfFrame = false;
                    }
                    now += 33 * MILLI;
                }
                now += random.nextInt(1, 5_000) * MILLI;
            }
        }
    }

    /// By as much as passed on the clock, whatever the two sources count.
    @Test
    void timeGoesOnWhileNobodySends() {
        var rewriter = new Rewriter(42, 48_000, false, 1, 0);
        byte[] packet = new byte[20];
        var none = new Vp8Payload();
        Rtp.setTimestamp(packet, 1_000_000);
        rewriter.rewrite(packet, 111, 500, false, none, 0);
        assertThat(Rtp.timestamp(packet)).isZero();

        rewriter.begin();
        assertThat(rewriter.isWaiting()).as("sound begins at once").isFalse();
        Rtp.setTimestamp(packet, 77);
        assertThat(rewriter.rewrite(packet, 111, 9_000, false, none, 2_000 * MILLI)).isEqualTo(2);
        assertThat(Rtp.timestamp(packet)).isEqualTo(96_000);
        assertThat(rewriter.streamTimestamp(77)).isEqualTo(96_000);
    }

    @Test
    void whatIsLateIsInItsPlaceAndWhatIsOfBeforeIsNot() {
        var rewriter = new Rewriter(42, 48_000, false, 100, 0);
        var none = new Vp8Payload();
        assertThat(rewriter.rewrite(new byte[20], 111, 500, false, none, 0)).isEqualTo(100);
        assertThat(rewriter.rewrite(new byte[20], 111, 503, false, none, 0)).isEqualTo(103);
        assertThat(rewriter.rewrite(new byte[20], 111, 501, false, none, 0)).isEqualTo(101);
        assertThat(rewriter.rewrite(new byte[20], 111, 499, false, none, 0)).isEqualTo(-1);
        assertThat(rewriter.sourceIndex(102)).isEqualTo(502);
        assertThat(rewriter.sourceIndex(99)).as("of none").isEqualTo(-1);
        assertThat(rewriter.sourceIndex(104)).as("not yet").isEqualTo(-1);

        rewriter.begin();
        assertThat(rewriter.sourceIndex(102)).as("of one before").isEqualTo(-1);
        assertThat(rewriter.rewrite(new byte[20], 111, 30, false, none, 0)).isEqualTo(104);
        assertThat(rewriter.sourceIndex(102)).isEqualTo(-1);
        assertThat(rewriter.sourceIndex(104)).isEqualTo(30);
    }
}
