package org.homeroom.engine.forward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.homeroom.engine.dtls.DtlsIdentity;
import org.homeroom.engine.ice.BindingAnswer;
import org.homeroom.engine.ice.BindingRequest;
import org.homeroom.engine.net.PacketKind;
import org.homeroom.engine.net.UdpPort;
import org.homeroom.engine.sdp.IceCredentials;
import org.homeroom.engine.sdp.Kind;
import org.homeroom.engine.sdp.Negotiation;
import org.homeroom.engine.sdp.SdpReader;
import org.homeroom.engine.sdp.SdpWriter;
import org.homeroom.engine.sdp.SessionDescription;

/// A media server in this process: one UDP port, a thread that receives and one that keeps time.
///
/// ```java
/// var at = new InetSocketAddress("127.0.0.1", 0);
/// try (var engine = MediaEngine.start(new MediaEngine.Config(at, InstantSource.system()))) {
///     var teacher = engine.answer(offer);
/// }
/// ```
public final class MediaEngine implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MediaEngine.class.getName());

    /// So often is asked for what is missing.
    private static final Duration TICK = Duration.ofMillis(40);

    /// So many ticks are a second: so often is reported.
    private static final int TICKS_A_REPORT = 25;

    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int FRAGMENT = 8;
    private static final int PASSWORD = 24;

    /// Where it is.
    ///
    /// @param at port 0 for any that is free
    /// @param clock that the certificate is dated by
    public record Config(InetSocketAddress at, InstantSource clock) {}

    /// Who an offer was answered to.
    public final class Participant {
        private final Endpoint endpoint;
        private final String answer;

        private Participant(Endpoint endpoint, String answer) {
            this.endpoint = endpoint;
            this.answer = answer;
        }

        /// The answer, with the engine's candidate.
        public String answer() {
            return answer;
        }

        /// Watches, from now on, what another sends of some kinds, and nobody else's.
        public void watch(Participant other, Set<Kind> kinds) {
            synchronized (topology) {
                for (var kind : kinds) {
                    endpoint.watched(kind)
                            .ifPresent(watching -> watching.watch(other.endpoint.published(kind)));
                }
            }
        }

        /// Watches no more of some kinds.
        public void unwatch(Set<Kind> kinds) {
            synchronized (topology) {
                for (var kind : kinds) {
                    endpoint.watched(kind).ifPresent(watching -> watching.watch(Optional.empty()));
                }
            }
        }

        /// Leaves.
        public void leave() {
            remove(endpoint);
        }
    }

    private final SecureRandom random = new SecureRandom();
    private final DtlsIdentity identity;
    private final UdpPort port;
    private final InetAddress address;
    private final Map<String, Endpoint> byFragment = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, Endpoint> byAddress = new ConcurrentHashMap<>();
    private final Object topology = new Object();
    private final Set<Class<?>> reported = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    private MediaEngine(Config config) throws IOException {
        identity = DtlsIdentity.generate(random, config.clock.instant());
        port = UdpPort.open(config.at);
        address = config.at.getAddress();
    }

    /// Starts one.
    public static MediaEngine start(Config config) throws IOException {
        var engine = new MediaEngine(config);
        Thread.ofPlatform().daemon().name("media-receive").start(engine::receive);
        Thread.ofPlatform().daemon().name("media-time").start(engine::keepTime);
        return engine;
    }

    /// Answers an offer.
    ///
    /// @return empty for what is no description, and for one that there is no answer to
    public Optional<Participant> answer(String offer) {
        if (!(SdpReader.read(offer) instanceof SdpReader.Read(var offered))) {
            return Optional.empty();
        }
        var credentials = new IceCredentials(letters(FRAGMENT), letters(PASSWORD));
        var local =
                new Negotiation.Local(
                        "- %d 1 IN IP4 0.0.0.0".formatted(random.nextInt(Integer.MAX_VALUE)),
                        credentials,
                        identity.fingerprint(),
                        "homeroom",
                        // not the reporter's
                        () -> random.nextLong(2, 1L << 32));
        return switch (Negotiation.answer(offered, local)) {
            case Negotiation.Refused _ -> Optional.empty();
            case Negotiation.Agreed(var answer) -> Optional.of(join(offered, answer, credentials));
        };
    }

    private Participant join(
            SessionDescription offer, SessionDescription answer, IceCredentials credentials) {
        var endpoint =
                new Endpoint(offer, answer, credentials, identity, port, random, System.nanoTime());
        byFragment.put(credentials.fragment(), endpoint);
        var candidate =
                "a=candidate:1 1 udp 2130706431 %s %d typ host\r\na=end-of-candidates\r\n"
                        .formatted(address.getHostAddress(), port.port());
        // every section of a bundle may have them; the first is enough (RFC 8843, section 7.1.3)
        var text = SdpWriter.write(answer);
        int second = text.indexOf("\r\nm=", text.indexOf("\r\nm=") + 4);
        int at = second < 0 ? text.length() : second + 2;
        return new Participant(endpoint, text.substring(0, at) + candidate + text.substring(at));
    }

    private String letters(int count) {
        var letters = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }

    private void receive() {
        try {
            port.receiveAll(this::received);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Whatever a packet does, the next is received.
    private void received(byte[] packet, int length, InetSocketAddress from) {
        try {
            take(packet, length, from, System.nanoTime());
        } catch (RuntimeException bug) {
            report(bug);
        }
    }

    /// Once for each kind: who can bring one about could fill the disk with them.
    private void report(RuntimeException bug) {
        if (reported.add(bug.getClass())) {
            LOG.log(System.Logger.Level.ERROR, "media was dropped", bug);
        }
    }

    private void take(byte[] packet, int length, InetSocketAddress from, long now) {
        switch (PacketKind.of(packet, length)) {
            case CHECK -> check(packet, length, from, now);
            case HANDSHAKE ->
                    endpoint(from).ifPresent(endpoint -> endpoint.handshake(packet, length));
            case MEDIA -> endpoint(from).ifPresent(endpoint -> endpoint.media(packet, length, now));
            case CONTROL ->
                    endpoint(from).ifPresent(endpoint -> endpoint.control(packet, length, now));
            case NONE -> {
                // not for us
            }
        }
    }

    private Optional<Endpoint> endpoint(InetSocketAddress from) {
        return Optional.ofNullable(byAddress.get(from));
    }

    /// Only a check signed with its password makes an address an endpoint's, so nobody gets, or
    /// takes part in, what is another's by sending from an address that is not theirs.
    private void check(byte[] packet, int length, InetSocketAddress from, long now) {
        var read = BindingRequest.read(packet, length);
        var endpoint =
                read.flatMap(one -> Optional.ofNullable(byFragment.get(one.localFragment())));
        if (endpoint.isEmpty() || !read.orElseThrow().isSignedBy(endpoint.get().key())) {
            return;
        }
        var request = read.get();
        var key = endpoint.get().key();
        if (!request.claimsControl()) {
            send(BindingAnswer.roleConflict(request, key), from);
            return;
        }
        send(BindingAnswer.success(request, from, key), from);
        byAddress.put(from, endpoint.get());
        var before = endpoint.get().remote();
        if (endpoint.get().checked(from, request.nominates(), now)) {
            before.ifPresent(old -> byAddress.remove(old, endpoint.get()));
        }
    }

    private void send(byte[] answer, InetSocketAddress to) {
        port.send(answer, 0, answer.length, to);
    }

    private void keepTime() {
        try {
            for (int ticks = 1; !isClosed; ticks++) {
                Thread.sleep(TICK);
                boolean isReport = ticks % TICKS_A_REPORT == 0;
                for (var endpoint : List.copyOf(byFragment.values())) {
                    attend(endpoint, System.nanoTime(), isReport);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void attend(Endpoint endpoint, long now, boolean isReport) {
        try {
            if (endpoint.isGone(now)) {
                remove(endpoint);
                return;
            }
            endpoint.ask(now);
            if (isReport) {
                endpoint.report(now);
            }
        } catch (RuntimeException bug) {
            report(bug);
        }
    }

    private void remove(Endpoint endpoint) {
        synchronized (topology) {
            byFragment.remove(endpoint.credentials().fragment(), endpoint);
            byAddress.values().removeIf(one -> one == endpoint);
            endpoint.close();
        }
    }

    /// How many are here.
    public int participants() {
        return byFragment.size();
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        new ArrayList<>(byFragment.values()).forEach(this::remove);
        port.close();
    }
}
