package org.homeroom.auth.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;
import static org.homeroom.auth.AuthApi.refresh;
import static org.homeroom.auth.AuthApi.register;
import static org.homeroom.auth.AuthApi.token;
import static org.homeroom.auth.AuthApi.verify;
import static org.homeroom.auth.AuthApi.withCookie;
import static org.homeroom.auth.secondfactor.Authenticator.setup;
import static org.homeroom.auth.secondfactor.Authenticator.signIn;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.homeroom.auth.AuthApi;
import org.homeroom.auth.AuthApi.SignedIn;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where teachers and administrators must have a second factor.
@QuarkusTest
@TestProfile(RequiredSecondFactorTest.OfStaff.class)
@RealInfrastructure(database = "auth")
@AuthServers
class RequiredSecondFactorTest {
    public static final class OfStaff implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("homeroom.auth.second-factor.required", "staff");
        }
    }

    MailServer mailbox;
    @Inject DataSource database;
    @Inject FakeClock clock;

    private final String email = freshAddress();

    /// The first account of all is an administrator's.
    @BeforeEach
    void nobodyIsThere() throws SQLException {
        execute("delete from account");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private SignedIn administrator() {
        register(email, "Head");
        verify(token(mailbox.await(email, 1))).then().statusCode(200);
        var head = SignedIn.of(signIn(email, Authenticator.setUp(email, clock).code()));
        clock.advance(Duration.ofSeconds(TotpSecret.STEP_SECONDS));
        return head;
    }

    @Test
    void whoMustHaveOneSetsItUpToSignIn() {
        register(email, "Head");
        verify(token(mailbox.await(email, 1))).then().statusCode(200);

        assertProblem(AuthApi.signIn(email, "wrong password"), 401, "credentials-wrong");
        assertProblem(AuthApi.signIn(email, PASSWORD), 403, "second-factor-setup-needed");
        assertProblem(signIn(email, "123456"), 403, "second-factor-setup-needed");
        assertProblem(setup(email, "wrong password"), 401, "credentials-wrong");
        var phone = Authenticator.setUp(email, clock);
        assertProblem(AuthApi.signIn(email, PASSWORD), 403, "second-factor-setup-needed");
        assertProblem(signIn(email, phone.wrongCode()), 401, "second-factor-wrong");

        var answer = signIn(email, phone.code());

        var head = SignedIn.of(answer);
        answer.then().body("recoveryCodes", hasSize(8)).header("Cache-Control", "no-store");
        head.request()
                .get("/api/auth/second-factor")
                .then()
                .body("required", equalTo(true))
                .body("recoveryCodesLeft", equalTo(8));
        assertProblem(signIn(email, phone.code()), 401, "second-factor-wrong");
        clock.advance(Duration.ofSeconds(TotpSecret.STEP_SECONDS));
        SignedIn.of(signIn(email, phone.code()));
        SignedIn.of(signIn(email, answer.<List<String>>path("recoveryCodes").getFirst()));
    }

    @Test
    void aSetupThatWaitedTooLongIsBegunAgain() {
        register(email, "Head");
        verify(token(mailbox.await(email, 1))).then().statusCode(200);
        var phone = Authenticator.setUp(email, clock);
        clock.advance(Duration.ofMinutes(10));

        assertProblem(signIn(email, phone.code()), 403, "second-factor-setup-needed");
        SignedIn.of(signIn(email, Authenticator.setUp(email, clock).code()));
    }

    @Test
    void guessesAtASetupAreCounted() {
        register(email, "Head");
        verify(token(mailbox.await(email, 1))).then().statusCode(200);
        var phone = Authenticator.setUp(email, clock);
        for (var guess = 0; guess < 5; guess++) {
            assertProblem(signIn(email, phone.wrongCode()), 401, "second-factor-wrong");
        }
        assertProblem(signIn(email, phone.code()), 429, "too-many-requests");
    }

    @Test
    void whoMustHaveOneDoesNotTurnItOff() {
        var head = administrator();

        assertProblem(
                head.request().body(Map.of("password", PASSWORD)).delete("/api/auth/second-factor"),
                409,
                "second-factor-required");
        assertProblem(
                head.request().body(Map.of("password", "wrong")).delete("/api/auth/second-factor"),
                403,
                "password-wrong");
        assertProblem(AuthApi.signIn(email, PASSWORD), 401, "second-factor-needed");
    }

    @Test
    void othersMayDoWithoutUntilTheyAreStaff() {
        var head = administrator();
        var address = freshAddress();
        var student = person(mailbox, address, "Student");
        student.request().get("/api/auth/second-factor").then().body("required", equalTo(false));
        var still = refresh(student.refreshToken());

        head.request()
                .body(Map.of("role", "teacher"))
                .put("/api/admin/people/" + student.account() + "/role")
                .then()
                .statusCode(200);

        assertProblem(withCookie("refresh", still.refreshToken()), 401, "session-ended");
        assertProblem(AuthApi.signIn(address, PASSWORD), 403, "second-factor-setup-needed");
        SignedIn.of(signIn(address, Authenticator.setUp(address, clock).code()))
                .request()
                .get("/api/auth/events")
                .then()
                .body("events.detail.reason", hasItem("second-factor-required"));
    }

    /// As everybody's sessions are on the day on which the school begins to want one.
    @Test
    void aSessionFromBeforeEndsWhenItIsNextRefreshed() throws Exception {
        var head = administrator();
        execute("delete from second_factor");
        head.request().get("/api/users/me").then().statusCode(200);

        assertProblem(withCookie("refresh", head.refreshToken()), 401, "session-ended");

        await().untilAsserted(() ->
                assertProblem(head.request().get("/api/users/me"), 401, "session-ended"));
        assertThat(AuthApi.signIn(email, PASSWORD).cookies()).isEmpty();
    }

    @Test
    void setUpBySigningInItSignsOutWhoeverIsInByThePasswordAlone() throws Exception {
        var before = administrator();
        execute("delete from second_factor");

        SignedIn.of(signIn(email, Authenticator.setUp(email, clock).code()));

        assertProblem(withCookie("refresh", before.refreshToken()), 401, "session-ended");
    }
}
