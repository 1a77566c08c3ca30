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
    private static final Duration PATIENCE = Duration.ofSeconds(20);
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

    private double failures() {
        return metrics.counter("homeroom.mail.failed").count();
    }

    private void awaitFailures(double count) {
        await().atMost(PATIENCE).until(() -> failures() >= count);
    }

    @Test
    void peopleCanSignUpWhileTheMailServerIsAwayAndGetTheirMailLater() {
        var before = failures();
        register(email, "Patient");
        awaitFailures(before + 1);
        clock.advance(FIRST_PAUSE);
        awaitFailures(before + 2);
        assertThat(mailbox.mailsTo(email)).isEmpty();

        startTheMailServer();
        clock.advance(FIRST_PAUSE.multipliedBy(2));
        verify(token(mailbox.await(email, 1))).then().statusCode(200);
    }

    /// As if the process that had claimed it died before the mail server had it.
    @Test
    void aMailThatACrashLeftBehindIsSentWhenItsLeaseEnds() throws SQLException {
        var before = failures();
        register(email, "Crashed");
        awaitFailures(before + 1);
        // From its lease to the pause after a failure.
        await().atMost(PATIENCE)
                .until(() ->
                        waits(
                                "attempts > 0 and due_at < '%s'"
                                        .formatted(clock.instant().plus(LEASE.dividedBy(2)))));
        execute(
                "update outgoing_mail set due_at = '%s' where recipient = '%s'"
                        .formatted(clock.instant().plus(LEASE), email));
        startTheMailServer();

        clock.advance(LEASE);
        verify(token(mailbox.await(email, 1))).then().statusCode(200);
    }

    @Test
    void aMailIsGivenUpAfterADay() {
        var before = failures();
        register(email, "Given up");
        awaitFailures(before + 1);
        clock.advance(Duration.ofHours(25));
        await().atMost(PATIENCE).until(() -> !waits("true"));

        startTheMailServer();
        assertThat(mailbox.mailsTo(email)).isEmpty();
    }

    private boolean waits(String condition) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select 1 from outgoing_mail where done_at is null and recipient = '%s' and %s"
                                        .formatted(email, condition))) {
            return rows.next();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
