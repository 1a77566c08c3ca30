package org.homeroom.platform.socket;

import org.homeroom.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/// What a command came to.
public sealed interface Answer {
    /// Answered with `ok`, and with the result if there is one.
    record Done(@Nullable Object result) implements Answer {}

    /// Answered with `error`.
    record Refused(Problem problem) implements Answer {}

    Answer DONE = new Done(null);

    static Answer done(Object result) {
        return new Done(result);
    }

    static Answer refused(Problem problem) {
        return new Refused(problem);
    }
}
