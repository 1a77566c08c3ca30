package org.homeroom.engine.forward;

import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.homeroom.engine.sdp.Agreement;
import org.homeroom.engine.sdp.Direction;
import org.homeroom.engine.sdp.IceCredentials;
import org.homeroom.engine.sdp.Kind;
import org.homeroom.engine.sdp.Negotiation;
import org.homeroom.engine.sdp.SdpReader;
import org.homeroom.engine.sdp.SdpWriter;
import org.homeroom.engine.sdp.SessionDescription;

/// One who sends and watches. What is watched may be said before or after the peer has agreed to a
/// description, and changed at any time without a word to the peer.
public final class Endpoint {
    /// In bit/s: what a browser sends of 720p, and what a laptop's line bears.
    private static final long MOST_VIDEO = 2_500_000;

    /// What becomes of an endpoint.
    public sealed interface Change {}

    /// Packets go there from now on.
    ///
    /// @param isNominated whether the peer has chosen the path
    public record PathChanged(InetSocketAddress to, boolean isNominated) implements Change {}

    /// Who is there has proved it, and media goes both ways.
    public record Secured() implements Change {}

    /// Media begins to flow, or has ceased for some seconds.
    ///
    /// @param isSent from here to the peer, else from the peer
    public record FlowChanged(Kind kind, boolean isSent, boolean isFlowing) implements Change {}

    /// The peer is gone: it said so, or nothing came of it for half a minute.
    public record Ended() implements Change {}

    /// Is told what becomes of an endpoint, in its order.
    @FunctionalInterface
    public interface Listener {
        /// On a thread of the engine's, which must not wait.
        void changed(Change change);
    }

    /// What came of a description.
    public sealed interface Outcome {}

    /// @param description ours, without candidates
    public record Agreed(String description) implements Outcome {}

    /// It is no description, or has nothing that we pass on.
    ///
    /// @param reason for people
    public record Refused(String reason) implements Outcome {}

    private final Forwarder forwarder;
    private final Listener listener;
    private final IceCredentials credentials;
    private final Direction direction;

    // what follows is guarded by the forwarder's topology
    private final Map<Kind, Endpoint> sources = new EnumMap<>(Kind.class);
    private final Map<Kind, Set<Endpoint>> watchers = new EnumMap<>(Kind.class);
    private Optional<SessionDescription> offered = Optional.empty();
    private Optional<Transport> transport = Optional.empty();
    private Optional<Agreement> agreement = Optional.empty();
    private long mostVideo = MOST_VIDEO;

    Endpoint(
            Forwarder forwarder,
            IceCredentials credentials,
            Direction direction,
            Listener listener) {
        this.forwarder = forwarder;
        this.direction = direction;
        this.credentials = credentials;
        this.listener = listener;
    }

    private Set<Endpoint> watchers(Kind kind) {
        return watchers.computeIfAbsent(kind, _ -> new HashSet<>());
    }

    IceCredentials credentials() {
        return credentials;
    }

    /// Answers an offer. May be called once, and not after {@link #offer}.
    public Outcome answer(String offer) {
        if (!(SdpReader.read(offer) instanceof SdpReader.Read(var read))) {
            return new Refused("no description");
        }
        return agreed(Negotiation.answer(read, forwarder.local(credentials, direction)));
    }

    /// Offers to send and receive. May be called once, and not after {@link #answer}.
    ///
    /// @param kinds audio and video, one of them at least
    public String offer(Set<Kind> kinds) {
        var offer = Negotiation.offer(kinds, forwarder.local(credentials, direction));
        synchronized (forwarder.topology()) {
            offered = Optional.of(offer);
        }
        return SdpWriter.write(offer);
    }

    /// Takes the answer to {@link #offer}.
    public Outcome accept(String answer) {
        Optional<SessionDescription> offer;
        synchronized (forwarder.topology()) {
            offer = offered;
        }
        if (!(SdpReader.read(answer) instanceof SdpReader.Read(var read))) {
            return new Refused("no description");
        }
        return agreed(Negotiation.accept(offer.orElseThrow(), read));
    }

