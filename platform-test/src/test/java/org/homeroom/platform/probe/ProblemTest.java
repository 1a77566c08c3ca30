package org.homeroom.platform.probe;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.test.CapturedLogs;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.ProblemCatalogue;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealInfrastructure
class ProblemTest {
    private static final AccountId MING =
            AccountId.fromString("01890a5d-ac96-774b-bcce-b302099a8001");

    @Inject FakeClock clock;

    private static RequestSpecification signedIn() {
        return given().auth().oauth2(TestTokens.of(MING, "Ming"));
    }

    private static Response post(String body) {
        return signedIn().contentType(ContentType.JSON).body(body).post("/api/probe");
    }

    private static void isProblem(Response response, String slug, int status) {
        var body = response.asString();
        assertThat(response.statusCode()).as(body).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        var problem = response.jsonPath();
        assertThat(problem.getString("type")).isEqualTo("urn:homeroom:problem:" + slug);
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(body)
                .doesNotContain(
                        "org.", "java", "Exception", "secret", "Probe", "\\tat ", "jakarta");
    }

    @Test
    void whatFitsIsTaken() {
        var probe = "{\"name\":\"a\",\"count\":1,\"account\":\"" + MING + "\"}";
        assertThat(post(probe).statusCode()).isEqualTo(200);
        assertThat(post(probe).jsonPath().getString("account")).isEqualTo(MING.toString());
        assertThat(signedIn().get("/api/probe").asString()).isEqualTo("5");
        assertThat(signedIn().get("/api/probe/me").jsonPath().getString("name")).isEqualTo("Ming");
        assertThat(given().get("/api/probe/anybody").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"name\":", "nonsense", "{\"name\":\"a\",\"name\":\"b\"}", "{'a':1}"})
    void aBodyThatDoesNotParse(String body) {
        try (var logs = new CapturedLogs()) {
            isProblem(post(body), "malformed-json", 400);
            assertThat(logs.text()).doesNotContain("nonsense");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"name\":\"a\",\"count\":1,\"extra\":1}        | extra",
                "{\"name\":\"a\"}                                | count",
                "{\"count\":1}                                   | name",
                "{\"name\":null,\"count\":1}                     | name",
                "{\"name\":5,\"count\":1}                        | name",
                "{\"name\":\"a\",\"count\":\"1\"}                | count",
                "{\"name\":\"a\",\"count\":1.5}                  | count",
                "{\"name\":\"a\",\"count\":99999999999}          | count",
                "{\"name\":\"a\",\"count\":1,\"account\":\"1-1-1-1-1\"} | account",
                "{\"name\":\"\\u0000\",\"count\":1}              | name",
                "{\"name\":\"\\ud800\",\"count\":1}              | name",
                "{\"name\":\"a\",\"count\":1,\"inner\":[{\"name\":\"a\"}]} | inner[0].count",
                "{\"name\":\"\",\"count\":1}                     | name",
                "{\"name\":\"12345678901\",\"count\":1}          | name",
                "{\"name\":\"a\",\"count\":0}                    | count",
                "{\"name\":\"a\",\"count\":1,\"inner\":[{\"name\":\"\",\"count\":1}]} | inner[0].name",
            })
    void aFieldThatDoesNotFitIsNamed(String body, String field) {
        for (var path : new String[] {"/api/probe", "/api/probe/uni"}) {
            var response = signedIn().contentType(ContentType.JSON).body(body).post(path);
            isProblem(response, "invalid-request", 400);
            List<Map<String, String>> violations = response.jsonPath().getList("violations");
            assertThat(violations).hasSize(1);
            assertThat(violations.getFirst()).containsOnlyKeys("field", "message");
            assertThat(violations.getFirst().get("field")).isEqualTo(field);
            assertThat(violations.getFirst().get("message")).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5", "null", "\"a\"", ""})
    void aBodyOfAnotherKind(String body) {
        isProblem(post(body), "invalid-request", 400);
    }

