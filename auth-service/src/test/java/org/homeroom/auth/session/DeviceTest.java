package org.homeroom.auth.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;
import static org.homeroom.auth.AuthApi.refresh;
import static org.homeroom.auth.AuthApi.signIn;
import static org.homeroom.auth.AuthApi.withCookie;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.homeroom.auth.AuthApi.SignedIn;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The devices on which a person is signed in, and what they hear when one is not.
@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class DeviceTest {
    /// Two seconds are promised, and measured by the benchmark of accounts; a busy machine may take
    /// its time.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String FIREFOX =
            "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0";
    private static final String PHONE =
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/126.0.0.0 Mobile Safari/537.36";

    MailServer mailbox;
    @Inject FakeClock clock;
    @Inject Scheduler scheduler;

    private final String email = freshAddress();

    private SignedIn signInFrom(String userAgent) {
        return SignedIn.of(
                given().contentType(ContentType.JSON)
                        .header("User-Agent", userAgent)
                        .body(Map.of("email", email, "password", PASSWORD))
                        .post("/api/auth/sign-in"));
    }

    private static ValidatableResponse devices(SignedIn person) {
        return person.request().get("/api/auth/sessions").then().statusCode(200);
    }

    /// Wherever its access token comes, on every replica.
    private static void assertOver(SignedIn ended) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertProblem(ended.request().get("/api/users/me"), 401, "session-ended"));
        assertProblem(withCookie("refresh", ended.refreshToken()), 401, "session-ended");
    }

    private static void assertGoesOn(SignedIn person) {
        person.request().get("/api/users/me").then().statusCode(200);
        assertThat(refresh(person.refreshToken()).account()).isEqualTo(person.account());
    }

    @Test
    void aDeviceIsSomewhereInTheLanguageOfWhoReadsIt() {
        person(mailbox, email, "Traveller");
        var far =
                SignedIn.of(
                        given().contentType(ContentType.JSON)
                                .header("User-Agent", PHONE)
                                .header("X-Forwarded-For", AuthServers.IN_TAIPEI)
                                .body(Map.of("email", email, "password", PASSWORD))
                                .post("/api/auth/sign-in"));
        devices(far)
                .body("sessions[0].place", equalTo("Taipei, Taiwan"))
                .body("sessions[1].place", nullValue());
        clock.advance(Duration.ofSeconds(61));
        assertThat(mailbox.await(email, 2).text())
                .contains("Chrome on Android near Taipei, Taiwan");

        far.request()
                .body(Map.of("language", "zh-Hant-TW"))
                .patch("/api/users/me")
                .then()
                .statusCode(200);
        devices(far).body("sessions[0].place", equalTo("台灣台北市"));
        far.request()
                .get("/api/auth/events")
                .then()
                .body("events.place", hasItem("台灣台北市"))
                .body("events[-1].place", nullValue());
    }

    @Test
    void theCurrentDeviceComesFirstAndThenTheOneLastSeen() {
        var first = person(mailbox, email, "Everywhere");
        clock.advance(Duration.ofSeconds(60));
        var laptop = signInFrom(FIREFOX);
        clock.advance(Duration.ofSeconds(60));
        var phone = signInFrom(PHONE);

        devices(laptop)
                .body("sessions.id", contains(laptop.session(), phone.session(), first.session()))
                .body("sessions.current", contains(true, false, false))
                .body("sessions.browser", contains("Firefox", "Chrome", "Apache-HttpClient"))
                .body("sessions.system", contains("Linux", "Android", null))
                .body("sessions.place", contains(null, null, null));
    }

    @Test
    void aDeviceIsSeenWhenItRefreshes() {
        var laptop = person(mailbox, email, "Seen");
        var started = clock.instant();
        clock.advance(Duration.ofMinutes(8));
        var later =
                SignedIn.of(
                        given().cookie("homeroom_refresh", laptop.refreshToken())
                                .header("User-Agent", FIREFOX)
                                .post("/api/auth/refresh"));

        var device = devices(later).body("sessions", hasSize(1)).extract();
        assertThat(Instant.parse(device.path("sessions[0].startedAt"))).isEqualTo(started);
        assertThat(Instant.parse(device.path("sessions[0].lastSeenAt")))
                .isEqualTo(started.plus(Duration.ofMinutes(8)));
        assertThat(device.<String>path("sessions[0].browser")).isEqualTo("Firefox");
    }

    @Test
    void whatIsOverIsNotListed() {
        var out = person(mailbox, email, "Out");
        withCookie("sign-out", out.refreshToken()).then().statusCode(204);
        var idle = signInFrom(FIREFOX);
        clock.advance(Duration.ofDays(30));
        var here = signInFrom(PHONE);

        devices(here).body("sessions.id", contains(here.session()));
        assertThat(idle.session()).isNotEqualTo(here.session());
    }

    @Test
    void aDeviceIsSignedOutFromAnotherAndTheOthersGoOn() {
        var here = person(mailbox, email, "Lost my phone");
        var phone = signInFrom(PHONE);
        var laptop = signInFrom(FIREFOX);

        here.request().delete("/api/auth/sessions/" + phone.session()).then().statusCode(204);

        assertOver(phone);
        assertGoesOn(laptop);
        devices(here).body("sessions", hasSize(2));
        here.request()
                .get("/api/auth/events")
                .then()
                .body("events[0].kind", equalTo("session-ended"))
                .body("events[0].detail.reason", equalTo("revoked"))
                .body("events[0].detail.session", equalTo(phone.session()));
    }

    @Test
    void allOthersAreSignedOutTogether() {
        var here = person(mailbox, email, "Only here");
        var phone = signInFrom(PHONE);
        var laptop = signInFrom(FIREFOX);

        here.request().delete("/api/auth/sessions").then().statusCode(204);

        assertOver(phone);
        assertOver(laptop);
        assertGoesOn(here);
        devices(here).body("sessions.id", contains(here.session()));
    }

    @Test
    void signingOutEndsTheAccessTokenToo() {
        var me = person(mailbox, email, "Out");

        withCookie("sign-out", me.refreshToken()).then().statusCode(204);

        assertOver(me);
    }

    @Test
    void aTokenUsedTwiceEndsTheAccessTokensOfBoth() {
        var stolen = person(mailbox, email, "Stolen");
        var next = refresh(stolen.refreshToken());
        clock.advance(Duration.ofSeconds(10));

        assertProblem(withCookie("refresh", stolen.refreshToken()), 401, "session-ended");

        assertOver(stolen);
        assertOver(next);
    }

    @Test
    void nobodySignsOthersOut() {
        var me = person(mailbox, email, "Me");
        var other = person(mailbox, freshAddress(), "Other");

        assertProblem(
                me.request().delete("/api/auth/sessions/" + other.session()),
                404,
                "session-not-found");
        assertGoesOn(other);
    }

    @Test
    void whatEndedIsNotThereASecondTime() {
        var here = person(mailbox, email, "Twice");
        var phone = signInFrom(PHONE);
        here.request().delete("/api/auth/sessions/" + phone.session()).then().statusCode(204);

        assertProblem(
                here.request().delete("/api/auth/sessions/" + phone.session()),
                404,
                "session-not-found");
        assertProblem(
                here.request().delete("/api/auth/sessions/" + UUID.randomUUID()),
                404,
                "session-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-1-1-1-1", "me", "%00"})
    void whatIsNoIdIsRefused(String id) {
        var me = person(mailbox, email, "Me");

        assertProblem(
                me.request().urlEncodingEnabled(false).delete("/api/auth/sessions/" + id),
                400,
                "invalid-request");
    }

    @Test
    void strangersSeeAndEndNothing() {
        assertProblem(given().get("/api/auth/sessions"), 401, "not-signed-in");
        assertProblem(given().delete("/api/auth/sessions"), 401, "not-signed-in");
        assertProblem(
                given().delete("/api/auth/sessions/" + UUID.randomUUID()), 401, "not-signed-in");
    }

    /// The scheduler is for what was not committed yet when it was to be told: a later sign-out
    /// tells of that too.
    @Test
    void theEndOfASessionIsToldBeforeTheSchedulerLooks() {
        var me = person(mailbox, email, "Hasty");
        scheduler.pause(SessionEventScheduler.IDENTITY);
        try {
            withCookie("sign-out", me.refreshToken()).then().statusCode(204);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        var other = signInFrom(PHONE);
                        withCookie("sign-out", other.refreshToken()).then().statusCode(204);
                        assertProblem(me.request().get("/api/users/me"), 401, "session-ended");
                    });
        } finally {
            scheduler.resume(SessionEventScheduler.IDENTITY);
        }
    }

    /// The cookie alone, which a page of another site might make a browser send, opens none of
    /// these doors.
    @Test
    void theCookieIsNoAccessToken() {
        var me = person(mailbox, email, "Cookie");

        assertProblem(
                given().cookie("homeroom_refresh", me.refreshToken()).delete("/api/auth/sessions"),
                401,
                "not-signed-in");
        assertProblem(
                given().auth().oauth2(me.refreshToken()).get("/api/auth/sessions"),
                401,
                "not-signed-in");
    }

    @Test
    void aNewKindOfDeviceIsToldByMailAndAKnownOneIsNot() {
        var me = person(mailbox, email, "Careful");
        clock.advance(Duration.ofMinutes(2));
        signInFrom(FIREFOX);

        var mail = mailbox.await(email, 2);
        assertThat(mail.subject()).isEqualTo("New sign-in to your account");
        assertThat(mail.text()).contains("Hello Careful,", "Firefox on Linux");
        assertThat(mail.links()).containsExactly(AuthServers.PUBLIC_URL + "/settings/security");
        me.request().get("/api/auth/events").then().body("events.kind", hasItem("unusual-sign-in"));

        clock.advance(Duration.ofMinutes(2));
        signInFrom(FIREFOX);
        signIn(email, PASSWORD).then().statusCode(200);
        clock.advance(Duration.ofMinutes(2));
        signInFrom(PHONE);
        assertThat(mailbox.await(email, 3).text()).contains("Chrome on Android");
        assertThat(mailbox.mailsTo(email)).hasSize(3);
    }

    @Test
    void aSignInAfterManyFailuresIsToldByMail() {
        person(mailbox, email, "Guessed");
        clock.advance(Duration.ofMinutes(2));
        for (var i = 0; i < 5; i++) {
            signIn(email, "a guess");
        }
        clock.advance(Duration.ofSeconds(10));
        signIn(email, PASSWORD).then().statusCode(200);

        assertThat(mailbox.await(email, 2).subject()).isEqualTo("New sign-in to your account");
    }

    @Test
    void aTokenUsedTwiceIsToldByMail() {
        var stolen = person(mailbox, email, "Stolen");
        refresh(stolen.refreshToken());
        clock.advance(Duration.ofMinutes(2));
        assertProblem(withCookie("refresh", stolen.refreshToken()), 401, "session-ended");

        var mail = mailbox.await(email, 2);
        assertThat(mail.subject()).isEqualTo("You were signed out for safety");
        assertThat(mail.links()).containsExactly(AuthServers.PUBLIC_URL + "/sign-in");
    }
}
