package org.homeroom.engine.rtcp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.homeroom.engine.rtcp.Rtcp.ReportBlock;
import org.homeroom.engine.wire.Bytes;

/// Writes compound packets.
public final class RtcpWriter {
    private RtcpWriter() {}

    /// Writes the packets one behind the other.
    ///
    /// @return the length of what is written, in bytes
    /// @throws IndexOutOfBoundsException where there is not as much room
    /// @throws IllegalArgumentException for {@link Rtcp.Other}, of which there is nothing to write
    public static int write(List<Rtcp> packets, byte[] to) {
        int at = 0;
        for (var packet : packets) {
            int end =
                    switch (packet) {
                        case Rtcp.SenderReport report -> senderReport(report, to, at);
                        case Rtcp.ReceiverReport(var ssrc, var blocks) -> {
                            Bytes.put32(to, at + 4, ssrc);
                            int behind = blocks(blocks, to, at + 8);
                            yield head(to, at, behind, blocks.size(), RtcpReader.RECEIVER_REPORT);
                        }
                        case Rtcp.Nack nack -> nack(nack, to, at);
                        case TransportFeedback feedback -> transport(feedback, to, at);
                        case Rtcp.PictureLoss(var sender, var media) ->
                                feedback(
                                        to,
                                        at,
                                        at + 12,
                                        RtcpReader.PAYLOAD_FEEDBACK,
                                        RtcpReader.PICTURE_LOSS,
                                        sender,
                                        media);
                        case Rtcp.FullIntraRequest _, Rtcp.Other _ ->
                                throw new IllegalArgumentException("not written: " + packet);
                        case Rtcp.Remb remb -> remb(remb, to, at);
                        case Rtcp.Bye(var sources) -> {
                            int behind = sources(sources, to, at + 4);
                            yield head(to, at, behind, sources.size(), RtcpReader.BYE);
                        }
                        case Rtcp.CanonicalName(var ssrc, var name) ->
                                description(ssrc, name, to, at);
                    };
            at = end;
        }
        return at;
    }

    private static int head(byte[] to, int at, int end, int count, int type) {
        to[at] = (byte) (0x80 | count);
        to[at + 1] = (byte) type;
        Bytes.put16(to, at + 2, (end - at) / 4 - 1);
        return end;
    }

    private static int feedback(
            byte[] to, int at, int end, int type, int format, int sender, int media) {
        Bytes.put32(to, at + 4, sender);
        Bytes.put32(to, at + 8, media);
        return head(to, at, end, format, type);
    }

    private static int senderReport(Rtcp.SenderReport report, byte[] to, int at) {
        Bytes.put32(to, at + 4, report.ssrc());
        Bytes.put64(to, at + 8, report.ntp());
        Bytes.put32(to, at + 16, report.timestamp());
        Bytes.put32(to, at + 20, report.packets());
        Bytes.put32(to, at + 24, report.octets());
        int end = blocks(report.blocks(), to, at + 28);
        return head(to, at, end, report.blocks().size(), RtcpReader.SENDER_REPORT);
    }

    private static int blocks(List<ReportBlock> blocks, byte[] to, int from) {
        int at = from;
        for (var block : blocks) {
            Bytes.put32(to, at, block.ssrc());
            Bytes.put32(to, at + 4, block.fractionLost() << 24 | (block.lost() & 0xff_ffff));
            Bytes.put32(to, at + 8, block.highest());
            Bytes.put32(to, at + 12, block.jitter());
            Bytes.put32(to, at + 16, block.lastReport());
            Bytes.put32(to, at + 20, block.sinceReport());
            at += RtcpReader.BLOCK;
        }
        return at;
    }

    private static int nack(Rtcp.Nack nack, byte[] to, int from) {
        int at = from + 12;
        int first = -1;
        for (int sequence : nack.sequences()) {
            int behind = sequence - first - 1 & 0xffff;
            if (first >= 0 && behind < 16) {
                Bytes.put16(to, at - 2, Bytes.u16(to, at - 2) | (1 << behind));
            } else {
                Bytes.put16(to, at, sequence);
                Bytes.put16(to, at + 2, 0);
                first = sequence;
                at += 4;
            }
        }
        return feedback(
                to,
                from,
                at,
                RtcpReader.TRANSPORT_FEEDBACK,
                RtcpReader.NACK,
                nack.sender(),
                nack.media());
    }

    private static int transport(TransportFeedback feedback, byte[] to, int at) {
        int end =
                feedback(
                        to,
                        at,
                        feedback.write(to, at),
                        RtcpReader.TRANSPORT_FEEDBACK,
                        TransportFeedback.FORMAT,
                        feedback.sender(),
                        feedback.media());
        if (feedback.isPadded()) {
            to[at] |= 0x20;
        }
        return end;
    }

    private static int remb(Rtcp.Remb remb, byte[] to, int at) {
        int exponent = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(remb.bitrate()) - 18);
        Bytes.put32(to, at + 12, RtcpReader.REMB);
        to[at + 16] = (byte) remb.media().size();
        Bytes.put24(to, at + 17, (exponent << 18) | (int) (remb.bitrate() >>> exponent));
        int end = sources(remb.media(), to, at + 20);
        return feedback(
                to, at, end, RtcpReader.PAYLOAD_FEEDBACK, RtcpReader.APPLICATION, remb.sender(), 0);
    }

    private static int sources(List<Integer> sources, byte[] to, int from) {
        int at = from;
        for (int source : sources) {
            Bytes.put32(to, at, source);
            at += 4;
        }
        return at;
    }

    private static int description(int ssrc, String name, byte[] to, int at) {
        byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
        Bytes.put32(to, at + 4, ssrc);
        to[at + 8] = 1;
        to[at + 9] = (byte) ascii.length;
        System.arraycopy(ascii, 0, to, at + 10, ascii.length);
        // one byte ends the list at least, and more fill the word (RFC 3550, section 6.5)
        int end = at + (10 + ascii.length + 4 & ~3);
        for (int i = at + 10 + ascii.length; i < end; i++) {
            to[i] = 0;
        }
        return head(to, at, end, 1, RtcpReader.DESCRIPTION);
    }
}
