package org.homeroom.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.as;
import static org.homeroom.auth.AuthApi.form;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.post;
import static org.homeroom.auth.AuthApi.register;
import static org.homeroom.auth.AuthApi.signIn;
import static org.homeroom.auth.AuthApi.token;
import static org.homeroom.auth.AuthApi.verify;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;

/// What people do at the same moment.
@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class RegistrationRaceTest {
    private static final int AT_ONCE = 12;

    MailServer mailbox;
    @Inject DataSource database;
    @Inject FakeClock clock;

    private static List<Integer> together(Stream<Callable<Response>> requests) throws Exception {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var statuses = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(requests.toList())) {
                statuses.add(answer.get().statusCode());
            }
            return statuses;
        }
    }

    @Test
    void ofAllWhoAreFirstTogetherOneIsTheAdministrator() throws Exception {
        var addresses = Stream.generate(() -> freshAddress()).limit(AT_ONCE).toList();
        for (var email : addresses) {
            register(email, "Founder");
        }
        var tokens = addresses.stream().map(email -> token(mailbox.await(email, 1))).toList();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("delete from account");
        }

        assertThat(together(tokens.stream().map(token -> () -> verify(token))))
                .containsOnly(200)
                .hasSize(AT_ONCE);
        assertThat(roles(addresses).filter(roles -> roles.contains("administrator")).count())
                .isEqualTo(1);
    }

    private static Stream<List<String>> roles(List<String> addresses) {
        return addresses.stream()
                .map(email -> signIn(email, PASSWORD).<String>path("accessToken"))
                .map(token -> as(token).get("/api/users/me").path("roles"));
    }

    /// The first mail may leave between two of them: its link is then worthless, and a minute later
    /// another follows.
    @Test
    void oneFormSentManyTimesIsOneRegistrationAndTwoMailsAtMost() throws Exception {
        var email = freshAddress();
        var statuses =
                together(
                        IntStream.range(0, AT_ONCE)
                                .mapToObj(_ -> () -> post("register", form(email, "Impatient"))));
        // Five at once are taken for an address.
        assertThat(statuses).containsOnly(202, 429);
        assertThat(statuses).filteredOn(status -> status == 202).hasSize(5);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> {
                    clock.advance(Duration.ofMinutes(1));
                    return count("outgoing_mail", "done_at is null and recipient", email) == 0;
                });
        var mails = mailbox.mailsTo(email);
        assertThat(mails).hasSizeBetween(1, 2);
        assertThat(count("registration", "email", email)).isEqualTo(1);
        verify(token(mails.getLast())).then().statusCode(200);
        signIn(email, PASSWORD).then().statusCode(200);
    }

    /// Whoever comes first: a link either makes the account that it was mailed for, or nothing.
    @Test
    void aLinkNeverMakesAnAccountWithAPasswordThatWasChosenLater() throws Exception {
        for (var round = 0; round < 5; round++) {
            var email = freshAddress();
            register(email, "Owner");
            var token = token(mailbox.await(email, 1));
            var stranger = form(email, "Stranger");
            stranger.put("password", "seven slow amber foxes");

            var statuses =
                    together(Stream.of(() -> post("register", stranger), () -> verify(token)));

            assertThat(statuses.getFirst()).isEqualTo(202);
            assertThat(statuses.getLast()).isIn(200, 410);
            assertThat(signIn(email, "seven slow amber foxes").statusCode()).isIn(401, 403);
            assertThat(count("account", "email", email))
                    .isEqualTo(statuses.getLast() == 200 ? 1 : 0);
        }
    }

    private int count(String table, String column, String value) throws SQLException {
        try (var connection = database.getConnection();
                var query =
                        connection.prepareStatement(
                                "select count(*) from %s where %s = ?".formatted(table, column))) {
            query.setString(1, value);
            var rows = query.executeQuery();
            rows.next();
            return rows.getInt(1);
        }
    }
}
