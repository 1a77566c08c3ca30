package org.homeroom.auth.limit;

import java.time.Duration;
import java.time.Instant;

/// How often something may be tried: `burst` times at once, and one more after each `refill`.
///
/// The generic cell rate algorithm (ITU-T I.371): all that is remembered is one instant per key,
/// the one at which the bucket would be full again. It is therefore one value to store, and one to
/// forget when it has passed.
///
/// @param burst 1 or more
public record Allowance(int burst, Duration refill) {
    public Allowance {
        if (burst < 1 || refill.isNegative() || refill.isZero()) {
            throw new IllegalArgumentException("an allowance allows something");
        }
    }

    public sealed interface Decision {
        /// @param fullAt to be remembered for the key
        record Granted(Instant fullAt) implements Decision {}

        /// @param retryIn until the next try can be granted
        record Refused(Duration retryIn) implements Decision {}
    }

    /// @param fullAt what was remembered, or anything in the past for a key that is new
    public Decision take(Instant fullAt, Instant now) {
        var next = (fullAt.isAfter(now) ? fullAt : now).plus(refill);
        var over = Duration.between(now.plus(refill.multipliedBy(burst)), next);
        return over.isPositive() ? new Decision.Refused(over) : new Decision.Granted(next);
    }

    /// Gives one back: the try turned out to be a good one.
    public Instant giveBack(Instant fullAt) {
        return fullAt.minus(refill);
    }
}
