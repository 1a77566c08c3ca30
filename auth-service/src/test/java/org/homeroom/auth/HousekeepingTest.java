package org.homeroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;
import static org.homeroom.auth.AuthApi.register;
import static org.homeroom.auth.AuthApi.signIn;
import static org.homeroom.auth.AuthApi.withCookie;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class HousekeepingTest {
    private static final Duration KEPT = Duration.ofDays(7);

    MailServer mailbox;
    @Inject HousekeepingScheduler housekeeping;
    @Inject FakeClock clock;
    @Inject DataSource database;

    private final String email = freshAddress();

    private void forget() throws Throwable {
        VertxContextSupport.subscribeAndAwait(housekeeping::forget);
    }

    private int count(String table, String column, String value) throws SQLException {
        try (var connection = database.getConnection();
                var query =
                        connection.prepareStatement(
                                "select count(*) from %s where %s::text = ?"
                                        .formatted(table, column))) {
            query.setString(1, value);
            var rows = query.executeQuery();
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void aRegistrationWhoseLinkNobodyFollowsIsForgottenAfterAWeek() throws Throwable {
        register(email, "Never came");
        mailbox.await(email, 1);
        clock.advance(KEPT.minusSeconds(1));
        forget();
        assertProblem(signIn(email, PASSWORD), 403, "address-not-verified");

        clock.advance(Duration.ofSeconds(2));
        forget();
        assertProblem(signIn(email, PASSWORD), 401, "credentials-wrong");
        assertThat(count("registration", "email", email)).isZero();
    }

    @Test
    void mailsThatWereSentAreForgottenAfterAWeekAndWaitingOnesAreNot() throws Throwable {
        person(mailbox, email, "Has mail");
        assertThat(count("outgoing_mail", "recipient", email)).isEqualTo(1);
        clock.advance(KEPT.plusSeconds(1));
        forget();
        assertThat(count("outgoing_mail", "recipient", email)).isZero();

        mailbox.stop();
        try {
            var waiting = freshAddress();
            register(waiting, "Waits for mail");
            forget();
            assertThat(count("outgoing_mail", "recipient", waiting)).isEqualTo(1);
        } finally {
            mailbox.startAgain();
        }
    }

    @Test
    void sessionsThatNobodyUsesAreForgottenAndTheAccountStays() throws Throwable {
        var signedIn = person(mailbox, email, "Was here");
        assertThat(count("session", "account_id", signedIn.account())).isEqualTo(1);
        clock.advance(Duration.ofDays(30).plusSeconds(1));
        forget();

        assertThat(count("session", "account_id", signedIn.account())).isZero();
        assertProblem(withCookie("refresh", signedIn.refreshToken()), 401, "session-ended");
        signIn(email, PASSWORD).then().statusCode(200);
    }
}
