package org.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.as;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.people;
import static org.homeroom.auth.AuthApi.post;
import static org.homeroom.auth.AuthApi.register;
import static org.homeroom.auth.AuthApi.signIn;
import static org.homeroom.auth.AuthApi.withCookie;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.homeroom.auth.AuthApi.SignedIn;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;

/// Each kind of token opens its own door and no other, and what was tried at the others does it no
/// harm.
@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class TokenKindsTest {
    /// Longer texts are no link's.
    private static final int LONGEST_LINK = 128;

    MailServer mailbox;
    @Inject FakeClock clock;

    private enum Door {
        ACCESS(200, 401, "not-signed-in") {
            @Override
            Response open(String token) {
                return as(token).get("/api/users/me");
            }
        },
        REFRESH(200, 401, "session-ended") {
            @Override
            Response open(String token) {
                return withCookie("refresh", token);
            }
        },
        VERIFICATION(200, 410, "verification-link-invalid") {
            @Override
            Response open(String token) {
                return post("verify", Map.of("token", token));
            }
        },
        RESET(204, 410, "reset-link-invalid") {
            @Override
            Response open(String token) {
                return post(
                        "password-reset/confirm",
                        Map.of("token", token, "password", "seven slow amber foxes"));
            }
        },
        NEW_ADDRESS(200, 410, "email-link-invalid") {
            @Override
            Response open(String token) {
                return post("email/confirm", Map.of("token", token));
            }
        };

        private final int open;
        private final int shut;
        private final String problem;

        Door(int open, int shut, String problem) {
            this.open = open;
            this.shut = shut;
            this.problem = problem;
        }

        abstract Response open(String token);

        void assertShutTo(String token) {
            var isForm = problem.endsWith("-link-invalid");
            if (isForm && token.length() > LONGEST_LINK) {
                assertProblem(open(token), 400, "invalid-request");
            } else {
                assertProblem(open(token), shut, problem);
            }
        }
    }

    private String linkIn(String address, int which) {
        clock.advance(Duration.ofSeconds(61));
        mailbox.await(address, which);
        var link = mailbox.mailsTo(address).get(which - 1).links().getFirst();
        return link.substring(link.lastIndexOf('/') + 1);
    }

    /// Of four people, so that using one takes none of the others back.
    private Map<Door, String> tokens() {
        var signedIn = people(mailbox, List.of("Signed in", "Moves", "Forgot"));
        var tokens = new EnumMap<Door, String>(Door.class);

        var waits = freshAddress();
        register(waits, "Waits");
        tokens.put(Door.VERIFICATION, linkIn(waits, 1));

        var wanted = freshAddress();
        signedIn.get(1)
                .request()
                .body(Map.of("email", wanted, "password", PASSWORD))
                .post("/api/auth/email")
                .then()
                .statusCode(202);
        tokens.put(Door.NEW_ADDRESS, linkIn(wanted, 1));

        var forgot = signedIn.get(2).request().get("/api/users/me").<String>path("email");
        post("password-reset", Map.of("email", forgot, "language", "en")).then().statusCode(202);
        tokens.put(Door.RESET, linkIn(forgot, 2));

        tokens.put(Door.ACCESS, signedIn.get(0).accessToken());
        tokens.put(Door.REFRESH, signedIn.get(0).refreshToken());
        return tokens;
    }

    @Test
    void eachTokenOpensItsOwnDoorAndNoOther() {
        var tokens = tokens();
        tokens.forEach((kind, token) -> {
            for (var door : Door.values()) {
                if (door != kind) {
                    door.assertShutTo(token);
                }
            }
        });

        tokens.forEach((kind, token) ->
                assertThat(kind.open(token).statusCode()).as(kind.name()).isEqualTo(kind.open));
    }

    /// Used a second time: a link at once, a refresh token when its grace is over.
    @Test
    void whatOpensADoorOnceOpensItOnce() {
        var tokens = tokens();
        tokens.remove(Door.ACCESS);
        tokens.forEach((kind, token) -> kind.open(token).then().statusCode(kind.open));
        clock.advance(Duration.ofSeconds(11));

        tokens.forEach((kind, token) -> kind.assertShutTo(token));
    }

    /// What keeps a browser known is no way in.
    @Test
    void whatABrowserIsKnownByOpensNothing() {
        var address = freshAddress();
        AuthApi.person(mailbox, address, "Known");
        var answer = signIn(address, PASSWORD);
        var device = answer.cookie("homeroom_device");

        assertThat(device).isNotEqualTo(SignedIn.of(answer).refreshToken()).hasSize(43);
        for (var door : Door.values()) {
            door.assertShutTo(device);
        }
    }
}
