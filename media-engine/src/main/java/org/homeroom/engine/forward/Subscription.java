package org.homeroom.engine.forward;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.homeroom.engine.rtcp.Rtcp;
import org.homeroom.engine.rtp.HeaderExtensions;
import org.homeroom.engine.rtp.Rtp;
import org.homeroom.engine.rtp.Vp8Payload;
import org.homeroom.engine.sdp.Codec;
import org.homeroom.engine.sdp.Kind;
import org.homeroom.engine.sdp.Negotiation;
import org.homeroom.engine.sdp.Section;
import org.homeroom.engine.wire.Bytes;

/// What one who watches gets in one section of their session: of one track now, of another later.
///
/// Guarded by itself; who holds it may take the line's lock and no other.
final class Subscription {
    /// In bytes: room for what a sealed packet, and one sent again, is longer by.
    private static final int ROOM = 2048;

    private static final int FIRST_SEQUENCES = 1 << 15;
    private static final int SEND_TIME_FRACTION = 18;
    private static final long NANOS = 1_000_000_000;

    /// What is passed on of the header.
    static final List<String> PASSED_ON = List.of(Negotiation.AUDIO_LEVEL, Negotiation.ORIENTATION);

    /// Where packets go to.
    interface Line {
        /// Seals and sends a packet, which may be written over with room behind its end.
        void sendMedia(byte[] packet, int length);

        /// Seals and sends control packets.
        void sendControl(List<Rtcp> packets);
    }

    private final Line line;
    private final Section section;
    private final int ssrc;
    private final Optional<Integer> repairSsrc;
    private final Rewriter rewriter;
    private final Vp8Payload vp8 = new Vp8Payload();

    /// Of what is not VP8.
    private final Vp8Payload none = new Vp8Payload();

    private final HeaderExtensions extensions = new HeaderExtensions();
    private final byte[] packet = new byte[ROOM];
    private final byte[] kept = new byte[ROOM];
    private final int sendTimeId;
    private final int[] passedOn;

    /// Ours for what who sends calls a format; of the track that is watched.
    private final Map<Codec, Optional<Codec>> alike = new IdentityHashMap<>();

    private Optional<Track> source = Optional.empty();
    private int repairSequence;
    private volatile long lastAt = Track.NEVER;
    private int packets;
    private int octets;
    private long asked;
    private long pictureRequests;

    /// @param section of our answer, that sends
    Subscription(Section section, Line line, RandomGenerator random) {
        this.section = section;
        this.line = line;
        this.sendTimeId = section.extension(Negotiation.SEND_TIME).orElse(Section.NO_EXTENSION);
        this.passedOn = section.extensions(PASSED_ON);
        long primary = section.primarySources().getFirst();
        this.ssrc = (int) primary;
        this.repairSsrc = Optional.ofNullable(section.repairs().get(primary)).map(Long::intValue);
        this.repairSequence = random.nextInt(FIRST_SEQUENCES);
        this.rewriter =
                new Rewriter(
                        ssrc,
                        section.codecs().getFirst().clockRate(),
                        section.kind() == Kind.VIDEO,
                        random.nextInt(FIRST_SEQUENCES),
                        random.nextInt());
    }

    Kind kind() {
        return section.kind();
    }

    int ssrc() {
        return ssrc;
    }

    /// When the last packet went, by the machine's clock; {@link Track#NEVER} before the first.
    long lastAt() {
        return lastAt;
    }

    /// Empty before the first packet.
    synchronized Optional<StreamStats> stats() {
        if (packets == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new StreamStats(
                        section.kind(),
                        true,
                        Integer.toUnsignedLong(ssrc),
                        Integer.toUnsignedLong(packets),
                        Integer.toUnsignedLong(octets),
                        0,
                        0,
                        0,
                        asked,
                        pictureRequests));
    }

    /// Goes on with another track, or with none.
    void watch(Optional<Track> next) {
        Optional<Track> before;
        synchronized (this) {
            before = source;
            source = next;
            alike.clear();
            rewriter.begin();
        }
        before.ifPresent(track -> track.remove(this));
        next.ifPresent(track -> track.add(this));
    }

