package org.homeroom.signaling;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.stream.Stream;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.test.OpenApiRules;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealInfrastructure(database = "signaling")
class SignalingServiceTest {
    private static final AccountId MING =
            AccountId.fromString("01890a5d-ac96-774b-bcce-b302099a8001");

    @ParameterizedTest
    @ValueSource(strings = {"live", "started"})
    void itRuns(String probe) {
        when().get("/q/health/" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void itIsReadyOnceKafkaHasTheTopics() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        when().get("/q/health/ready")
                                .then()
                                .statusCode(200)
                                .body("checks.name", hasItem("topics")));
    }

    @Test
    void itsDocumentIsPublished() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Homeroom signaling"));
        OpenApiRules.areWhatTheClientWasMadeFrom("signaling");
    }

    @Test
    void itCountsWhatItDoes() {
        when().get("/q/metrics").then().statusCode(200).body(containsString("jvm_memory_used"));
    }

    static Stream<String> forgeries() {
        return Stream.of(
                TestTokens.expiringIn(Duration.ofMinutes(-1), MING, "Ming"),
                TestTokens.foreignSigned(MING, "Ming"),
                TestTokens.unsigned(MING, "Ming"),
                TestTokens.hmacWithPublicKey(MING, "Ming"));
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void aForgedTokenIsWorthNothing(String token) {
        given().auth().oauth2(token).get("/api/ice-servers").then().statusCode(401);
    }

    @Test
    void aStrangerLearnsNothing() {
        when().get("/api/ice-servers").then().statusCode(401);
    }
}
