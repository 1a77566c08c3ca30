package org.homeroom.auth.audit;

import java.time.Duration;

/// What there was before a sign-in.
///
/// @param any whether the account has been signed in to before
/// @param sameKindOfDevice whether from such a browser on such a system
/// @param failures since then, 0 to [#MANY_FAILURES]; only those of the last day
public record SignInHistory(boolean any, boolean sameKindOfDevice, int failures) {
    /// More than a person needs who has the password somewhere.
    static final int MANY_FAILURES = 5;

    /// What is longer ago has nothing to do with it.
    static final Duration RECENT = Duration.ofDays(1);

    /// Whether the person should be told: it may have been somebody else.
    public boolean isUnusual() {
        return (any && !sameKindOfDevice) || failures >= MANY_FAILURES;
    }
}
