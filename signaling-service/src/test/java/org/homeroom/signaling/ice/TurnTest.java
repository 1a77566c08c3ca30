package org.homeroom.signaling.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import javax.net.ssl.SSLHandshakeException;
import org.homeroom.embedded.Coturn;
import org.homeroom.embedded.Coturn.Options;
import org.homeroom.embedded.Coturn.Peers;
import org.homeroom.embedded.LoopbackCertificate;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real coturn with the configuration that ships, and passwords as this service makes them.
class TurnTest {
    private static final Path SHIPPED = Path.of("../deploy/coturn/turnserver.conf");
    private static final String SECRET = "the secret of the two";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int WRONG_CREDENTIALS = 441;
    private static final int QUOTA_REACHED = 486;
    private static final int HANDSHAKE = 22;
    private static final int TLS_1_0 = 0x0301;
    private static final int TLS_1_1 = 0x0302;
    private static final int TLS_1_2 = 0x0303;

    @TempDir private static Path folder;

    private static LoopbackCertificate certificate;
    private static @Nullable Coturn shipped;
    private static @Nullable Coturn onLoopback;

    private final AccountId ana = new AccountId(UUID.randomUUID());
    private final AccountId ben = new AccountId(UUID.randomUUID());
    private final CallId call = new CallId(UUID.randomUUID());

    @BeforeAll
    static void start() {
        shipped = Coturn.start(Options.of(SHIPPED, SECRET));
        certificate = LoopbackCertificate.in(folder);
        onLoopback =
                Coturn.start(
                        Options.of(SHIPPED, SECRET)
                                .peers(Peers.AND_LOOPBACK)
                                .certificate(certificate));
    }

    @AfterAll
    static void stop() {
        for (var coturn : new Coturn[] {shipped, onLoopback}) {
            if (coturn != null) {
                coturn.close();
            }
        }
    }

    private TurnCredentials of(AccountId account) {
        return TurnCredentials.sign(
                account, call, Instant.now().plus(Duration.ofMinutes(10)), SECRET);
    }

    private static int allocate(TurnCredentials credentials) throws IOException {
        try (var client = new TurnClient(shipped.port(), credentials)) {
            return client.allocate(false).code();
        }
    }

    @Test
    void twoPeopleInACallReachEachOtherThroughIt() throws IOException {
        try (var anas = new TurnClient(onLoopback.port(), of(ana));
                var bens = new TurnClient(onLoopback.port(), of(ben))) {
            var atAna = anas.allocate(false).relayed();
            var atBen = bens.allocate(false).relayed();
            assertThat(anas.permit(atBen).code()).isEqualTo(TurnClient.GRANTED);
            anas.send(atBen, "nobody has let her in");
            assertThat(bens.receive()).isEmpty();
            assertThat(bens.permit(atAna).code()).isEqualTo(TurnClient.GRANTED);
            anas.send(atBen, "hello");
            assertThat(bens.receive()).contains("hello");
            bens.send(atAna, "你好");
            assertThat(anas.receive()).contains("你好");
        }
    }

    /// One is in a network that lets nothing out but TLS (`turns:`), the other is at home.
    @Test
    void itCarriesThemOverTlsToo() throws IOException {
        try (var anas = overTls(of(ana));
                var bens = new TurnClient(onLoopback.port(), of(ben))) {
            var atAna = anas.allocate(false).relayed();
            var atBen = bens.allocate(false).relayed();
            assertThat(anas.permit(atBen).code()).isEqualTo(TurnClient.GRANTED);
            assertThat(bens.permit(atAna).code()).isEqualTo(TurnClient.GRANTED);
            anas.send(atBen, "hello");
            assertThat(bens.receive()).contains("hello");
            bens.send(atAna, "你好");
            assertThat(anas.receive()).contains("你好");
        }
        try (var strangers = overTls(new TurnCredentials("ana", "ana"))) {
            assertThat(strangers.allocate(false).code()).isEqualTo(UNAUTHORIZED);
        }
    }

    private static TurnClient overTls(TurnCredentials credentials) throws IOException {
        return TurnClient.overTls(onLoopback.tlsPort(), credentials, certificate.trust());
    }

    @Test
    void aCertificateThatWasRenewedIsTakenWithoutARestart() throws IOException {
        try (var before = overTls(of(ana))) {
            assertThat(before.allocate(false).code()).isEqualTo(TurnClient.GRANTED);
            LoopbackCertificate.in(folder);
            onLoopback.takeNewCertificate();
            await().ignoreExceptionsInstanceOf(SSLHandshakeException.class)
                    .until(() -> {
                        try (var client = overTls(of(ben))) {
                            return client.allocate(false).code() == TurnClient.GRANTED;
                        }
                    });
            assertThat(before.refresh().code())
                    .as("who is there stays")
                    .isEqualTo(TurnClient.GRANTED);
        }
    }

    /// TLS 1.0 and 1.1 are deprecated (RFC 8996); a JDK does not offer them any more, so the first
    /// message of such a client is written out here. The server passes it over.
    @Test
    void oldTlsIsNotSpoken() throws IOException {
        assertThat(greet(TLS_1_2)).as("a handshake goes on").isEqualTo(HANDSHAKE);
        assertThat(greet(TLS_1_1)).isNotEqualTo(HANDSHAKE);
        assertThat(greet(TLS_1_0)).isNotEqualTo(HANDSHAKE);
    }

