package org.homeroom.signaling.ice;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// As much of a TURN client (RFC 8656 over UDP or TLS, messages of RFC 8489) as it takes to find
/// out what a server lets one do. Whoever is asked for a name and a password answers once, as
/// browsers do.
final class TurnClient implements AutoCloseable {
    private static final int COOKIE = 0x2112A442;
    private static final int TRIES = 10;

    private static final int ALLOCATE = 0x003;
    private static final int REFRESH = 0x004;
    private static final int PERMIT = 0x008;
    private static final int BIND_CHANNEL = 0x009;
    private static final int SEND = 0x016;
    private static final int DATA = 0x017;
    private static final int SUCCESS = 0x0100;
    private static final int ERROR = 0x0110;

    private static final int USERNAME = 0x0006;
    private static final int INTEGRITY = 0x0008;
    private static final int ERROR_CODE = 0x0009;
    private static final int CHANNEL = 0x000C;
    private static final int LIFETIME = 0x000D;
    private static final int PEER = 0x0012;
    private static final int PAYLOAD = 0x0013;
    private static final int REALM = 0x0014;
    private static final int NONCE = 0x0015;
    private static final int RELAYED = 0x0016;
    private static final int FAMILY = 0x0017;
    private static final int TRANSPORT = 0x0019;

    static final int GRANTED = 200;

    /// @param code as the server gave it, or [#GRANTED]
    /// @param relayed where others reach the client; null but for an allocation
    record Answer(int code, @Nullable InetSocketAddress relayed) {}

    private final Line line;
    private final SecureRandom random = new SecureRandom();
    private TurnCredentials credentials;
    private byte[] realm = {};
    private byte[] nonce = {};

    TurnClient(int port, TurnCredentials credentials) throws IOException {
        this(new UdpLine(port), credentials);
    }

    /// @param trust whose certificate is believed
    static TurnClient overTls(int port, TurnCredentials credentials, SSLContext trust)
            throws IOException {
        return new TurnClient(new TlsLine(port, trust), credentials);
    }

    private TurnClient(Line line, TurnCredentials credentials) {
        this.line = line;
        this.credentials = credentials;
    }

    /// What carries messages to the server and back.
    private sealed interface Line extends AutoCloseable {
        int SILENCE_MILLIS = 500;

        void send(byte[] message, int length) throws IOException;

        /// @throws SocketTimeoutException if none comes within half a second
        ByteBuffer receive() throws IOException;

        @Override
        void close() throws IOException;
    }

    private static final class UdpLine implements Line {
        private final InetSocketAddress server;
        private final DatagramSocket socket;

        UdpLine(int port) throws IOException {
            server = new InetSocketAddress("127.0.0.1", port);
            socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
            socket.setSoTimeout(SILENCE_MILLIS);
        }

        @Override
        public void send(byte[] message, int length) throws IOException {
            socket.send(new DatagramPacket(message, length, server));
        }

