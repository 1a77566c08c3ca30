package org.homeroom.signaling.ice;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.DeviceId;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestTokens;
import org.homeroom.signaling.call.CallCommand;
import org.homeroom.signaling.call.CallProducer;
import org.homeroom.signaling.call.Replica;
import org.homeroom.signaling.call.Seat;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealInfrastructure(database = "signaling")
class IceServerTest {
    @Inject CallProducer calls;
    @Inject Replica replica;
    @Inject Clock clock;

    private final AccountId ana = new AccountId(UUID.randomUUID());
    private final AccountId ben = new AccountId(UUID.randomUUID());
    private final CallId call = new CallId(UUID.randomUUID());
    private final DeviceId device = new DeviceId(UUID.randomUUID());

    private static ValidatableResponse ask(AccountId account, String query) {
        return given().auth()
                .oauth2(TestTokens.of(account, "Somebody"))
                .get("/api/ice-servers" + query)
                .then();
    }

    private void anaCallsBen() {
        calls.carryOut(
                        new CallCommand.Start(
                                call,
                                new ConversationId(UUID.randomUUID()),
                                ana,
                                ben,
                                Seat.at(device, replica.nextSocket()),
                                true))
                .await()
                .indefinitely();
    }

    @Test
    void bothGetPasswordsOfTheirOwnWhileItLasts() {
        anaCallsBen();
        var one = ask(ana, "?call=" + call).statusCode(200);
        one.body("iceServers.urls.flatten()", hasSize(3));
        String name = one.extract().path("iceServers[1].username");
        String other =
                ask(ben, "?call=" + call).statusCode(200).extract().path("iceServers[1].username");
        assertThat(name).endsWith(":" + ana + ":" + call);
        assertThat(other).endsWith(":" + ben + ":" + call);
        var until = Instant.ofEpochSecond(Long.parseLong(name.substring(0, name.indexOf(':'))));
        assertThat(until)
                .isBetween(clock.instant().plusSeconds(590), clock.instant().plusSeconds(601));
        String password = one.extract().path("iceServers[1].credential");
        assertThat(password)
                .isEqualTo(
                        TurnCredentials.sign(ana, call, until, "the secret of the tests")
                                .password());
    }

    @Test
    void whoHasNoPartInItGetsNone() {
        anaCallsBen();
        ask(new AccountId(UUID.randomUUID()), "?call=" + call)
                .statusCode(404)
                .body("type", equalTo("urn:homeroom:problem:call-not-found"));
        ask(ana, "?call=" + UUID.randomUUID()).statusCode(404);
    }

    @Test
    void afterItNobodyDoes() {
        anaCallsBen();
        calls.carryOut(new CallCommand.End(call, ana, device)).await().indefinitely();
        ask(ana, "?call=" + call).statusCode(404);
    }

    @Test
    void withoutACallThereIsWhatNeedsNoPassword() {
        ask(ana, "")
                .statusCode(200)
                .body("iceServers", hasSize(1))
                .body("iceServers[0].urls[0]", equalTo("stun:stun.school.example:3478"));
    }

    @Test
    void whatIsNoCallIsSaid() {
        ask(ana, "?call=x").statusCode(400);
    }
}
