package org.homeroom.engine.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class RtpTest {
    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static int header(byte[] packet) {
        return Rtp.headerLength(packet, packet.length);
    }

    @Test
    void theFieldsAreWhereTheyStand() {
        byte[] packet = hex("80e0 1234 89abcdef 01020304 ff");

        assertThat(header(packet)).isEqualTo(12);
        assertThat(Rtp.marker(packet)).isTrue();
        assertThat(Rtp.payloadType(packet)).isEqualTo(96);
        assertThat(Rtp.sequence(packet)).isEqualTo(0x1234);
        assertThat(Rtp.timestamp(packet)).isEqualTo(0x89abcdef);
        assertThat(Rtp.ssrc(packet)).isEqualTo(0x01020304);

        Rtp.setPayloadType(packet, 97);
        Rtp.setSequence(packet, 0x1_fffe);
        Rtp.setTimestamp(packet, 5);
        Rtp.setSsrc(packet, 6);
        assertThat(packet).isEqualTo(hex("80e1 fffe 00000005 00000006 ff"));
    }

    @Test
    void extensionsOfOneByteAreFound() {
        byte[] packet = hex("90e0 1234 89abcdef 01020304 bede0002 10 7f 00 32 aabbcc 00 ff");
        int header = header(packet);

        assertThat(header).isEqualTo(24);
        assertThat(packet[Rtp.extension(packet, header, 1, 1)]).isEqualTo((byte) 0x7f);
        assertThat(Rtp.extension(packet, header, 3, 3)).isEqualTo(20);
        assertThat(Rtp.extension(packet, header, 3, 4)).as("shorter").isEqualTo(-1);
        assertThat(Rtp.extension(packet, header, 2, 1)).as("absent").isEqualTo(-1);
    }

    @Test
    void extensionsOfTwoBytesAreFound() {
        byte[] packet = hex("90e0 1234 89abcdef 01020304 10000002 01 01 7f 00 03 02 aabb ff");

        assertThat(packet[Rtp.extension(packet, header(packet), 1, 1)]).isEqualTo((byte) 0x7f);
        assertThat(Rtp.extension(packet, header(packet), 3, 2)).isEqualTo(22);
    }

    @Test
    void paddingIsNoPayload() {
        byte[] packet = hex("a0e0 1234 89abcdef 01020304 aa 00 00 03");
        assertThat(Rtp.payloadEnd(packet, 12, packet.length)).isEqualTo(13);

        packet[packet.length - 1] = 5;
        assertThat(Rtp.payloadEnd(packet, 12, packet.length)).isEqualTo(-1);
        packet[packet.length - 1] = 0;
        assertThat(Rtp.payloadEnd(packet, 12, packet.length)).isEqualTo(-1);
    }

    @Test
    void whatIsTooShortForItsHeaderIsNone() {
        assertThat(header(hex("80e0 1234 89abcdef 010203"))).isEqualTo(-1);
        assertThat(header(hex("81e0 1234 89abcdef 01020304 aabbcc"))).isEqualTo(-1);
        assertThat(header(hex("90e0 1234 89abcdef 01020304 bede00"))).isEqualTo(-1);
        assertThat(header(hex("90e0 1234 89abcdef 01020304 bede0001 aabbcc"))).isEqualTo(-1);
        assertThat(header(hex("40e0 1234 89abcdef 01020304 aabbcc"))).isEqualTo(-1);
    }

    @Test
    void aKeyFrameOfVp8IsKnown() {
        var payload = new Vp8Payload();

        // extended, begins a frame; a picture id of 15 bits, a layer's picture, a key index
        byte[] packet = hex("90 e0 92 34 07 20 10 02 00 9d012a");
        assertThat(payload.read(packet, 0, packet.length)).isTrue();
        assertThat(payload.isKeyFrame()).isTrue();
        assertThat(payload.pictureIdBits()).isEqualTo(15);
        assertThat(payload.pictureId(packet)).isEqualTo(0x1234);
        assertThat(payload.layerPicture(packet)).isEqualTo(7);
        payload.setPictureId(packet, 0x7fff);
        payload.setLayerPicture(packet, 256 + 8);
        assertThat(packet).isEqualTo(hex("90 e0 ffff 08 20 10 02 00 9d012a"));

        byte[] other = hex("90 80 11 31 02 00");
        assertThat(payload.read(other, 0, other.length)).isTrue();
        assertThat(payload.isKeyFrame()).isFalse();
        assertThat(payload.beginsFrame()).isTrue();
        assertThat(payload.pictureIdBits()).isEqualTo(7);
        assertThat(payload.pictureId(other)).isEqualTo(0x11);
        assertThat(payload.hasLayerPicture()).isFalse();

        byte[] middle = hex("00 10 02 00");
        assertThat(payload.read(middle, 0, middle.length)).isTrue();
        assertThat(payload.beginsFrame()).isFalse();
        assertThat(payload.isKeyFrame()).isFalse();
        assertThat(payload.pictureIdBits()).isZero();
    }

    @Test
    void aKeyFrameOfH264IsKnown() {
        assertThat(beginsKeyFrame("67 42e01f")).as("parameters").isTrue();
        assertThat(beginsKeyFrame("65 8880")).as("refresh").isTrue();
        assertThat(beginsKeyFrame("41 9a00")).as("a slice").isFalse();
        assertThat(beginsKeyFrame("78 0003 68ce3c 0002 6588")).as("aggregate").isTrue();
        assertThat(beginsKeyFrame("78 0003 68ce3c 0002 4188")).isFalse();
        assertThat(beginsKeyFrame("7c 85 88")).as("its first fragment").isTrue();
        assertThat(beginsKeyFrame("7c 05 88")).as("a later one").isFalse();
        assertThat(beginsKeyFrame("")).isFalse();
    }

    private static boolean beginsKeyFrame(String digits) {
        byte[] payload = hex(digits);
        return H264Payload.beginsKeyFrame(payload, 0, payload.length);
    }

    @Test
    void numbersGoOnWhereTheirSixteenBitsBeginAnew() {
        var counter = new SequenceCounter();

        assertThat(counter.advance(65_534)).isEqualTo(65_534);
        assertThat(counter.advance(65_535)).isEqualTo(65_535);
        assertThat(counter.advance(1)).isEqualTo(65_537);
        assertThat(counter.advance(0)).isEqualTo(65_536);
        assertThat(counter.advance(65_533)).isEqualTo(65_533);
        assertThat(counter.highest()).isEqualTo(65_537);
        assertThat(counter.advance(32_000)).isEqualTo(65_536 + 32_000);
        assertThatThrownBy(() -> begunAt(3).advance(65_535))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static SequenceCounter begunAt(int sequence) {
        var counter = new SequenceCounter();
        counter.advance(sequence);
        return counter;
    }

    /// Each reader stays within the packet's length, whatever lies behind it.
    @Test
    void noiseLeavesNoReader() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        var vp8 = new Vp8Payload();
        for (int i = 0; i < 400_000; i++) {
            byte[] packet = new byte[random.nextInt(80)];
            random.nextBytes(packet);
            if (packet.length > 15 && random.nextInt(3) > 0) {
                packet[0] = (byte) (0x80 | (packet[0] & 0x31));
                packet[12] = (byte) (random.nextBoolean() ? 0xbe : 0x10);
                packet[13] = (byte) (packet[12] == 0x10 ? 0 : 0xde);
                packet[14] = 0;
                packet[15] &= 0x0f;
            }
            int header = header(packet);
            if (header < 0) {
                continue;
            }
            assertThat(header).isBetween(12, packet.length);
            int at = Rtp.extension(packet, header, random.nextInt(1, 15), 1);
            assertThat(at).isLessThan(header);
            int end = Rtp.payloadEnd(packet, header, packet.length);
            assertThat(end).isLessThanOrEqualTo(packet.length);
            if (end >= 0) {
                H264Payload.beginsKeyFrame(packet, header, end);
                if (vp8.read(packet, header, end)) {
                    if (vp8.pictureIdBits() > 0) {
                        vp8.setPictureId(packet, vp8.pictureId(packet) + 1);
                    }
                    if (vp8.hasLayerPicture()) {
                        vp8.setLayerPicture(packet, vp8.layerPicture(packet) + 1);
                    }
                }
            }
        }
    }
}
