package org.homeroom.auth.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.form;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.post;
import static org.homeroom.auth.AuthApi.register;
import static org.homeroom.auth.AuthApi.signIn;
import static org.homeroom.auth.AuthApi.token;
import static org.homeroom.auth.AuthApi.verify;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where nobody signs up by themselves, but who is to look after it.
@QuarkusTest
@TestProfile(ClosedRegistrationTest.Closed.class)
@RealInfrastructure(database = "auth")
@AuthServers
class ClosedRegistrationTest {
    public static final class Closed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("homeroom.auth.registration.policy", "closed");
        }
    }

    MailServer mailbox;
    @Inject DataSource database;
    @Inject FakeClock clock;
    @Inject MeterRegistry metrics;

    private final String founder = freshAddress();

    @BeforeEach
    void nobodyIsThere() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("delete from account");
        }
    }

    private String mailedLink(String email) {
        register(email, "Founder");
        return token(mailbox.await(email, 1));
    }

    private void found() {
        verify(mailedLink(founder)).then().statusCode(200);
    }

    private static void assertOffered(String policy) {
        given().get("/api/auth/policy")
                .then()
                .statusCode(200)
                .body("registration", equalTo(policy))
                .body("domains", empty());
    }

    @Test
    void theFirstIsLetInAndThenNobody() {
        assertOffered("open");
        found();

        signIn(founder, PASSWORD)
                .then()
                .statusCode(200)
                .body("account.roles", equalTo(List.of("student", "teacher", "administrator")));
        assertOffered("closed");
        assertProblem(post("register", form(freshAddress(), "Late")), 403, "registration-closed");
    }

    @Test
    void ofAllWhoAreFirstTogetherOneIsLetIn() throws Exception {
        var addresses = Stream.generate(() -> freshAddress()).limit(6).toList();
        addresses.forEach(email -> register(email, "Founder"));
        var tokens = addresses.stream().map(email -> token(mailbox.await(email, 1))).toList();

        try (var threads = Executors.newFixedThreadPool(tokens.size())) {
            var answers =
                    threads.invokeAll(
                            tokens.stream()
                                    .<Callable<Integer>>map(link -> () -> verify(link).statusCode())
                                    .toList());
            assertThat(answers.stream().map(answer -> answer.resultNow()).sorted().toList())
                    .containsExactly(200, 403, 403, 403, 403, 403);
        }
    }

    /// Whoever asked for a link before it closed gets in no more, and no further mail.
    @Test
    void aLinkFromBeforeItClosedIsRefused() {
        var late = freshAddress();
        var link = mailedLink(late);
        found();

        assertProblem(verify(link), 403, "registration-closed");
        clock.advance(Duration.ofMinutes(1));
        post("verification", Map.of("email", late, "language", "en")).then().statusCode(202);
        // A mail to somebody else, asked for later, shows that the sender has been by.
        post("password-reset", Map.of("email", founder, "language", "en")).then().statusCode(202);
        mailbox.await(founder, 2);
        assertThat(mailbox.mailsTo(late)).hasSize(1);
    }

    @Test
    void nobodyLearnsWhoHasAnAccountAndNothingIsHashed() {
        found();
        var timer = metrics.get("homeroom.password.hashing").timer();
        var hashes = timer.count();

        var known = post("register", form(founder, "Somebody"));
        var unknown = post("register", form(freshAddress(), "Somebody"));

        assertProblem(known, 403, "registration-closed");
        assertThat(known.asString()).isEqualTo(unknown.asString());
        assertThat(known.headers().asList().stream().map(Object::toString).toList())
                .isEqualTo(unknown.headers().asList().stream().map(Object::toString).toList());
        assertThat(timer.count()).isEqualTo(hashes);
    }
}
