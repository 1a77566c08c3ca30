package org.homeroom.signaling;

import java.util.EnumSet;
import org.homeroom.platform.problem.ProblemType;
import org.homeroom.platform.test.ProblemCatalogue;
import org.junit.jupiter.api.Test;

class SignalingProblemTest {
    @Test
    void everyProblemIsDocumented() {
        // The two stand in chat-service's section.
        var own =
                EnumSet.complementOf(
                        EnumSet.of(
                                SignalingProblem.CONVERSATION_NOT_FOUND,
                                SignalingProblem.RECIPIENT_DELETED));
        ProblemCatalogue.section("signaling-service").lists(own.toArray(ProblemType[]::new));
    }
}
