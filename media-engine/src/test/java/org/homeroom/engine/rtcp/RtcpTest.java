package org.homeroom.engine.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.homeroom.engine.rtcp.Rtcp.ReportBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RtcpTest {
    private static final RandomGeneratorFactory<RandomGenerator> RANDOM =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static List<Rtcp> read(String digits) {
        byte[] packet = hex(digits);
        return RtcpReader.read(packet, packet.length).orElseThrow();
    }

    private static String written(Rtcp... packets) {
        byte[] to = new byte[1500];
        int length = RtcpWriter.write(List.of(packets), to);
        return HexFormat.of().formatHex(to, 0, length);
    }

    private static final ReportBlock BLOCK =
            new ReportBlock(0x11223344, 64, -2, 0x0001_ffff, 90, 0xabcdef01, 65_536);

    /// Each as its RFC draws it.
    private static final List<Rtcp> ALL =
            List.of(
                    new Rtcp.SenderReport(1, 0x83aa7e80_80000000L, 3, 4, -5, List.of()),
                    new Rtcp.SenderReport(1, 2, 3, 4, 5, List.of(BLOCK, BLOCK)),
                    new Rtcp.ReceiverReport(-1, List.of(BLOCK)),
                    new Rtcp.CanonicalName(7, "homeroom"),
                    new Rtcp.CanonicalName(7, ""),
                    new Rtcp.Nack(1, 2, List.of(65_535, 0, 15, 16, 500)),
                    new Rtcp.PictureLoss(1, 2),
                    new Rtcp.Remb(1, 131_071L << 5, List.of(2, 3)),
                    new Rtcp.Remb(1, 0, List.of()),
                    new Rtcp.Bye(List.of(9, 8)));

    /// Runs, vectors, and times before the one before.
    @Test
    void arrivalsAreRead() {
        int lost = TransportFeedback.LOST;
        assertThat(read("afcd0006 00000001 00000002 0001 0003 000000 07 2003 04080c 000003"))
                .containsExactly(new TransportFeedback(1, 2, 1, 0, 7, new int[] {4, 8, 12}));
        // one symbol of one bit each: came, lost, came
        assertThat(read("8fcd0005 00000001 00000002 ffff 0003 000001 00 a800 0408"))
                .containsExactly(new TransportFeedback(1, 2, 0xffff, 1, 0, new int[] {4, lost, 8}));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 6, 7, 8, 14, 15, 400, TransportFeedback.MOST})
    void arrivalsThatAreWrittenAreRead(int count) {
        var random = RANDOM.create(count);
        for (int round = 0; round < 200; round++) {
            int[] deltas =
                    random.ints(count, 0, 4)
                            .map(kind ->
                                    switch (kind) {
                                        case 0 -> TransportFeedback.LOST;
                                        case 1 -> random.nextInt(-32_768, 32_768);
                                        default -> random.nextInt(256);
                                    })
                            .toArray();
            var feedback =
                    new TransportFeedback(
                            random.nextInt(),
                            random.nextInt(),
                            random.nextInt(1 << 16),
                            random.nextInt(1 << 24),
                            random.nextInt(256),
                            deltas);
            byte[] to = new byte[4_000];
            int length = RtcpWriter.write(List.of(feedback), to);
            assertThat(RtcpReader.read(to, length)).contains(List.of(feedback));
        }
    }

    /// More symbols than there are bytes, runs of nothing, symbols that there are not.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "8fcd0005 00000001 00000002 0001 0003 000000 07 2003 0000",
                "8fcd0004 00000001 00000002 0001 0003 000000 07",
                "8fcd0005 00000001 00000002 0001 0000 000000 07 2003 0000",
                "8fcd0005 00000001 00000002 0001 0003 000000 07 0000 0000",
                "8fcd0005 00000001 00000002 0001 0003 000000 07 6003 0000",
                "8fcd0005 00000001 00000002 0001 0003 000000 07 f000 0000",
                "8fcd0005 00000001 00000002 0001 ffff 000000 07 1fff 1fff"
            })
    void arrivalsThatAreNoneAreRefused(String digits) {
        byte[] packet = hex(digits);
        assertThat(RtcpReader.read(packet, packet.length)).isEmpty();
    }

    @Test
    void whatIsWrittenIsRead() {
        for (var packet : ALL) {
            assertThat(read(written(packet))).containsExactly(packet);
        }
        assertThat(read(written(ALL.toArray(Rtcp[]::new)))).isEqualTo(ALL);
    }

    @Test
    void theBytesAreTheRfcs() {
        assertThat(written(new Rtcp.PictureLoss(1, 2))).isEqualTo("81ce00020000000100000002");
        // 65535 and the first and sixteenth behind it; then another
        assertThat(written(new Rtcp.Nack(1, 2, List.of(65_535, 0, 15, 16))))
                .isEqualTo("81cd00040000000100000002" + "ffff8001" + "00100000");
        assertThat(written(new Rtcp.Remb(1, 2_500_000, List.of(7))))
                .isEqualTo("8fce0005000000010000000052454d420112625a00000007");
        assertThat(written(new Rtcp.CanonicalName(7, "ab")))
                .isEqualTo("81ca0003000000070102616200000000");
        assertThat(written(new Rtcp.ReceiverReport(1, List.of(BLOCK))))
                .isEqualTo("81c9000700000001" + "1122334440fffffe0001ffff0000005aabcdef0100010000");
    }

    @Test
    void aCommandForAPictureIsRead() {
        assertThat(read("84ce0006 00000001 00000000 00000007 05000000 00000008 06000000"))
                .containsExactly(new Rtcp.FullIntraRequest(1, List.of(7, 8)));
        assertThatThrownBy(() -> written(new Rtcp.FullIntraRequest(1, List.of(7))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNotOursIsPassedOver() {
        assertThat(read("8ecd0003 00000001 00000002 00000000"))
                .containsExactly(new Rtcp.Other(205, 14));
        assertThat(read("80cc0002 00000001 41424344")).containsExactly(new Rtcp.Other(204, 0));
        assertThat(read("8fce0003 00000001 00000000 41424344"))
                .containsExactly(new Rtcp.Other(206, 15));
    }

    @Test
    void theLastMayBePadded() {
        assertThat(read("a0cb0001 00000004")).containsExactly(new Rtcp.Bye(List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80c9",
                "40c90001 00000001",
                "80c90002 00000001",
                "81c90001 00000001",
                "80c80001 00000001",
                "82cb0001 00000001",
                "81ce0001 00000001",
                "81cd0002 00000001 00000002",
                "84ce0003 00000001 00000000 00000007",
                "8fce0004 00000001 00000000 52454d42 02000000",
                "8fce0004 00000001 00000000 52454d42 00ffffff",
                "a0cb0001 00000000",
                "a0cb0001 00000009",
                "a0cb0001 00000004 80cb0000",
                "80cb0000 81",
            })
    void oneThatIsNotWellFormedSpoilsAll(String digits) {
        byte[] packet = hex(digits);
        assertThat(RtcpReader.read(packet, packet.length)).isEmpty();
    }

    @Test
    void noiseLeavesNoReader() {
        var random = RANDOM.create(1);
        byte[] good = hex(written(ALL.toArray(Rtcp[]::new)));
        int read = 0;
        for (int i = 0; i < 400_000; i++) {
            byte[] packet = good.clone();
            int changes = random.nextInt(1, 4);
            for (int change = 0; change < changes; change++) {
                packet[random.nextInt(packet.length)] = (byte) random.nextInt();
            }
            int length = random.nextInt(8) == 0 ? random.nextInt(packet.length) : packet.length;
            read += RtcpReader.read(packet, length).isPresent() ? 1 : 0;
        }
        assertThat(read).isBetween(100_000, 399_999);
        for (int i = 0; i < 200_000; i++) {
            byte[] packet = new byte[random.nextInt(100)];
            random.nextBytes(packet);
            if (packet.length > 4) {
                packet[0] = (byte) (0x80 | (packet[0] & 0x3f));
                packet[1] = (byte) random.nextInt(199, 208);
                packet[2] = 0;
                packet[3] = (byte) (packet.length / 4 - 1);
            }
            RtcpReader.read(packet, packet.length);
        }
    }

    @Test
    void anyNackComesBackWhole() {
        var random = RANDOM.create(2);
        for (int i = 0; i < 20_000; i++) {
            var sequences = new ArrayList<Integer>();
            int at = random.nextInt(65_536);
            for (int count = random.nextInt(1, 40); count > 0; count--) {
                sequences.add(at & 0xffff);
                at += random.nextInt(1, 25);
            }
            var nack = new Rtcp.Nack(1, 2, sequences);
            assertThat(read(written(nack))).containsExactly(nack);
        }
    }
}
