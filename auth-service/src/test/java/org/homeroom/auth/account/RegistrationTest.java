package org.homeroom.auth.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
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
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.embedded.Mail;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class RegistrationTest {
    private static final Duration BETWEEN_MAILS = Duration.ofMinutes(1);

    MailServer mailbox;
    @Inject FakeClock clock;
    @Inject MeterRegistry metrics;
    @Inject DataSource database;

    private final String email = freshAddress();

    /// Waits until the mail is there and the sender has noted that it is, so that the next one is
    /// the next.
    private Mail mail(String to, int count) {
        var mail = mailbox.await(to, count);
        await().atMost(Duration.ofSeconds(20)).until(() -> !isWaiting(to));
        return mail;
    }

    private boolean isWaiting(String to) throws SQLException {
        try (var connection = database.getConnection();
                var query =
                        connection.prepareStatement(
                                "select 1 from outgoing_mail where done_at is null and recipient = ?")) {
            query.setString(1, to);
            return query.executeQuery().next();
        }
    }

    @Test
    void theLinkInTheMailMakesTheAccount() {
        register(email, "Lin Mei-hua");
        var token = token(mail(email, 1));

        verify(token).then().statusCode(200).body("email", equalTo(email));
        signIn(email, PASSWORD).then().statusCode(200).body("account.name", equalTo("Lin Mei-hua"));
    }

    @Test
    void theMailSpeaksTheLanguageOfTheForm() {
        var other = freshAddress();
        register(email, "Ann");
        var chinese = form(other, "林美華");
        chinese.put("language", "zh-Hant-TW");
        post("register", chinese).then().statusCode(202);

        var english = mail(email, 1);
        assertThat(english.subject()).isEqualTo("Confirm your address");
        assertThat(english.text()).startsWith("Hello,").contains("24 hours");
        assertThat(english.html()).contains("<html lang=\"en\">", "Hello,", token(english));

        var mail = mail(other, 1);
        assertThat(mail.subject()).isEqualTo("確認你的電子郵件地址");
        assertThat(mail.text()).startsWith("你好：").contains("24 小時", "歡迎加入");
        assertThat(mail.html()).contains("<html lang=\"zh-Hant-TW\">", "確認我的地址");
    }

    /// What people make up stands in the text, to those who have proven their address, and nowhere
    /// else.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bcc: thief@evil.example",
                "=?utf-8?q?=0D=0ABcc:_thief@evil.example?=",
                "a%0d%0aBcc: thief@evil.example",
                "a\\r\\nSubject: You have won",
                "{name} {inject:config.storage.secret} ${jndi:x}",
                "thief <a href='https://evil.example'>"
            })
    void aNameReachesNoHeaderOfAMail(String name) {
        register(email, name);
        var toAnybody = mail(email, 1);
        verify(token(toAnybody)).then().statusCode(200);
        clock.advance(BETWEEN_MAILS);
        register(email, "Again");
        var toThePerson = mail(email, 2);

        assertThat(toAnybody.text() + toAnybody.html())
                .contains("Hello,")
                .doesNotContain(name, "thief", "evil.example");
        assertThat(toThePerson.text()).startsWith("Hello " + name + ",");
        assertThat(toThePerson.html()).doesNotContain("<a href='");
        assertThat(toThePerson.subject()).isEqualTo("You already have an account");
        assertThat(mailbox.mailsTo("thief@evil.example")).isEmpty();
        assertThat(mailbox.headersTo(email))
                .hasSize(2)
                .allSatisfy(headers -> {
                    assertThat(headers)
                            .containsOnlyOnce("\r\nTo: " + email)
                            .containsOnlyOnce("\r\nSubject: ");
                    // The address is made by chance, of letters that may spell anything.
                    assertThat(headers.replace(email, ""))
                            .doesNotContainIgnoringCase("bcc", "thief", "jndi");
                });
    }

    @Test
    void aLinkWorksOnce() {
        register(email, "Once");
        var token = token(mail(email, 1));
        verify(token).then().statusCode(200);

        assertProblem(verify(token), 410, "verification-link-invalid");
    }

    @Test
    void ofManyWhoFollowALinkAtOnceOneSucceeds() throws Exception {
        register(email, "Many");
        var token = token(mail(email, 1));

        try (var threads = Executors.newFixedThreadPool(10)) {
            var answers =
                    threads.invokeAll(
                            IntStream.range(0, 10)
                                    .<java.util.concurrent.Callable<Integer>>mapToObj(
                                            _ -> () -> verify(token).statusCode())
                                    .toList());
            var statuses = answers.stream().map(answer -> answer.resultNow()).sorted().toList();
            assertThat(statuses).containsExactly(200, 410, 410, 410, 410, 410, 410, 410, 410, 410);
        }
    }

    @Test
    void aLinkEndsAfterADay() {
        register(email, "Late");
        var token = token(mail(email, 1));
        clock.advance(Duration.ofHours(24));

        assertProblem(verify(token), 410, "verification-link-invalid");

        post("verification", Map.of("email", email, "language", "en")).then().statusCode(202);
        verify(token(mail(email, 2))).then().statusCode(200);
    }

    @Test
    void unknownTokensAreInvalid() {
        assertProblem(verify(""), 410, "verification-link-invalid");
        assertProblem(verify("x".repeat(43)), 410, "verification-link-invalid");
        assertProblem(verify("' or 1=1 --"), 410, "verification-link-invalid");
    }

    @Test
    void signingUpAgainReplacesNameAndPasswordAndTheLink() {
        register(email, "Before");
        var before = token(mail(email, 1));
        var again = form(email.toUpperCase(Locale.ROOT), "After");
        again.put("password", "another password");
        post("register", again).then().statusCode(202);

        assertProblem(verify(before), 410, "verification-link-invalid");

        clock.advance(BETWEEN_MAILS);
        verify(token(mail(email, 2))).then().statusCode(200);
        assertProblem(signIn(email, PASSWORD), 401, "credentials-wrong");
        signIn(email, "another password")
                .then()
                .statusCode(200)
                .body("account.name", equalTo("After"));
    }

    @Test
    void anEarlierLinkStaysGoodWhenAFurtherOneIsAskedFor() {
        register(email, "Two links");
        var first = token(mail(email, 1));
        clock.advance(BETWEEN_MAILS);
        post("verification", Map.of("email", email, "language", "en")).then().statusCode(202);
        var second = token(mail(email, 2));

        assertThat(second).isNotEqualTo(first);
        verify(first).then().statusCode(200);
        assertProblem(verify(second), 410, "verification-link-invalid");
    }

    @Test
    void knownAndUnknownAddressesGetTheSameAnswer() {
        register(email, "Known");
        verify(token(mail(email, 1))).then().statusCode(200);

        var known = post("register", form(email, "Somebody"));
        var unknown = post("register", form(freshAddress(), "Somebody"));

        assertThat(known.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(202);
        assertThat(known.asString()).isEqualTo(unknown.asString());
        assertThat(known.headers().asList().stream().map(Object::toString).toList())
                .isEqualTo(unknown.headers().asList().stream().map(Object::toString).toList());
    }

    @Test
    void whoHasAnAccountIsToldByMailAndNothingChanges() {
        var chinese = form(email, "林美華");
        chinese.put("language", "zh-Hant-TW");
        post("register", chinese).then().statusCode(202);
        verify(token(mail(email, 1))).then().statusCode(200);
        clock.advance(BETWEEN_MAILS);
        var stranger = form(email, "A stranger");
        stranger.put("password", "seven slow amber foxes");
        post("register", stranger).then().statusCode(202);

        var told = mail(email, 2);
        assertThat(told.subject()).isEqualTo("你已經有帳號了");
        assertThat(told.text()).contains("林美華").doesNotContain("stranger");
        assertThat(told.links()).containsExactly(AuthServers.PUBLIC_URL + "/sign-in");
        assertProblem(signIn(email, "seven slow amber foxes"), 401, "credentials-wrong");
        signIn(email, PASSWORD).then().statusCode(200).body("account.name", equalTo("林美華"));
    }

    @Test
    void oneAddressGetsOneMailAMinuteAndTheLastWordCounts() {
        register(email, "First");
        mail(email, 1);
        for (var name : List.of("Second", "Third", "Fourth")) {
            register(email, name);
        }
        // A mail to somebody else, asked for later, shows that the sender has been by.
        var other = freshAddress();
        register(other, "Other");
        mail(other, 1);
        assertThat(mailbox.mailsTo(email)).hasSize(1);

        clock.advance(BETWEEN_MAILS);
        verify(token(mail(email, 2))).then().statusCode(200);
        signIn(email, PASSWORD).then().statusCode(200).body("account.name", equalTo("Fourth"));
    }

    @Test
    void nobodyGetsAMailWhoDoesNotWaitForOne() {
        var verified = freshAddress();
        register(verified, "Verified");
        verify(token(mail(verified, 1))).then().statusCode(200);
        clock.advance(BETWEEN_MAILS);
        for (var address : List.of(email, verified)) {
            post("verification", Map.of("email", address, "language", "en")).then().statusCode(202);
        }
        var other = freshAddress();
        register(other, "Other");
        mail(other, 1);

        assertThat(mailbox.mailsTo(email)).isEmpty();
        assertThat(mailbox.mailsTo(verified)).hasSize(1);
    }

    @Test
    void everySignUpCostsOneHashWhoeverItIs() {
        register(email, "Known");
        verify(token(mail(email, 1))).then().statusCode(200);

        assertThat(hashesFor(() -> register(email, "Known"))).isEqualTo(1);
        assertThat(hashesFor(() -> register(freshAddress(), "Unknown"))).isEqualTo(1);
    }

    private long hashesFor(Runnable request) {
        var timer = metrics.get("homeroom.password.hashing").timer();
        var before = timer.count();
        request.run();
        return timer.count() - before;
    }

    /// A form that was opened before the school took its terms away.
    @Test
    void nobodyAgreesToTermsThatAreNotThere() {
        given().get("/api/auth/policy").then().statusCode(200).body("$", not(hasKey("terms")));
        var form = form(freshAddress(), "Agrees");
        form.put("terms", "https://school.example/terms");
        assertProblem(post("register", form), 409, "terms-changed");
    }
}
