package org.homeroom.auth;

import org.homeroom.platform.test.ProblemCatalogue;
import org.junit.jupiter.api.Test;

class AuthProblemTest {
    @Test
    void everyProblemIsDocumented() {
        ProblemCatalogue.section("auth-service").lists(AuthProblem.values());
    }
}
