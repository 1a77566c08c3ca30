package org.homeroom.engine.rtp;

/// Sequence numbers of 16 bits as numbers that never start again (RFC 3711, section 3.3.1).
public final class SequenceCounter {
    private long highest = -1;

    /// The number of the next packet.
    ///
    /// @param sequence of a packet that is at most 2^15 away from the highest so far
    /// @return its number
    /// @throws IllegalArgumentException for one from before the first
    public long advance(int sequence) {
        long index = nearest(highest, sequence);
        if (index < 0) {
            throw new IllegalArgumentException("from before the first: " + sequence);
        }
        highest = Math.max(highest, index);
        return index;
    }

    /// -1 before the first.
    public long highest() {
        return highest;
    }

    /// The number that a packet has which comes after, or somewhat before, another.
    ///
    /// @param highest -1 for none
    /// @return the number nearest to the highest that ends in these 16 bits; below 0 for one from
    ///   before the first
    public static long nearest(long highest, int sequence) {
        return highest < 0 ? sequence : highest + (short) (sequence - (int) highest);
    }
}
