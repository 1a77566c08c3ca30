package org.homeroom.auth.limit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;
import static org.homeroom.auth.AuthApi.signIn;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class TryLimitsTest {
    private static final int PER_ADDRESS = 10;
    private static final int PER_CLIENT = 200;

    MailServer mailbox;
    @Inject FakeClock clock;

    private final String email = freshAddress();

    @AfterEach
    void waitUntilEverythingIsForgiven() {
        clock.advance(Duration.ofHours(1));
    }

    @Test
    void guessingAtOneAddressHasToWait() {
        person(mailbox, email, "Guessed at");
        for (var guess = 0; guess < PER_ADDRESS; guess++) {
            assertProblem(signIn(email, "guess " + guess), 401, "credentials-wrong");
        }
        var refused = signIn(email, PASSWORD);

        assertProblem(refused, 429, "too-many-requests").body("retryAfter", equalTo(30));
        assertThat(refused.header("Retry-After")).isEqualTo("30");

        clock.advance(Duration.ofSeconds(30));
        signIn(email, PASSWORD).then().statusCode(200);
    }

    @Test
    void anAddressThatNobodyHasIsLimitedTheSameWay() {
        for (var guess = 0; guess < PER_ADDRESS; guess++) {
            assertProblem(signIn(email, "guess " + guess), 401, "credentials-wrong");
        }
        assertProblem(signIn(email, "guess"), 429, "too-many-requests");
    }

    @Test
    void whoKnowsThePasswordIsNotLimited() {
        person(mailbox, email, "Often");
        for (var again = 0; again < PER_ADDRESS + 5; again++) {
            signIn(email, PASSWORD).then().statusCode(200);
        }
    }

    @Test
    void oneClientHasToWaitAndAnotherNot() {
        for (var form = 0; form < PER_CLIENT; form++) {
            assertThat(verifyFrom("203.0.113.7").statusCode()).isEqualTo(410);
        }
        assertProblem(verifyFrom("203.0.113.7"), 429, "too-many-requests")
                .body("retryAfter", equalTo(1));
        assertThat(verifyFrom("203.0.113.8").statusCode()).isEqualTo(410);
    }

    /// As the gateway says whom it speaks for.
    private static Response verifyFrom(String client) {
        return given().header("X-Forwarded-For", client)
                .contentType(ContentType.JSON)
                .body(Map.of("token", "unknown"))
                .post("/api/auth/verify");
    }
}
