package org.homeroom.engine.rpc;

import java.util.UUID;
import java.util.random.RandomGenerator;

/// Names for what there was nothing of before: objects, sessions and subscriptions. Who guesses one
/// may use what it names.
final class Ids {
    private static final long VERSION = 0xf000L;
    private static final long RANDOM_VERSION = 0x4000L;
    private static final long VARIANT = 0xc000_0000_0000_0000L;
    private static final long RFC_VARIANT = 0x8000_0000_0000_0000L;

    private final RandomGenerator random;

    /// @param random that cannot be foreseen
    Ids(RandomGenerator random) {
        this.random = random;
    }

    /// 122 bits of chance (RFC 9562, section 5.4).
    String next() {
        return new UUID(
                        random.nextLong() & ~VERSION | RANDOM_VERSION,
                        random.nextLong() & ~VARIANT | RFC_VARIANT)
                .toString();
    }
}
