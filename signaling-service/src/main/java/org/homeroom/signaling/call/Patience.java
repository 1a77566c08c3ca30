package org.homeroom.signaling.call;

import java.time.Duration;

/// How long a call waits for people.
///
/// @param ring for an answer
/// @param caller for a caller whose line was lost while it rings: nobody should answer a call that
///   nobody makes any more
/// @param away for either of the two whose line was lost while they talk
record Patience(Duration ring, Duration caller, Duration away) {}
