package org.homeroom.auth.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.homeroom.auth.AuthApi.COOKIE;
import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;
import static org.homeroom.auth.AuthApi.refresh;
import static org.homeroom.auth.AuthApi.register;
import static org.homeroom.auth.AuthApi.signIn;
import static org.homeroom.auth.AuthApi.token;
import static org.homeroom.auth.AuthApi.verify;
import static org.homeroom.auth.AuthApi.withCookie;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.homeroom.auth.AuthApi.SignedIn;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class SessionTest {
    private static final String EXPENSIVE =
            "$argon2id$v=19$m=128,t=1,p=1$AAECAwQFBgcICQoLDA0ODw$Sxtft1Sx8if/N33t9PGOvmGA+UpPkPrFc+DBUHKsSzU";

    private static final Duration PAST_THE_GRACE = Duration.ofSeconds(10);

    MailServer mailbox;
    @Inject FakeClock clock;
    @Inject DataSource database;
    @Inject MeterRegistry metrics;

    private final String email = freshAddress();

    @Test
    void signingInAnswersWhoOneIs() {
        person(mailbox, email, "Lin Mei-hua");
        var answer = signIn(email, PASSWORD);

        answer.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("account.name", equalTo("Lin Mei-hua"))
                .body("account.email", equalTo(email))
                .body("account.language", equalTo("en"));
        assertThat(Instant.parse(answer.path("expiresAt")))
                .isBetween(clock.instant().plusSeconds(599), clock.instant().plusSeconds(600));
        assertThat(Instant.parse(answer.path("account.createdAt")))
                .isBeforeOrEqualTo(clock.instant());
    }

    @Test
    void theCookieIsKeptFromScriptsAndOtherSites() {
        var signedIn = person(mailbox, email, "Cookie");
        var cookie =
                signIn(email, PASSWORD).headers().getValues("Set-Cookie").stream()
                        .filter(each -> each.startsWith(COOKIE + "="))
                        .findFirst()
                        .orElseThrow();

        assertThat(cookie.split(";\\s*"))
                .contains(
                        "HttpOnly",
                        "Secure",
                        "SameSite=Strict",
                        "Path=/api/auth",
                        "Max-Age=2592000")
                .anyMatch(part -> part.matches(COOKIE + "=[\\w.-]{89}"));
        assertThat(cookie).doesNotContain("Domain").doesNotContain(signedIn.accessToken());
    }

    @Test
    void theFirstAccountOfAllIsTheAdministrator() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("delete from account");
        }
        var first = person(mailbox, email, "First");
        var second = person(mailbox, freshAddress(), "Second");

        first.request()
                .get("/api/users/me")
                .then()
                .body("roles", contains("student", "teacher", "administrator"));
        second.request().get("/api/users/me").then().body("roles", contains("student"));
    }

    @Test
    void wrongPasswordAndUnknownAddressAreTheSame() {
        person(mailbox, email, "Known");
        var wrong = signIn(email, "not the password");
        var unknown = signIn(freshAddress(), "not the password");

        assertProblem(wrong, 401, "credentials-wrong");
        assertThat(wrong.asString()).isEqualTo(unknown.asString());
        assertThat(wrong.cookies()).isEmpty();
        assertThat(hashesFor(() -> signIn(email, "not the password"))).isEqualTo(1);
        assertThat(hashesFor(() -> signIn(freshAddress(), "not the password"))).isEqualTo(1);
    }

    /// The cost in the configuration of these tests is 64 KiB and one pass.
    @Test
    void aHashOfAnotherCostIsMadeAnewWhenItsPersonSignsIn() throws SQLException {
        var me = person(mailbox, email, "Old hash");
        var current = passwordHash(me.account());
        assertThat(current).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        // Of the same password, made with twice the memory.
        setPasswordHash(me.account(), EXPENSIVE);

        assertProblem(signIn(email, "not the password"), 401, "credentials-wrong");
        assertThat(passwordHash(me.account())).isEqualTo(EXPENSIVE);
        signIn(email, PASSWORD).then().statusCode(200);

        assertThat(passwordHash(me.account()))
                .startsWith("$argon2id$v=19$m=64,t=1,p=1$")
                .isNotEqualTo(current);
        assertThat(hashesFor(() -> signIn(email, PASSWORD).then().statusCode(200))).isEqualTo(1);
    }

    private String passwordHash(String account) throws SQLException {
        try (var connection = database.getConnection();
                var query =
                        connection.prepareStatement(
                                "select password_hash from account where id = ?::uuid")) {
            query.setString(1, account);
            var rows = query.executeQuery();
            rows.next();
            return rows.getString(1);
        }
    }

    private void setPasswordHash(String account, String hash) throws SQLException {
        try (var connection = database.getConnection();
                var update =
                        connection.prepareStatement(
                                "update account set password_hash = ? where id = ?::uuid")) {
            update.setString(1, hash);
            update.setString(2, account);
            update.executeUpdate();
        }
    }

    @Test
    void anAddressThatIsNotVerifiedIsToldOnlyToWhoKnowsThePassword() {
        register(email, "Not yet");

        assertProblem(signIn(email, PASSWORD), 403, "address-not-verified");
        assertProblem(signIn(email, "not the password"), 401, "credentials-wrong");

        verify(token(mailbox.await(email, 1))).then().statusCode(200);
        signIn(email, PASSWORD).then().statusCode(200);
    }

    @Test
    void aRefreshGivesTheNextTokenAndTheNameAsItIsNow() {
        var signedIn = person(mailbox, email, "Before");
        signedIn.request()
                .body("{\"name\":\"After\"}")
                .patch("/api/users/me")
                .then()
                .statusCode(200);
        var answer = withCookie("refresh", signedIn.refreshToken());
        var next = answer.cookie(COOKIE);

        answer.then().statusCode(200).body("account.name", equalTo("After"));
        assertThat(next).isNotEqualTo(signedIn.refreshToken());
        assertThat(refresh(next).refreshToken()).isNotIn(next, signedIn.refreshToken());
    }

    @Test
    void aLostAnswerIsAnsweredAgain() {
        var signedIn = person(mailbox, email, "Lost");
        var lost = refresh(signedIn.refreshToken());
        clock.advance(PAST_THE_GRACE.minusMillis(1));
        var again = refresh(signedIn.refreshToken());

        assertThat(again.refreshToken()).isEqualTo(lost.refreshToken());
        assertThat(refresh(again.refreshToken()).account()).isEqualTo(signedIn.account());
    }

    @Test
    void anOldTokenEndsTheSessionForEverybody() {
        var signedIn = person(mailbox, email, "Stolen");
        var next = refresh(signedIn.refreshToken());
        clock.advance(PAST_THE_GRACE);

        assertProblem(withCookie("refresh", signedIn.refreshToken()), 401, "session-ended");
        assertProblem(withCookie("refresh", next.refreshToken()), 401, "session-ended");
    }

    @Test
    void otherSessionsOfThePersonGoOn() {
        var stolen = person(mailbox, email, "Two devices");
        var other = signInAgain();
        refresh(stolen.refreshToken());
        clock.advance(PAST_THE_GRACE);
        assertProblem(withCookie("refresh", stolen.refreshToken()), 401, "session-ended");

        assertThat(refresh(other).account()).isEqualTo(stolen.account());
    }

    private String signInAgain() {
        return signIn(email, PASSWORD).cookie(COOKIE);
    }

    @Test
    void fiftyTabsThatRefreshTogetherStaySignedIn() throws Exception {
        var signedIn = person(mailbox, email, "Fifty");

        try (var threads = Executors.newFixedThreadPool(50)) {
            var answers =
                    threads.invokeAll(
                            IntStream.range(0, 50)
                                    .<Callable<SignedIn>>mapToObj(
                                            _ -> () -> refresh(signedIn.refreshToken()))
                                    .toList());
            var tokens = new ArrayList<String>();
            for (var answer : answers) {
                tokens.add(answer.get().refreshToken());
            }
            assertThat(tokens).hasSize(50).containsOnly(tokens.getFirst());
            assertThat(refresh(tokens.getFirst()).account()).isEqualTo(signedIn.account());
        }
    }

    @Test
    void signingOutEndsTheSessionAndClearsTheCookie() {
        var signedIn = person(mailbox, email, "Out");
        var answer = withCookie("sign-out", signedIn.refreshToken());

        answer.then().statusCode(204);
        assertThat(answer.header("Set-Cookie"))
                .startsWith(COOKIE + "=;")
                .contains("Max-Age=0", "Path=/api/auth", "Secure", "HttpOnly", "SameSite=Strict");
        assertProblem(withCookie("refresh", signedIn.refreshToken()), 401, "session-ended");
    }

    @Test
    void signingOutWithoutASessionIsNoMistake() {
        given().post("/api/auth/sign-out").then().statusCode(204);
        withCookie("sign-out", "nonsense").then().statusCode(204);
    }

    @Test
    void aSessionEndsWhenItIsNotUsedForLong() {
        var signedIn = person(mailbox, email, "Idle");
        clock.advance(Duration.ofDays(30));

        assertProblem(withCookie("refresh", signedIn.refreshToken()), 401, "session-ended");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "..",
                "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            })
    void aForgedCookieIsASessionThatEnded(String cookie) {
        assertProblem(withCookie("refresh", cookie), 401, "session-ended");
    }

    @Test
    void noCookieIsASessionThatEnded() {
        assertProblem(given().post("/api/auth/refresh"), 401, "session-ended");
    }

    @Test
    void aForgerWhoKnowsTheSessionsIdEndsNothing() {
        var signedIn = person(mailbox, email, "Target");
        var real = RefreshToken.parse(signedIn.refreshToken()).orElseThrow();
        var forged = RefreshToken.first(real.session(), new byte[16], new byte[32]);

        assertProblem(withCookie("refresh", forged.text()), 401, "session-ended");
        withCookie("sign-out", forged.text()).then().statusCode(204);
        assertThat(refresh(signedIn.refreshToken()).account()).isEqualTo(signedIn.account());
    }

    @Test
    void pagesOfOtherSitesAreRefusedAndChangeNothing() {
        var signedIn = person(mailbox, email, "Origin");

        for (var origin : List.of("https://evil.example", "http://class.example.org", "null", "")) {
            for (var path : List.of("refresh", "sign-out")) {
                assertProblem(fromOrigin(origin, path, signedIn), 403, "origin-refused");
            }
        }
        fromOrigin(AuthServers.PUBLIC_URL, "refresh", signedIn).then().statusCode(200);
    }

    private static Response fromOrigin(String origin, String path, SignedIn signedIn) {
        return given().header("Origin", origin)
                .cookie(COOKIE, signedIn.refreshToken())
                .post("/api/auth/" + path);
    }

    @Test
    void theDatabaseHoldsNothingThatCouldBeUsed() throws SQLException {
        var signedIn = person(mailbox, email, "Thief of backups");
        var next = refresh(signedIn.refreshToken());
        var linkWaiting = freshAddress();
        register(linkWaiting, "Waits");
        var link = token(mailbox.await(linkWaiting, 1));
        var stored = new StringBuilder();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var names =
                    statement.executeQuery(
                            "select tablename from pg_tables where schemaname = 'public'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            assertThat(tables).contains("account", "session", "verification_link");
            for (var table : tables) {
                try (var rows = statement.executeQuery("select t::text from " + table + " t")) {
                    while (rows.next()) {
                        stored.append(rows.getString(1)).append('\n');
                    }
                }
            }
        }
        var token = RefreshToken.parse(next.refreshToken()).orElseThrow();
        assertThat(stored.toString())
                .contains(email, linkWaiting)
                .doesNotContain(token.secret(), token.proof(), link, PASSWORD);
    }

    private long hashesFor(Runnable request) {
        var timer = metrics.get("homeroom.password.hashing").timer();
        var before = timer.count();
        request.run();
        return timer.count() - before;
    }
}
