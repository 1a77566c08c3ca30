package org.homeroom.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.homeroom.engine.dtls.DtlsAssociation;
import org.homeroom.engine.dtls.DtlsIdentity;
import org.homeroom.engine.ice.Checks;
import org.homeroom.engine.ice.IceKey;
import org.homeroom.engine.sdp.SdpReader;
import org.homeroom.engine.srtp.SrtpReceiver;
import org.homeroom.engine.srtp.SrtpSender;
import org.homeroom.engine.wire.Bytes;

/// One who sends packets of video, or is sent them, over a real line with real keys: what a browser
/// is to a media server, without a camera.
final class MediaPeer implements AutoCloseable, DtlsAssociation.Listener {
    /// Of a whole packet as it leaves the peer before it is sealed.
    static final int PACKET = 1_100;

    private static final int SSRC = 0x0a0b0c0d;
    private static final int HEADER = 12;
    private static final int STAMP = 20;
    private static final int TYPE = 96;
    private static final int PATIENCE = 20;
    private static final Duration CONSENTS_EVERY = Duration.ofSeconds(5);

    /// Made once: what a peer costs itself is not what is measured.
    private static final DtlsIdentity IDENTITY =
            DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH);

    private final DatagramChannel channel = DatagramChannel.open();
    private final CompletableFuture<SrtpSender> sender = new CompletableFuture<>();
    private final CompletableFuture<SrtpReceiver> receiver = new CompletableFuture<>();
    private final AtomicLong received = new AtomicLong();
    private final boolean sends;
    private final Optional<Histogram> under;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2_048);
    private volatile Optional<InetSocketAddress> engine = Optional.empty();
    private volatile Optional<DtlsAssociation> association = Optional.empty();
    private int sequence;

    /// @param sends video, else is sent it
    /// @param under where the times of what it is sent are kept, in microseconds; empty for who
    ///   only counts
    MediaPeer(boolean sends, Optional<Histogram> under) throws IOException {
        this.sends = sends;
        this.under = under;
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /// What it offers.
    String offer() {
        return """
        v=0
        o=- 1 1 IN IP4 0.0.0.0
        s=-
        t=0 0
        a=group:BUNDLE 0
        m=video 9 UDP/TLS/RTP/SAVPF 96
        a=mid:0
        a=%s
        a=rtpmap:96 VP8/90000
        a=rtcp-fb:96 nack pli
        a=ice-ufrag:test
        a=ice-pwd:aaaaaaaaaaaaaaaaaaaaaa
        a=fingerprint:%s
        a=setup:actpass
        a=rtcp-mux
        a=ssrc:%d cname:bench
        """
                .formatted(sends ? "sendonly" : "recvonly", IDENTITY.fingerprint(), SSRC)
                .replace("\n", "\r\n");
    }

    /// Takes the answer, and is connected when this returns.
    ///
    /// @param at the engine's port
    void connect(String answer, int at) throws Exception {
        engine = Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
        if (!(SdpReader.read(answer) instanceof SdpReader.Read(var description))) {
            throw new IOException("no answer: " + answer);
        }
        var section = description.sections().getFirst();
        var shaking =
                new DtlsAssociation(
                        DtlsAssociation.Role.SERVER,
                        IDENTITY,
                        section.fingerprint().orElseThrow(),
                        this::send,
                        this);
        association = Optional.of(shaking);
        Thread.ofPlatform().daemon().start(this::receive);
        shaking.begin();
        var ice = section.ice().orElseThrow();
        byte[] check = Checks.request(ice.fragment() + ":test", new IceKey(ice.password()), true);
        Thread.ofVirtual().start(() -> consents(check));
        receiver.get(PATIENCE, TimeUnit.SECONDS);
    }

    /// Who says nothing for half a minute is sent nothing any more (RFC 7675, section 5.1).
    private void consents(byte[] check) {
        try {
            while (channel.isOpen()) {
                send(check, 0, check.length);
                Thread.sleep(CONSENTS_EVERY);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(byte[] bytes, int offset, int length) {
        try {
            channel.send(ByteBuffer.wrap(bytes, offset, length), engine.orElseThrow());
        } catch (IOException gone) {
            // as on any line
        }
    }

    /// Sends the next packet, the first of a picture that needs none before it, with the time.
    void sendNext() throws IOException {
        byte[] packet = new byte[PACKET + SrtpSender.MOST_ADDED];
        packet[0] = (byte) 0x80;
        packet[1] = (byte) TYPE;
        Bytes.put16(packet, 2, sequence);
        Bytes.put32(packet, 4, sequence * 3_000);
        Bytes.put32(packet, 8, SSRC);
        packet[HEADER] = 0x10;
        Bytes.put64(packet, STAMP, System.nanoTime());
        sequence++;
        int length = sender.join().seal(packet, PACKET);
        buffer.clear().put(packet, 0, length).flip();
        channel.send(buffer, engine.orElseThrow());
    }

    private void receive() {
        var in = ByteBuffer.allocateDirect(2_048);
        byte[] packet = new byte[2_048];
        try {
            while (true) {
                in.clear();
                channel.receive(in);
                int length = in.position();
                int first = in.get(0) & 0xff;
                if (first >= 20 && first <= 63) {
                    in.get(0, packet, 0, length);
                    byte[] shake = Arrays.copyOf(packet, length);
                    association.ifPresent(one -> one.receive(shake, shake.length));
                } else if (first >= 128 && (in.get(1) & 0x7f) == TYPE) {
                    received.incrementAndGet();
                    if (under.isPresent()) {
                        in.get(0, packet, 0, length);
                        time(under.get(), packet, length);
                    }
                }
            }
        } catch (ClosedChannelException closed) {
            // as it should be
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void time(Histogram times, byte[] packet, int length) {
        if (receiver.join().open(packet, length) > STAMP + 8) {
            long micros = (System.nanoTime() - Bytes.i64(packet, STAMP)) / 1_000;
            synchronized (times) {
                times.recordValue(Math.max(0, micros));
            }
        }
    }

    /// How many packets of video it was sent.
    long received() {
        return received.get();
    }

    @Override
    public void established(SrtpSender newSender, SrtpReceiver newReceiver) {
        sender.complete(newSender);
        receiver.complete(newReceiver);
    }

    @Override
    public void ended(String reason) {
        receiver.completeExceptionally(new IOException(reason));
    }

    @Override
    public void close() throws IOException {
        association.ifPresent(DtlsAssociation::close);
        channel.close();
    }
}