    private Outcome agreed(Negotiation.Outcome outcome) {
        return switch (outcome) {
            case Negotiation.Refused(var reason) -> new Refused(reason);
            case Negotiation.Agreed(var both) -> {
                begin(both);
                yield new Agreed(SdpWriter.write(both.local()));
            }
        };
    }

    private void begin(Agreement both) {
        synchronized (forwarder.topology()) {
            if (agreement.isPresent()) {
                throw new IllegalStateException("agreed already");
            }
            agreement = Optional.of(both);
            var line = forwarder.open(this, both, mostVideo, new Told());
            transport = Optional.of(line);
            for (var kind : Kind.values()) {
                rewire(kind);
                watchers(kind).forEach(watcher -> watcher.rewire(kind));
            }
        }
    }

    /// Watches, from now on, what another sends of some kinds, and nobody else's.
    public void watch(Endpoint other, Set<Kind> kinds) {
        synchronized (forwarder.topology()) {
            for (var kind : kinds) {
                forget(kind);
                sources.put(kind, other);
                other.watchers(kind).add(this);
                rewire(kind);
            }
        }
    }

    /// Watches no more of some kinds.
    public void unwatch(Set<Kind> kinds) {
        synchronized (forwarder.topology()) {
            for (var kind : kinds) {
                forget(kind);
                rewire(kind);
            }
        }
    }

    private void forget(Kind kind) {
        var before = sources.remove(kind);
        if (before != null) {
            before.watchers(kind).remove(this);
        }
    }

    /// What is watched now, where both have a line.
    private void rewire(Kind kind) {
        var track =
                Optional.ofNullable(sources.get(kind))
                        .flatMap(source -> source.transport)
                        .flatMap(line -> line.published(kind));
        transport.flatMap(line -> line.watched(kind)).ifPresent(watching -> watching.watch(track));
    }

    /// Asks the peer for a picture that needs none before it.
    public void requestPicture() {
        synchronized (forwarder.topology()) {
            transport.flatMap(line -> line.published(Kind.VIDEO)).ifPresent(Track::want);
        }
    }

    /// Asks who sends to send no more than this of video.
    ///
    /// @param bits in bit/s; 0 for as much as the engine finds right
    public void askForAtMost(long bits) {
        synchronized (forwarder.topology()) {
            mostVideo = bits == 0 ? MOST_VIDEO : bits;
            transport.ifPresent(line -> line.askForAtMost(mostVideo));
        }
    }

    /// Our description, without candidates; empty before there is one.
    public Optional<SessionDescription> local() {
        synchronized (forwarder.topology()) {
            return agreement.map(Agreement::local).or(() -> offered);
        }
    }

    /// Our description, with our candidates in each section; empty before there is one.
    public Optional<String> localDescription() {
        return local().map(ours -> SdpWriter.write(ours.withCandidates(forwarder.candidates())));
    }

    /// How loud the peer was since this was asked last, in dB above silence, 0-127.
    public int takeLoudness() {
        synchronized (forwarder.topology()) {
            return transport
                    .flatMap(line -> line.published(Kind.AUDIO))
                    .map(Track::takeLoudness)
                    .orElse(0);
        }
    }

    /// What was counted of each stream.
    public List<StreamStats> stats() {
        synchronized (forwarder.topology()) {
            return transport.map(Transport::stats).orElse(List.of());
        }
    }

    /// Leaves: the peer is told, and who watched it watches nothing.
    public void leave() {
        synchronized (forwarder.topology()) {
            for (var kind : Kind.values()) {
                forget(kind);
                for (var watcher : Set.copyOf(watchers(kind))) {
                    watcher.unwatch(EnumSet.of(kind));
                }
            }
            transport.ifPresent(forwarder::close);
        }
    }

    /// What the line says, passed on.
    private final class Told implements Transport.Listener {
        @Override
        public void pathChanged(InetSocketAddress to, boolean isNominated) {
            listener.changed(new PathChanged(to, isNominated));
        }

        @Override
        public void secured() {
            listener.changed(new Secured());
        }

        @Override
        public void flowChanged(Kind kind, boolean isSent, boolean isFlowing) {
            listener.changed(new FlowChanged(kind, isSent, isFlowing));
        }

        @Override
        public void ended() {
            listener.changed(new Ended());
        }
    }
}
