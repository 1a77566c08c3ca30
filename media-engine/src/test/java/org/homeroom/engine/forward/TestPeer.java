package org.homeroom.engine.forward;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.homeroom.engine.dtls.DtlsAssociation;
import org.homeroom.engine.dtls.DtlsIdentity;
import org.homeroom.engine.dtls.Fingerprint;
import org.homeroom.engine.ice.Checks;
import org.homeroom.engine.ice.IceKey;
import org.homeroom.engine.net.PacketKind;
import org.homeroom.engine.net.UdpPort;
import org.homeroom.engine.rtcp.Rtcp;
import org.homeroom.engine.rtcp.RtcpReader;
import org.homeroom.engine.rtcp.RtcpWriter;
import org.homeroom.engine.sdp.Direction;
import org.homeroom.engine.sdp.IceCredentials;
import org.homeroom.engine.sdp.SdpReader;
import org.homeroom.engine.sdp.Section;
import org.homeroom.engine.srtp.SrtpReceiver;
import org.homeroom.engine.srtp.SrtpSender;

/// A peer that does on the wire what the test says, well-behaved or not.
final class TestPeer implements AutoCloseable, DtlsAssociation.Listener {
    static final int SSRC = 0x0a0b0c0d;
    static final int VP8 = 96;
    static final int COUNTED = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> media = new LinkedBlockingQueue<>();
    final BlockingQueue<Rtcp> control = new LinkedBlockingQueue<>();
    final CompletableFuture<String> ended = new CompletableFuture<>();
    final UdpPort port;
    private final DtlsIdentity identity = DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH);
    private final DtlsAssociation association;
    private final CompletableFuture<SrtpSender> sender = new CompletableFuture<>();
    private final CompletableFuture<SrtpReceiver> receiver = new CompletableFuture<>();
    private final InetSocketAddress engine;
    private final IceCredentials theirs;
    final Endpoint endpoint;
    final Section video;

    /// @param fingerprint that the offer tells, of itself where it is its own
    TestPeer(Forwarder to, boolean sends, Fingerprint fingerprint) throws IOException {
        port = UdpPort.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        endpoint = to.endpoint(Direction.SENDRECV, _ -> {});
        endpoint.answer(offer(sends, fingerprint));
        var answer =
                ((SdpReader.Read) SdpReader.read(endpoint.localDescription().orElseThrow()))
                        .description();
        video = answer.sections().getFirst();
        theirs = video.ice().orElseThrow();
        var candidate = video.candidates().getFirst().split(" ", -1);
        engine =
                new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), Integer.parseInt(candidate[5]));
        association =
                new DtlsAssociation(
                        DtlsAssociation.Role.SERVER,
                        identity,
                        video.fingerprint().orElseThrow(),
                        (bytes, offset, length) -> port.send(bytes, offset, length, engine),
                        this);
        Thread.ofPlatform().daemon().start(this::receive);
    }

    TestPeer(Forwarder to, boolean sends) throws IOException {
        this(to, sends, null);
    }

    private String offer(boolean sends, Fingerprint fingerprint) {
        return """
        v=0
        o=- 1 1 IN IP4 0.0.0.0
        s=-
        t=0 0
        a=group:BUNDLE 0
        m=video 9 UDP/TLS/RTP/SAVPF 96 97
        a=mid:0
        a=%s
        a=rtpmap:96 VP8/90000
        a=rtcp-fb:96 nack
        a=rtcp-fb:96 nack pli
        a=rtcp-fb:96 transport-cc
        a=extmap:5 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
        a=rtpmap:97 rtx/90000
        a=fmtp:97 apt=96
        a=ice-ufrag:test
        a=ice-pwd:aaaaaaaaaaaaaaaaaaaaaa
        a=fingerprint:%s
        a=setup:actpass
        a=rtcp-mux
        %s
        """
                .formatted(
                        sends ? "sendonly" : "recvonly",
                        fingerprint == null ? identity.fingerprint() : fingerprint,
                        sends ? "a=ssrc:%d cname:test".formatted(SSRC) : "a=x-none");
    }

    /// Sends a check that is signed with a password.
    void checks(String password, boolean controls) {
        checksFrom(port, password, controls);
    }

    /// Sends a check from elsewhere, or as somebody else would who can forge where it is from.
    void checksFrom(UdpPort elsewhere, String password, boolean controls) {
        byte[] check = Checks.request(theirs.fragment() + ":test", new IceKey(password), controls);
        elsewhere.send(check, 0, check.length, engine);
    }

    String password() {
        return theirs.password();
    }

    /// Checks, and shakes hands.
    TestPeer connected() {
        association.begin();
        checks(password(), true);
        await().atMost(PATIENCE).until(() -> sender.isDone() && receiver.isDone());
        return this;
    }

    void begin() {
        association.begin();
        checks(password(), true);
    }

    private void receive() {
        try {
            port.receiveAll(this::received);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void received(byte[] packet, int length, InetSocketAddress from) {
        switch (PacketKind.of(packet, length)) {
            case CHECK -> answers.add(Arrays.copyOf(packet, length));
            case HANDSHAKE -> association.receive(packet, length);
            case MEDIA -> {
                int opened = receiver.join().open(packet, length);
                media.add(Arrays.copyOf(packet, Math.max(0, opened)));
            }
            case CONTROL -> {
                int opened = receiver.join().openControl(packet, length);
                control.addAll(RtcpReader.read(packet, opened).orElseThrow());
            }
            case NONE -> throw new IllegalStateException("of no kind");
        }
    }

    /// Seals a packet, to be sent from here or from elsewhere.
    byte[] sealed(byte[] plain) {
        byte[] packet = Arrays.copyOf(plain, plain.length + SrtpSender.MOST_ADDED);
        return Arrays.copyOf(packet, sender.join().seal(packet, plain.length));
    }

    void sends(byte[] sealed) {
        port.send(sealed, 0, sealed.length, engine);
    }

    void sendsFrom(UdpPort elsewhere, byte[] sealed) {
        elsewhere.send(sealed, 0, sealed.length, engine);
    }

    void says(Rtcp packet) {
        byte[] bytes = new byte[UdpPort.MOST];
        int length = RtcpWriter.write(List.of(packet), bytes);
        int sealed = sender.join().sealControl(bytes, length);
        port.send(bytes, 0, sealed, engine);
    }

    byte[] nextMedia() throws InterruptedException {
        return media.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Waits for control of one kind, and forgets what came before it.
    <T extends Rtcp> T next(Class<T> kind) throws InterruptedException {
        while (true) {
            var one = control.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (one == null || kind.isInstance(one)) {
                return kind.cast(one);
            }
        }
    }

    @Override
    public void established(SrtpSender newSender, SrtpReceiver newReceiver) {
        sender.complete(newSender);
        receiver.complete(newReceiver);
    }

    @Override
    public void ended(String reason) {
        ended.complete(reason);
    }

    @Override
    public void close() throws IOException {
        association.close();
        port.close();
    }
}
