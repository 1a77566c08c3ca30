package org.homeroom.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
    @ParameterizedTest
    @CsvSource({"PT0S, 1", "PT0.000000001S, 1", "PT1S, 1", "PT1.000000001S, 2", "PT59.5S, 60"})
    void oneWaitsWholeSecondsAndNeverTooShort(Duration wait, long seconds) {
        var problem = Problem.retry(CommonProblem.TOO_MANY_REQUESTS, "Slower.", wait);
        assertThat(problem.retryAfterSeconds()).contains(seconds);
        assertThat(problem.toHttp().getHeaders()).containsEntry("Retry-After", seconds);
        assertThat(problem.toHttp().getParameters()).containsEntry("retryAfter", seconds);
    }

    @Test
    void withoutALimitNothingIsSaidOfWaiting() {
        var http = Problem.of(CommonProblem.NOT_FOUND, "It is not there.").toHttp();
        assertThat(http.getType()).hasToString("urn:homeroom:problem:not-found");
        assertThat(http.getStatusCode()).isEqualTo(404);
        assertThat(http.getDetail()).isEqualTo("It is not there.");
        assertThat(http.getHeaders()).isEmpty();
        assertThat(http.getParameters()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(CommonProblem.class)
    void aProblemHasANameAndAStatus(CommonProblem type) {
        assertThat(type.slug()).matches("[a-z]+(-[a-z]+)*");
        assertThat(type.status()).isBetween(400, 599);
        assertThat(type.title()).isNotBlank();
    }

    @Test
    void noNameStandsForTwo() {
        var slugs = new HashSet<String>();
        for (var type : CommonProblem.values()) {
            assertThat(slugs.add(type.slug())).as(type.slug()).isTrue();
        }
    }
}