    /// Passes a packet on, unless it is of a track before.
    synchronized void forward(
            Track from,
            Codec codec,
            byte[] received,
            int header,
            int end,
            long index,
            boolean isKeyFrame,
            long now) {
        if (source.isEmpty() || source.get() != from) {
            return;
        }
        var ours = ours(codec);
        if (ours.isEmpty()) {
            return;
        }
        int begin = copy(from, received, header, end, now);
        int length = begin + end - header;
        var picture = picture(ours.get(), begin, length);
        int type = ours.get().payloadType();
        if (rewriter.rewrite(packet, type, index, isKeyFrame, picture, now) >= 0) {
            packets++;
            octets += length - begin;
            lastAt = now;
            line.sendMedia(packet, length);
        }
    }

    private Optional<Codec> ours(Codec codec) {
        return alike.computeIfAbsent(
                codec, theirs -> section.codecs().stream().filter(theirs::isSameAs).findFirst());
    }

    /// With what the sender says of the sound and of how the picture stands, and our own time.
    private int copy(Track from, byte[] received, int header, int end, long now) {
        extensions.clear();
        if (sendTimeId >= 0) {
            extensions.add24(sendTimeId, sendTime(now));
        }
        for (int i = 0; i < passedOn.length; i++) {
            int theirs = from.passedOn()[i];
            int at =
                    passedOn[i] < 0 || theirs < 0 ? -1 : Rtp.extension(received, header, theirs, 1);
            if (at >= 0) {
                extensions.add8(passedOn[i], received[at]);
            }
        }
        return extensions.copy(received, header, end, packet);
    }

    /// Seconds of which the lower 18 bits are fractions, of 24 bits (abs-send-time).
    private static int sendTime(long now) {
        return (int) (((now / 1_000) << SEND_TIME_FRACTION) / (NANOS / 1_000)) & 0xff_ffff;
    }

    private Vp8Payload picture(Codec codec, int begin, int end) {
        return codec.isNamed("VP8") && vp8.read(packet, begin, end) ? vp8 : none;
    }

    /// Sends again what did not come.
    synchronized void resend(List<Integer> sequences, long now) {
        asked += sequences.size();
        for (int sequence : sequences) {
            long index = rewriter.sourceIndex(sequence);
            if (index >= 0) {
                source.ifPresent(track -> resend(track, index, now));
            }
        }
    }

    private void resend(Track from, long index, long now) {
        int length = from.kept(index, kept);
        if (length < 0) {
            return;
        }
        int header = Rtp.headerLength(kept, length);
        int end = Rtp.payloadEnd(kept, header, length);
        var ours = from.codec(Rtp.payloadType(kept)).flatMap(this::ours);
        if (ours.isEmpty()) {
            return;
        }
        int begin = copy(from, kept, header, end, now);
        int total = begin + end - header;
        var picture = picture(ours.get(), begin, total);
        rewriter.rewrite(packet, ours.get().payloadType(), index, false, picture, now);
        var repair = section.repairOf(ours.get());
        if (repair.isPresent() && repairSsrc.isPresent()) {
            int sequence = Rtp.sequence(packet);
            System.arraycopy(packet, begin, packet, begin + 2, total - begin);
            Bytes.put16(packet, begin, sequence);
            Rtp.setSequence(packet, repairSequence++);
            Rtp.setSsrc(packet, repairSsrc.get());
            Rtp.setPayloadType(packet, repair.get().payloadType());
            total += 2;
        }
        line.sendMedia(packet, total);
    }

    /// Tells who watches what who sends says of a track, in the stream's numbers.
    synchronized void reported(Track from, Rtcp.SenderReport report) {
        if (source.filter(track -> track == from).isPresent() && packets > 0) {
            line.sendControl(
                    List.of(
                            new Rtcp.SenderReport(
                                    ssrc,
                                    report.ntp(),
                                    rewriter.streamTimestamp(report.timestamp()),
                                    packets,
                                    octets,
                                    List.of())));
        }
    }

    /// Who watches needs a picture that needs none before it.
    void want() {
        Optional<Track> now;
        synchronized (this) {
            now = source;
            pictureRequests++;
        }
        now.ifPresent(Track::want);
    }
}
