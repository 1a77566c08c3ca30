package org.homeroom.auth.limit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.form;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;
import static org.homeroom.auth.AuthApi.post;
import static org.homeroom.auth.AuthApi.signIn;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.homeroom.auth.AuthApi.SignedIn;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class LimitTest {
    private static final int FREE = 5;
    private static final int PER_CLIENT = 200;
    private static final String DEVICE = "homeroom_device";

    MailServer mailbox;
    @Inject FakeClock clock;
    @Inject LimitStore limits;
    @Inject AuthConfig config;
    @Inject Vertx vertx;
    @Inject DataSource database;

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String databaseUrl;

    private final String email = freshAddress();
    private final Caller somebody =
            new Caller("198.51.100." + (Math.abs(email.hashCode()) % 250), null);

    @AfterEach
    void waitUntilEverythingIsForgiven() {
        clock.advance(Duration.ofHours(25));
    }

    private void guess(int times) {
        for (var guess = 0; guess < times; guess++) {
            assertProblem(signIn(email, "guess " + guess), 401, "credentials-wrong");
        }
    }

    private static Response signInWith(String device, String email, String password) {
        return given().contentType(ContentType.JSON)
                .cookie(DEVICE, device)
                .body(Map.of("email", email, "password", password))
                .post("/api/auth/sign-in");
    }

    private static <T> T await(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }

    // --- passwords

    @Test
    void afterAFewFailuresTheNextTryHasToWaitLongerEachTime() {
        person(mailbox, email, "Guessed at");
        guess(FREE);
        for (var wait : List.of(10, 20, 40, 80, 160, 320, 640, 900, 900)) {
            var refused = signIn(email, PASSWORD);
            assertProblem(refused, 429, "too-many-requests").body("retryAfter", equalTo(wait));
            assertThat(refused.header("Retry-After")).isEqualTo(Integer.toString(wait));
            clock.advance(Duration.ofSeconds(wait).minusMillis(1));
            assertProblem(signIn(email, PASSWORD), 429, "too-many-requests");
            clock.advance(Duration.ofMillis(1));
            guess(1);
        }
        clock.advance(Duration.ofMinutes(15));
        signIn(email, PASSWORD).then().statusCode(200);
        guess(FREE);
    }

    @Test
    void anAddressThatNobodyHasIsLimitedTheSameWay() {
        guess(FREE);
        assertProblem(signIn(email, "guess"), 429, "too-many-requests")
                .body("retryAfter", equalTo(10));
    }

    @Test
    void whoKnowsThePasswordIsNotLimited() {
        person(mailbox, email, "Often");
        for (var again = 0; again < 3 * FREE; again++) {
            guess(FREE - 1);
            signIn(email, PASSWORD).then().statusCode(200);
        }
    }

    @Test
    void failuresAreForgottenAfterADay() {
        guess(FREE);
        clock.advance(Duration.ofHours(24));
        guess(FREE);
        assertProblem(signIn(email, "guess"), 429, "too-many-requests")
                .body("retryAfter", equalTo(10));
    }

    @Test
    void ofManyGuessesAtOnceOnlyTheFirstGetThrough() throws Exception {
        try (var threads = Executors.newFixedThreadPool(50)) {
            var statuses =
                    threads
                            .invokeAll(
                                    IntStream.range(0, 50)
                                            .<Callable<Integer>>mapToObj(n ->
                                                    () -> signIn(email, "guess " + n).statusCode())
                                            .toList())
                            .stream()
                            .map(status -> status.resultNow())
                            .toList();

            assertThat(statuses).containsOnly(401, 429);
            assertThat(statuses).filteredOn(status -> status == 401).hasSize(FREE);
        }
    }

    // --- a browser that its person has used

    @Test
    void whoGuessesElsewhereDoesNotSlowDownSomebodyOnTheirOwnDevice() {
        person(mailbox, email, "Attacked");
        var own = signIn(email, PASSWORD).cookie(DEVICE);
        guess(FREE);

        assertProblem(signIn(email, PASSWORD), 429, "too-many-requests");
        signInWith(own, email, PASSWORD).then().statusCode(200);
        assertProblem(signIn(email, PASSWORD), 429, "too-many-requests");
    }

    @Test
    void onAKnownDeviceTooGuessesAreCounted() {
        person(mailbox, email, "Little brother");
        var own = signIn(email, PASSWORD).cookie(DEVICE);
        for (var guess = 0; guess < FREE; guess++) {
            assertProblem(signInWith(own, email, "guess"), 401, "credentials-wrong");
        }

        assertProblem(signInWith(own, email, PASSWORD), 429, "too-many-requests");
        signIn(email, PASSWORD).then().statusCode(200);
    }

    @Test
    void theDeviceOfSomebodyElseIsNoHelp() {
        person(mailbox, email, "Attacked");
        var other = freshAddress();
        person(mailbox, other, "Attacker");
        var attackers = signIn(other, PASSWORD).cookie(DEVICE);
        guess(FREE);

        assertProblem(signInWith(attackers, email, PASSWORD), 429, "too-many-requests");
        for (var forged : List.of("", "x", "A".repeat(43), "A".repeat(4_000))) {
            assertProblem(signInWith(forged, email, PASSWORD), 429, "too-many-requests");
        }
    }

    @Test
    void oneBrowserMayBeOfSeveralPeople() {
        person(mailbox, email, "Sister");
        var other = freshAddress();
        person(mailbox, other, "Brother");
        var shared = signIn(email, PASSWORD).cookie(DEVICE);

        assertThat(signInWith(shared, other, PASSWORD).cookie(DEVICE)).isEqualTo(shared);
        guess(FREE);
        signInWith(shared, email, PASSWORD).then().statusCode(200);
        signInWith(shared, other, PASSWORD).then().statusCode(200);
    }

    @Test
    void theCookieIsKeptFromScriptsAndOtherSitesAndGoesToAccountsAlone() {
        person(mailbox, email, "Cookie");
        var cookie =
                signIn(email, PASSWORD).headers().getValues("Set-Cookie").stream()
                        .filter(each -> each.startsWith(DEVICE + "="))
                        .findFirst()
                        .orElseThrow();

        assertThat(cookie.split(";\\s*"))
                .contains(
                        "HttpOnly",
                        "Secure",
                        "SameSite=Strict",
                        "Path=/api/auth",
                        "Max-Age=31536000");
    }

    @Test
    void theLastTwentyDevicesAreKnown() throws SQLException {
        var me = person(mailbox, email, "Many browsers");
        for (var i = 0; i < 25; i++) {
            signIn(email, PASSWORD).then().statusCode(200);
        }
        try (var connection = database.getConnection();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "select count(*) from known_device where account_id = '%s'"
                                                .formatted(me.account()))) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(20);
        }
    }

    // --- somebody who is signed in

    private static Response changePassword(SignedIn who, String current) {
        return who.request()
                .body(Map.of("currentPassword", current, "newPassword", "seven slow amber foxes"))
                .post("/api/auth/password");
    }

    @Test
    void whoGuessesElsewhereDoesNotSlowDownSomebodyWhoIsSignedIn() {
        var me = person(mailbox, email, "Attacked");
        guess(FREE);

        changePassword(me, PASSWORD).then().statusCode(204);
    }

    @Test
    void whoFindsADeviceLeftOpenGuessesNoMoreThanAnybody() {
        var me = person(mailbox, email, "Careless");
        for (var guess = 0; guess < FREE; guess++) {
            assertProblem(changePassword(me, "guess " + guess), 403, "password-wrong");
        }

        assertProblem(changePassword(me, PASSWORD), 429, "too-many-requests")
                .body("retryAfter", equalTo(10));
        assertProblem(
                me.request().body(Map.of("password", PASSWORD)).delete("/api/users/me"),
                429,
                "too-many-requests");
        signIn(email, PASSWORD).then().statusCode(200);
    }

    // --- forms

    @Test
    void oneClientHasToWaitAndAnotherNot() {
        for (var form = 0; form < PER_CLIENT; form++) {
            assertThat(verifyFrom("203.0.113.7").statusCode()).isEqualTo(410);
        }
        assertProblem(verifyFrom("203.0.113.7"), 429, "too-many-requests")
                .body("retryAfter", equalTo(1));
        assertThat(verifyFrom("203.0.113.8").statusCode()).isEqualTo(410);
        clock.advance(Duration.ofSeconds(1));
        assertThat(verifyFrom("203.0.113.7").statusCode()).isEqualTo(410);
        assertProblem(verifyFrom("203.0.113.7"), 429, "too-many-requests");
    }

    @Test
    void aHouseholdIsOneClientWhicheverOfItsAddressesItUses() {
        for (var form = 0; form < PER_CLIENT; form++) {
            verifyFrom("2001:db8:7:7::" + Integer.toHexString(form));
        }
        assertProblem(verifyFrom("2001:db8:7:7:abcd::1"), 429, "too-many-requests");
        assertThat(verifyFrom("2001:db8:7:8::1").statusCode()).isEqualTo(410);
    }

    /// Every form that somebody may send who is not signed in.
    enum Form {
        SIGN_IN("sign-in", 401),
        REGISTER("register", 202),
        FURTHER_LINK("verification", 202),
        VERIFY("verify", 410),
        PASSWORD_RESET("password-reset", 202),
        RESET("password-reset/confirm", 410),
        CONFIRM_EMAIL("email/confirm", 410);

        private final String path;
        private final int status;

        Form(String path, int status) {
            this.path = path;
            this.status = status;
        }

        private Response send(String client, String email) {
            Map<String, Object> body =
                    switch (this) {
                        case SIGN_IN -> Map.of("email", email, "password", "a guess");
                        case REGISTER -> form(email, "Somebody");
                        case FURTHER_LINK, PASSWORD_RESET ->
                                Map.of("email", email, "language", "en");
                        case VERIFY, CONFIRM_EMAIL -> Map.of("token", "unknown");
                        case RESET ->
                                Map.of("token", "unknown", "password", "seven slow amber foxes");
                    };
            return given().header("X-Forwarded-For", client)
                    .contentType(ContentType.JSON)
                    .body(body)
                    .post("/api/auth/" + path);
        }
    }

    /// Of whatever kind the forms are, and whatever addresses they name.
    @Test
    void everyFormCountsForItsClient() {
        var client = "192.0.2.1";
        for (var sent = 0; sent < PER_CLIENT; sent++) {
            verifyFrom(client);
        }
        for (var form : Form.values()) {
            assertProblem(form.send(client, freshAddress()), 429, "too-many-requests")
                    .body("retryAfter", equalTo(1));
            assertThat(form.send("192.0.2.2", freshAddress()).statusCode()).isEqualTo(form.status);
            clock.advance(Duration.ofSeconds(1));
            assertThat(form.send(client, freshAddress()).statusCode())
                    .as("%s takes what there is", form)
                    .isEqualTo(form.status);
            assertProblem(verifyFrom(client), 429, "too-many-requests");
        }
    }

    /// Whoever asks, and from wherever.
    @ParameterizedTest
    @EnumSource(names = {"REGISTER", "FURTHER_LINK", "PASSWORD_RESET"})
    void everyFormThatHasAMailSentCountsForItsAddress(Form form) {
        for (var sent = 0; sent < 5; sent++) {
            assertThat(form.send("192.0.2." + (100 + sent), email).statusCode()).isEqualTo(202);
        }

        assertProblem(form.send("192.0.2.110", email), 429, "too-many-requests")
                .body("retryAfter", equalTo(60));
        assertThat(form.send("192.0.2.110", freshAddress()).statusCode()).isEqualTo(202);
        clock.advance(Duration.ofMinutes(1));
        assertThat(form.send("192.0.2.111", email).statusCode()).isEqualTo(202);
    }

    /// As the gateway says whom it speaks for.
    private static Response verifyFrom(String client) {
        return given().header("X-Forwarded-For", client)
                .contentType(ContentType.JSON)
                .body(Map.of("token", "unknown"))
                .post("/api/auth/verify");
    }

    @Test
    void mailToOneAddressIsAskedForSoOftenAndNoMore() {
        for (var mail = 0; mail < 3; mail++) {
            post("register", form(email, "Again")).then().statusCode(202);
        }
        for (var mail = 0; mail < 2; mail++) {
            requestLink(email).then().statusCode(202);
        }
        assertProblem(requestLink(email), 429, "too-many-requests").body("retryAfter", equalTo(60));
        assertProblem(post("register", form(email, "Again")), 429, "too-many-requests");
        requestLink(freshAddress()).then().statusCode(202);
        clock.advance(Duration.ofMinutes(1));
        requestLink(email).then().statusCode(202);
    }

    private static Response requestLink(String email) {
        return post("verification", Map.of("email", email, "language", "en"));
    }

    // --- the store itself

    /// The other has connections of its own, and asks the same database.
    @Test
    void replicasAgree() {
        var pool =
                Pool.newInstance(
                        PgBuilder.pool()
                                .connectingTo(
                                        PgConnectOptions.fromUri(databaseUrl)
                                                .setUser("auth")
                                                .setPassword("auth"))
                                .with(new PoolOptions().setMaxSize(2))
                                .using(vertx)
                                .build());
        try {
            var other = new LimitStore(pool, config, clock);
            var address = new EmailAddress(email);
            for (var n = 0; n < FREE; n++) {
                var store = n % 2 == 0 ? limits : other;
                await(() -> store.takeForSignIn(somebody, address, Optional.empty()));
            }
            for (var store : List.of(limits, other)) {
                assertThatThrownBy(() ->
                                await(() ->
                                        store.takeForSignIn(somebody, address, Optional.empty())))
                        .hasMessageContaining("Too many");
            }
        } finally {
            pool.closeAndAwait();
        }
    }

    @Test
    void whatWasNotLookedAtDoesNotCount() {
        var address = new EmailAddress(email);
        for (var n = 0; n < 3 * FREE; n++) {
            var tried = await(() -> limits.takeForSignIn(somebody, address, Optional.empty()));
            await(() -> limits.untried(tried));
        }
    }

    @Test
    void whatIsForgivenIsForgotten() throws SQLException {
        guess(FREE);
        verifyFrom("203.0.113.99");
        assertThat(rows("allowance") + rows("failed_tries")).isPositive();
        clock.advance(Duration.ofDays(31));

        await(() -> limits.forget(clock.instant()));

        assertThat(rows("allowance") + rows("failed_tries")).isZero();
    }

    private int rows(String table) throws SQLException {
        try (var connection = database.getConnection();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void noAddressIsStored() throws SQLException {
        guess(1);
        verifyFrom("203.0.113.42");
        try (var connection = database.getConnection()) {
            for (var table : List.of("allowance", "failed_tries")) {
                try (var rows =
                        connection
                                .createStatement()
                                .executeQuery("select t::text from " + table + " t")) {
                    while (rows.next()) {
                        assertThat(rows.getString(1)).doesNotContain("@", "203.0.113");
                    }
                }
            }
        }
    }
}
