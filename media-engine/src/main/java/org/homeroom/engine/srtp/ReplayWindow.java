package org.homeroom.engine.srtp;

import java.util.Arrays;

/// Which of the newest packets of a source have come (RFC 3711, section 3.3.2).
final class ReplayWindow {
    /// As wide as Chromium's: what is sent again comes some hundred packets late.
    static final int WIDTH = 1024;

    private final long[] seen = new long[WIDTH / Long.SIZE];
    private long highest = -1;

    /// -1 before the first.
    long highest() {
        return highest;
    }

    /// True for one that came before, and for one too old to tell.
    boolean has(long index) {
        return index <= highest
                && (highest - index >= WIDTH || (seen[word(index)] & 1L << index) != 0);
    }

    void add(long index) {
        if (index > highest) {
            if (index - highest >= WIDTH) {
                Arrays.fill(seen, 0);
            } else {
                for (long i = highest + 1; i <= index; i++) {
                    seen[word(i)] &= ~(1L << i);
                }
            }
            highest = index;
        }
        seen[word(index)] |= 1L << index;
    }

    private static int word(long index) {
        return (int) (index & WIDTH - 1) / Long.SIZE;
    }
}
