package org.homeroom.engine.forward;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.homeroom.engine.rtcp.Rtcp;
import org.homeroom.engine.rtp.H264Payload;
import org.homeroom.engine.rtp.Rtp;
import org.homeroom.engine.rtp.SequenceCounter;
import org.homeroom.engine.rtp.Vp8Payload;
import org.homeroom.engine.sdp.Codec;
import org.homeroom.engine.sdp.Kind;
import org.homeroom.engine.sdp.Negotiation;
import org.homeroom.engine.sdp.Section;
import org.homeroom.engine.wire.Bytes;

/// One source of one who sends: what came of it, what is missing, and who watches it.
///
/// Packets come on one thread; what is asked of it by others is behind a lock that is held for some
/// microseconds.
final class Track {
    /// In bytes: what 3 Mbit/s send in 700 ms, which is longer than a round trip and its
    /// repetition.
    private static final int RING = 256 << 10;

    /// Who sends again is not asked again before the packet could have come: assumed until a report
    /// tells the round trip.
    private static final long FIRST_ROUND_TRIP = 100_000_000;

    /// In dB below the loudest there is; the bit above says whether it is a voice, which not all
    /// browsers know (RFC 6464, section 3).
    private static final int SILENCE = 127;

    /// Who comes to watch within it finds the picture as good as it was, such as one who pages
    /// through a gallery.
    private static final long UNWATCHED = TimeUnit.SECONDS.toNanos(10);

    /// When something was received of which nothing was.
    static final long NEVER = Long.MIN_VALUE;

    private final Map<Integer, Codec> codecs;
    private final int[] passedOn;
    private final int levelId;
    private final int countId;
    private final Kind kind;
    private final int ssrc;
    private final Reception reception;
    private final MissingPackets missing = new MissingPackets();
    private final Optional<RetransmissionRing> ring;
    private final KeyFrameRequests keyFrames = new KeyFrameRequests();
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final Vp8Payload vp8 = new Vp8Payload();
    private volatile long lastAt = NEVER;
    private long watchedAt = NEVER;
    private long highest = -1;
    private long bytes;
    private int loudest;
    private long asked;
    private long pictureRequests;

    /// @param section of our answer, that receives
    Track(Section section, int ssrc) {
        this.codecs =
                section.codecs().stream()
                        .collect(
                                Collectors.toMap(
                                        Codec::payloadType, Function.identity(), (a, _) -> a));
        this.passedOn = section.extensions(Subscription.PASSED_ON);
        this.levelId = section.extension(Negotiation.AUDIO_LEVEL).orElse(Section.NO_EXTENSION);
        this.countId =
                section.extension(Negotiation.TRANSPORT_SEQUENCE).orElse(Section.NO_EXTENSION);
        this.kind = section.kind();
        this.ssrc = ssrc;
        this.reception = new Reception(ssrc, section.codecs().getFirst().clockRate());
        this.ring =
                kind == Kind.VIDEO ? Optional.of(new RetransmissionRing(RING)) : Optional.empty();
    }

    Kind kind() {
        return kind;
    }

    int ssrc() {
        return ssrc;
    }

    /// The ids of what is passed on of the header, in the order of {@link Subscription#PASSED_ON}.
    int[] passedOn() {
        return passedOn;
    }

    /// The id of the transport's count in the header, {@link Section#NO_EXTENSION} without one.
    int countId() {
        return countId;
    }

