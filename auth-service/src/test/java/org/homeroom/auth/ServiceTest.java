package org.homeroom.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;
import static org.homeroom.auth.AuthApi.signIn;
import static org.homeroom.auth.AuthApi.withCookie;

import io.quarkus.test.junit.QuarkusTest;
import java.util.logging.Logger;
import org.homeroom.platform.test.CapturedLogs;
import org.homeroom.platform.test.OpenApiRules;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What those who run and those who build on the service look at.
@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class ServiceTest {
    MailServer mailbox;

    @ParameterizedTest
    @ValueSource(strings = {"", "/live", "/ready", "/started"})
    void itIsWell(String probe) {
        given().get("/q/health" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void itsMetricsCountSignIns() {
        person(mailbox, freshAddress(), "Counted");

        assertThat(given().get("/q/metrics").asString())
                .contains("homeroom_sign_in_total{outcome=\"right\"}")
                .contains("homeroom_mail_sent_total")
                .contains("homeroom_password_hashing_seconds_count");
    }

    @Test
    void itsApiIsDescribed() {
        var api = given().queryParam("format", "json").get("/q/openapi");

        api.then()
                .statusCode(200)
                .body(
                        "paths.keySet()",
                        hasItems(
                                "/api/auth/register",
                                "/api/auth/verification",
                                "/api/auth/verify",
                                "/api/auth/sign-in",
                                "/api/auth/refresh",
                                "/api/auth/sign-out",
                                "/api/users",
                                "/api/users/me",
                                "/api/users/{id}",
                                "/.well-known/jwks.json"));
        OpenApiRules.hold(AuthProblem.values());
        OpenApiRules.areWhatTheClientWasMadeFrom("auth");
        assertThat(given().get("/q/swagger-ui/").statusCode()).isEqualTo(200);
    }

    @Test
    void itsLogsNameNobody() {
        var email = freshAddress();
        try (var logs = new CapturedLogs()) {
            var me = person(mailbox, email, "Secretive");
            signIn(email, "wrong password");
            withCookie("refresh", me.refreshToken()).then().statusCode(200);
            given().header("Authorization", "Bearer " + me.accessToken() + "x")
                    .get("/api/users/me")
                    .then()
                    .statusCode(401);
            Logger.getLogger("org.homeroom.test").warning("what is logged is seen");

            assertThat(logs.text())
                    .contains("what is logged is seen")
                    .doesNotContain(
                            email, PASSWORD, "Secretive", me.accessToken(), me.refreshToken());
        }
    }
}
