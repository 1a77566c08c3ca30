package org.homeroom.engine.forward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
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
import org.homeroom.engine.sdp.Agreement;
import org.homeroom.engine.sdp.Direction;
import org.homeroom.engine.sdp.IceCredentials;
import org.homeroom.engine.sdp.Negotiation;

/// Passes media on between those who send and those who watch: one UDP port, a thread that receives
/// and one that keeps time.
public final class Forwarder implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Forwarder.class.getName());

    /// So often is asked for what is missing.
    private static final Duration TICK = Duration.ofMillis(40);

    /// So many ticks are a second: so often is reported.
    private static final int TICKS_A_REPORT = 25;

    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int FRAGMENT = 8;
    private static final int PASSWORD = 24;

    /// Of a host's candidate for RTP, and by how much less the next is liked (RFC 8445, section
    /// 5.1.2).
    private static final long PRIORITY = 2_130_706_431;

    private static final int PRIORITY_STEP = 256;

    /// Where it is.
    ///
    /// @param at port 0 for any that is free; the wildcard for all of the machine's addresses
    /// @param announced what peers are told to send to, where the machine has other addresses for
    ///   itself than for them; empty for its own
    /// @param clock that the certificate is dated by
    public record Config(InetSocketAddress at, List<InetAddress> announced, InstantSource clock) {
        public Config {
            announced = List.copyOf(announced);
        }
    }

    private final SecureRandom random = new SecureRandom();
    private final DtlsIdentity identity;
    private final UdpPort port;
    private final List<InetAddress> ours;
    private final Map<String, Transport> byFragment = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, Transport> byAddress = new ConcurrentHashMap<>();
    private final Object topology = new Object();
    private final Set<Class<?>> reported = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    private Forwarder(Config config) throws IOException {
        identity = DtlsIdentity.generate(random, config.clock.instant());
        port = UdpPort.open(config.at);
        ours = config.announced.isEmpty() ? addresses(config.at) : config.announced;
    }

    /// Those of the machine that others can send to; of itself where nobody else can.
    private static List<InetAddress> addresses(InetSocketAddress at) throws IOException {
        if (!at.getAddress().isAnyLocalAddress()) {
            return List.of(at.getAddress());
        }
        var all =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(address -> !address.isLinkLocalAddress())
                        .toList();
        var others = all.stream().filter(address -> !address.isLoopbackAddress()).toList();
        return others.isEmpty() ? all : others;
    }

    /// Starts one.
    ///
    /// @throws IOException where the port is taken
    public static Forwarder start(Config config) throws IOException {
        var forwarder = new Forwarder(config);
        Thread.ofPlatform().daemon().name("media-receive").start(forwarder::receive);
        Thread.ofPlatform().daemon().name("media-time").start(forwarder::keepTime);
        return forwarder;
    }

    /// Makes room for one more.
    ///
    /// @param direction the most that is agreed on with the peer
    public Endpoint endpoint(Direction direction, Endpoint.Listener listener) {
        return new Endpoint(
                this,
                new IceCredentials(letters(FRAGMENT), letters(PASSWORD)),
                direction,
                listener);
    }

    /// Where it can be reached, as candidates of a description (RFC 8839, section 5.1), the best
    /// liked first.
    public List<String> candidates() {
        var candidates = new ArrayList<String>();
        for (var address : ours) {
            int which = candidates.size();
            candidates.add(
                    "%d 1 UDP %d %s %d typ host"
                            .formatted(
                                    which + 1,
                                    PRIORITY - (long) which * PRIORITY_STEP,
                                    withoutZone(address),
                                    port.port()));
        }
        return candidates;
    }

    private static String withoutZone(InetAddress address) {
        var text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /// Guards who watches whom.
    Object topology() {
        return topology;
    }

    /// What is ours in a description.
    Negotiation.Local local(IceCredentials credentials, Direction direction) {
        return new Negotiation.Local(
                "- %d 1 IN IP4 0.0.0.0".formatted(random.nextInt(Integer.MAX_VALUE)),
                credentials,
                identity.fingerprint(),
                "homeroom",
                // not the reporter's
                () -> random.nextLong(2, 1L << 32),
                direction);
    }

    /// Opens the line of an endpoint that has agreed with its peer.
    Transport open(
            Endpoint endpoint, Agreement agreed, long mostVideo, Transport.Listener listener) {
        var line =
                new Transport(
                        agreed, identity, port, random, mostVideo, listener, System.nanoTime());
        byFragment.put(endpoint.credentials().fragment(), line);
        return line;
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
            case HANDSHAKE -> line(from).ifPresent(line -> line.handshake(packet, length));
            case MEDIA -> line(from).ifPresent(line -> line.media(packet, length, now));
            case CONTROL -> line(from).ifPresent(line -> line.control(packet, length, now));
            case NONE -> {
                // not for us
            }
        }
    }

    private Optional<Transport> line(InetSocketAddress from) {
        return Optional.ofNullable(byAddress.get(from));
    }

    /// Only a check signed with its password makes an address a line's, so nobody gets, or takes
    /// part in, what is another's by sending from an address that is not theirs; and none takes an
    /// address from whom it is, whatever they put as their own into a datagram.
    private void check(byte[] packet, int length, InetSocketAddress from, long now) {
        var read = BindingRequest.read(packet, length);
        var found = read.flatMap(one -> Optional.ofNullable(byFragment.get(one.localFragment())));
        if (found.isEmpty()) {
            return;
        }
        var request = read.get();
        var line = found.get();
        if (!request.isSignedBy(line.key()) || isOfAnother(from, line, now)) {
            return;
        }
        if (!request.claimsControl()) {
            send(BindingAnswer.roleConflict(request, line.key()), from);
            return;
        }
        send(BindingAnswer.success(request, from, line.key()), from);
        byAddress.put(from, line);
        line.checked(from, request.nominates(), now).forEach(left -> byAddress.remove(left, line));
    }

    private boolean isOfAnother(InetSocketAddress address, Transport line, long now) {
        return line(address).filter(one -> one != line && one.isAt(address, now)).isPresent();
    }

    private void send(byte[] answer, InetSocketAddress to) {
        port.send(answer, 0, answer.length, to);
    }

    private void keepTime() {
        try {
            for (int ticks = 1; !isClosed; ticks++) {
                Thread.sleep(TICK);
                boolean isReport = ticks % TICKS_A_REPORT == 0;
                for (var line : List.copyOf(byFragment.values())) {
                    attend(line, System.nanoTime(), isReport);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void attend(Transport line, long now, boolean isReport) {
        try {
            if (line.isGone(now)) {
                close(line);
                line.tellEnded();
                return;
            }
            line.ask(now);
            line.notice(now);
            if (isReport) {
                line.report(now);
            }
        } catch (RuntimeException bug) {
            report(bug);
        }
    }

    void close(Transport line) {
        synchronized (topology) {
            byFragment.remove(line.credentials().fragment(), line);
            byAddress.values().removeIf(one -> one == line);
            line.close();
        }
    }

    /// How many have a line.
    public int lines() {
        return byFragment.size();
    }

    /// How many addresses packets are taken from.
    int addresses() {
        return byAddress.size();
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        new ArrayList<>(byFragment.values()).forEach(this::close);
        port.close();
    }
}
