package org.homeroom.chat.conversation;

import java.util.Optional;
import org.homeroom.chat.OneLine;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;

/// How long the lines may be that say what a conversation is.
final class ConversationName {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_DESCRIPTION = 500;

    private ConversationName() {}

    /// The name as it is kept: without the white space around it.
    static String name(String text) {
        return require("name", OneLine.faultOf(text.strip(), 1, LONGEST_NAME), text);
    }

    /// The description as it is kept.
    static String description(String text) {
        return require("description", OneLine.faultOf(text.strip(), 0, LONGEST_DESCRIPTION), text);
    }

    private static String require(String field, Optional<String> fault, String text) {
        fault.ifPresent(words -> {
            throw Problem.ofField(
                            CommonProblem.INVALID_REQUEST,
                            "The %s %s.".formatted(field, words),
                            field,
                            words)
                    .toHttp();
        });
        return text.strip();
    }
}
