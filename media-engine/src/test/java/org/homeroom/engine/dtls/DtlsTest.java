package org.homeroom.engine.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.homeroom.engine.dtls.DtlsAssociation.Role;
import org.homeroom.engine.srtp.SrtpReceiver;
import org.homeroom.engine.srtp.SrtpSender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DtlsTest {
    private static final DtlsIdentity ANA =
            DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH);
    private static final DtlsIdentity BEN =
            DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private record Keys(SrtpSender sender, SrtpReceiver receiver) {}

    /// One side: what was told to it, and the other side at the end of its line.
    private static final class Side implements DtlsAssociation.Listener {
        final CompletableFuture<Keys> keys = new CompletableFuture<>();
        final CompletableFuture<String> ended = new CompletableFuture<>();
        final DtlsAssociation association;
        private final RandomGenerator fate;
        private final int lost;
        private Side other;
        private byte[] held;

        /// @param lost of the datagrams to the other, of 100
        Side(Role role, DtlsIdentity own, Fingerprint peer, int lost, long seed) {
            this.association = new DtlsAssociation(role, own, peer, this::send, this);
            this.fate = random(seed);
            this.lost = lost;
        }

        /// Loses, doubles and holds back, as lines do.
        private void send(byte[] bytes, int offset, int length) {
            byte[] datagram = Arrays.copyOfRange(bytes, offset, offset + length);
            if (fate.nextInt(100) < lost) {
                return;
            }
            if (lost > 0 && held == null && fate.nextInt(5) == 0) {
                held = datagram;
                return;
            }
            other.association.receive(datagram, datagram.length);
            if (held != null) {
                other.association.receive(held, held.length);
                other.association.receive(held, held.length);
                held = null;
            }
        }

        @Override
        public void established(SrtpSender sender, SrtpReceiver receiver) {
            keys.complete(new Keys(sender, receiver));
        }

        @Override
        public void ended(String reason) {
            ended.complete(reason);
        }
    }

    private record Pair(Side client, Side server) {
        static Pair of(Fingerprint expectedOfServer, Fingerprint expectedOfClient, int lost) {
            var client = new Side(Role.CLIENT, ANA, expectedOfServer, lost, 1 + lost);
            var server = new Side(Role.SERVER, BEN, expectedOfClient, lost, 2 + lost);
            client.other = server;
            server.other = client;
            return new Pair(client, server);
        }

        static Pair of(int lost) {
            return of(BEN.fingerprint(), ANA.fingerprint(), lost);
        }

        void begin() {
            server.association.begin();
            client.association.begin();
        }

        void bothSay() throws Exception {
            speaks(client.keys.get(), server.keys.get());
            speaks(server.keys.get(), client.keys.get());
        }
    }

    private static void speaks(Keys from, Keys to) {
        byte[] plain = new byte[200];
        random(3).nextBytes(plain);
        plain[0] = (byte) 0x80;
        byte[] packet = Arrays.copyOf(plain, 300);
        int sealed = from.sender.seal(packet, plain.length);
        assertThat(Arrays.copyOf(packet, plain.length)).isNotEqualTo(plain);
        assertThat(to.receiver.open(packet, sealed)).isEqualTo(plain.length);
        assertThat(Arrays.copyOf(packet, plain.length)).isEqualTo(plain);
    }

    @Test
    void bothHaveTheSameKeysAndSayGoodbye() throws Exception {
        var pair = Pair.of(0);
        pair.begin();
        await().atMost(PATIENCE)
                .until(() -> pair.client.keys.isDone() && pair.server.keys.isDone());
        pair.bothSay();
        assertThat(pair.client.ended).isNotDone();

        pair.client.association.close();

        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(pair.client.ended).isCompletedWithValue("closed here");
                    assertThat(pair.server.ended).isCompletedWithValue("closed by the peer");
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 20, 30})
    void aBadLineOnlyTakesLonger(int lost) throws Exception {
        var pair = Pair.of(lost);
        pair.begin();

        await().atMost(PATIENCE)
                .until(() -> pair.client.keys.isDone() && pair.server.keys.isDone());
        pair.bothSay();
        pair.client.association.close();
        pair.server.association.close();
    }

    /// Whoever sits between the two has another certificate than the description says.
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void anotherCertificateIsRefused(boolean isOfServer) {
        var wrong = DtlsIdentity.generate(new SecureRandom(), Instant.EPOCH).fingerprint();
        var pair =
                isOfServer
                        ? Pair.of(wrong, ANA.fingerprint(), 0)
                        : Pair.of(BEN.fingerprint(), wrong, 0);
        pair.begin();

        await().atMost(PATIENCE)
                .until(() -> pair.client.ended.isDone() && pair.server.ended.isDone());
        var refuses = isOfServer ? pair.client : pair.server;
        assertThat(refuses.keys).isNotDone();
        assertThat(refuses.ended).isCompletedWithValueMatching(why -> why.contains("bad_cert"));
    }

    @Test
    void noiseAmongTheFlightsChangesNothing() throws Exception {
        var pair = Pair.of(0);
        var random = random(4);
        pair.begin();
        for (int i = 0; i < 400; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            if (noise.length > 13) {
                noise[0] = (byte) random.nextInt(20, 64);
                noise[1] = (byte) 0xfe;
                noise[2] = (byte) 0xfd;
            }
            // what floods the queue is dropped, and resent
            pair.client.association.receive(noise, noise.length);
            pair.server.association.receive(noise, noise.length);
        }

        await().atMost(PATIENCE)
                .until(() -> pair.client.keys.isDone() && pair.server.keys.isDone());
        pair.bothSay();
        pair.client.association.close();
        pair.server.association.close();
    }

    /// Of a client's flight each datagram is lost once, and comes late once.
    @Test
    void aChangeOfCiphersWaitsForTheProof() {
        byte[] proof = record(22, 15);
        byte[] change = record(20, 1);
        byte[] both = Arrays.copyOf(proof, proof.length + change.length);
        System.arraycopy(change, 0, both, proof.length, change.length);
        byte[] early = Arrays.copyOf(record(22, 16), 2 * change.length);
        System.arraycopy(change, 0, early, change.length, change.length);

        var order = new FlightOrder();
        assertThat(order.allowed(change)).isZero();
        assertThat(order.allowed(early)).isEqualTo(change.length);
        assertThat(order.allowed(proof)).isEqualTo(proof.length);
        assertThat(order.allowed(change)).isEqualTo(change.length);
        assertThat(new FlightOrder().allowed(both)).isEqualTo(both.length);
    }

    /// Of one byte, in the first epoch.
    private static byte[] record(int type, int content) {
        return new byte[] {
            (byte) type, (byte) 0xfe, (byte) 0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, (byte) content
        };
    }

    @Test
    void whatWasNeverBegunEndsAtOnce() {
        var pair = Pair.of(0);
        pair.client.association.close();
        pair.client.association.begin();

        assertThat(pair.client.ended).isCompletedWithValue("closed here");
        assertThat(pair.client.keys).isNotDone();
    }

    @Test
    void aHandshakeIsGivenUp() {
        var pair = Pair.of(100);
        pair.client.association.begin();
        pair.client.association.close();

        await().atMost(PATIENCE).until(pair.client.ended::isDone);
        assertThat(pair.client.ended).isCompletedWithValue("closed here");
    }

    @Test
    void aFingerprintIsReadAsItIsWritten() {
        var own = ANA.fingerprint();

        assertThat(Fingerprint.parse(own.toString())).contains(own);
        assertThat(Fingerprint.parse("SHA-256 " + own.digest().toLowerCase(Locale.ROOT)))
                .contains(own);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha-256",
                "sha-256 ",
                "sha-256 AB:CD",
                "sha-256 XY:ZZ",
                "sha-1 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33",
                "md5 00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF",
            })
    void whatIsNoStrongFingerprintIsNone(String attribute) {
        assertThat(Fingerprint.parse(attribute)).isEmpty();
    }
}
