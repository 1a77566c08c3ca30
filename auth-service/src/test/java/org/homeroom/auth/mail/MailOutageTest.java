package org.homeroom.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.register;
import static org.homeroom.auth.AuthApi.token;
import static org.homeroom.auth.AuthApi.verify;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class MailOutageTest {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofMinutes(1);

    MailServer mailbox;
    @Inject FakeClock clock;
    @Inject MeterRegistry metrics;
    @Inject DataSource database;

    private final String email = freshAddress();
    private boolean stopped;

    @BeforeEach
    void stopTheMailServer() {
        mailbox.stop();
        stopped = true;
    }

    @AfterEach
    void startTheMailServer() {
        if (stopped) {
            mailbox.startAgain();
            stopped = false;
        }
    }

    private void awaitFailures(int count) {
        var failed = metrics.counter("homeroom.mail.failed");
        var before = failed.count();
        await().atMost(Duration.ofSeconds(20)).until(() -> failed.count() >= before + count);
    }

    @Test
    void peopleCanSignUpWhileTheMailServerIsAwayAndGetTheirMailLater() {
        register(email, "Patient");
        awaitFailures(1);
        clock.advance(FIRST_PAUSE);
        awaitFailures(1);
        assertThat(mailbox.mailsTo(email)).isEmpty();

        startTheMailServer();
        clock.advance(FIRST_PAUSE.multipliedBy(2));
        verify(token(mailbox.await(email, 1))).then().statusCode(200);
    }

    /// The process that had taken the mail over dies before the mail server has it: the lease runs out.
    @Test
    void aMailThatACrashLeftBehindIsSentWhenItsLeaseEnds() throws SQLException {
        register(email, "Crashed");
        awaitFailures(1);
        execute(
                "update outgoing_mail set due_at = '%s'::timestamptz where recipient = '%s'"
                        .formatted(clock.instant().plus(LEASE), email));
        startTheMailServer();

        clock.advance(LEASE);
        verify(token(mailbox.await(email, 1))).then().statusCode(200);
    }

    @Test
    void aMailIsGivenUpAfterADay() throws SQLException {
        register(email, "Given up");
        awaitFailures(1);
        clock.advance(Duration.ofHours(25));
        awaitFailures(1);
        await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            try (var connection = database.getConnection();
                                    var statement = connection.createStatement();
                                    var rows =
                                            statement.executeQuery(
                                                    "select done_at from outgoing_mail where recipient = '"
                                                            + email
                                                            + "'")) {
                                return rows.next() && rows.getTimestamp(1) != null;
                            }
                        });
        startTheMailServer();
        assertThat(mailbox.mailsTo(email)).isEmpty();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
