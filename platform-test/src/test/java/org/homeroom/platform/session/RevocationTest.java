package org.homeroom.platform.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.homeroom.platform.event.AccountSessionEvent.SessionEnded;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.SessionId;
import org.homeroom.platform.kafka.EventPublisher;
import org.homeroom.platform.kafka.TestReplica;
import org.homeroom.platform.principal.Principal;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.RevocationRules;
import org.homeroom.platform.test.TestSocket;
import org.homeroom.platform.test.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealInfrastructure
class RevocationTest {
    /// Two seconds are promised, and measured by the benchmark of accounts; a busy machine may take
    /// its time.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TestHTTPResource("/ws/echo")
    URI socket;

    @Inject EventPublisher publisher;
    @Inject FakeClock clock;

    private final AccountId account = new AccountId(UUID.randomUUID());
    private final SessionId session = new SessionId(UUID.randomUUID());

    @BeforeEach
    void now() {
        clock.set(Instant.now());
    }

    private void end(SessionId session) {
        publisher
                .publish(Topic.ACCOUNT_SESSIONS, new SessionEnded(account, session, Instant.now()))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private Principal principal(SessionId session) {
        var now = Instant.now();
        return new Principal(
                account, "Ming", Set.of("student"), session, now, now.plusSeconds(600));
    }

    @Test
    void theRulesHold() {
        new RevocationRules(publisher, "/api/probe/me", socket).hold();
    }

    /// One replica is the application here, the other has readers of its own.
    @Test
    void everyReplicaHearsOfIt() {
        try (var other = new TestReplica(Clock.systemUTC());
                var socketHere = TestSocket.open(socket, token())) {
            var there = new Revocations(900, 60, other.readers, System::nanoTime);
            var changes = new AtomicInteger();
            there.whenChanged(changes::incrementAndGet);
            there.begin(null);
            await().until(other::isReady);
            assertThat(there.of(principal(session))).isEqualTo(Standing.GOOD);

            end(session);

            assertThat(socketHere.closeCodeWithin(PATIENCE)).isEqualTo(4401);
            await().atMost(PATIENCE)
                    .until(() -> there.of(principal(session)) == Standing.SESSION_ENDED);
            assertThat(changes).hasPositiveValue();
        }
    }

    private String token() {
        return TestTokens.ofSession(session, account, "Ming");
    }

    @Test
    void aReplicaThatStartsLaterKnowsBeforeItIsReady() {
        end(session);

        try (var late = new TestReplica(Clock.systemUTC())) {
            var revocations = new Revocations(900, 60, late.readers, System::nanoTime);
            revocations.begin(null);
            await().until(late::isReady);

            assertThat(revocations.of(principal(session))).isEqualTo(Standing.SESSION_ENDED);
        }
    }

    /// The token is refused wherever it turns up, also where nobody needs one.
    @Test
    void noDoorTakesTheTokenOfAnEndedSession() {
        var token = token();
        end(session);

        for (var path : new String[] {"/api/probe/me", "/api/probe/anybody", "/api/probe"}) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        var answer = given().auth().oauth2(token).get(path);
                        assertThat(answer.statusCode()).as(path).isEqualTo(401);
                        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
                    });
        }
        assertThat(given().get("/api/probe/anybody").statusCode()).isEqualTo(200);
    }
}
