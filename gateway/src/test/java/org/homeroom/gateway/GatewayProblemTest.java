package org.homeroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GatewayProblemTest {
    @ParameterizedTest
    @EnumSource
    void isDocumentedWithItsStatusAndTitle(GatewayProblem problem) throws IOException {
        var json = new JsonObject(problem.toBuffer());

        assertThat(Files.readString(Path.of("../docs/problems.md")))
                .contains(
                        "| `%s` | %d | %s |"
                                .formatted(
                                        problem.slug(), problem.status(), json.getString("title")));
        assertThat(json.getString("detail")).isNotBlank();
    }
}