    void add(Subscription subscription) {
        subscriptions.add(subscription);
        want();
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    /// Whether somebody watches it, did so a short while ago, or had no time yet to begin.
    synchronized boolean isWatched(long now) {
        if (watchedAt == NEVER || !subscriptions.isEmpty()) {
            watchedAt = now;
        }
        return now - watchedAt < UNWATCHED;
    }

    /// Who watched it watches nothing.
    void end() {
        subscriptions.forEach(subscription -> subscription.watch(Optional.empty()));
    }

    /// Somebody needs a picture that needs none before it.
    synchronized void want() {
        if (kind == Kind.VIDEO) {
            keyFrames.want();
        }
    }

    Optional<Codec> codec(int payloadType) {
        return Optional.ofNullable(codecs.get(payloadType));
    }

    /// Takes a packet, opened and well formed, and passes it on.
    void received(byte[] packet, int length, long now) {
        var codec = codec(Rtp.payloadType(packet));
        int header = Rtp.headerLength(packet, length);
        int end = Rtp.payloadEnd(packet, header, length);
        if (codec.isEmpty() || end < 0) {
            return;
        }
        boolean isKeyFrame = isKeyFrame(codec.get(), packet, header, end);
        long index;
        synchronized (this) {
            index = SequenceCounter.nearest(highest, Rtp.sequence(packet));
            if (index < 0) {
                return;
            }
            highest = Math.max(highest, index);
            bytes += end - header;
            lastAt = now;
            reception.received(index, Rtp.timestamp(packet), now);
            if (kind == Kind.AUDIO) {
                hear(packet, header);
            }
            if (kind == Kind.VIDEO) {
                missing.received(index);
            }
            if (isKeyFrame) {
                missing.keyFrame(index);
                keyFrames.came();
            }
            ring.ifPresent(kept -> kept.keep(index, packet, length));
        }
        for (var subscription : subscriptions) {
            subscription.forward(this, codec.get(), packet, header, end, index, isKeyFrame, now);
        }
    }

    private void hear(byte[] packet, int header) {
        int at = levelId < 0 ? -1 : Rtp.extension(packet, header, levelId, 1);
        if (at >= 0) {
            loudest = Math.max(loudest, SILENCE - (packet[at] & SILENCE));
        }
    }

    private boolean isKeyFrame(Codec codec, byte[] packet, int header, int end) {
        if (kind != Kind.VIDEO) {
            return false;
        }
        if (codec.isNamed("VP8")) {
            return vp8.read(packet, header, end) && vp8.isKeyFrame();
        }
        return codec.isNamed("H264") && H264Payload.beginsKeyFrame(packet, header, end);
    }

    /// What is to be said to who sends, now.
    synchronized List<Rtcp> requests(long now) {
        var due = missing.due(now, FIRST_ROUND_TRIP);
        asked += due.size();
        if (missing.takeLost()) {
            keyFrames.want();
        }
        var nack =
                due.isEmpty()
                        ? Optional.<Rtcp>empty()
                        : Optional.<Rtcp>of(
                                new Rtcp.Nack(
                                        1,
                                        ssrc,
                                        due.stream().map(one -> (int) (one & 0xffff)).toList()));
        boolean isWanted = keyFrames.take(now);
        if (isWanted) {
            pictureRequests++;
        }
        var picture =
                isWanted
                        ? Optional.<Rtcp>of(new Rtcp.PictureLoss(1, ssrc))
                        : Optional.<Rtcp>empty();
        return Stream.concat(nack.stream(), picture.stream()).toList();
    }

    /// How loud it was since this was asked last, in dB above silence, 0-127; 0 where the peer does
    /// not say (RFC 6464).
    synchronized int takeLoudness() {
        int was = loudest;
        loudest = 0;
        return was;
    }

    /// When the last packet came, by the machine's clock; {@link #NEVER} before the first.
    long lastAt() {
        return lastAt;
    }

    /// Empty before the first packet.
    synchronized Optional<StreamStats> stats() {
        if (reception.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new StreamStats(
                        kind,
                        false,
                        Integer.toUnsignedLong(ssrc),
                        reception.received(),
                        bytes,
                        reception.lost(),
                        reception.fractionLost(),
                        reception.jitter(),
                        asked,
                        pictureRequests));
    }

    /// What came, told to who sends; empty before the first packet.
    synchronized Optional<Rtcp.ReportBlock> report(long now) {
        return reception.isEmpty() ? Optional.empty() : Optional.of(reception.report(now));
    }

    /// What who sends says of it, told to all who watch in their own numbers.
    void reported(Rtcp.SenderReport report, long now) {
        synchronized (this) {
            reception.reported(report.ntp(), now);
        }
        for (var subscription : subscriptions) {
            subscription.reported(this, report);
        }
    }

    /// Copies a packet that was kept.
    ///
    /// @return its length, -1 where it is not kept any more
    synchronized int kept(long index, byte[] to) {
        return ring.map(packets -> packets.read(index, to)).orElse(-1);
    }

    /// What was sent again in a stream of its own, as it was at first (RFC 4588, section 4).
    ///
    /// @param packet changed in place
    /// @return its length, -1 for one that carries nothing
    int unwrap(byte[] packet, int length) {
        var repaired = codec(Rtp.payloadType(packet)).flatMap(Codec::repairs);
        int header = Rtp.headerLength(packet, length);
        int end = Rtp.payloadEnd(packet, header, length);
        if (end < header + 2 || repaired.isEmpty()) {
            return -1;
        }
        int sequence = Bytes.u16(packet, header);
        System.arraycopy(packet, header + 2, packet, header, end - header - 2);
        Rtp.setSequence(packet, sequence);
        Rtp.setSsrc(packet, ssrc);
        Rtp.setPayloadType(packet, repaired.get());
        packet[0] &= (byte) ~0x20;
        return end - 2;
    }
}
