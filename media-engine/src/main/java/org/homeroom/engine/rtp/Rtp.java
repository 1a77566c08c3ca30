package org.homeroom.engine.rtp;

import org.homeroom.engine.wire.Bytes;

/// The fields of a media packet (RFC 3550, section 5.1; RFC 8285) where they stand in its bytes: a
/// packet is never taken apart on its way through.
public final class Rtp {
    /// Of a header without contributing sources and extensions, in bytes.
    public static final int LEAST_HEADER = 12;

    private static final int ONE_BYTE_EXTENSIONS = 0xbede;
    private static final int TWO_BYTE_EXTENSIONS = 0x1000;

    private Rtp() {}

    /// Where the payload begins.
    ///
    /// @param length of the packet, in bytes
    /// @return -1 for what is no well-formed packet
    public static int headerLength(byte[] packet, int length) {
        if (length < LEAST_HEADER || (packet[0] & 0xc0) != 0x80) {
            return -1;
        }
        int header = LEAST_HEADER + 4 * (packet[0] & 0x0f);
        if (hasExtensions(packet)) {
            if (header + 4 > length) {
                return -1;
            }
            header += 4 + 4 * Bytes.u16(packet, header + 2);
        }
        return header <= length ? header : -1;
    }

    /// Where the payload ends: without the padding (RFC 3550, section 5.1), which only an opened
    /// packet shows.
    ///
    /// @return -1 where the padding is longer than the payload
    public static int payloadEnd(byte[] packet, int header, int length) {
        if ((packet[0] & 0x20) == 0) {
            return length;
        }
        int padding = length > header ? Bytes.u8(packet, length - 1) : 0;
        return padding == 0 || length - padding < header ? -1 : length - padding;
    }

    private static boolean hasExtensions(byte[] packet) {
        return (packet[0] & 0x10) != 0;
    }

    public static boolean marker(byte[] packet) {
        return packet[1] < 0;
    }

    public static int payloadType(byte[] packet) {
        return packet[1] & 0x7f;
    }

    public static void setPayloadType(byte[] packet, int type) {
        packet[1] = (byte) ((packet[1] & 0x80) | type);
    }

    public static int sequence(byte[] packet) {
        return Bytes.u16(packet, 2);
    }

    public static void setSequence(byte[] packet, int sequence) {
        Bytes.put16(packet, 2, sequence);
    }

    public static int timestamp(byte[] packet) {
        return Bytes.i32(packet, 4);
    }

    public static void setTimestamp(byte[] packet, int timestamp) {
        Bytes.put32(packet, 4, timestamp);
    }

    public static int ssrc(byte[] packet) {
        return Bytes.i32(packet, 8);
    }

    public static void setSsrc(byte[] packet, int ssrc) {
        Bytes.put32(packet, 8, ssrc);
    }

    /// Where the data of a header extension begins (RFC 8285, sections 4.2 and 4.3).
    ///
    /// @param header as {@link #headerLength} says
    /// @param id 1-14, as the session description maps it
    /// @param least of how many bytes it is to be, 1 or more
    /// @return -1 where it is not there, or shorter
    public static int extension(byte[] packet, int header, int id, int least) {
        if (!hasExtensions(packet)) {
            return -1;
        }
        int begin = LEAST_HEADER + 4 * (packet[0] & 0x0f);
        int profile = Bytes.u16(packet, begin);
        if (profile == ONE_BYTE_EXTENSIONS) {
            return oneByte(packet, begin + 4, header, id, least);
        }
        return (profile & 0xfff0) == TWO_BYTE_EXTENSIONS
                ? twoBytes(packet, begin + 4, header, id, least)
                : -1;
    }

    private static int oneByte(byte[] packet, int from, int end, int id, int least) {
        int at = from;
        while (at < end) {
            int next = Bytes.u8(packet, at);
            if (next == 0) {
                at++;
                continue;
            }
            int length = (next & 0x0f) + 1;
            // 15 ends the list (RFC 8285, section 4.2)
            if (next >>> 4 == 15 || at + 1 + length > end) {
                return -1;
            }
            if (next >>> 4 == id) {
                return length >= least ? at + 1 : -1;
            }
            at += 1 + length;
        }
        return -1;
    }

    private static int twoBytes(byte[] packet, int from, int end, int id, int least) {
        int at = from;
        while (at + 1 < end) {
            int next = Bytes.u8(packet, at);
            if (next == 0) {
                at++;
                continue;
            }
            int length = Bytes.u8(packet, at + 1);
            if (at + 2 + length > end) {
                return -1;
            }
            if (next == id) {
                return length >= least ? at + 2 : -1;
            }
            at += 2 + length;
        }
        return -1;
    }
}
