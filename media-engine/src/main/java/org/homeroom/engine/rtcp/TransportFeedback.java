package org.homeroom.engine.rtcp;

import java.util.Arrays;
import java.util.Optional;
import org.homeroom.engine.wire.Bytes;

/// When packets came that were counted over a whole transport, so that who sends them can tell how
/// much the line bears (draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1).
///
/// @param base number of the first packet, 16 bits
/// @param reference that the first time is counted from, in 64 ms, 24 bits
/// @param counter of such packets, 8 bits
/// @param deltas of the packets from the first on, in 250 µs since the one before that came, or
///   since the reference; {@link #LOST} for those that did not come
public record TransportFeedback(
        int sender, int media, int base, int reference, int counter, int[] deltas) implements Rtcp {
    /// In place of a delta.
    public static final int LOST = Integer.MIN_VALUE;

    static final int FORMAT = 15;

    /// Of one such packet: 150 ms of a line of 100 Mbit/s.
    public static final int MOST = 1_000;

    private static final int HEAD = 20;
    private static final int SYMBOLS = 7;
    private static final int VECTOR = 0xc000;
    private static final int SMALL = 1;
    private static final int LARGE = 2;

    public TransportFeedback {
        if (deltas.length == 0 || deltas.length > MOST) {
            throw new IllegalArgumentException("%d packets".formatted(deltas.length));
        }
    }

    private static int symbol(int delta) {
        return delta == LOST ? 0 : delta >= 0 && delta <= 0xff ? SMALL : LARGE;
    }

    /// @return where it ends
    int write(byte[] to, int from) {
        Bytes.put16(to, from + 12, base);
        Bytes.put16(to, from + 14, deltas.length);
        Bytes.put24(to, from + 16, reference);
        to[from + 19] = (byte) counter;
        int at = from + HEAD;
        for (int first = 0; first < deltas.length; first += SYMBOLS) {
            int chunk = VECTOR;
            for (int i = first; i < Math.min(first + SYMBOLS, deltas.length); i++) {
                chunk |= symbol(deltas[i]) << 2 * (SYMBOLS - 1 - (i - first));
            }
            Bytes.put16(to, at, chunk);
            at += 2;
        }
        for (int delta : deltas) {
            switch (symbol(delta)) {
                case SMALL -> to[at++] = (byte) delta;
                case LARGE -> {
                    Bytes.put16(to, at, delta);
                    at += 2;
                }
                default -> {
                    // it did not come
                }
            }
        }
        return pad(to, from, at);
    }

    /// To whole words; the last byte counts those that are added (RFC 3550, section 6.4.1).
    private static int pad(byte[] to, int from, int end) {
        int added = -(end - from) & 3;
        for (int i = 0; i < added; i++) {
            to[end + i] = 0;
        }
        if (added > 0) {
            to[end + added - 1] = (byte) added;
        }
        return end + added;
    }

    /// How many bytes its last word was filled with.
    boolean isPadded() {
        int bytes = HEAD + 2 * ((deltas.length + SYMBOLS - 1) / SYMBOLS);
        for (int delta : deltas) {
            bytes += symbol(delta);
        }
        return bytes % 4 != 0;
    }

    /// @param end without padding
    static Optional<Rtcp> read(byte[] packet, int from, int end, int sender, int media) {
        if (from + HEAD > end) {
            return Optional.empty();
        }
        int count = Bytes.u16(packet, from + 14);
        if (count == 0 || count > MOST) {
            return Optional.empty();
        }
        int[] symbols = new int[count];
        int at = symbols(packet, from + HEAD, end, symbols);
        if (at < 0) {
            return Optional.empty();
        }
        int[] deltas = new int[count];
        for (int i = 0; i < count; i++) {
            int size = symbols[i];
            if (at + size > end) {
                return Optional.empty();
            }
            deltas[i] =
                    switch (size) {
                        case SMALL -> Bytes.u8(packet, at);
                        case LARGE -> (short) Bytes.u16(packet, at);
                        default -> LOST;
                    };
            at += size;
        }
        return Optional.of(
                new TransportFeedback(
                        sender,
                        media,
                        Bytes.u16(packet, from + 12),
                        Bytes.i32(packet, from + 16) >>> 8,
                        Bytes.u8(packet, from + 19),
                        deltas));
    }

    /// Reads the chunks: runs of one symbol, and vectors of symbols of one bit or of two.
    ///
    /// @return where they end, -1 where they are not well formed
    private static int symbols(byte[] packet, int from, int end, int[] symbols) {
        int at = from;
        int count = 0;
        while (count < symbols.length) {
            if (at + 2 > end) {
                return -1;
            }
            int chunk = Bytes.u16(packet, at);
            at += 2;
            if ((chunk & 0x8000) == 0) {
                int symbol = chunk >>> 13 & 3;
                int last = Math.min(symbols.length, count + (chunk & 0x1fff));
                if (symbol > LARGE || last == count) {
                    return -1;
                }
                Arrays.fill(symbols, count, last, symbol);
                count = last;
            } else {
                int bits = (chunk & 0x4000) == 0 ? 1 : 2;
                for (int shift = 14 - bits; shift >= 0 && count < symbols.length; shift -= bits) {
                    int symbol = chunk >>> shift & (1 << bits) - 1;
                    if (symbol > LARGE) {
                        return -1;
                    }
                    symbols[count++] = symbol;
                }
            }
        }
        return at;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransportFeedback that
                && sender == that.sender
                && media == that.media
                && base == that.base
                && reference == that.reference
                && counter == that.counter
                && Arrays.equals(deltas, that.deltas);
    }

    @Override
    public int hashCode() {
        return 31 * base + Arrays.hashCode(deltas);
    }

    @Override
    public String toString() {
        return "TransportFeedback[%d of %d from %d]".formatted(counter, deltas.length, base);
    }
}