    /// Says hello as a client that has this version and no later one (RFC 5246, section 7.4.1.2).
    ///
    /// @return the kind of record that the server answers with; negative for none in two seconds
    private static int greet(int version) throws IOException {
        // ECDHE with ECDSA, AES of 128 bits: with GCM, and as older versions have it
        var suites = new byte[] {(byte) 0xC0, 0x2B, (byte) 0xC0, 0x09};
        // P-256, uncompressed, signed with SHA-256
        var extensions =
                new byte[] {0, 10, 0, 4, 0, 2, 0, 23, 0, 11, 0, 2, 1, 0, 0, 13, 0, 4, 0, 2, 4, 3};
        var hello = ByteBuffer.allocate(200);
        hello.putShort((short) version).put(new byte[32]).put((byte) 0);
        hello.putShort((short) suites.length).put(suites).put((byte) 1).put((byte) 0);
        hello.putShort((short) extensions.length).put(extensions).flip();
        var length = hello.limit();
        var record = ByteBuffer.allocate(length + 9);
        record.put((byte) HANDSHAKE).putShort((short) TLS_1_0).putShort((short) (length + 4));
        record.putInt(1 << 24 | length).put(hello);
        try (var socket = new Socket("127.0.0.1", onLoopback.tlsPort())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(record.array());
            return socket.getInputStream().read();
        } catch (SocketTimeoutException silence) {
            return -1;
        }
    }

    @Test
    void aPasswordThatIsOverIsRefused() throws IOException {
        var over = TurnCredentials.sign(ana, call, Instant.now().minusSeconds(5), SECRET);
        assertThat(allocate(over)).isEqualTo(UNAUTHORIZED);
        assertThat(allocate(of(ana))).isEqualTo(TurnClient.GRANTED);
    }

    @Test
    void aForgedOneIsRefused() throws IOException {
        var goodUntil = Instant.now().plusSeconds(600);
        var guessed = TurnCredentials.sign(ana, call, goodUntil, "another secret of nobody");
        assertThat(allocate(guessed)).isEqualTo(UNAUTHORIZED);
        var own = of(ana);
        var longer =
                new TurnCredentials(
                        own.username()
                                .replaceFirst(
                                        "^\\d+", "" + (Instant.now().getEpochSecond() + 86_400)),
                        own.password());
        assertThat(allocate(longer)).as("the time is signed too").isEqualTo(UNAUTHORIZED);
        assertThat(allocate(new TurnCredentials("ana", "ana"))).isEqualTo(UNAUTHORIZED);
    }

    @Test
    void thatOfSomebodyElseIsWorthNothing() throws IOException {
        var stranger = new TurnCredentials(of(ben).username(), of(ana).password());
        assertThat(allocate(stranger)).isEqualTo(UNAUTHORIZED);
        try (var anas = new TurnClient(shipped.port(), of(ana))) {
            assertThat(anas.allocate(false).code()).isEqualTo(TurnClient.GRANTED);
            anas.become(of(ben));
            assertThat(anas.refresh().code()).isEqualTo(WRONG_CREDENTIALS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.0.0.5",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.8.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.251",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255"
            })
    void nothingInsideIsReachedThroughIt(String peer) throws IOException {
        assertThat(permitted(peer, false)).isEqualTo(FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "::ffff:10.0.0.5",
                "::ffff:127.0.0.1",
                "::ffff:169.254.169.254",
                "::7f00:1",
                "64:ff9b::a00:5",
                "64:ff9b:1::a00:5",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:5::1",
                "3fff::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::fb"
            })
    void norOverTheOtherProtocol(String peer) throws IOException {
        assertThat(permitted(peer, true)).isEqualTo(FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "100.63.255.255", "172.32.0.1", "192.167.0.1", "223.1.1.1"})
    void whatIsOutsideIs(String peer) throws IOException {
        assertThat(permitted(peer, false)).isEqualTo(TurnClient.GRANTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2606:4700:4700::1111", "2a00:1450::1", "2003::1"})
    void overTheOtherProtocolToo(String peer) throws IOException {
        assertThat(permitted(peer, true)).isEqualTo(TurnClient.GRANTED);
    }

    /// By a permission and by a channel, which come to the same.
    private int permitted(String peer, boolean ipv6) throws IOException {
        try (var client = new TurnClient(shipped.port(), of(ana))) {
            assertThat(client.allocate(ipv6).code()).isEqualTo(TurnClient.GRANTED);
            var address = InetSocketAddress.createUnresolved(peer, 443);
            var code = client.permit(address).code();
            assertThat(client.bindChannel(address).code()).isEqualTo(code);
            return code;
        }
    }

    @Test
    void onePersonInACallTakesNoMoreThanTheirs() throws IOException {
        var clients = new ArrayList<TurnClient>();
        try {
            var codes = new ArrayList<Integer>();
            for (var i = 0; i < 13; i++) {
                var client = new TurnClient(shipped.port(), of(ben));
                clients.add(client);
                codes.add(client.allocate(false).code());
            }
            assertThat(codes.subList(0, 12)).containsOnly(TurnClient.GRANTED);
            assertThat(codes.getLast()).isEqualTo(QUOTA_REACHED);
            assertThat(allocate(of(ana))).as("others have theirs").isEqualTo(TurnClient.GRANTED);
        } finally {
            clients.forEach(TurnClient::close);
        }
    }
}
