package org.homeroom.engine.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.homeroom.engine.wire.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpTest {
    private static final RandomGeneratorFactory<RandomGenerator> RANDOM =
            RandomGeneratorFactory.of("L64X128MixRandom");
    private static final int ROOM = 1500;
    private static final int SSRC = 0x5501a0b2;

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] roomFor(byte[] packet) {
        return Arrays.copyOf(packet, ROOM);
    }

    /// RFC 3711, appendix B.3.
    @Test
    void keysAreDerivedAsTheRfcShows() {
        byte[] key = hex("E1F97A0D3E018BE0D64FA32C06DE4139");
        byte[] salt = hex("0EC675AD498AFEEBB6960B3AABE6");

        assertThat(SessionKeys.stream(key, salt, 0, 16))
                .isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(SessionKeys.stream(key, salt, 2, 14))
                .isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(SessionKeys.stream(key, salt, 1, 20))
                .isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
    }

    /// RFC 3711, appendix B.2: the key stream is what is added to zeros.
    @Test
    void theKeyStreamIsAsTheRfcShows() {
        var cipher =
                new CounterCipher(
                        new SessionKeys(
                                hex("2B7E151628AED2A6ABF7158809CF4F3C"),
                                new byte[20],
                                hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD")));
        byte[] packet = new byte[ROOM];
        cipher.sealMedia(packet, 0, 48, 0, 0);

        assertThat(Arrays.copyOf(packet, 48))
                .isEqualTo(
                        hex(
                                "E03EAD0935C95E80E166B16DD92B4EB4"
                                        + "D23513162B02D0F72A43A2FE4A5F97AB"
                                        + "41E95B3BB0A2E8DD477901E4FCA894C0"));
    }

    private static final SessionKeys GALLIA =
            new SessionKeys(
                    hex("000102030405060708090a0b0c0d0e0f"),
                    new byte[0],
                    hex("517569642070726f2071756f"));

    /// RFC 7714, section 16.1.
    @Test
    void mediaIsSealedAsTheRfcShows() {
        byte[] plain =
                hex(
                        "8040f17b8041f8d35501a0b2"
                                + "47616c6c696120657374206f6d6e69732064697669736120"
                                + "696e207061727465732074726573");
        byte[] packet = roomFor(plain);
        long index = 0xf17b;
        int length = new GcmCipher(GALLIA).sealMedia(packet, 12, plain.length, SSRC, index);

        assertThat(Arrays.copyOf(packet, length))
                .isEqualTo(
                        hex(
                                "8040f17b8041f8d35501a0b2"
                                        + "f24de3a3fb34de6cacba861c9d7e4bca"
                                        + "be633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
                                        + "899d7f27beb16a9152cf765ee4390cce"));
        assertThat(new GcmCipher(GALLIA).openMedia(packet, 12, length, SSRC, index))
                .isEqualTo(plain.length);
        assertThat(Arrays.copyOf(packet, plain.length)).isEqualTo(plain);
    }

    /// RFC 7714, section 17.1.
    @Test
    void controlIsSealedAsTheRfcShows() {
        byte[] plain =
                hex(
                        "81c8000d4d6172734e5450314e545032525450200000042a0000e930"
                                + "4c756e61deadbeefdeadbeefdeadbeefdeadbeefdeadbeef");
        byte[] packet = roomFor(plain);
        int length = new GcmCipher(GALLIA).sealControl(packet, plain.length, 0x4d617273, 0x5d4);

        assertThat(Arrays.copyOf(packet, length))
                .isEqualTo(
                        hex(
                                "81c8000d4d61727363e94885dcdab67ca727d7662f6b7e997ff5c0f7"
                                        + "6c06f32dc676a5f1730d6fda4ce09b4686303ded0bb9275b"
                                        + "c84aa45896cf4d2fc5abf87245d9eade800005d4"));
        assertThat(new GcmCipher(GALLIA).openControl(packet, length)).isEqualTo(plain.length);
        assertThat(Arrays.copyOf(packet, plain.length)).isEqualTo(plain);
    }

    private record Line(SrtpSender sender, SrtpReceiver receiver) {
        static Line of(Profile profile) {
            byte[] key = new byte[profile.keyLength()];
            byte[] salt = new byte[profile.saltLength()];
            RANDOM.create(1).nextBytes(key);
            RANDOM.create(2).nextBytes(salt);
            return new Line(
                    new SrtpSender(profile, key, salt), new SrtpReceiver(profile, key, salt));
        }

        /// @return null for one that is dropped
        byte[] passed(byte[] sealed) {
            byte[] packet = roomFor(sealed);
            int length = receiver.open(packet, sealed.length);
            return length < 0 ? null : Arrays.copyOf(packet, length);
        }

        byte[] sealed(byte[] plain) {
            byte[] packet = roomFor(plain);
            return Arrays.copyOf(packet, sender.seal(packet, plain.length));
        }
    }

    private static byte[] packet(RandomGenerator random, int ssrc, long index) {
        byte[] packet = new byte[12 + random.nextInt(1100)];
        random.nextBytes(packet);
        packet[0] = (byte) 0x80;
        Bytes.put16(packet, 2, (int) index);
        Bytes.put32(packet, 8, ssrc);
        return packet;
    }

    /// Through several rounds of the sequence number, with what is lost, late and doubled.
    @ParameterizedTest
    @EnumSource
    void whatIsSealedIsOpenedOnce(Profile profile) {
        var line = Line.of(profile);
        var random = RANDOM.create(3);
        byte[] late = null;
        byte[] latePlain = null;
        for (long index = 65_000; index < 65_536 * 3; index++) {
            byte[] plain = packet(random, 7, index);
            byte[] sealed = line.sealed(plain);
            switch (random.nextInt(50)) {
                case 0 -> {
                    // lost
                }
                case 1 -> {
                    late = sealed;
                    latePlain = plain;
                }
                default -> {
                    assertThat(line.passed(sealed)).isEqualTo(plain);
                    if (index % 997 == 0) {
                        assertThat(line.passed(sealed)).as("a second time").isNull();
                    }
                    if (late != null) {
                        assertThat(line.passed(late)).isEqualTo(latePlain);
                        late = null;
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPacketMaySealedAgainAsItWas(Profile profile) {
        var line = Line.of(profile);
        byte[] plain = packet(RANDOM.create(4), 7, 1);
        byte[] first = line.sealed(plain);

        assertThat(line.sealed(plain)).isEqualTo(first);
        assertThat(line.sealed(plain)).isEqualTo(first);
    }

    /// A forged packet must not move the window: what is genuine still comes through.
    @ParameterizedTest
    @EnumSource
    void oneBitChangedIsRefusedAndChangesNothing(Profile profile) {
        var line = Line.of(profile);
        var random = RANDOM.create(5);
        for (int i = 0; i < 2_000; i++) {
            byte[] plain = packet(random, 7, 100 + i);
            byte[] sealed = line.sealed(plain);
            byte[] forged = sealed.clone();
            forged[random.nextInt(forged.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(line.passed(forged)).isNull();
            assertThat(line.passed(sealed)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource
    void controlIsOpenedOnceAndOnlyIfGenuine(Profile profile) {
        var line = Line.of(profile);
        var random = RANDOM.create(6);
        for (int i = 0; i < 2_000; i++) {
            byte[] plain = packet(random, 7, 0);
            byte[] packet = roomFor(plain);
            int length = line.sender.sealControl(packet, plain.length);
            byte[] forged = packet.clone();
            forged[random.nextInt(length)] ^= (byte) (1 << random.nextInt(8));
            byte[] again = packet.clone();

            assertThat(line.receiver.openControl(forged, length)).isEqualTo(-1);
            assertThat(line.receiver.openControl(packet, length)).isEqualTo(plain.length);
            assertThat(Arrays.copyOf(packet, plain.length)).isEqualTo(plain);
            assertThat(line.receiver.openControl(again, length)).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPeerHasSoManySources(Profile profile) {
        var line = Line.of(profile);
        var random = RANDOM.create(8);
        for (int ssrc = 0; ssrc < SrtpReceiver.MOST_SOURCES; ssrc++) {
            byte[] plain = packet(random, ssrc, 9);
            assertThat(line.passed(line.sealed(plain))).isEqualTo(plain);
        }

        assertThat(line.passed(line.sealed(packet(random, 99_999, 9)))).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void noisePassesAtNoLength(Profile profile) {
        var line = Line.of(profile);
        var random = RANDOM.create(9);
        for (int i = 0; i < 200_000; i++) {
            byte[] noise = new byte[ROOM];
            int length = random.nextInt(120);
            for (int at = 0; at < length; at++) {
                noise[at] = (byte) random.nextInt();
            }
            noise[0] = (byte) (random.nextInt(4) == 0 ? noise[0] : 0x80 | (noise[0] & 0x1f));
            assertThat(line.receiver.open(noise.clone(), length)).isEqualTo(-1);
            assertThat(line.receiver.openControl(noise, length)).isEqualTo(-1);
        }
    }

    @Test
    void keysOfAnotherProfileAreRefused() {
        assertThatThrownBy(
                        () -> new SrtpSender(Profile.AEAD_AES_128_GCM, new byte[16], new byte[14]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Against a set of all that came.
    @Test
    void theWindowKnowsWhatCame() {
        var random = RANDOM.create(10);
        var window = new ReplayWindow();
        var came = new HashSet<Long>();
        long highest = -1;
        for (int i = 0; i < 300_000; i++) {
            long index =
                    Math.max(
                            0,
                            highest
                                    + (random.nextInt(1_000) == 0
                                            ? random.nextInt(3_000)
                                            : random.nextInt(-1_200, 20)));
            boolean isOld = highest - index >= ReplayWindow.WIDTH;
            assertThat(window.has(index)).isEqualTo(isOld || came.contains(index));
            if (!isOld && !came.contains(index)) {
                window.add(index);
                came.add(index);
                highest = Math.max(highest, index);
            }
            assertThat(window.highest()).isEqualTo(highest);
        }
    }
}
