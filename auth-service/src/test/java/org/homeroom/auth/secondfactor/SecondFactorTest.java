package org.homeroom.auth.secondfactor;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;
import static org.homeroom.auth.AuthApi.post;
import static org.homeroom.auth.AuthApi.refresh;
import static org.homeroom.auth.AuthApi.withCookie;
import static org.homeroom.auth.secondfactor.Authenticator.confirm;
import static org.homeroom.auth.secondfactor.Authenticator.setup;
import static org.homeroom.auth.secondfactor.Authenticator.signIn;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.homeroom.auth.AuthApi;
import org.homeroom.auth.AuthApi.SignedIn;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.auth.SigningKeyFolder;
import org.homeroom.embedded.Mail;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;

/// Signing in with a code beside the password.
@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class SecondFactorTest {
    private static final String OTHER_PASSWORD = "seven slow amber foxes";
    private static final int FREE = 5;
    private static final String DEVICE = "homeroom_device";

    MailServer mailbox;
    SigningKeyFolder keys;
    @Inject FakeClock clock;
    @Inject DataSource database;
    @Inject SealingKeyScheduler sealing;
    @Inject SecondFactorStore factors;

    private final String email = freshAddress();

    private void nextCode() {
        clock.advance(Duration.ofSeconds(TotpSecret.STEP_SECONDS));
    }

    private Mail lastMail(String subject) {
        clock.advance(Duration.ofSeconds(61));
        return await().until(
                        () ->
                                mailbox.mailsTo(email).stream()
                                        .filter(mail -> mail.subject().equals(subject))
                                        .toList(),
                        found -> !found.isEmpty())
                .getLast();
    }

    private static void assertOver(SignedIn ended) {
        await().untilAsserted(() ->
                assertProblem(ended.request().get("/api/users/me"), 401, "session-ended"));
        assertProblem(withCookie("refresh", ended.refreshToken()), 401, "session-ended");
    }

    private static void assertGoesOn(SignedIn person) {
        person.request().get("/api/users/me").then().statusCode(200);
        refresh(person.refreshToken());
    }

    private static ValidatableResponse state(SignedIn person) {
        return person.request().get("/api/auth/second-factor").then().statusCode(200);
    }

    private static Response withPassword(SignedIn person, String password) {
        return person.request()
                .body(Map.of("password", password))
                .delete("/api/auth/second-factor");
    }

    private static Response renew(SignedIn person, String password) {
        return person.request()
                .body(Map.of("password", password))
                .post("/api/auth/second-factor/recovery-codes");
    }

    // --- signing in

    @Test
    void aCodeIsAskedForAfterTheRightPasswordAndNobodyElseLearnsOfIt() {
        var phone = Authenticator.of(person(mailbox, email, "Careful"), email, clock);
        var nobody = freshAddress();

        var known = signIn(email, "wrong password", phone.code());
        var unknown = signIn(nobody, "wrong password", "123456");
        assertProblem(known, 401, "credentials-wrong");
        assertThat(known.asString()).isEqualTo(unknown.asString());
        assertThat(AuthApi.signIn(email, "wrong password").asString())
                .isEqualTo(unknown.asString());
        assertThat(setup(email, "wrong password").asString())
                .isEqualTo(setup(nobody, "wrong password").asString());
        assertProblem(AuthApi.signIn(email, PASSWORD), 401, "second-factor-needed");
        assertThat(AuthApi.signIn(email, PASSWORD).cookies()).isEmpty();
        var answer = signIn(email, phone.code());
        SignedIn.of(answer);
        answer.then().body("recoveryCodes", nullValue());
    }

    @Test
    void aCodeIsGoodOnce() {
        var phone = Authenticator.of(person(mailbox, email, "Overlooked"), email, clock);
        var code = phone.code();
        SignedIn.of(signIn(email, code));

        assertProblem(signIn(email, code), 401, "second-factor-wrong");
        assertProblem(signIn(email, phone.code(-1)), 401, "second-factor-wrong");
        nextCode();
        assertProblem(signIn(email, code), 401, "second-factor-wrong");
        SignedIn.of(signIn(email, phone.code()));
    }

    /// The code that turned it on has been used by that.
    @Test
    void theFirstCodeSignsNobodyIn() {
        var me = person(mailbox, email, "Hasty");
        var phone = Authenticator.setUp(email, clock);
        var code = phone.code();
        phone.confirm(me);

        assertProblem(signIn(email, code), 401, "second-factor-wrong");
        nextCode();
        SignedIn.of(signIn(email, phone.code()));
    }

    @Test
    void ofManyWhoShowOneCodeAtOnceOneIsLetIn() throws Exception {
        var phone = Authenticator.of(person(mailbox, email, "Raced"), email, clock);
        var code = phone.code();

        try (var racers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> attempt = () -> signIn(email, code).statusCode();
            var statuses =
                    racers.invokeAll(IntStream.range(0, 8).mapToObj(_ -> attempt).toList()).stream()
                            .map(answer -> answer.resultNow())
                            .toList();
            assertThat(statuses).containsOnlyOnce(200).doesNotContain(500);
        }
    }

    @Test
    void aClockMayBeHalfAMinuteOff() {
        var phone = Authenticator.of(person(mailbox, email, "Slow clock"), email, clock);
        clock.advance(Duration.ofMinutes(5));

        assertProblem(signIn(email, phone.code(-2)), 401, "second-factor-wrong");
        assertProblem(signIn(email, phone.code(2)), 401, "second-factor-wrong");
        SignedIn.of(signIn(email, phone.code(-1)));
        SignedIn.of(signIn(email, phone.code(0)));
        SignedIn.of(signIn(email, phone.code(1)));
    }

    @Test
    void whatIsNoCodeIsRefused() {
        var phone = Authenticator.of(person(mailbox, email, "Typist"), email, clock);
        for (var code : List.of("", "x".repeat(65), "nul\0", "\ud800")) {
            assertProblem(signIn(email, code), 400, "invalid-request")
                    .body("violations.field", hasItem("code"));
        }
        for (var code : List.<Object>of(123456, true, List.of("123456"))) {
            var form = Map.of("email", email, "password", PASSWORD, "code", code);
            assertProblem(post("sign-in", form), 400, "invalid-request");
        }
        for (var code : List.of("12345", "１２３４５６７", "' or 1=1 --")) {
            assertProblem(signIn(email, code), 401, "second-factor-wrong");
        }
        SignedIn.of(signIn(email, " " + phone.code().replaceAll("(...)", "$1 ")));
    }

    @Test
    void aCodeIsNotLookedAtWhereNoneIsNeeded() {
        person(mailbox, email, "Plain");
        SignedIn.of(signIn(email, "123456"));
    }

    // --- guessing

    private void guess(Authenticator phone, int times) {
        for (var guess = 0; guess < times; guess++) {
            assertProblem(signIn(email, phone.wrongCode()), 401, "second-factor-wrong");
        }
    }

    @Test
    void wrongCodesHaveToWaitLongerEachTime() {
        var phone = Authenticator.of(person(mailbox, email, "Guessed at"), email, clock);
        guess(phone, FREE);
        for (var wait : List.of(10, 20, 40, 80)) {
            assertProblem(signIn(email, phone.code()), 429, "too-many-requests")
                    .body("retryAfter", equalTo(wait));
            // To give the password again makes nothing of it forgotten.
            assertProblem(AuthApi.signIn(email, PASSWORD), 401, "second-factor-needed");
            clock.advance(Duration.ofSeconds(wait));
            guess(phone, 1);
        }
        clock.advance(Duration.ofSeconds(160));
        SignedIn.of(signIn(email, phone.code()));
        guess(phone, FREE);
    }

    @Test
    void ofManyGuessesAtOnceOnlyTheFirstGetThrough() throws Exception {
        var phone = Authenticator.of(person(mailbox, email, "Stormed"), email, clock);
        var wrong = phone.wrongCode();
        try (var threads = Executors.newFixedThreadPool(20)) {
            Callable<Integer> attempt = () -> signIn(email, wrong).statusCode();
            var statuses =
                    threads
                            .invokeAll(IntStream.range(0, 40).mapToObj(_ -> attempt).toList())
                            .stream()
                            .map(answer -> answer.resultNow())
                            .toList();
            assertThat(statuses).containsOnly(401, 429);
            assertThat(statuses).filteredOn(status -> status == 401).hasSize(FREE);
        }
    }

    /// ADR 13 says so: three of a million codes are good at a time.
    @Test
    void withinAYearWhoKnowsThePasswordGuessesWithAChanceOfLessThanOneIn800() {
        var phone = Authenticator.of(person(mailbox, email, "Stubbornly attacked"), email, clock);
        var end = clock.instant().plus(Duration.ofDays(365));
        var tries = 0;
        while (clock.instant().isBefore(end)) {
            var answer = signIn(email, phone.wrongCode());
            if (answer.statusCode() == 401) {
                tries++;
            } else {
                assertProblem(answer, 429, "too-many-requests");
                clock.advance(Duration.ofSeconds(answer.<Integer>path("retryAfter")));
            }
        }
        var windows = 2 * TotpSecret.STEPS_OFF + 1;
        assertThat(tries).isGreaterThan(100);
        assertThat(tries * windows / 1e6).isLessThan(1.0 / 800);
    }

    @Test
    void whoGuessesElsewhereDoesNotSlowDownSomebodyOnTheirOwnDevice() {
        var phone = Authenticator.of(person(mailbox, email, "Attacked"), email, clock);
        var own = signIn(email, phone.code()).cookie(DEVICE);
        nextCode();
        guess(phone, FREE);

        assertProblem(signIn(email, phone.code()), 429, "too-many-requests");
        given().contentType(ContentType.JSON)
                .cookie(DEVICE, own)
                .body(Map.of("email", email, "password", PASSWORD, "code", phone.code()))
                .post("/api/auth/sign-in")
                .then()
                .statusCode(200);
    }

    /// 120 bits are guessed by nobody, so these need not wait.
    @Test
    void aRecoveryCodeGetsItsPersonInWhoeverGuesses() {
        var me = person(mailbox, email, "Attacked too");
        var phone = Authenticator.setUp(email, clock);
        var codes = phone.confirm(me);
        nextCode();
        guess(phone, FREE);
        assertProblem(signIn(email, phone.code()), 429, "too-many-requests");

        SignedIn.of(signIn(email, codes.getFirst()));
    }

    @Test
    void somebodyWhoTriesCodesIsToldOfByMailOnce() {
        var me = person(mailbox, email, "Warned");
        var phone = Authenticator.of(me, email, clock);
        lastMail("Two-step sign-in is on");
        clock.advance(Duration.ofSeconds(61));
        guess(phone, 3);

        assertThat(lastMail("Somebody knows your password").text()).contains("Choose a new");
        guess(phone, 1);
        clock.advance(Duration.ofSeconds(61));
        SignedIn.of(signIn(email, phone.code()));
        me.request()
                .get("/api/auth/events")
                .then()
                .body("events[1].kind", equalTo("second-factor-failed"));
        assertThat(mailbox.mailsTo(email))
                .filteredOn(mail -> mail.subject().equals("Somebody knows your password"))
                .hasSize(1);
    }

    @Test
    void aSignInAfterManyWrongCodesIsToldByMail() {
        var phone = Authenticator.of(person(mailbox, email, "Thumbs"), email, clock);
        guess(phone, FREE);
        clock.advance(Duration.ofSeconds(61));
        SignedIn.of(signIn(email, phone.code()))
                .request()
                .get("/api/auth/events")
                .then()
                .body("events[0].kind", equalTo("unusual-sign-in"));
    }

    // --- setting it up

    @Test
    void turningItOnSignsOutTheOthersAndTheirPersonHearsOfIt() {
        var other = person(mailbox, email, "Turns it on");
        var me = SignedIn.of(AuthApi.signIn(email, PASSWORD));
        state(me)
                .body("since", nullValue())
                .body("recoveryCodesLeft", equalTo(0))
                .body("required", equalTo(false));
        var phone = Authenticator.setUp(email, clock);
        state(me).body("since", nullValue());

        var codes = phone.confirm(me);

        assertThat(codes)
                .hasSize(8)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([0-9A-Z]{4}-){5}[0-9A-Z]{4}"));
        state(me)
                .body("since", equalTo(clock.instant().toString()))
                .body("recoveryCodesLeft", equalTo(8));
        assertOver(other);
        me.request()
                .get("/api/auth/events")
                .then()
                .body("events.kind", hasItem("second-factor-set"))
                .body("events.detail.reason", hasItem("second-factor-changed"));
        assertGoesOn(me);
        assertThat(lastMail("Two-step sign-in is on").links().getFirst())
                .isEqualTo(AuthServers.PUBLIC_URL + "/forgot");
    }

    @Test
    void whoKnowsThePasswordAloneDoesNotReplaceIt() {
        var me = person(mailbox, email, "Set");
        var phone = Authenticator.of(me, email, clock);

        assertProblem(setup(email, PASSWORD), 409, "second-factor-exists");
        assertProblem(confirm(me, phone.code()), 410, "second-factor-setup-over");
        SignedIn.of(signIn(email, phone.code()));
    }

    @Test
    void aSetupIsReplacedByTheNextAndNobodySignsInByIt() {
        var me = person(mailbox, email, "Begins again");
        var first = Authenticator.setUp(email, clock);
        var second = Authenticator.setUp(email, clock);

        SignedIn.of(AuthApi.signIn(email, PASSWORD));
        assertProblem(confirm(me, first.code()), 403, "code-wrong");
        second.confirm(me);
        nextCode();
        assertProblem(signIn(email, first.code()), 401, "second-factor-wrong");
        SignedIn.of(signIn(email, second.code()));
    }

    @Test
    void aSetupWaitsTenMinutes() {
        var me = person(mailbox, email, "Dawdles");
        assertProblem(confirm(me, "123456"), 410, "second-factor-setup-over");
        var phone = Authenticator.setUp(email, clock);
        clock.advance(Duration.ofMinutes(10));

        assertProblem(confirm(me, phone.code()), 410, "second-factor-setup-over");
        Authenticator.setUp(email, clock).confirm(me);
    }

    @Test
    void ofManyWhoConfirmAtOnceOneGetsTheCodes() throws Exception {
        var me = person(mailbox, email, "Presses twice");
        var phone = Authenticator.setUp(email, clock);
        var code = phone.code();
        try (var racers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> attempt = () -> confirm(me, code).statusCode();
            var statuses =
                    racers.invokeAll(IntStream.range(0, 5).mapToObj(_ -> attempt).toList()).stream()
                            .map(answer -> answer.resultNow())
                            .toList();
            assertThat(statuses).containsOnlyOnce(200).doesNotContain(500);
        }
        state(me).body("recoveryCodesLeft", equalTo(8));
    }

    @Test
    void whoFindsADeviceLeftOpenGuessesNoFirstCode() {
        var me = person(mailbox, email, "Left open");
        var phone = Authenticator.setUp(email, clock);
        for (var guess = 0; guess < FREE; guess++) {
            assertProblem(confirm(me, phone.wrongCode()), 403, "code-wrong");
        }
        assertProblem(confirm(me, phone.code()), 429, "too-many-requests");
    }

    @Test
    void setupsThatNobodyConfirmedAreForgotten() throws Exception {
        person(mailbox, email, "Forgets");
        var confirmed = freshAddress();
        var keeps = person(mailbox, confirmed, "Keeps");
        Authenticator.of(keeps, confirmed, clock);
        Authenticator.setUp(email, clock);
        clock.advance(Duration.ofMinutes(10));

        try {
            VertxContextSupport.subscribeAndAwait(() -> factors.forget(clock.instant()));
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }

        assertThat(rows("select account_id from second_factor where since is null")).isEmpty();
        state(keeps).body("since", notNullValue());
    }

    // --- recovery codes

    @Test
    void aRecoveryCodeStandsInOnceAndItsPersonHearsOfIt() {
        var me = person(mailbox, email, "Lost phone");
        var codes = Authenticator.setUp(email, clock).confirm(me);

        var again = SignedIn.of(signIn(email, codes.getFirst().toLowerCase(Locale.ROOT)));

        assertProblem(signIn(email, codes.getFirst()), 401, "second-factor-wrong");
        SignedIn.of(signIn(email, codes.get(1).replace("-", "")));
        state(again).body("recoveryCodesLeft", equalTo(6));
        again.request()
                .get("/api/auth/events")
                .then()
                .body("events.kind", hasItem("recovery-code-used"));
        lastMail("A recovery code was used");
    }

    @Test
    void ofManyWhoShowOneRecoveryCodeAtOnceOneIsLetIn() throws Exception {
        var me = person(mailbox, email, "Copied paper");
        var code = Authenticator.setUp(email, clock).confirm(me).getFirst();
        try (var racers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> attempt = () -> signIn(email, code).statusCode();
            // No more than may try a password at once.
            var statuses =
                    racers.invokeAll(IntStream.range(0, 4).mapToObj(_ -> attempt).toList()).stream()
                            .map(answer -> answer.resultNow())
                            .toList();
            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 401);
        }
    }

    @Test
    void aRecoveryCodeIsItsPersonsOwn() {
        var me = person(mailbox, email, "Mine");
        var codes = Authenticator.setUp(email, clock).confirm(me);
        var other = freshAddress();
        Authenticator.of(person(mailbox, other, "Yours"), other, clock);

        assertProblem(signIn(other, codes.getFirst()), 401, "second-factor-wrong");
        SignedIn.of(signIn(email, codes.getFirst()));
    }

    @Test
    void newRecoveryCodesMakeTheOldOnesWorthless() {
        var me = person(mailbox, email, "Paper burnt");
        assertProblem(renew(me, PASSWORD), 404, "second-factor-not-found");
        var before = Authenticator.setUp(email, clock).confirm(me);
        assertProblem(renew(me, "not my password"), 403, "password-wrong");

        var answer = renew(me, PASSWORD);

        answer.then().statusCode(200).header("Cache-Control", "no-store");
        List<String> after = answer.path("recoveryCodes");
        assertThat(after).hasSize(8).doesNotContainAnyElementsOf(before);
        assertProblem(signIn(email, before.getFirst()), 401, "second-factor-wrong");
        SignedIn.of(signIn(email, after.getFirst()));
        lastMail("You have new recovery codes");
    }

    // --- turning it off

    @Test
    void turningItOffTakesThePasswordAndSignsOutTheOthers() {
        var me = person(mailbox, email, "Turns it off");
        var phone = Authenticator.of(me, email, clock);
        var other = SignedIn.of(signIn(email, phone.code()));
        assertProblem(withPassword(me, "not my password"), 403, "password-wrong");
        assertProblem(
                me.request().body("{}").delete("/api/auth/second-factor"), 400, "invalid-request");
        state(me).body("since", notNullValue());

        withPassword(me, PASSWORD).then().statusCode(204);

        state(me).body("since", nullValue()).body("recoveryCodesLeft", equalTo(0));
        assertOver(other);
        assertGoesOn(me);
        SignedIn.of(AuthApi.signIn(email, PASSWORD));
        lastMail("Two-step sign-in is off");
        withPassword(me, PASSWORD).then().statusCode(204);
        me.request()
                .get("/api/auth/events")
                .then()
                .body("events.findAll { it.kind == 'second-factor-removed' }.size()", equalTo(1));
    }

    @Test
    void withoutASessionThereIsNothingToSeeOrTurnOff() {
        for (var answer :
                Stream.of(
                                given().get("/api/auth/second-factor"),
                                post("second-factor/confirm", Map.of("code", "123456")),
                                post("second-factor/recovery-codes", Map.of("password", PASSWORD)),
                                given().contentType(ContentType.JSON)
                                        .body(Map.of("password", PASSWORD))
                                        .delete("/api/auth/second-factor"))
                        .toList()) {
            assertProblem(answer, 401, "not-signed-in");
        }
    }

    // --- round about it

    @Test
    void aForgottenPasswordIsNoWayRoundIt() {
        var phone = Authenticator.of(person(mailbox, email, "Forgetful"), email, clock);
        post("password-reset", Map.of("email", email, "language", "en")).then().statusCode(202);
        var link = lastMail("Choose a new password").links().getFirst();
        var token = link.substring(link.lastIndexOf('/') + 1);
        post("password-reset/confirm", Map.of("token", token, "password", OTHER_PASSWORD))
                .then()
                .statusCode(204);

        assertProblem(AuthApi.signIn(email, OTHER_PASSWORD), 401, "second-factor-needed");
        assertProblem(setup(email, OTHER_PASSWORD), 409, "second-factor-exists");
        SignedIn.of(signIn(email, OTHER_PASSWORD, phone.code()));
    }

    /// Or whoever reads the mails would get a handful of fresh guesses with each link.
    @Test
    void anotherPasswordMakesNoGuessForgotten() {
        var phone = Authenticator.of(person(mailbox, email, "Mailbox read"), email, clock);
        guess(phone, FREE);
        clock.advance(Duration.ofSeconds(10));
        guess(phone, 1);
        post("password-reset", Map.of("email", email, "language", "en")).then().statusCode(202);
        var link = lastMail("Choose a new password").links().getFirst();
        var token = link.substring(link.lastIndexOf('/') + 1);
        post("password-reset/confirm", Map.of("token", token, "password", OTHER_PASSWORD))
                .then()
                .statusCode(204);

        assertProblem(signIn(email, OTHER_PASSWORD, phone.wrongCode()), 401, "second-factor-wrong");
        assertProblem(signIn(email, OTHER_PASSWORD, phone.code()), 429, "too-many-requests")
                .body("retryAfter", equalTo(40));
    }

    @Test
    void whoLeavesLeavesNoSecretBehind() throws Exception {
        var me = person(mailbox, email, "Leaves");
        Authenticator.of(me, email, clock);
        me.request()
                .body(Map.of("password", PASSWORD))
                .delete("/api/users/me")
                .then()
                .statusCode(204);

        for (var table : List.of("second_factor", "recovery_code")) {
            assertThat(
                            rows(
                                    "select account_id from %s where account_id = '%s'"
                                            .formatted(table, me.account())))
                    .isEmpty();
        }
    }

    @Test
    void theDatabaseHoldsNothingThatCouldBeUsed() throws Exception {
        var me = person(mailbox, email, "Copied");
        var phone = Authenticator.setUp(email, clock);
        var codes = phone.confirm(me);

        var all =
                rows(
                                "select s::text from second_factor s where account_id = '%s'"
                                        .formatted(me.account()))
                        + rows(
                                "select r::text from recovery_code r where account_id = '%s'"
                                        .formatted(me.account()));
        assertThat(all).contains(me.account()).doesNotContain(phone.secret().base32());
        for (var code : codes) {
            assertThat(all).doesNotContain(code, code.replace("-", ""));
        }
    }

    // --- the keys that secrets are sealed with

    @Test
    void aNewKeySealsWhateverIsUsedAgain() throws Exception {
        var me = person(mailbox, email, "Rotated");
        var phone = Authenticator.of(me, email, clock);
        var newer = "zz-" + email.substring(0, 10);
        keys.addSecret(newer);
        sealing.update();

        SignedIn.of(signIn(email, phone.code()));

        assertThat(sealed(me)).startsWith(newer + ".");
        nextCode();
        SignedIn.of(signIn(email, phone.code()));
    }

    @Test
    void aSecretUnderAKeyThatIsNotHereSaysComeBackAndRecoveryCodesWork() throws Exception {
        var me = person(mailbox, email, "Early");
        var phone = Authenticator.setUp(email, clock);
        var codes = phone.confirm(me);
        nextCode();
        execute(
                "update second_factor set sealed_secret = 'elsewhere.AAAA' where account_id = '%s'"
                        .formatted(me.account()));

        for (var again = 0; again < 2 * FREE; again++) {
            assertProblem(signIn(email, phone.code()), 503, "busy").body("retryAfter", equalTo(10));
        }
        SignedIn.of(signIn(email, codes.getFirst()));
    }

    private String sealed(SignedIn person) throws SQLException {
        return rows("select sealed_secret from second_factor where account_id = '%s'"
                        .formatted(person.account()))
                .strip();
    }

    private String rows(String sql) throws SQLException {
        var found = new StringBuilder();
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                found.append(rows.getString(1)).append('\n');
            }
        }
        return found.toString();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
