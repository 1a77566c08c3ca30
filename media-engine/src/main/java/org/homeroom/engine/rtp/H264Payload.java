package org.homeroom.engine.rtp;

import org.homeroom.engine.wire.Bytes;

/// What a forwarder has to know of an H.264 payload (RFC 6184).
public final class H264Payload {
    private static final int INSTANT_REFRESH = 5;
    private static final int SEQUENCE_PARAMETERS = 7;
    private static final int AGGREGATE = 24;
    private static final int FRAGMENT = 28;

    private H264Payload() {}

    /// True for the packet that a picture begins with which needs none before it: browsers send the
    /// parameters right before it, in the same packet or one of their own.
    ///
    /// @param from where the payload begins
    /// @param to behind its end
    public static boolean beginsKeyFrame(byte[] packet, int from, int to) {
        if (from >= to) {
            return false;
        }
        int type = packet[from] & 0x1f;
        return switch (type) {
            case AGGREGATE -> anyBegins(packet, from + 1, to);
            case FRAGMENT ->
                    from + 1 < to && packet[from + 1] < 0 && begins(packet[from + 1] & 0x1f);
            default -> begins(type);
        };
    }

    private static boolean anyBegins(byte[] packet, int from, int to) {
        int at = from;
        while (at + 2 < to) {
            if (begins(packet[at + 2] & 0x1f)) {
                return true;
            }
            at += 2 + Bytes.u16(packet, at);
        }
        return false;
    }

    private static boolean begins(int unit) {
        return unit == INSTANT_REFRESH || unit == SEQUENCE_PARAMETERS;
    }
}
