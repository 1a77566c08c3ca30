package org.homeroom.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.form;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;
import static org.homeroom.auth.AuthApi.post;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is sent, the answer is a problem that says what is wrong, and nothing else.
@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class BadInputTest {
    private static final List<String> FORMS =
            List.of("register", "verification", "verify", "sign-in");

    MailServer mailbox;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "nonsense",
                "{\"email\":}",
                "{\"email\":\"a@b.tw\"",
                "{\"email\":\"\\x\"}",
                "{'email':'a@b.tw'}",
                "{\"email\":\"line\nbreak\"}",
            })
    void whatIsNotJsonIsMalformed(String body) {
        for (var form : FORMS) {
            assertProblem(post(form, body), 400, "malformed-json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "[{}]", "1", "true", "\"text\"", "{}"})
    void otherJsonThanAFormIsInvalid(String body) {
        for (var form : FORMS) {
            assertProblem(post(form, body), 400, "invalid-request");
        }
    }

    @Test
    void deepNestingIsRefused() {
        var response = post("register", "[".repeat(200));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.asString()).contains("urn:homeroom:problem:");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        var latin1 =
                new byte[] {
                    '{', '"', 'e', 'm', 'a', 'i', 'l', '"', ':', '"', (byte) 0xe9, '"', '}'
                };
        var response = given().contentType(ContentType.JSON).body(latin1).post("/api/auth/sign-in");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.asString()).contains("urn:homeroom:problem:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "name", "password", "language"})
    void eachFieldMustBeThere(String field) {
        var form = form(freshAddress(), "Somebody");
        form.remove(field);
        assertViolation(form, field);

        form.put(field, null);
        assertViolation(form, field);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        "email",
                        List.of(
                                "",
                                "a",
                                "a@b",
                                "a@b.tw\r\nBcc: c@d.tw",
                                "a\0@b.tw",
                                "a\ud800@b.tw",
                                "a@" + "b".repeat(300) + ".tw")),
                Arguments.of(
                        "name",
                        List.of(
                                "",
                                "   ",
                                "x".repeat(81),
                                "a\nb",
                                "nul\0",
                                "\ud800",
                                "\udc00x",
                                "a\r\nBcc: thief@example.org",
                                "a\u2028b",
                                "a\u202eb",
                                "\u200fabc",
                                "M\u0435i")), // with a Cyrillic letter
                Arguments.of(
                        "password",
                        List.of(
                                "",
                                "too short",
                                "x".repeat(129),
                                "nul\0nul nul nul",
                                "lone \ud800 surrogate")),
                Arguments.of("language", List.of("", "fr", "EN", "zh-TW")));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void eachFieldMustBeRight(String field, List<String> values) {
        for (var value : values) {
            var form = form(freshAddress(), "Somebody");
            form.put(field, value);
            assertViolation(form, field);
        }
    }

    /// The other door that a name comes in by.
    @Test
    void aNameThatIsChangedMustBeRightToo() {
        var me = person(mailbox, freshAddress(), "Somebody");
        for (var name : List.of("a\r\nBcc: b@example.org", "a\u202eb", "M\u0435i", "\u200b")) {
            assertProblem(
                            me.request().body(Map.of("name", name)).patch("/api/users/me"),
                            400,
                            "invalid-request")
                    .body("violations.field", hasItem("name"));
        }
        me.request().get("/api/users/me").then().body("name", equalTo("Somebody"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "name", "password", "language"})
    void eachFieldMustBeText(String field) {
        for (var value : List.of(1, 1.5, true, List.of(), Map.of())) {
            var form = form(freshAddress(), "Somebody");
            form.put(field, value);
            assertViolation(form, field);
        }
    }

    @Test
    void whatIsNotAFieldIsNamed() {
        var form = form(freshAddress(), "Somebody");
        form.put("roles", List.of("administrator"));

        assertViolation(form, "roles");
    }

    @Test
    void aFieldGivenTwiceIsRefused() {
        var twice = "{\"email\":\"a@example.org\",\"email\":\"b@example.org\",\"language\":\"en\"}";

        assertThat(post("verification", twice).statusCode()).isEqualTo(400);
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        var form = form("nowhere", "");
        form.put("password", "short");

        assertProblem(post("register", form), 400, "invalid-request")
                .body("violations.field", hasItem("email"))
                .body("violations.field", hasItem("name"))
                .body("violations.field", hasItem("password"));
    }

    @Test
    void whatWasSentIsNotSentBack() {
        var form = form("nowhere", "Somebody");
        form.put("password", "hunter2");

        assertThat(post("register", form).asString()).doesNotContain("hunter2", "nowhere");
    }

    @Test
    void aSignInThatCannotBeRightIsRefusedLikeTheOthers() {
        for (var password : List.of("nul\0", "\ud800", "", "x".repeat(129))) {
            assertProblem(
                    post("sign-in", Map.of("email", freshAddress(), "password", password)),
                    400,
                    "invalid-request");
        }
        assertProblem(
                post("sign-in", Map.of("email", freshAddress(), "password", "short")),
                401,
                "credentials-wrong");
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() {
        var form = form(freshAddress(), "x".repeat(20_000));

        assertProblem(post("register", form), 413, "too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
    void onlyJsonIsRead(String type) {
        for (var form : FORMS) {
            assertProblem(
                    given().contentType(type).body("email=a@b.tw").post("/api/auth/" + form),
                    415,
                    "unsupported-media-type");
        }
    }

    @Test
    void otherMethodsAndPathsAreRefused() {
        assertProblem(given().get("/api/auth/sign-in"), 405, "method-not-allowed");
        assertProblem(given().get("/api/auth/nothing"), 404, "not-found");
        assertProblem(
                given().accept("application/xml").get("/.well-known/jwks.json"),
                406,
                "not-acceptable");
    }

    private static void assertViolation(Map<String, Object> form, String field) {
        assertProblem(post("register", form), 400, "invalid-request")
                .body("violations.field", hasItem(equalTo(field)));
    }
}
