package org.homeroom.gateway;

import io.vertx.core.buffer.Buffer;

/// Follows the frames of one direction of a WebSocket (RFC 6455, section 5.2) without holding or
/// changing them. A tunnel passes bytes; this tells where a frame of its own would fit in between.
final class FrameTracker {
    private static final int CLOSE = 0x8;
    private static final int MASK_LENGTH = 4;

    private final byte[] header = new byte[10];
    private int headerRead;
    private long payloadLeft;
    private boolean closed;

    void advance(Buffer bytes) {
        int at = 0;
        while (at < bytes.length()) {
            if (payloadLeft > 0) {
                int skipped = (int) Math.min(payloadLeft, bytes.length() - at);
                payloadLeft -= skipped;
                at += skipped;
            } else {
                header[headerRead++] = bytes.getByte(at++);
                if (headerRead == headerLength()) {
                    closed |= (header[0] & 0x0f) == CLOSE;
                    payloadLeft = payloadLength() + (isMasked() ? MASK_LENGTH : 0);
                    headerRead = 0;
                }
            }
        }
    }

    /// True between two frames.
    boolean isAtBoundary() {
        return headerRead == 0 && payloadLeft == 0;
    }

    /// True once a close frame has begun: nothing may follow it.
    boolean isClosed() {
        return closed;
    }

    /// In bytes, without the mask; 2 as long as nothing more is known.
    private int headerLength() {
        if (headerRead < 2) {
            return 2;
        }
        return switch (header[1] & 0x7f) {
            case 126 -> 4;
            case 127 -> 10;
            default -> 2;
        };
    }

    private long payloadLength() {
        int seven = header[1] & 0x7f;
        if (seven < 126) {
            return seven;
        }
        long length = 0;
        for (int i = 2; i < (seven == 126 ? 4 : 10); i++) {
            length = (length << 8) | (header[i] & 0xff);
        }
        return length;
    }

    private boolean isMasked() {
        return (header[1] & 0x80) != 0;
    }
}
