package org.homeroom.chat;

import java.time.Instant;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/// What several requests ask for in the same words, held to what can be. What cannot is answered
/// with `invalid-request`.
public final class Requested {
    private Requested() {}

    /// Where a page begins.
    ///
    /// @param after the `next` of the page before; null for the first
    public static PageKey page(@Nullable String after) {
        return after == null
                ? PageKey.FIRST
                : PageKey.decode(after).orElseThrow(() -> invalid("“after” is not from here."));
    }

    /// An instant that PostgreSQL has.
    ///
    /// @param field as the request calls it
    public static Instant instant(Instant at, String field) {
        if (at.isBefore(PageKey.EARLIEST) || !at.isBefore(PageKey.LATEST)) {
            throw invalid("“%s” is too early or too late.".formatted(field));
        }
        return at;
    }

    private static RuntimeException invalid(String detail) {
        return Problem.of(CommonProblem.INVALID_REQUEST, detail).toHttp();
    }
}