        @Override
        public ByteBuffer receive() throws IOException {
            var packet = new DatagramPacket(new byte[2_000], 2_000);
            socket.receive(packet);
            return ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /// Messages follow each other, each as long as its header says (RFC 8489, section 6.2.2).
    private static final class TlsLine implements Line {
        private static final int HEADER = 20;
        private static final int REST_MILLIS = 10_000;

        private final SSLSocket socket;

        TlsLine(int port, SSLContext trust) throws IOException {
            socket = (SSLSocket) trust.getSocketFactory().createSocket("127.0.0.1", port);
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            try {
                socket.startHandshake();
            } catch (IOException refused) {
                socket.close();
                throw refused;
            }
        }

        @Override
        public void send(byte[] message, int length) throws IOException {
            socket.getOutputStream().write(message, 0, length);
            socket.getOutputStream().flush();
        }

        @Override
        public ByteBuffer receive() throws IOException {
            socket.setSoTimeout(SILENCE_MILLIS);
            var first = socket.getInputStream().readNBytes(1);
            socket.setSoTimeout(REST_MILLIS);
            var header = socket.getInputStream().readNBytes(HEADER - 1);
            if (first.length + header.length < HEADER) {
                throw new EOFException("the server has closed the line");
            }
            var length = ByteBuffer.wrap(header).getShort(1) & 0xFFFF;
            var message = ByteBuffer.allocate(HEADER + length);
            message.put(first).put(header).put(socket.getInputStream().readNBytes(length));
            return message.flip();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /// Goes on, over the same socket, as somebody else.
    void become(TurnCredentials other) {
        credentials = other;
    }

    /// @param ipv6 whether the address is to be one of IPv6
    Answer allocate(boolean ipv6) {
        var attributes = new HashMap<Integer, byte[]>();
        attributes.put(TRANSPORT, new byte[] {17, 0, 0, 0});
        if (ipv6) {
            attributes.put(FAMILY, new byte[] {2, 0, 0, 0});
        }
        return ask(ALLOCATE, attributes);
    }

    Answer refresh() {
        return ask(REFRESH, Map.of(LIFETIME, ByteBuffer.allocate(4).putInt(600).array()));
    }

    Answer permit(InetSocketAddress peer) {
        return withTransaction(id -> ask(PERMIT, Map.of(PEER, address(peer, id)), id));
    }

    Answer bindChannel(InetSocketAddress peer) {
        return withTransaction(id ->
                ask(
                        BIND_CHANNEL,
                        Map.of(CHANNEL, new byte[] {0x40, 0, 0, 0}, PEER, address(peer, id)),
                        id));
    }

    void send(InetSocketAddress peer, String text) {
        withTransaction(id -> {
            transmit(
                    SEND,
                    Map.of(PEER, address(peer, id), PAYLOAD, text.getBytes(StandardCharsets.UTF_8)),
                    id,
                    false);
            return id;
        });
    }

    /// What came through the relay; empty if nothing does within a second.
    Optional<String> receive() {
        for (var tries = 0; tries < 2; tries++) {
            var message = next();
            if (message.isPresent() && message.get().type == DATA) {
                return Optional.ofNullable(message.get().attributes.get(PAYLOAD))
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    private interface WithTransaction<T> {
        T run(byte[] id);
    }

    private <T> T withTransaction(WithTransaction<T> run) {
        var id = new byte[12];
        random.nextBytes(id);
        return run.run(id);
    }

    private Answer ask(int method, Map<Integer, byte[]> attributes) {
        return withTransaction(id -> ask(method, attributes, id));
    }

    private Answer ask(int method, Map<Integer, byte[]> attributes, byte[] id) {
        var answer = exchange(method, attributes, id);
        var isChallenge = answer.code == 401 && nonce.length == 0 || answer.code == 438;
        if (isChallenge || nonce.length == 0) {
            realm = answer.message.attributes.getOrDefault(REALM, realm);
            nonce = answer.message.attributes.getOrDefault(NONCE, nonce);
            if (isChallenge) {
                answer = exchange(method, attributes, id);
            }
        }
        var relayed = answer.message.attributes.get(RELAYED);
        return new Answer(answer.code, relayed == null ? null : address(relayed, id));
    }

    private record Exchanged(int code, Message message) {}

    private Exchanged exchange(int method, Map<Integer, byte[]> attributes, byte[] id) {
        for (var tries = 0; tries < TRIES; tries++) {
            transmit(method, attributes, id, nonce.length > 0);
            var found = next().filter(message -> Arrays.equals(message.id, id));
            if (found.isPresent()) {
                var message = found.get();
                if (message.type == (method | SUCCESS)) {
                    return new Exchanged(GRANTED, message);
                }
                var error = message.attributes.get(ERROR_CODE);
                if (message.type == (method | ERROR) && error != null) {
                    return new Exchanged(error[2] * 100 + error[3], message);
                }
            }
        }
        throw new AssertionError("no answer");
    }

    private void transmit(int type, Map<Integer, byte[]> attributes, byte[] id, boolean isSigned) {
        var buffer = ByteBuffer.allocate(2_000);
        buffer.putShort((short) type).putShort((short) 0).putInt(COOKIE).put(id);
        attributes.forEach((name, value) -> put(buffer, name, value));
        if (isSigned) {
            put(buffer, USERNAME, credentials.username().getBytes(StandardCharsets.UTF_8));
            put(buffer, REALM, realm);
            put(buffer, NONCE, nonce);
            // The length counts the signature, which signs what is before it.
            buffer.putShort(2, (short) (buffer.position() - 20 + 24));
            put(buffer, INTEGRITY, sign(Arrays.copyOf(buffer.array(), buffer.position())));
        }
        buffer.putShort(2, (short) (buffer.position() - 20));
        call(() -> {
            line.send(buffer.array(), buffer.position());
            return line;
        });
    }

    private static void put(ByteBuffer buffer, int name, byte[] value) {
        buffer.putShort((short) name).putShort((short) value.length).put(value);
        while (buffer.position() % 4 != 0) {
            buffer.put((byte) 0);
        }
    }

    private byte[] sign(byte[] message) {
        try {
            var key =
                    MessageDigest.getInstance("MD5")
                            .digest(
                                    (credentials.username()
                                                    + ":"
                                                    + new String(realm, StandardCharsets.UTF_8)
                                                    + ":"
                                                    + credentials.password())
                                            .getBytes(StandardCharsets.UTF_8));
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private record Message(int type, byte[] id, Map<Integer, byte[]> attributes) {}

    private Optional<Message> next() {
        ByteBuffer buffer;
        try {
            buffer = line.receive();
        } catch (SocketTimeoutException silence) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        var type = buffer.getShort() & 0xFFFF;
        buffer.position(8);
        var id = new byte[12];
        buffer.get(id);
        var attributes = new HashMap<Integer, byte[]>();
        while (buffer.remaining() >= 4) {
            var name = buffer.getShort() & 0xFFFF;
            var value = new byte[buffer.getShort() & 0xFFFF];
            buffer.get(value);
            attributes.putIfAbsent(name, value);
            buffer.position(
                    Math.min(buffer.limit(), buffer.position() + (4 - value.length % 4) % 4));
        }
        return Optional.of(new Message(type, id, attributes));
    }

    /// XOR-PEER-ADDRESS.
    private static byte[] address(InetSocketAddress peer, byte[] id) {
        var raw = bytes(peer);
        var buffer = ByteBuffer.allocate(4 + raw.length);
        buffer.put((byte) 0).put((byte) (raw.length == 4 ? 1 : 2));
        buffer.putShort((short) (peer.getPort() ^ COOKIE >>> 16));
        return buffer.put(masked(raw, id)).array();
    }

    /// Java makes IPv4 of a mapped address, which is not what is to be sent.
    private static byte[] bytes(InetSocketAddress peer) {
        var name = peer.getHostString();
        if (!name.startsWith("::ffff:")) {
            return call(() -> InetAddress.getByName(name).getAddress());
        }
        var mapped = new byte[16];
        mapped[10] = (byte) 0xFF;
        mapped[11] = (byte) 0xFF;
        var ipv4 = call(() -> InetAddress.getByName(name.substring(7)).getAddress());
        System.arraycopy(ipv4, 0, mapped, 12, 4);
        return mapped;
    }

    private static InetSocketAddress address(byte[] masked, byte[] id) {
        var buffer = ByteBuffer.wrap(masked);
        var port = (buffer.getShort(2) & 0xFFFF) ^ COOKIE >>> 16;
        var raw = masked(Arrays.copyOfRange(masked, 4, masked.length), id);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(raw), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] masked(byte[] raw, byte[] id) {
        var mask = ByteBuffer.allocate(16).putInt(COOKIE).put(id).array();
        var masked = new byte[raw.length];
        for (var i = 0; i < raw.length; i++) {
            masked[i] = (byte) (raw[i] ^ mask[i]);
        }
        return masked;
    }

    private static <T> T call(Callable<T> io) {
        try {
            return io.call();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() {
        call(() -> {
            line.close();
            return line;
        });
    }
}
