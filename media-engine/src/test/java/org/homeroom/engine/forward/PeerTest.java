package org.homeroom.engine.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.homeroom.engine.dtls.DtlsIdentity;
import org.homeroom.engine.net.UdpPort;
import org.homeroom.engine.rtcp.Rtcp;
import org.homeroom.engine.rtcp.TransportFeedback;
import org.homeroom.engine.rtp.Rtp;
import org.homeroom.engine.sdp.Kind;
import org.homeroom.engine.sdp.Negotiation;
import org.homeroom.engine.wire.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Peers that misbehave, and what the others notice of it: nothing.
class PeerTest {
    private static final EnumSet<Kind> VIDEO = EnumSet.of(Kind.VIDEO);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Forwarder engine;
    private TestPeer teacher;
    private TestPeer student;

    @BeforeEach
    void start() throws IOException {
        var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        engine = Forwarder.start(new Forwarder.Config(at, List.of(), InstantSource.system()));
        teacher = new TestPeer(engine, true);
        student = new TestPeer(engine, false);
        student.endpoint.watch(teacher.endpoint, VIDEO);
    }

    @AfterEach
    void stop() throws IOException {
        teacher.close();
        student.close();
        engine.close();
    }

    private void bothConnect() {
        teacher.connected();
        student.connected();
    }

    /// The only packet of a picture that needs none before it.
    private static byte[] picture(int sequence, int length) {
        byte[] packet = new byte[length];
        packet[0] = (byte) 0x80;
        Rtp.setPayloadType(packet, TestPeer.VP8);
        Rtp.setSequence(packet, sequence);
        Rtp.setTimestamp(packet, sequence * 3_000);
        Rtp.setSsrc(packet, TestPeer.SSRC);
        packet[12] = 0x10;
        Bytes.put16(packet, 14, sequence);
        return packet;
    }

    /// @return the number that the picture has behind the engine
    private int comesThrough(int sequence) throws InterruptedException {
        teacher.sends(teacher.sealed(picture(sequence, 200)));
        byte[] packet = student.nextMedia();
        assertThat(packet).isNotNull().hasSize(student.video.extensions().isEmpty() ? 200 : 208);
        assertThat(Rtp.payloadType(packet)).isEqualTo(TestPeer.VP8);
        assertThat(Integer.toUnsignedLong(Rtp.ssrc(packet)))
                .isEqualTo(student.video.primarySources().getFirst());
        assertThat(Bytes.u16(packet, 14)).isEqualTo(sequence);
        return Rtp.sequence(packet);
    }

    @Test
    void whatIsSentComesThroughAndIsSentAgainOnDemand() throws InterruptedException {
        bothConnect();
        int first = comesThrough(500);
        int second = comesThrough(501);
        assertThat(second).isEqualTo(first + 1);

        student.says(new Rtcp.Nack(1, sourceOfStudent(), List.of(first)));

        byte[] again = student.nextMedia();
        long repair = student.video.repairs().values().iterator().next();
        assertThat(Integer.toUnsignedLong(Rtp.ssrc(again))).isEqualTo(repair);
        assertThat(Rtp.payloadType(again)).isEqualTo(97);
        assertThat(Bytes.u16(again, 12)).as("its number at first").isEqualTo(first);
        assertThat(Bytes.u16(again, 16)).isEqualTo(500);
    }

    private int sourceOfStudent() {
        return student.video.primarySources().getFirst().intValue();
    }

    @Test
    void whatIsMissingIsAskedFor() throws InterruptedException {
        bothConnect();
        comesThrough(500);
        // one that needs those before it: its first bit is set
        byte[] next = picture(503, 200);
        next[13] = 1;
        teacher.sends(teacher.sealed(next));

        assertThat(teacher.next(Rtcp.Nack.class))
                .isEqualTo(new Rtcp.Nack(1, TestPeer.SSRC, List.of(501, 502)));
        assertThat(teacher.next(Rtcp.ReceiverReport.class).blocks())
                .singleElement()
                .returns(TestPeer.SSRC, Rtcp.ReportBlock::ssrc)
                .returns(503, Rtcp.ReportBlock::highest);
    }

    @Test
    void whoWantsAPictureIsHeard() throws InterruptedException {
        bothConnect();
        assertThat(teacher.next(Rtcp.PictureLoss.class))
                .isEqualTo(new Rtcp.PictureLoss(1, TestPeer.SSRC));
        comesThrough(500);
        teacher.control.clear();

        student.says(new Rtcp.PictureLoss(1, sourceOfStudent()));

        assertThat(teacher.next(Rtcp.PictureLoss.class)).isNotNull();
    }

    @Test
    void whoDoesNotKnowThePasswordIsNotAnswered() throws InterruptedException {
        teacher.checks("b".repeat(24), true);
        teacher.checks(teacher.password(), false);
        byte[] answer = teacher.answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(Bytes.u16(answer, 0)).as("487: we do not control").isEqualTo(0x0111);

        teacher.checks(teacher.password(), true);
        answer = teacher.answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(Bytes.u16(answer, 0)).isEqualTo(0x0101);
        assertThat(teacher.answers).isEmpty();
    }

    /// The student's checks are good, but they are said to come from where the teacher is.
    @Test
    void whoForgesWhereTheyAreTakesNobodysPlace() throws InterruptedException {
        bothConnect();
        comesThrough(500);
        teacher.answers.clear();

        student.checksFrom(teacher.port, student.password(), true);
        teacher.checks(teacher.password(), true);

        byte[] answer = teacher.answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(Bytes.u16(answer, 0)).as("to the teacher's own check").isEqualTo(0x0101);
        assertThat(teacher.answers).as("to the student's").isEmpty();
        comesThrough(501);
    }

