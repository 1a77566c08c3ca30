package org.homeroom.platform.test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.ProblemType;

/// What the OpenAPI document of every service owes to those who write clients: each operation names
/// every problem that it may answer, with the status that `docs/problems.md` gives it.
public final class OpenApiRules {
    private static final Pattern SLUG = Pattern.compile("`([a-z]+(?:-[a-z]+)*)`");
    private static final Path CLIENTS_DOCUMENTS =
            Path.of("../gateway/src/main/webui/src/shared/api");
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private OpenApiRules() {}

    /// @param own the service's problems, each of which some operation must name
    public static void hold(ProblemType... own) {
        var statuses = ProblemCatalogue.statuses();
        var named = new HashSet<String>();
        for (var path : document().path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    var where = operation.getKey() + " " + path.getKey();
                    var problems = problems(where, operation.getValue(), statuses);
                    named.addAll(problems);
                    assertThat(problems).as(where).containsAll(expected(operation.getValue()));
                }
            }
        }
        for (var problem : own) {
            assertThat(named).contains(problem.slug());
        }
    }

    /// Holds the service to the document that the client's types are generated from, which is
    /// committed beside them: whoever changes the API and forgets the client hears it here.
    ///
    /// @param service as the file is called: `auth`, `chat`
    public static void areWhatTheClientWasMadeFrom(String service) {
        var committed = CLIENTS_DOCUMENTS.resolve(service + ".openapi.json");
        assertThat(comparable(document()))
                .as(
                        "%s: copy target/openapi/openapi.json there, then `npm run generate`",
                        committed)
                .isEqualTo(comparable(read(committed)));
    }

    /// Without the addresses of servers, which are those of whoever asks.
    private static JsonNode comparable(JsonNode document) {
        return ((ObjectNode) document.deepCopy()).without("servers");
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode document() {
        try {
            return new ObjectMapper()
                    .readTree(given().queryParam("format", "json").get("/q/openapi").asString());
        } catch (JsonProcessingException bad) {
            throw new UncheckedIOException(bad);
        }
    }

    private static Set<String> problems(
            String where, JsonNode operation, Map<String, Integer> statuses) {
        var found = new HashMap<String, Integer>();
        for (var response : operation.path("responses").properties()) {
            if (!response.getKey().matches("[45]\\d\\d")) {
                continue;
            }
            var status = Integer.parseInt(response.getKey());
            var slugs =
                    SLUG.matcher(response.getValue().path("description").asText())
                            .results()
                            .map(match -> match.group(1))
                            .filter(statuses::containsKey)
                            .toList();
            assertThat(slugs).as("%s names no problem for %d", where, status).isNotEmpty();
            slugs.forEach(slug -> found.put(slug, status));
        }
        found.forEach((slug, status) ->
                assertThat(status).as("%s: %s", where, slug).isEqualTo(statuses.get(slug)));
        return found.keySet();
    }

    /// What no operation of this kind can do without.
    private static List<String> expected(JsonNode operation) {
        var expected = new HashSet<CommonProblem>();
        expected.add(CommonProblem.INTERNAL_ERROR);
        if (operation.has("requestBody")) {
            expected.add(CommonProblem.TOO_LARGE);
            expected.add(CommonProblem.UNSUPPORTED_MEDIA_TYPE);
            if (operation.at("/requestBody/content").has("application/json")) {
                expected.add(CommonProblem.MALFORMED_JSON);
                expected.add(CommonProblem.INVALID_REQUEST);
            }
        }
        if (!operation.path("parameters").isEmpty()) {
            expected.add(CommonProblem.INVALID_REQUEST);
        }
        if (!operation.path("security").isEmpty()) {
            expected.add(CommonProblem.NOT_SIGNED_IN);
            expected.add(CommonProblem.SESSION_ENDED);
        }
        return expected.stream().map(CommonProblem::slug).toList();
    }
}
