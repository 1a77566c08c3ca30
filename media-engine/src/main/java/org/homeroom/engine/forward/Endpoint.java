package org.homeroom.engine.forward;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.homeroom.engine.dtls.DtlsAssociation;
import org.homeroom.engine.dtls.DtlsIdentity;
import org.homeroom.engine.ice.IceKey;
import org.homeroom.engine.net.UdpPort;
import org.homeroom.engine.rtcp.Rtcp;
import org.homeroom.engine.rtcp.RtcpReader;
import org.homeroom.engine.rtcp.RtcpWriter;
import org.homeroom.engine.rtp.Rtp;
import org.homeroom.engine.sdp.IceCredentials;
import org.homeroom.engine.sdp.Kind;
import org.homeroom.engine.sdp.Section;
import org.homeroom.engine.sdp.SessionDescription;
import org.homeroom.engine.sdp.Setup;
import org.homeroom.engine.srtp.SrtpReceiver;
import org.homeroom.engine.srtp.SrtpSender;

/// One peer that an offer was answered to: its line, what it sends and what it watches.
///
/// Packets come on the engine's one receiving thread; what goes out is guarded by {@link #lock}.
final class Endpoint implements Subscription.Line, DtlsAssociation.Listener {
    /// Without a signed check for so long nobody is there any more (RFC 7675, section 5.1).
    private static final long CONSENT = TimeUnit.SECONDS.toNanos(30);

    /// In bytes: what paths carry without fragments. What goes out is somewhat longer than what
    /// came in, and must have room too.
    private static final int MOST_MEDIA = 1500;

    /// Our own source in what we report, of which nothing is ever sent.
    private static final int REPORTER = 1;

    /// In bit/s: what a browser sends of 720p, and what a laptop's line bears.
    private static final long MOST_VIDEO = 2_500_000;

    private final IceCredentials credentials;
    private final IceKey key;
    private final UdpPort port;
    private final DtlsAssociation association;
    private final Map<Integer, Track> tracks = new HashMap<>();
    private final Map<Integer, Track> repairs = new HashMap<>();
    private final Map<Kind, Track> published = new EnumMap<>(Kind.class);
    private final Map<Integer, Subscription> subscriptions = new HashMap<>();
    private final Map<Kind, Subscription> watched = new EnumMap<>(Kind.class);
    private final Object lock = new Object();
    private final byte[] control = new byte[UdpPort.MOST];

    private volatile Optional<InetSocketAddress> remote = Optional.empty();
    private volatile Optional<SrtpReceiver> receiver = Optional.empty();
    private volatile boolean isOver;
    private volatile long heardAt;

    // guarded by lock
    private Optional<SrtpSender> sender = Optional.empty();

    Endpoint(
            SessionDescription offer,
            SessionDescription answer,
            IceCredentials credentials,
            DtlsIdentity identity,
            UdpPort port,
            RandomGenerator random,
            long now) {
        this.credentials = credentials;
        this.key = new IceKey(credentials.password());
        this.port = port;
        this.heardAt = now;
        var transport = offer.transport().orElseThrow();
        var role =
                answer.transport().flatMap(Section::setup).orElseThrow() == Setup.ACTIVE
                        ? DtlsAssociation.Role.CLIENT
                        : DtlsAssociation.Role.SERVER;
        this.association =
                new DtlsAssociation(
                        role, identity, transport.fingerprint().orElseThrow(), this::send, this);
        for (int i = 0; i < answer.sections().size(); i++) {
            var ours = answer.sections().get(i);
            if (!ours.isRefused()) {
                take(offer.sections().get(i), ours, random);
            }
        }
    }

    private void take(Section theirs, Section ours, RandomGenerator random) {
        if (ours.direction().receives()) {
            for (long source : theirs.primarySources()) {
                var track = new Track(ours, (int) source);
                tracks.put((int) source, track);
                published.putIfAbsent(ours.kind(), track);
                var repair = theirs.repairs().get(source);
                if (repair != null) {
                    repairs.put(repair.intValue(), track);
                }
            }
        }
        if (ours.direction().sends()) {
            var subscription = new Subscription(ours, this, random);
            subscriptions.put(subscription.ssrc(), subscription);
            watched.putIfAbsent(ours.kind(), subscription);
        }
    }

    IceCredentials credentials() {
        return credentials;
    }

    IceKey key() {
        return key;
    }

    Optional<InetSocketAddress> remote() {
        return remote;
    }

    Optional<Track> published(Kind kind) {
        return Optional.ofNullable(published.get(kind));
    }

    Optional<Subscription> watched(Kind kind) {
        return Optional.ofNullable(watched.get(kind));
    }