    @Test
    void whoChoosesOnePathAfterAnotherIsKnownByTheLast() throws IOException, InterruptedException {
        bothConnect();
        for (int i = 0; i < 40; i++) {
            try (var elsewhere =
                    UdpPort.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
                student.checksFrom(elsewhere, student.password(), true);
            }
        }
        student.answers.clear();
        student.checks(student.password(), true);

        assertThat(student.answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                .as("those before it have come")
                .isNotNull();
        assertThat(engine.addresses()).as("where both are").isEqualTo(2);
        comesThrough(500);
    }

    /// As whoever sits between the two would have to.
    @Test
    void whoHasAnotherCertificateIsRefused() throws IOException {
        var wrong = DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH).fingerprint();
        try (var other = new TestPeer(engine, true, wrong)) {
            assertThat(engine.lines()).isEqualTo(3);
            other.begin();

            await().atMost(PATIENCE).until(() -> engine.lines() == 2);
            assertThat(other.ended).succeedsWithin(PATIENCE);
        }
    }

    @Test
    void whatIsForgedDoubledTooLongOrOfNobodyChangesNothing()
            throws IOException, InterruptedException {
        bothConnect();
        int first = comesThrough(500);
        try (var elsewhere =
                UdpPort.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            byte[] genuine = teacher.sealed(picture(501, 200));
            byte[] forged = genuine.clone();
            forged[100] ^= 1;
            teacher.sends(forged);
            teacher.sendsFrom(elsewhere, genuine);
            teacher.sends(genuine);
            teacher.sends(genuine);
            byte[] tooLong = teacher.sealed(picture(502, 2_000));
            teacher.sends(tooLong);
            byte[] ofNobody = picture(503, 200);
            Rtp.setSsrc(ofNobody, 99);
            teacher.sends(teacher.sealed(ofNobody));
            byte[] ofNoFormat = picture(503, 200);
            Rtp.setPayloadType(ofNoFormat, 50);
            teacher.sends(teacher.sealed(ofNoFormat));
            for (int length = 0; length < 60; length++) {
                teacher.sends(new byte[length]);
            }
        }

        byte[] packet = student.nextMedia();
        assertThat(Rtp.sequence(packet)).isEqualTo(first + 1 & 0xffff);
        // the one that was too long is a gap, as a lost one is
        assertThat(comesThrough(504)).isEqualTo(first + 4 & 0xffff);
        assertThat(student.media).isEmpty();
    }

    @Test
    void whoWatchesNothingGetsNothing() throws InterruptedException {
        bothConnect();
        comesThrough(500);
        student.endpoint.unwatch(VIDEO);
        teacher.sends(teacher.sealed(picture(501, 200)));
        await().atMost(PATIENCE).until(() -> teacher.endpoint.stats().getFirst().packets() == 2);
        student.endpoint.watch(teacher.endpoint, VIDEO);

        // the next that comes is the next of the stream, and not the one that nobody watched
        int next = comesThrough(502);
        assertThat(next).isPositive();
    }

    /// But not before whoever pages through a gallery could be back.
    @Test
    void whomNobodyWatchesIsAskedForLittle() throws InterruptedException {
        bothConnect();
        comesThrough(500);
        assertThat(asks()).isEqualTo(2_500_000);

        student.endpoint.unwatch(VIDEO);
        assertThat(asksUnlike(2_500_000)).isEqualTo(30_000);
        student.endpoint.watch(teacher.endpoint, VIDEO);

        assertThat(asksUnlike(30_000)).isEqualTo(2_500_000);
        comesThrough(501);
    }

    private long asks() throws InterruptedException {
        return teacher.next(Rtcp.Remb.class).bitrate();
    }

    /// Passes over what was said before it knew.
    private long asksUnlike(long before) throws InterruptedException {
        while (true) {
            long now = asks();
            if (now != before) {
                return now;
            }
        }
    }

    /// With a number of the whole transport in an extension of its header.
    private static byte[] counted(int sequence, int count) {
        byte[] plain = picture(sequence, 200);
        byte[] packet = new byte[plain.length + 8];
        System.arraycopy(plain, 0, packet, 0, 12);
        System.arraycopy(plain, 12, packet, 20, plain.length - 12);
        packet[0] |= 0x10;
        Bytes.put16(packet, 12, 0xbede);
        Bytes.put16(packet, 14, 1);
        packet[16] = (byte) (TestPeer.COUNTED << 4 | 1);
        Bytes.put16(packet, 17, count);
        return packet;
    }

    @Test
    void whoSendsIsToldWhatCameAndWhen() throws InterruptedException {
        bothConnect();
        assertThat(teacher.video.extension(Negotiation.TRANSPORT_SEQUENCE))
                .contains(TestPeer.COUNTED);
        assertThat(student.video.extension(Negotiation.TRANSPORT_SEQUENCE))
                .as("who is sent to tells how much it can receive by REMB")
                .isEmpty();

        var came = new TreeSet<Integer>();
        for (int count : List.of(65_534, 65_535, 1, 2)) {
            teacher.sends(teacher.sealed(counted(500 + (count & 7), count)));
        }
        while (!came.contains(2)) {
            var told = teacher.next(TransportFeedback.class);
            assertThat(told).isNotNull();
            for (int i = 0; i < told.deltas().length; i++) {
                if (told.deltas()[i] != TransportFeedback.LOST) {
                    came.add(told.base() + i & 0xffff);
                }
            }
        }
        assertThat(came).containsExactly(1, 2, 65_534, 65_535);
    }
}
