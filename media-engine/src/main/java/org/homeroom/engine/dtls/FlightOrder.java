package org.homeroom.engine.dtls;

import org.homeroom.engine.wire.Bytes;

/// Keeps a client's change of ciphers back until what proves that its certificate is its own has
/// come. The library changes epochs at once, passes over all that comes of the one before from then
/// on, and so would wait for ever for a proof that was lost or late; a change that is dropped is
/// sent again with its whole flight (RFC 6347, section 4.2.4).
final class FlightOrder {
    private static final int HEADER = 13;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final int CERTIFICATE_VERIFY = 15;

    private boolean isProved;

    /// How much of a datagram, in bytes from its beginning, may be handed on.
    int allowed(byte[] datagram) {
        int at = 0;
        while (!isProved && at + HEADER < datagram.length) {
            boolean isPlain = Bytes.u16(datagram, at + 3) == 0;
            int type = Bytes.u8(datagram, at);
            if (isPlain && type == CHANGE_CIPHER_SPEC) {
                return at;
            }
            isProved =
                    isPlain
                            && type == HANDSHAKE
                            && Bytes.u8(datagram, at + HEADER) == CERTIFICATE_VERIFY;
            at += HEADER + Bytes.u16(datagram, at + 11);
        }
        return datagram.length;
    }
}
