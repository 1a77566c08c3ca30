package org.homeroom.chat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.UUID;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.homeroom.platform.test.TestTokens;
import org.junit.jupiter.api.Test;

/// The service has started, and Kafka is not there yet.
@QuarkusTest
@TestProfile(NotReadyTest.WithoutKafka.class)
@RealInfrastructure(database = "chat", ready = false)
class NotReadyTest {
    public static final class WithoutKafka implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            // Nobody listens at the lowest of ports.
            return Map.of("homeroom.kafka.bootstrap-servers", "127.0.0.1:1");
        }
    }

    @Test
    void whoComesTooEarlyIsAskedToComeAgain() {
        var token = TestTokens.of(new AccountId(UUID.randomUUID()), "Mei");
        given().auth()
                .oauth2(token)
                .get("/api/conversations")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("type", is("urn:homeroom:problem:busy"))
                .body("status", is(503))
                .body("retryAfter", is(1));
        assertThat(TestSocket.tryOpen(Classroom.socketUrl(), token, null)).isEqualTo(503);

        given().get("/q/health/ready").then().statusCode(503);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/asyncapi").then().statusCode(200);
    }
}
