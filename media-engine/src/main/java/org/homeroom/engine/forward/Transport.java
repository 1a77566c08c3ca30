package org.homeroom.engine.forward;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.homeroom.engine.dtls.DtlsAssociation;
import org.homeroom.engine.dtls.DtlsIdentity;
import org.homeroom.engine.ice.IceKey;
import org.homeroom.engine.net.UdpPort;
import org.homeroom.engine.rtcp.Rtcp;
import org.homeroom.engine.rtcp.RtcpReader;
import org.homeroom.engine.rtcp.RtcpWriter;
import org.homeroom.engine.rtcp.TransportFeedback;
import org.homeroom.engine.rtp.Rtp;
import org.homeroom.engine.sdp.Agreement;
import org.homeroom.engine.sdp.IceCredentials;
import org.homeroom.engine.sdp.Kind;
import org.homeroom.engine.sdp.Section;
import org.homeroom.engine.srtp.SrtpReceiver;
import org.homeroom.engine.srtp.SrtpSender;
import org.homeroom.engine.wire.Bytes;

/// The line to one peer with whom a description was agreed: what it sends and what it is sent.
///
/// Packets come on the one receiving thread; what goes out is guarded by {@link #lock}.
final class Transport implements Subscription.Line, DtlsAssociation.Listener {
    /// Without a signed check for so long nobody is there any more (RFC 7675, section 5.1).
    private static final long CONSENT = TimeUnit.SECONDS.toNanos(30);

    /// Two checks of a browser's, which come every 2.5 s: for so long an address is held for who is
    /// there, whoever claims to be there too.
    private static final long HELD = TimeUnit.SECONDS.toNanos(6);

    /// More ways than a peer has by its interfaces and relays. Who checks from more, or pretends
    /// to, is known by the last of them.
    private static final int MOST_ADDRESSES = 16;

    /// In bytes: what paths carry without fragments. What goes out is somewhat longer than what
    /// came in, and must have room too.
    private static final int MOST_MEDIA = 1500;

    /// In bit/s: what who sends is asked for while nobody watches. A browser sends the least that
    /// it can, which is a picture still, so that who begins to watch has it at once.
    private static final long UNWATCHED_VIDEO = 30_000;

    /// Our own source in what we report, of which nothing is ever sent.
    private static final int REPORTER = 1;

    /// What becomes of a line. It is told on the thread that it is noticed on, which must not wait.
    interface Listener {
        /// Packets go there from now on.
        ///
        /// @param isNominated whether the peer has chosen the path
        void pathChanged(InetSocketAddress to, boolean isNominated);

        /// Who is there has proved it, and media goes both ways.
        void secured();

        /// Media begins, or has ceased for {@link #SILENCE}.
        ///
        /// @param isSent from here to the peer, else from the peer
        void flowChanged(Kind kind, boolean isSent, boolean isFlowing);

        /// The peer is gone: it said so, or nothing came of it for {@link #CONSENT}.
        void ended();
    }

    /// Of nothing for so long nothing flows any more. Pictures of a still screen are never farther
    /// apart, and sound of somebody silent comes every 400 ms (RFC 6716, section 2.1.9).
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(2);

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

    /// That signed checks came from, the last at the end; of the receiving thread.
    private final Set<InetSocketAddress> addresses = new LinkedHashSet<>();

    private volatile Optional<InetSocketAddress> remote = Optional.empty();
    private volatile Optional<SrtpReceiver> receiver = Optional.empty();
    private final Listener listener;
    private final Arrivals arrivals = new Arrivals(REPORTER);
    private final Flows received = new Flows();
    private final Flows sent = new Flows();
    private volatile long mostVideo;
    private volatile long saidVideo;
    private volatile boolean isOver;
    private volatile boolean isNominated;
    private volatile long heardAt;

    // guarded by lock
    private Optional<SrtpSender> sender = Optional.empty();

