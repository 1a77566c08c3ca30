package org.homeroom.engine.ice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGeneratorFactory;
import org.homeroom.engine.wire.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindingTest {
    /// RFC 5769, section 2.1.
    private static final byte[] SAMPLE =
            HexFormat.of()
                    .parseHex(
                            "000100582112a442b7e7a701bc34d686fa87dfae"
                                    + "802200105354554e207465737420636c69656e74"
                                    + "002400046e0001ff"
                                    + "80290008932ff9b151263b36"
                                    + "000600096576746a3a68367659202020"
                                    + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
                                    + "80280004e57a3bcf");

    private static final IceKey KEY = new IceKey("VOkJxbRl1RmTxUk/WvJxBt");

    private static BindingRequest sample() {
        return BindingRequest.read(SAMPLE, SAMPLE.length).orElseThrow();
    }

    @Test
    void theRfcsSampleIsRead() {
        var request = sample();

        assertThat(request.localFragment()).isEqualTo("evtj");
        assertThat(request.remoteFragment()).isEqualTo("h6vY");
        assertThat(request.nominates()).isFalse();
        assertThat(request.claimsControl()).isFalse();
        assertThat(request.isSignedBy(KEY)).isTrue();
        assertThat(request.isSignedBy(new IceKey("VOkJxbRl1RmTxUk/WvJxBu"))).isFalse();
    }

    /// RFC 5769, sections 2.2 and 2.3.
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 002000080001a147e112a643",
        "2001:db8:1234:5678:11:2233:4455:6677, 002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9",
    })
    void theAnswerSaysWhereTheCheckCameFrom(String ip, String mapped) throws UnknownHostException {
        var from = new InetSocketAddress(InetAddress.getByName(ip), 32_853);
        byte[] answer = BindingAnswer.success(sample(), from, KEY);

        assertThat(HexFormat.of().formatHex(answer))
                .startsWith("0101%04x2112a442".formatted(answer.length - 20))
                .contains("b7e7a701bc34d686fa87dfae" + mapped);
        assertThat(isSignedAndWhole(answer)).isTrue();
        assertThat(answer.length).isLessThanOrEqualTo(SAMPLE.length);
    }

    @Test
    void aRoleConflictIsTold() {
        byte[] answer = BindingAnswer.roleConflict(sample(), KEY);

        assertThat(HexFormat.of().formatHex(answer))
                .startsWith("0111")
                .contains(
                        "0009000c00000457"
                                + HexFormat.of().formatHex("Conflict".getBytes(US_ASCII)));
        assertThat(isSignedAndWhole(answer)).isTrue();
        assertThat(answer.length).isLessThanOrEqualTo(SAMPLE.length);
    }

    private static boolean isSignedAndWhole(byte[] answer) {
        int fingerprintAt = answer.length - 8;
        return Bytes.i32(answer, fingerprintAt + 4)
                        == BindingRequest.fingerprint(answer, fingerprintAt)
                && KEY.signs(answer, fingerprintAt - 24);
    }

    /// The shortest check that is answered, and the longest answer: to an IPv6 address.
    @Test
    void noAnswerIsLongerThanItsCheck() throws UnknownHostException {
        byte[] shortest = check(":");
        var request = BindingRequest.read(shortest, shortest.length).orElseThrow();
        var from = new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 1);

        assertThat(BindingAnswer.success(request, from, KEY).length)
                .isLessThanOrEqualTo(shortest.length);
    }

    private static byte[] check(String name) {
        int named = 4 + (name.length() + 3 & ~3);
        byte[] packet = new byte[20 + named + 8 + 12 + 24 + 8];
        Bytes.put16(packet, 0, 1);
        Bytes.put16(packet, 2, packet.length - 20);
        Bytes.put32(packet, 4, 0x2112a442);
        int at = attribute(packet, 20, 0x0006, name.length());
        System.arraycopy(name.getBytes(US_ASCII), 0, packet, 24, name.length());
        at = attribute(packet, at, 0x0024, 4);
        at = attribute(packet, at, 0x802a, 8);
        int integrityAt = at;
        at = attribute(packet, at, 0x0008, 20);
        System.arraycopy(KEY.sign(packet, integrityAt), 0, packet, integrityAt + 4, 20);
        attribute(packet, at, 0x8028, 4);
        Bytes.put32(packet, at + 4, BindingRequest.fingerprint(packet, at));
        return packet;
    }

    private static int attribute(byte[] packet, int at, int type, int size) {
        Bytes.put16(packet, at, type);
        Bytes.put16(packet, at + 2, size);
        return at + 4 + (size + 3 & ~3);
    }

    @Test
    void aCheckWithoutPriorityRoleNameOrFingerprintIsNone() {
        byte[] whole = check("ours:theirs");
        assertThat(BindingRequest.read(whole, whole.length)).isPresent();
        for (int type : new int[] {0x0006, 0x0024, 0x802a, 0x8028}) {
            byte[] packet = whole.clone();
            for (int at = 20; at < packet.length; at += 4 + (Bytes.u16(packet, at + 2) + 3 & ~3)) {
                if (Bytes.u16(packet, at) == type) {
                    Bytes.put16(packet, at, 0xfff0);
                }
            }
            if (type != 0x8028) {
                Bytes.put32(
                        packet,
                        packet.length - 4,
                        BindingRequest.fingerprint(packet, packet.length - 8));
            }
            assertThat(BindingRequest.read(packet, packet.length)).isEmpty();
        }
    }

    /// What stands behind the signature was written by anybody.
    @Test
    void whatStandsBehindTheSignatureDoesNotCount() {
        byte[] signed = check("ours:theirs");
        byte[] packet = new byte[signed.length + 4];
        System.arraycopy(signed, 0, packet, 0, signed.length - 8);
        int at = attribute(packet, signed.length - 8, 0x0025, 0);
        attribute(packet, at, 0x8028, 4);
        Bytes.put16(packet, 2, packet.length - 20);
        Bytes.put32(packet, at + 4, BindingRequest.fingerprint(packet, at));

        var request = BindingRequest.read(packet, packet.length).orElseThrow();
        assertThat(request.isSignedBy(KEY)).isTrue();
        assertThat(request.nominates()).isFalse();
    }

    @Test
    void noNoiseIsACheck() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        for (int i = 0; i < 300_000; i++) {
            byte[] packet = Arrays.copyOf(SAMPLE, random.nextInt(SAMPLE.length + 1));
            int changes = 1 + random.nextInt(4);
            for (int change = 0; change < changes && packet.length > 0; change++) {
                packet[random.nextInt(packet.length)] = (byte) random.nextInt();
            }
            var read = BindingRequest.read(packet, packet.length);
            // a fingerprint of 32 bits passes over no change of a few bytes
            assertThat(read.isPresent()).isEqualTo(Arrays.equals(packet, SAMPLE));
        }
        for (int i = 0; i < 200_000; i++) {
            byte[] packet = new byte[random.nextInt(120)];
            random.nextBytes(packet);
            assertThat(BindingRequest.read(packet, packet.length)).isEmpty();
        }
    }

    /// With the right fingerprint behind it, noise reaches the reader's last line.
    @Test
    void noNoiseBehindTheHeaderThrows() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(2);
        int read = 0;
        for (int i = 0; i < 300_000; i++) {
            byte[] packet = check("ours:theirs");
            int changes = random.nextInt(6);
            for (int change = 0; change < changes; change++) {
                packet[20 + random.nextInt(packet.length - 28)] = (byte) random.nextInt();
            }
            Bytes.put32(
                    packet,
                    packet.length - 4,
                    BindingRequest.fingerprint(packet, packet.length - 8));
            var request = BindingRequest.read(packet, packet.length);
            if (request.isPresent()) {
                read++;
                request.get().isSignedBy(KEY);
                assertThat(request.get().localFragment().length()).isLessThan(120);
            }
        }
        assertThat(read).isBetween(50_000, 299_999);
    }
}
