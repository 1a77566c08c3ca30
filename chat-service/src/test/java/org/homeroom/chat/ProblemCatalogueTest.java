package org.homeroom.chat;

import java.util.stream.Stream;
import org.homeroom.platform.problem.ProblemType;
import org.homeroom.platform.test.ProblemCatalogue;
import org.junit.jupiter.api.Test;

class ProblemCatalogueTest {
    @Test
    void everyProblemIsDocumented() {
        ProblemCatalogue.section("chat-service")
                .lists(
                        Stream.of(ChatProblem.values())
                                // Stands in auth-service's section.
                                .filter(problem -> problem != ChatProblem.PERSON_NOT_FOUND)
                                .toArray(ProblemType[]::new));
    }
}
