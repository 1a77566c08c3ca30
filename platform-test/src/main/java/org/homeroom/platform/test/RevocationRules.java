package org.homeroom.platform.test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.homeroom.platform.event.AccountSessionEvent;
import org.homeroom.platform.event.AccountSessionEvent.RolesChanged;
import org.homeroom.platform.event.AccountSessionEvent.SessionEnded;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.SessionId;
import org.homeroom.platform.kafka.EventPublisher;
import org.jspecify.annotations.Nullable;

/// What every service owes to a person whose session has ended, or whose roles have changed: told
/// here on `account-sessions` as auth-service tells it, and seen from outside.
public final class RevocationRules {
    /// Two seconds are promised, and measured by the benchmark of accounts; a busy machine may take
    /// its time.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EventPublisher publisher;
    private final String path;
    private final @Nullable URI socket;

    /// @param path of the REST API, where one must be signed in
    /// @param socket of the service, as an `http:` address; null if it has none
    public RevocationRules(EventPublisher publisher, String path, @Nullable URI socket) {
        this.publisher = publisher;
        this.path = path;
        this.socket = socket;
    }

    public void hold() {
        anEndedSessionIsOverAtOnce();
        aChangedRoleTakesANewToken();
    }

    private void anEndedSessionIsOverAtOnce() {
        var account = new AccountId(UUID.randomUUID());
        var phone = new SessionId(UUID.randomUUID());
        var stolen = TestTokens.ofSession(phone, account, "Ming");
        var other = TestTokens.of(account, "Ming");
        assertTaken(stolen);
        try (var closing = open(stolen);
                var staying = open(other)) {
            tell(new SessionEnded(account, phone, Instant.now()));

            assertClosed(closing);
            assertRefused(stolen, "session-ended");
            assertTaken(other);
            if (staying != null && socket != null) {
                assertThat(TestSocket.tryOpen(socket, stolen, null)).isEqualTo(401);
                assertThat(refresh(staying, stolen)).isEqualTo("session-ended");
                assertThat(staying.ask("ping", "").path("type").asText()).isEqualTo("ok");
            }
        }
    }

    private void aChangedRoleTakesANewToken() {
        var account = new AccountId(UUID.randomUUID());
        var session = new SessionId(UUID.randomUUID());
        var student = TestTokens.ofSession(session, account, "Ming", "student");
        assertTaken(student);
        try (var closing = open(student)) {
            tell(new RolesChanged(account, Set.of("student", "teacher"), Instant.now()));

            assertClosed(closing);
            assertRefused(student, "not-signed-in");
        }
        var teacher = TestTokens.ofSession(session, account, "Ming", "student", "teacher");
        assertTaken(teacher);
        try (var open = open(teacher)) {
            if (open != null) {
                assertThat(refresh(open, student)).isEqualTo("not-signed-in");
                assertThat(refresh(open, teacher)).isEmpty();
            }
        }
    }

    private void tell(AccountSessionEvent event) {
        publisher.publish(Topic.ACCOUNT_SESSIONS, event).await().atMost(Duration.ofSeconds(20));
    }

    private @Nullable TestSocket open(String token) {
        return socket == null ? null : TestSocket.open(socket, token);
    }

    private static void assertClosed(@Nullable TestSocket closing) {
        if (closing != null) {
            assertThat(closing.closeCodeWithin(PATIENCE)).isEqualTo(4401);
        }
    }

    /// The problem that the answer names; empty if there is none.
    private static String refresh(TestSocket socket, String token) {
        return socket.ask("session.refresh", "\"token\": \"%s\"".formatted(token))
                .path("problem")
                .asText();
    }

    private Response get(String token) {
        return given().auth().oauth2(token).get(path);
    }

    private void assertTaken(String token) {
        // Whatever the answer is, it is not about the token. A service that has just started may
        // still be catching up.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(get(token).statusCode()).isNotIn(401, 503));
    }

    private void assertRefused(String token, String slug) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    var answer = get(token);
                    assertThat(answer.statusCode()).isEqualTo(401);
                    assertThat(answer.contentType()).startsWith("application/problem+json");
                    assertThat(answer.jsonPath().getString("type"))
                            .isEqualTo("urn:homeroom:problem:" + slug);
                });
    }
}
