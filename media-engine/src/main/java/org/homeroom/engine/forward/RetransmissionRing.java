package org.homeroom.engine.forward;

import java.util.Arrays;

/// The last packets of a source, for those who did not get them. So many bytes are kept, not so
/// many packets: what it costs does not depend on how large they are.
final class RetransmissionRing {
    /// In packets: two seconds of the most that a browser sends.
    private static final int SLOTS = 1024;

    private final byte[] bytes;
    private final long[] indices = new long[SLOTS];
    private final long[] begins = new long[SLOTS];
    private final int[] lengths = new int[SLOTS];
    private long written;

    /// @param capacity in bytes, more than a packet has
    RetransmissionRing(int capacity) {
        bytes = new byte[capacity];
        Arrays.fill(indices, -1);
    }

    /// Keeps a packet, in place of the oldest.
    void keep(long index, byte[] packet, int length) {
        int slot = slot(index);
        indices[slot] = index;
        begins[slot] = written;
        lengths[slot] = length;
        int at = (int) (written % bytes.length);
        int straight = Math.min(length, bytes.length - at);
        System.arraycopy(packet, 0, bytes, at, straight);
        System.arraycopy(packet, straight, bytes, 0, length - straight);
        written += length;
    }

    /// Copies a packet out.
    ///
    /// @param to with room for it
    /// @return its length, -1 where it is not kept any more
    int read(long index, byte[] to) {
        int slot = slot(index);
        if (indices[slot] != index || written - begins[slot] > bytes.length) {
            return -1;
        }
        int length = lengths[slot];
        int at = (int) (begins[slot] % bytes.length);
        int straight = Math.min(length, bytes.length - at);
        System.arraycopy(bytes, at, to, 0, straight);
        System.arraycopy(bytes, 0, to, straight, length - straight);
        return length;
    }

    private static int slot(long index) {
        return (int) (index & SLOTS - 1);
    }
}
