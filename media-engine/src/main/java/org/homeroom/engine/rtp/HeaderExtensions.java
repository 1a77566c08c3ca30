package org.homeroom.engine.rtp;

import org.homeroom.engine.wire.Bytes;

/// Writes the extensions of a header anew (RFC 8285, section 4.2), since the ids of one session are
/// not those of another. One thread at a time.
public final class HeaderExtensions {
    private static final int ONE_BYTE_EXTENSIONS = 0xbede;
    private static final int MOST = 64;

    /// Of an id and a length of one byte each at most: ids from 15 on have no place.
    private static final int MOST_ID = 14;

    private final byte[] block = new byte[MOST];
    private int length;

    /// Forgets what was added.
    public void clear() {
        length = 0;
    }

    /// Adds an extension of one byte.
    ///
    /// @param id as the session has it; nothing is added for one that has no place
    public void add8(int id, int value) {
        if (begins(id, 1)) {
            block[length++] = (byte) value;
        }
    }

    /// Adds an extension of three bytes.
    public void add24(int id, int value) {
        if (begins(id, 3)) {
            Bytes.put24(block, length, value);
            length += 3;
        }
    }

    private boolean begins(int id, int size) {
        if (id < 1 || id > MOST_ID || length + 1 + size > MOST) {
            return false;
        }
        block[length++] = (byte) (id << 4 | size - 1);
        return true;
    }

    /// Copies a packet with these extensions in place of its own, and without contributing sources.
    ///
    /// @param header of the packet, as {@link Rtp#headerLength} says
    /// @param end of its payload; padding is left out
    /// @param to with room for it
    /// @return where the payload begins now; it is as long as it was
    public int copy(byte[] packet, int header, int end, byte[] to) {
        System.arraycopy(packet, 0, to, 0, Rtp.LEAST_HEADER);
        to[0] = (byte) (length == 0 ? 0x80 : 0x90);
        int at = Rtp.LEAST_HEADER;
        if (length > 0) {
            int words = (length + 3) / 4;
            Bytes.put16(to, at, ONE_BYTE_EXTENSIONS);
            Bytes.put16(to, at + 2, words);
            at += 4;
            System.arraycopy(block, 0, to, at, length);
            for (int i = length; i < 4 * words; i++) {
                to[at + i] = 0;
            }
            at += 4 * words;
        }
        System.arraycopy(packet, header, to, at, end - header);
        return at;
    }
}