    /// A signed check came from there.
    ///
    /// @return whether packets go there from now on, which did not before
    boolean checked(InetSocketAddress from, boolean isNominated, long now) {
        heardAt = now;
        boolean isNew = remote.isEmpty() || (isNominated && !remote.get().equals(from));
        if (isNew) {
            remote = Optional.of(from);
            association.begin();
        }
        return isNew;
    }

    boolean isGone(long now) {
        return isOver || now - heardAt > CONSENT;
    }

    void handshake(byte[] packet, int length) {
        association.receive(packet, length);
    }

    void media(byte[] packet, int length, long now) {
        if (length > MOST_MEDIA) {
            return;
        }
        int opened = receiver.map(one -> one.open(packet, length)).orElse(-1);
        if (opened < 0) {
            return;
        }
        int ssrc = Rtp.ssrc(packet);
        var track = tracks.get(ssrc);
        if (track != null) {
            track.received(packet, opened, now);
            return;
        }
        var repair = repairs.get(ssrc);
        if (repair != null) {
            int unwrapped = repair.unwrap(packet, opened);
            if (unwrapped >= 0) {
                repair.received(packet, unwrapped, now);
            }
        }
    }

    void control(byte[] packet, int length, long now) {
        int opened = receiver.map(one -> one.openControl(packet, length)).orElse(-1);
        if (opened < 0) {
            return;
        }
        for (var one : RtcpReader.read(packet, opened).orElse(List.of())) {
            switch (one) {
                case Rtcp.SenderReport report ->
                        track(report.ssrc()).ifPresent(track -> track.reported(report, now));
                case Rtcp.Nack nack ->
                        subscription(nack.media())
                                .ifPresent(watching -> watching.resend(nack.sequences(), now));
                case Rtcp.PictureLoss loss ->
                        subscription(loss.media()).ifPresent(Subscription::want);
                case Rtcp.FullIntraRequest request ->
                        request.media()
                                .forEach(
                                        media -> subscription(media).ifPresent(Subscription::want));
                case Rtcp.ReceiverReport _,
                        Rtcp.Remb _,
                        Rtcp.Bye _,
                        Rtcp.CanonicalName _,
                        Rtcp.Other _ -> {
                    // of no consequence yet
                }
            }
        }
    }

    private Optional<Track> track(int ssrc) {
        return Optional.ofNullable(tracks.get(ssrc));
    }

    private Optional<Subscription> subscription(int ssrc) {
        return Optional.ofNullable(subscriptions.get(ssrc));
    }

    /// Asks who sends for what is missing; each request by itself, so that none is too long.
    void ask(long now) {
        for (var track : tracks.values()) {
            track.requests(now).forEach(request -> sendControl(List.of(request)));
        }
    }

    /// Tells who sends what came.
    void report(long now) {
        var packets = new ArrayList<Rtcp>();
        var blocks =
                tracks.values().stream()
                        .flatMap(track -> track.report(now).stream())
                        .limit(31) // of five bits (RFC 3550, section 6.4.2)
                        .toList();
        if (blocks.isEmpty()) {
            return;
        }
        packets.add(new Rtcp.ReceiverReport(REPORTER, blocks));
        packets.add(new Rtcp.CanonicalName(REPORTER, "homeroom"));
        published(Kind.VIDEO)
                .ifPresent(video ->
                        packets.add(new Rtcp.Remb(REPORTER, MOST_VIDEO, List.of(video.ssrc()))));
        sendControl(packets);
    }

    private void send(byte[] bytes, int offset, int length) {
        remote.ifPresent(to -> port.send(bytes, offset, length, to));
    }

    @Override
    public void sendMedia(byte[] packet, int length) {
        synchronized (lock) {
            sender.ifPresent(one -> send(packet, 0, one.seal(packet, length)));
        }
    }

    @Override
    public void sendControl(List<Rtcp> packets) {
        synchronized (lock) {
            sender.ifPresent(one -> {
                int length = RtcpWriter.write(packets, control);
                send(control, 0, one.sealControl(control, length));
            });
        }
    }

    @Override
    public void established(SrtpSender newSender, SrtpReceiver newReceiver) {
        synchronized (lock) {
            sender = Optional.of(newSender);
        }
        receiver = Optional.of(newReceiver);
        subscriptions.values().forEach(Subscription::want);
    }

    @Override
    public void ended(String reason) {
        isOver = true;
    }

    /// Stops to send, to receive and to watch.
    void close() {
        isOver = true;
        association.close();
        subscriptions.values().forEach(watching -> watching.watch(Optional.empty()));
        tracks.values().forEach(Track::end);
    }
}
