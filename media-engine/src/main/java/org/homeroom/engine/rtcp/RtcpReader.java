package org.homeroom.engine.rtcp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.homeroom.engine.rtcp.Rtcp.ReportBlock;
import org.homeroom.engine.wire.Bytes;

/// Reads compound packets (RFC 3550, section 6.1; of reduced size too, RFC 5506).
public final class RtcpReader {
    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int DESCRIPTION = 202;
    static final int BYE = 203;
    static final int TRANSPORT_FEEDBACK = 205;
    static final int PAYLOAD_FEEDBACK = 206;

    static final int NACK = 1;
    static final int PICTURE_LOSS = 1;
    static final int FULL_INTRA = 4;
    static final int APPLICATION = 15;

    static final int BLOCK = 24;
    static final int REMB = 'R' << 24 | 'E' << 16 | 'M' << 8 | 'B';

    private RtcpReader() {}

    /// Reads all packets of a compound one.
    ///
    /// @param length of the compound packet, in bytes
    /// @return empty where any packet of it is not well formed: then none of them counts
    public static Optional<List<Rtcp>> read(byte[] packet, int length) {
        if (length < 4) {
            return Optional.empty();
        }
        var all = new ArrayList<Rtcp>(4);
        int at = 0;
        while (at < length) {
            if (at + 4 > length || (packet[at] & 0xc0) != 0x80) {
                return Optional.empty();
            }
            int next = at + 4 + 4 * Bytes.u16(packet, at + 2);
            if (next > length) {
                return Optional.empty();
            }
            int end = next;
            if ((packet[at] & 0x20) != 0) {
                // only the last may be padded (RFC 3550, section 6.4.1)
                int padding = Bytes.u8(packet, next - 1);
                end = next - padding;
                if (next != length || padding == 0 || end < at + 4) {
                    return Optional.empty();
                }
            }
            var one = one(packet, at, end);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            all.add(one.get());
            at = next;
        }
        return Optional.of(all);
    }

    private static Optional<Rtcp> one(byte[] packet, int at, int end) {
        int count = packet[at] & 0x1f;
        int type = Bytes.u8(packet, at + 1);
        return switch (type) {
            case SENDER_REPORT -> senderReport(packet, at, end, count);
            case RECEIVER_REPORT ->
                    at + 8 + count * BLOCK > end
                            ? Optional.empty()
                            : Optional.of(
                                    new Rtcp.ReceiverReport(
                                            Bytes.i32(packet, at + 4),
                                            blocks(packet, at + 8, count)));
            case DESCRIPTION -> description(packet, at, end);
            case BYE ->
                    at + 4 + 4 * count > end
                            ? Optional.empty()
                            : Optional.of(
                                    new Rtcp.Bye(sources(packet, at + 4, at + 4 + 4 * count, 4)));
            case TRANSPORT_FEEDBACK, PAYLOAD_FEEDBACK ->
                    at + 12 > end ? Optional.empty() : feedback(packet, at, end, type, count);
            default -> Optional.of(new Rtcp.Other(type, count));
        };
    }

    private static Optional<Rtcp> senderReport(byte[] packet, int at, int end, int count) {
        if (at + 28 + count * BLOCK > end) {
            return Optional.empty();
        }
        return Optional.of(
                new Rtcp.SenderReport(
                        Bytes.i32(packet, at + 4),
                        Bytes.i64(packet, at + 8),
                        Bytes.i32(packet, at + 16),
                        Bytes.i32(packet, at + 20),
                        Bytes.i32(packet, at + 24),
                        blocks(packet, at + 28, count)));
    }

    private static List<ReportBlock> blocks(byte[] packet, int from, int count) {
        var blocks = new ArrayList<ReportBlock>(count);
        for (int at = from; at < from + count * BLOCK; at += BLOCK) {
            blocks.add(
                    new ReportBlock(
                            Bytes.i32(packet, at),
                            Bytes.u8(packet, at + 4),
                            Bytes.i32(packet, at + 4) << 8 >> 8,
                            Bytes.i32(packet, at + 8),
                            Bytes.i32(packet, at + 12),
                            Bytes.i32(packet, at + 16),
                            Bytes.i32(packet, at + 20)));
        }
        return blocks;
    }

    /// Of several sources the first is told; browsers send one.
    private static Optional<Rtcp> description(byte[] packet, int at, int end) {
        if (at + 10 > end || packet[at + 8] != 1 || at + 10 + Bytes.u8(packet, at + 9) > end) {
            return Optional.of(new Rtcp.Other(DESCRIPTION, packet[at] & 0x1f));
        }
        var name =
                new String(packet, at + 10, Bytes.u8(packet, at + 9), StandardCharsets.ISO_8859_1);
        return Optional.of(new Rtcp.CanonicalName(Bytes.i32(packet, at + 4), name));
    }

    private static Optional<Rtcp> feedback(byte[] packet, int at, int end, int type, int format) {
        int sender = Bytes.i32(packet, at + 4);
        int media = Bytes.i32(packet, at + 8);
        if (type == TRANSPORT_FEEDBACK) {
            return switch (format) {
                case NACK -> nack(packet, at + 12, end, sender, media);
                case TransportFeedback.FORMAT ->
                        TransportFeedback.read(packet, at, end, sender, media);
                default -> Optional.of(new Rtcp.Other(type, format));
            };
        }
        return switch (format) {
            case PICTURE_LOSS -> Optional.of(new Rtcp.PictureLoss(sender, media));
            case FULL_INTRA ->
                    (end - at - 12) % 8 != 0
                            ? Optional.empty()
                            : Optional.of(
                                    new Rtcp.FullIntraRequest(
                                            sender, sources(packet, at + 12, end, 8)));
            case APPLICATION -> remb(packet, at + 12, end, sender);
            default -> Optional.of(new Rtcp.Other(type, format));
        };
    }

    private static Optional<Rtcp> nack(byte[] packet, int from, int end, int sender, int media) {
        if (from == end || (end - from) % 4 != 0) {
            return Optional.empty();
        }
        var sequences = new ArrayList<Integer>();
        for (int at = from; at < end; at += 4) {
            int first = Bytes.u16(packet, at);
            int following = Bytes.u16(packet, at + 2);
            sequences.add(first);
            for (int i = 0; i < 16; i++) {
                if ((following >> i & 1) != 0) {
                    sequences.add(first + 1 + i & 0xffff);
                }
            }
        }
        return Optional.of(new Rtcp.Nack(sender, media, sequences));
    }

    private static Optional<Rtcp> remb(byte[] packet, int from, int end, int sender) {
        if (from + 8 > end || Bytes.i32(packet, from) != REMB) {
            return Optional.of(new Rtcp.Other(PAYLOAD_FEEDBACK, APPLICATION));
        }
        int count = Bytes.u8(packet, from + 4);
        int exponent = Bytes.u8(packet, from + 5) >> 2;
        long mantissa = Bytes.u24(packet, from + 5) & 0x3ffff;
        // 63 times 2 is more than a long has, and than any line carries
        if (from + 8 + 4 * count > end || exponent > 40) {
            return Optional.empty();
        }
        return Optional.of(
                new Rtcp.Remb(
                        sender,
                        mantissa << exponent,
                        sources(packet, from + 8, from + 8 + 4 * count, 4)));
    }

    private static List<Integer> sources(byte[] packet, int from, int end, int step) {
        var sources = new ArrayList<Integer>((end - from) / step);
        for (int at = from; at < end; at += step) {
            sources.add(Bytes.i32(packet, at));
        }
        return sources;
    }
}