    /// @param mostVideo in bit/s, that the peer is asked to send at most
    Transport(
            Agreement agreed,
            DtlsIdentity identity,
            UdpPort port,
            RandomGenerator random,
            long mostVideo,
            Listener listener,
            long now) {
        var transport = agreed.local().transport().orElseThrow();
        this.credentials = transport.ice().orElseThrow();
        this.key = new IceKey(credentials.password());
        this.port = port;
        this.mostVideo = mostVideo;
        this.listener = listener;
        this.heardAt = now;
        this.association =
                new DtlsAssociation(
                        agreed.isActive()
                                ? DtlsAssociation.Role.CLIENT
                                : DtlsAssociation.Role.SERVER,
                        identity,
                        agreed.remote().transport().flatMap(Section::fingerprint).orElseThrow(),
                        this::send,
                        this);
        for (int i = 0; i < agreed.local().sections().size(); i++) {
            var ours = agreed.local().sections().get(i);
            if (!ours.isRefused()) {
                take(agreed.remote().sections().get(i), ours, random);
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

    /// @param bits in bit/s
    void askForAtMost(long bits) {
        mostVideo = bits;
    }

    Optional<Track> published(Kind kind) {
        return Optional.ofNullable(published.get(kind));
    }

    Optional<Subscription> watched(Kind kind) {
        return Optional.ofNullable(watched.get(kind));
    }

    /// A signed check came from there.
    ///
    /// @return where it is not heard from any more
    List<InetSocketAddress> checked(InetSocketAddress from, boolean nominates, long now) {
        heardAt = now;
        addresses.remove(from);
        addresses.add(from);
        var left = new ArrayList<InetSocketAddress>();
        boolean isNew = remote.isEmpty() || (nominates && !remote.get().equals(from));
        if (isNew) {
            remote.ifPresent(left::add);
            remote = Optional.of(from);
            association.begin();
        }
        if (isNew || (nominates && !isNominated)) {
            isNominated = nominates;
            listener.pathChanged(from, nominates);
        }
        addresses.stream()
                .filter(one -> !one.equals(remote.get()))
                .limit(Math.max(0, addresses.size() - 1 - MOST_ADDRESSES))
                .forEach(left::add);
        left.forEach(addresses::remove);
        return left;
    }

    /// Whether the peer is at an address and has said so a short while ago.
    boolean isAt(InetSocketAddress address, long now) {
        return !isOver
                && now - heardAt < HELD
                && remote.filter(there -> there.equals(address)).isPresent();
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
            arrived(track, packet, opened, now);
            track.received(packet, opened, now);
            return;
        }
        var repair = repairs.get(ssrc);
        if (repair != null) {
            arrived(repair, packet, opened, now);
            int unwrapped = repair.unwrap(packet, opened);
            if (unwrapped >= 0) {
                repair.received(packet, unwrapped, now);
            }
        }
    }

    private void arrived(Track track, byte[] packet, int length, long now) {
        if (track.countId() < 0) {
            return;
        }
        int header = Rtp.headerLength(packet, length);
        int at = header < 0 ? -1 : Rtp.extension(packet, header, track.countId(), 2);
        if (at >= 0) {
            arrivals.received(Bytes.u16(packet, at), track.ssrc(), now);
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
                        TransportFeedback _,
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

    /// Asks who sends for what is missing, and tells when what was sent came; each by itself, so
    /// that none is too long.
    void ask(long now) {
        for (var track : tracks.values()) {
            track.requests(now).forEach(request -> sendControl(List.of(request)));
        }
        arrivals.take().ifPresent(feedback -> sendControl(List.of(feedback)));
        published(Kind.VIDEO).ifPresent(video -> limit(video, now));
    }

    /// Says how much video may be sent, at once where it is another amount than was said last.
    private void limit(Track video, long now) {
        long most = mostVideo(video, now);
        if (most != saidVideo) {
            saidVideo = most;
            sendControl(List.of(limitation(video, most)));
        }
    }

    private long mostVideo(Track video, long now) {
        return video.isWatched(now) ? mostVideo : Math.min(mostVideo, UNWATCHED_VIDEO);
    }

    private static Rtcp limitation(Track video, long most) {
        return new Rtcp.Remb(REPORTER, most, List.of(video.ssrc()));
    }

    /// Notices what began and what ceased.
    void notice(long now) {
        for (var kind : Kind.values()) {
            received.notice(
                    kind,
                    published(kind).map(Track::lastAt).orElse(Track.NEVER),
                    now,
                    flows -> listener.flowChanged(kind, false, flows));
            sent.notice(
                    kind,
                    watched(kind).map(Subscription::lastAt).orElse(Track.NEVER),
                    now,
                    flows -> listener.flowChanged(kind, true, flows));
        }
    }

    /// Which kinds flow in one direction.
    private static final class Flows {
        private final Set<Kind> flowing = EnumSet.noneOf(Kind.class);

        void notice(Kind kind, long lastAt, long now, Consumer<Boolean> changed) {
            boolean flows = lastAt != Track.NEVER && now - lastAt < SILENCE;
            if (flows ? flowing.add(kind) : flowing.remove(kind)) {
                changed.accept(flows);
            }
        }
    }

    /// What was counted of each stream that has begun.
    List<StreamStats> stats() {
        return Stream.concat(
                        tracks.values().stream().flatMap(track -> track.stats().stream()),
                        subscriptions.values().stream()
                                .flatMap(watching -> watching.stats().stream()))
                .toList();
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
                .ifPresent(video -> packets.add(limitation(video, mostVideo(video, now))));
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
        listener.secured();
    }

    @Override
    public void ended(String reason) {
        isOver = true;
    }

    /// Says that the peer is gone.
    void tellEnded() {
        listener.ended();
    }

    /// Stops to send, to receive and to watch.
    void close() {
        isOver = true;
        association.close();
        subscriptions.values().forEach(watching -> watching.watch(Optional.empty()));
        tracks.values().forEach(Track::end);
    }
}
