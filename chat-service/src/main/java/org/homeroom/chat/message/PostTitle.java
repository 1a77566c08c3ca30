package org.homeroom.chat.message;

import java.util.Optional;
import org.homeroom.chat.OneLine;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;

/// What a post is called: 1–200 characters in one line.
public record PostTitle(String value) {
    private static final int MAX_LENGTH = 200;

    /// Empty if the text is a title.
    public static Optional<Problem> problemOf(String text) {
        return OneLine.faultOf(text, 1, MAX_LENGTH)
                .map(fault ->
                        Problem.ofField(
                                CommonProblem.INVALID_REQUEST,
                                "The title " + fault + ".",
                                "title",
                                fault));
    }
}
