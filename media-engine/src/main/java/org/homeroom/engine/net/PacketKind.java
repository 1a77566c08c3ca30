package org.homeroom.engine.net;

import org.homeroom.engine.wire.Bytes;

/// What a datagram is, by its first bytes (RFC 7983, section 7; RFC 5761, section 4).
public enum PacketKind {
    CHECK,
    HANDSHAKE,
    MEDIA,
    CONTROL,
    NONE;

    /// Of a datagram of any length.
    public static PacketKind of(byte[] packet, int length) {
        if (length < 2) {
            return NONE;
        }
        int first = Bytes.u8(packet, 0);
        if (first < 4) {
            return CHECK;
        }
        if (first >= 20 && first < 64) {
            return HANDSHAKE;
        }
        if (first < 128 || first > 191) {
            return NONE;
        }
        int type = Bytes.u8(packet, 1);
        return type >= 192 && type <= 223 ? CONTROL : MEDIA;
    }
}