    @Test
    void aBodyNestedTooDeep() {
        isProblem(post("{\"name\":" + "[".repeat(100)), "invalid-request", 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/probe?limit=0",
                "/api/probe?limit=51",
                "/api/probe?limit=many",
                "/api/probe?limit=99999999999",
                "/api/probe?with=1-1-1-1-1",
                "/api/probe/accounts/x",
            })
    void aParameterThatDoesNotFit(String path) {
        isProblem(signedIn().get(path), "invalid-request", 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nowhere", "/nowhere", "/", "/api/probe/me/and/on", "/%00"})
    void aPathThatIsNone(String path) {
        isProblem(signedIn().urlEncodingEnabled(false).get(path), "not-found", 404);
    }

    @Test
    void aMethodOrTypeThatIsNotKnown() {
        isProblem(signedIn().delete("/api/probe/me"), "method-not-allowed", 405);
        isProblem(signedIn().accept("image/png").get("/api/probe/me"), "not-acceptable", 406);
        isProblem(
                signedIn().contentType("text/plain").body("a").post("/api/probe"),
                "unsupported-media-type",
                415);
    }

    @Test
    void aBodyOverTheLimit() {
        // As bytes: RestAssured would print text prettily, should the test fail.
        var body = ("{\"name\":\"" + "x".repeat(1_100_000) + "\"}").getBytes(UTF_8);
        isProblem(
                signedIn().contentType(ContentType.JSON).body(body).post("/api/probe"),
                "too-large",
                413);
    }

    @Test
    void withoutAGoodTokenNothingIsSaidButThat() {
        try (var logs = new CapturedLogs()) {
            isProblem(given().get("/api/probe/me"), "not-signed-in", 401);
            for (var token :
                    new String[] {
                        "x",
                        "a.b.c",
                        TestTokens.expiringIn(Duration.ofSeconds(-60), MING, "Ming"),
                        TestTokens.foreignSigned(MING, "Ming"),
                        TestTokens.unsigned(MING, "Ming"),
                        TestTokens.hmacWithPublicKey(MING, "Ming"),
                        TestTokens.nextKey().sign(MING, "Ming"),
                    }) {
                var response = given().auth().oauth2(token).get("/api/probe/me");
                isProblem(response, "not-signed-in", 401);
                assertThat(response.header("WWW-Authenticate")).startsWith("Bearer");
            }
            assertThat(logs.warnings()).isEmpty();
        }
    }

    @Test
    void aRoleThatOneHasNot() {
        isProblem(signedIn().get("/api/probe/teachers"), "not-allowed", 403);
        var teacher = given().auth().oauth2(TestTokens.of(MING, "Ming", "teacher"));
        assertThat(teacher.get("/api/probe/teachers").statusCode()).isEqualTo(200);
    }

    @Test
    void aLimitSaysWhenToTryAgain() {
        var response = signedIn().get("/api/probe/limited");
        isProblem(response, "too-many-requests", 429);
        assertThat(response.header("Retry-After")).isEqualTo("3");
        assertThat(response.jsonPath().getInt("retryAfter")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "broken-later", "unwritable"})
    void aMistakeOfOursTellsOnlyWhereToLookForIt(String path) {
        try (var logs = new CapturedLogs()) {
            var response = signedIn().get("/api/probe/" + path);
            isProblem(response, "internal-error", 500);
            Map<String, Object> members = response.jsonPath().getMap("");
            assertThat(members).containsOnlyKeys("type", "title", "status", "detail", "traceId");
            assertThat(logs.errors())
                    .singleElement()
                    .asString()
                    .contains(response.jsonPath().getString("traceId"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "broken-later"})
    void whatIsLoggedForARequestCarriesItsId(String path) {
        try (var logs = new CapturedLogs("org.homeroom")) {
            signedIn().header("X-Request-Id", "lesson-42").get("/api/probe/" + path);
            signedIn().header("X-Request-Id", "a line\tof its own").get("/api/probe/" + path);
            assertThat(logs.carried("requestId"))
                    .hasSize(2)
                    .startsWith("lesson-42")
                    .last()
                    .asString()
                    .matches("[0-9a-f-]{36}");
        }
    }

    @Test
    void aNewSigningKeyIsFoundWithoutARestart() {
        var next = TestTokens.nextKey();
        var token = next.sign(MING, "Ming");
        isProblem(given().auth().oauth2(token).get("/api/probe/me"), "not-signed-in", 401);
        next.publish();
        clock.advance(Duration.ofSeconds(2)); // within a second, no second look is taken
        assertThat(given().auth().oauth2(token).get("/api/probe/me").statusCode()).isEqualTo(200);
        assertThat(signedIn().get("/api/probe/me").statusCode()).isEqualTo(200);
    }

    @Test
    void everyProblemIsDocumented() {
        ProblemCatalogue.section("everywhere").lists(CommonProblem.values());
    }
}
