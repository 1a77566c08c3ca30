package org.homeroom.auth.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.form;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;
import static org.homeroom.auth.AuthApi.post;
import static org.homeroom.auth.AuthApi.register;
import static org.homeroom.auth.AuthApi.signIn;
import static org.homeroom.auth.AuthApi.token;
import static org.homeroom.auth.AuthApi.verify;
import static org.homeroom.auth.AuthApi.withCookie;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.homeroom.auth.AuthApi.SignedIn;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.embedded.Mail;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Another password, another address, and the way out.
@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class CredentialTest {
    private static final String OTHER = "seven slow amber foxes";
    private static final Duration BETWEEN_MAILS = Duration.ofSeconds(61);

    MailServer mailbox;
    @Inject FakeClock clock;

    private final String email = freshAddress();

    private Mail mailTo(String address, int which) {
        clock.advance(BETWEEN_MAILS);
        mailbox.await(address, which);
        return mailbox.mailsTo(address).get(which - 1);
    }

    private static String tokenOf(Mail mail, String page) {
        var link = mail.links().getFirst();
        assertThat(link).startsWith(AuthServers.PUBLIC_URL + page);
        return link.substring((AuthServers.PUBLIC_URL + page).length());
    }

    private String resetToken(int which) {
        post("password-reset", Map.of("email", email, "language", "en")).then().statusCode(202);
        return tokenOf(mailTo(email, which), "/reset/");
    }

    private static Response reset(String token, String password) {
        return post("password-reset/confirm", Map.of("token", token, "password", password));
    }

    private static void assertOver(SignedIn ended) {
        await().untilAsserted(() ->
                assertProblem(ended.request().get("/api/users/me"), 401, "session-ended"));
        assertProblem(withCookie("refresh", ended.refreshToken()), 401, "session-ended");
    }

    @Test
    void aResetSetsThePasswordOnceAndEndsEverySession() {
        var me = person(mailbox, email, "Forgetful");
        var token = resetToken(2);

        reset(token, OTHER).then().statusCode(204);
        assertOver(me);
        assertProblem(signIn(email, PASSWORD), 401, "credentials-wrong");
        SignedIn.of(signIn(email, OTHER));
        assertProblem(reset(token, "one more good password"), 410, "reset-link-invalid");
        SignedIn.of(signIn(email, OTHER));
        assertThat(mailTo(email, 3).subject()).isEqualTo("Your password was changed");
    }

    @Test
    void aResetMakesEveryOtherLinkWorthless() {
        person(mailbox, email, "Twice");
        var first = resetToken(2);
        var second = resetToken(3);
        reset(second, OTHER).then().statusCode(204);
        assertProblem(reset(first, PASSWORD), 410, "reset-link-invalid");
    }

    @Test
    void aResetLinkEndsAfterHalfAnHour() {
        person(mailbox, email, "Slow");
        var token = resetToken(2);
        clock.advance(Duration.ofMinutes(31));
        assertProblem(reset(token, OTHER), 410, "reset-link-invalid");
    }

    @Test
    void anUnknownAddressGetsTheSameAnswerAndNoMail() {
        var known = freshAddress();
        person(mailbox, known, "Known");
        var answers =
                Stream.of(known, email)
                        .map(address ->
                                post("password-reset", Map.of("email", address, "language", "en")))
                        .toList();
        assertThat(answers).allSatisfy(answer -> answer.then().statusCode(202));
        assertThat(answers.getFirst().asString()).isEqualTo(answers.getLast().asString());
        // The one that comes shows that the other would have come.
        mailTo(known, 2);
        assertThat(mailbox.mailsTo(email)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "../../etc/passwd", "ÿ"})
    void linksThatNeverWereAreWorthNothing(String token) {
        assertProblem(reset(token, OTHER), 410, "reset-link-invalid");
        assertProblem(post("email/confirm", Map.of("token", token)), 410, "email-link-invalid");
    }

    @Test
    void tokensOfOneKindAreNoneOfAnother() {
        person(mailbox, email, "Swapper");
        var token = resetToken(2);
        assertProblem(post("verify", Map.of("token", token)), 410, "verification-link-invalid");
        assertProblem(post("email/confirm", Map.of("token", token)), 410, "email-link-invalid");
        reset(token, OTHER).then().statusCode(204);
    }

    @Test
    void ofManyWhoUseALinkAtOnceOneSucceeds() throws Exception {
        person(mailbox, email, "Raced");
        var token = resetToken(2);
        Callable<Integer> attempt = () -> reset(token, OTHER).statusCode();
        try (var racers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers =
                    racers.invokeAll(Collections.nCopies(8, attempt)).stream()
                            .map(Future::resultNow)
                            .toList();
            assertThat(answers).containsOnlyOnce(204).contains(410).doesNotContain(500);
        }
    }

    @Test
    void changingThePasswordSignsOutTheOthersOnly() {
        var me = person(mailbox, email, "Careful");
        var other = SignedIn.of(signIn(email, PASSWORD));
        assertProblem(change(me, "not my password", OTHER), 403, "password-wrong");
        change(me, PASSWORD, OTHER).then().statusCode(204);

        assertOver(other);
        me.request().get("/api/users/me").then().statusCode(200);
        assertProblem(signIn(email, PASSWORD), 401, "credentials-wrong");
        SignedIn.of(signIn(email, OTHER));
    }

    private static Response change(SignedIn who, String from, String to) {
        return who.request()
                .body(Map.of("currentPassword", from, "newPassword", to))
                .post("/api/auth/password");
    }

    @Test
    void aPasswordThatIsGuessedQuicklyIsRefusedWhereverOneIsChosen() {
        var common = form(email, "Lin Mei-hua");
        common.put("password", "password123");
        assertWeak(post("register", common), "common");
        var own = form(email, "Lin Mei-hua");
        own.put("password", email);
        assertWeak(post("register", own), "own");
        var breached = form(email, "Lin Mei-hua");
        breached.put("password", AuthServers.BREACHED);
        assertWeak(post("register", breached), "breached");

        var me = person(mailbox, email, "Lin Mei-hua");
        assertWeak(change(me, PASSWORD, "qwertyuiop"), "common");
        assertWeak(change(me, PASSWORD, "Mei-hua Lin"), "own");
        assertWeak(change(me, PASSWORD, AuthServers.BREACHED), "breached");
        assertProblem(change(me, "not my password", "qwertyuiop"), 403, "password-wrong");
        me.request().get("/api/users/me").then().statusCode(200);

        var token = resetToken(2);
        assertWeak(reset(token, "aaaaaaaaaaaa"), "repeats");
        assertWeak(reset(token, email), "own");
        assertWeak(reset(token, AuthServers.BREACHED), "breached");
        assertProblem(reset("x".repeat(43), "aaaaaaaaaaaa"), 410, "reset-link-invalid");
        SignedIn.of(signIn(email, PASSWORD));
        reset(token, OTHER).then().statusCode(204);
    }

    private static void assertWeak(Response refused, String weakness) {
        assertProblem(refused, 422, "password-weak").body("weakness", equalTo(weakness));
    }

    @Test
    void anAddressChangesWhenTheNewOneIsProven() {
        var me = person(mailbox, email, "Mover");
        var wanted = freshAddress();
        assertProblem(changeEmail(me, wanted, OTHER), 403, "password-wrong");
        changeEmail(me, wanted, PASSWORD).then().statusCode(202);
        assertThat(mailTo(email, 2).text()).contains(wanted);
        var mail = mailTo(wanted, 1);
        // Nobody has us mail their words to anybody.
        assertThat(mail.text()).startsWith("Hello,").doesNotContain("Mover");
        var token = tokenOf(mail, "/confirm-email/");
        SignedIn.of(signIn(email, PASSWORD));

        assertThat(
                        post("email/confirm", Map.of("token", token))
                                .then()
                                .statusCode(200)
                                .extract()
                                .<String>path("email"))
                .isEqualTo(wanted);
        assertProblem(signIn(email, PASSWORD), 401, "credentials-wrong");
        assertThat(SignedIn.of(signIn(wanted, PASSWORD)).account()).isEqualTo(me.account());
        assertProblem(post("email/confirm", Map.of("token", token)), 410, "email-link-invalid");
    }

    @Test
    void aLinkToANewAddressEndsAfterADay() {
        var me = person(mailbox, email, "Slow mover");
        var wanted = freshAddress();
        changeEmail(me, wanted, PASSWORD).then().statusCode(202);
        var token = tokenOf(mailTo(wanted, 1), "/confirm-email/");
        clock.advance(Duration.ofHours(24));

        assertProblem(post("email/confirm", Map.of("token", token)), 410, "email-link-invalid");
        SignedIn.of(signIn(email, PASSWORD));
    }

    /// Neither what is answered nor the mail tells: whoever has the address hears nothing, since
    /// nothing happens to them.
    @Test
    void nobodyLearnsByWantingAnAddressWhetherSomebodyHasIt() {
        var taken = freshAddress();
        person(mailbox, taken, "Has it");
        var me = person(mailbox, email, "Curious");

        var known = changeEmail(me, taken, PASSWORD);
        var unknown = changeEmail(me, freshAddress(), PASSWORD);

        known.then().statusCode(202);
        assertThat(known.asString()).isEqualTo(unknown.asString());
        assertThat(headers(known)).isEqualTo(headers(unknown));
        mailTo(email, 2);
        assertThat(mailbox.mailsTo(taken)).hasSize(1);
    }

    private static List<String> headers(Response answer) {
        return answer.headers().asList().stream().map(Object::toString).toList();
    }

    @Test
    void aLaterWishReplacesAnEarlierOne() {
        var me = person(mailbox, email, "Undecided");
        var first = freshAddress();
        changeEmail(me, first, PASSWORD).then().statusCode(202);
        var token = tokenOf(mailTo(first, 1), "/confirm-email/");
        changeEmail(me, freshAddress(), PASSWORD).then().statusCode(202);
        assertProblem(post("email/confirm", Map.of("token", token)), 410, "email-link-invalid");
    }

    @Test
    void anAddressThatSomebodyTookMeanwhileIsNotGiven() {
        var me = person(mailbox, email, "Late");
        var wanted = freshAddress();
        changeEmail(me, wanted, PASSWORD).then().statusCode(202);
        var token = tokenOf(mailTo(wanted, 1), "/confirm-email/");
        clock.advance(BETWEEN_MAILS);
        register(wanted, "Early");
        verify(token(mailTo(wanted, 2))).then().statusCode(200);
        assertProblem(post("email/confirm", Map.of("token", token)), 410, "email-link-invalid");
        SignedIn.of(signIn(email, PASSWORD));
    }

    /// Whoever knew the old password may have asked for an address of theirs.
    @Test
    void anotherPasswordTakesBackWhatWasAskedForWithTheOld() {
        var me = person(mailbox, email, "Robbed");
        var wanted = freshAddress();
        changeEmail(me, wanted, PASSWORD).then().statusCode(202);
        var robber = tokenOf(mailTo(wanted, 1), "/confirm-email/");
        mailTo(email, 2);

        reset(resetToken(3), OTHER).then().statusCode(204);

        assertProblem(post("email/confirm", Map.of("token", robber)), 410, "email-link-invalid");
        var again = SignedIn.of(signIn(email, OTHER));
        changeEmail(again, wanted, OTHER).then().statusCode(202);
        robber = tokenOf(mailTo(wanted, 2), "/confirm-email/");
        again.request()
                .body(Map.of("currentPassword", OTHER, "newPassword", PASSWORD))
                .post("/api/auth/password")
                .then()
                .statusCode(204);

        assertProblem(post("email/confirm", Map.of("token", robber)), 410, "email-link-invalid");
        again.request().get("/api/users/me").then().body("email", equalTo(email));
    }

    @Test
    void aRegistrationWhoseAddressSomebodyTookComesToNothing() {
        var me = person(mailbox, email, "Quick");
        var wanted = freshAddress();
        register(wanted, "Slow");
        var registration = token(mailbox.await(wanted, 1));
        changeEmail(me, wanted, PASSWORD).then().statusCode(202);
        var token = tokenOf(mailTo(wanted, 2), "/confirm-email/");
        post("email/confirm", Map.of("token", token)).then().statusCode(200);

        assertProblem(verify(registration), 410, "verification-link-invalid");
        SignedIn.of(signIn(wanted, PASSWORD));
    }

    private static Response changeEmail(SignedIn who, String wanted, String password) {
        return who.request()
                .body(Map.of("email", wanted, "password", password))
                .post("/api/auth/email");
    }

    @Test
    void whoLeavesIsForgottenAndTheAddressIsFree() {
        var other = person(mailbox, freshAddress(), "Stays");
        var me = person(mailbox, email, "Leaves");
        assertProblem(leave(me, OTHER), 403, "password-wrong");
        leave(me, PASSWORD).then().statusCode(204);

        assertOver(me);
        assertProblem(signIn(email, PASSWORD), 401, "credentials-wrong");
        var gone = other.request().get("/api/users/" + me.account()).then().statusCode(200);
        assertThat(gone.extract().<Boolean>path("deleted")).isTrue();
        assertThat(gone.extract().asString()).doesNotContain("Leaves", email);
        clock.advance(BETWEEN_MAILS);
        register(email, "Anew");
        verify(token(mailTo(email, 2))).then().statusCode(200);
        assertThat(SignedIn.of(signIn(email, PASSWORD)).account()).isNotEqualTo(me.account());
    }

    private static Response leave(SignedIn who, String password) {
        return who.request().body(Map.of("password", password)).delete("/api/users/me");
    }

    @Test
    void whatIsOnesOwnIsAskedForWithAToken() {
        for (var path : new String[] {"password", "email"}) {
            assertProblem(
                    post(
                            path,
                            Map.of(
                                    "currentPassword", PASSWORD,
                                    "newPassword", OTHER)),
                    401,
                    "not-signed-in");
        }
    }
}
