package org.homeroom.auth.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.homeroom.auth.AuthApi.COOKIE;
import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;
import static org.homeroom.auth.AuthApi.refresh;
import static org.homeroom.auth.AuthApi.signIn;
import static org.homeroom.auth.AuthApi.withCookie;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.homeroom.auth.AuthApi.SignedIn;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.auth.caller.Caller;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.IdSource;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class AuditTest {
    private static final String FIREFOX =
            "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0";

    MailServer mailbox;
    @Inject AuditStore audit;
    @Inject DataSource database;
    @Inject IdSource ids;

    private final String email = freshAddress();

    private int execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static ValidatableResponse events(SignedIn person) {
        return person.request().get("/api/auth/events").then().statusCode(200);
    }

    private SignedIn administrator() throws SQLException {
        var person = person(mailbox, email, "Head");
        execute(
                "update account set roles = '{administrator,student}' where id = '%s'"
                        .formatted(person.account()));
        return refresh(person.refreshToken());
    }

    @Test
    void whatHappensToAnAccountIsRemembered() {
        var me = person(mailbox, email, "Noted");
        signIn(email, "not the password");
        given().contentType(ContentType.JSON)
                .header("User-Agent", FIREFOX)
                .body(Map.of("email", email, "password", PASSWORD))
                .post("/api/auth/sign-in")
                .then()
                .statusCode(200);

        events(me)
                .body(
                        "events.kind",
                        contains(
                                "unusual-sign-in",
                                "signed-in",
                                "sign-in-failed",
                                "signed-in",
                                "account-created"))
                .body("events.account", everyItem(equalTo(me.account())))
                .body("events[0].browser", equalTo("Firefox"))
                .body("events[0].system", equalTo("Linux"))
                .body("events[0].place", nullValue())
                .body("events[4].detail", equalTo(Map.of()))
                .body("next", nullValue());
    }

    @Test
    void howASessionEndsIsRemembered() {
        var me = person(mailbox, email, "Leaves");
        var phone = SignedIn.of(signIn(email, PASSWORD));
        withCookie("sign-out", phone.refreshToken()).then().statusCode(204);

        events(me)
                .body("events[0].kind", equalTo("session-ended"))
                .body("events[0].detail.reason", equalTo("signed-out"))
                .body("events[0].detail.session", equalTo(phone.session()));
    }

    @Test
    void nothingSecretIsRemembered() throws SQLException {
        var me = person(mailbox, email, "Secretive");
        signIn(email, "a wrong password that is secret too");
        given().cookie(COOKIE, me.refreshToken()).post("/api/auth/refresh");

        try (var connection = database.getConnection();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery("select e::text from security_event e")) {
            while (rows.next()) {
                assertThat(rows.getString(1))
                        .doesNotContain(
                                email,
                                PASSWORD,
                                "Secretive",
                                "a wrong password",
                                me.accessToken(),
                                me.refreshToken());
            }
        }
    }

    @Test
    void aFailedSignInWithAnAddressThatNobodyHasIsNobodys() throws SQLException {
        var head = administrator();
        signIn(freshAddress(), "whatever it is");

        head.request()
                .get("/api/admin/events?kind=sign-in-failed&limit=1")
                .then()
                .statusCode(200)
                .body("events[0].account", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update security_event set kind = 'password-changed'",
                "update security_event set at = now()",
                "delete from security_event",
                "delete from security_event where at < now() - interval '29 days 23 hours'",
                "truncate security_event"
            })
    void theDatabaseRefusesToForgetOrToChangeAnything(String sql) throws SQLException {
        person(mailbox, email, "Stays");
        append(UUID.randomUUID(), "29 days 23 hours 59 minutes");

        assertThatThrownBy(() -> execute(sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("only ever added");
    }

    @Test
    void eventsAreForgottenAfterAYear() throws Throwable {
        var old = UUID.randomUUID();
        var recent = UUID.randomUUID();
        append(old, "366 days");
        append(recent, "364 days");

        VertxContextSupport.subscribeAndAwait(() -> audit.forget(Instant.EPOCH));

        assertThat(count(old)).isZero();
        assertThat(count(recent)).isEqualTo(1);
    }

    private void append(UUID account, String age) throws SQLException {
        execute(
                """
                insert into security_event (id, at, kind, account_id, detail)
                values ('%s', now() - interval '%s', 'signed-in', '%s', '{}')
                """
                        .formatted(ids.next(), age, account));
    }

    private int count(UUID account) throws SQLException {
        try (var connection = database.getConnection();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "select count(*) from security_event where account_id = '%s'"
                                                .formatted(account))) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void whatDidNotHappenIsNotRemembered() throws SQLException {
        var account = new AccountId(ids.next());
        var caller = new Caller("192.0.2.7", null);

        assertThatThrownBy(() ->
                        VertxContextSupport.subscribeAndAwait(() ->
                                Panache.withTransaction(() ->
                                        audit.record(
                                                        account,
                                                        new Occurrence.PasswordChanged(),
                                                        caller)
                                                .chain(() ->
                                                        Uni.createFrom()
                                                                .failure(
                                                                        new IllegalStateException(
                                                                                "after all not"))))))
                .hasMessageContaining("after all not");
        assertThat(count(account.value())).isZero();
    }

    @Test
    void theLogIsReadPageByPage() {
        var me = person(mailbox, email, "Well read");
        for (var i = 0; i < 4; i++) {
            signIn(email, "not the password");
        }
        var seen = new ArrayList<String>();
        String next = null;
        var sizes = new ArrayList<Integer>();
        do {
            var request = me.request().queryParam("limit", 3);
            var page =
                    (next == null ? request : request.queryParam("before", next))
                            .get("/api/auth/events")
                            .then()
                            .statusCode(200)
                            .extract();
            List<String> ids = page.path("events.id");
            sizes.add(ids.size());
            seen.addAll(ids);
            next = page.path("next");
        } while (next != null);

        assertThat(sizes).containsExactly(3, 3);
        assertThat(seen).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void onesOwnLogIsNobodyElses() {
        var me = person(mailbox, email, "Me");
        person(mailbox, freshAddress(), "Somebody else");

        events(me)
                .body("events", hasSize(2))
                .body("events.account", everyItem(equalTo(me.account())));
    }

    @Test
    void anAdministratorReadsEverybodysLogAndMayChooseWhose() throws SQLException {
        var head = administrator();
        var student = person(mailbox, freshAddress(), "Student");

        head.request()
                .queryParam("account", student.account())
                .get("/api/admin/events")
                .then()
                .statusCode(200)
                .body("events.kind", contains("signed-in", "account-created"));
        head.request()
                .queryParam("account", student.account())
                .queryParam("kind", "account-created")
                .get("/api/admin/events")
                .then()
                .statusCode(200)
                .body("events.kind", contains("account-created"));
        assertProblem(student.request().get("/api/admin/events"), 403, "not-allowed");
        assertProblem(given().get("/api/admin/events"), 401, "not-signed-in");
        assertProblem(given().get("/api/auth/events"), 401, "not-signed-in");
    }

    @Test
    void whomEventsHappenedToAndWhoDidThemIsToldBesideThem() throws SQLException {
        var head = administrator();
        var student = person(mailbox, freshAddress(), "Student");
        head.request()
                .contentType(ContentType.JSON)
                .body(Map.of("role", "teacher"))
                .put("/api/admin/people/" + student.account() + "/role")
                .then()
                .statusCode(200);
        var events =
                head.request()
                        .queryParam("account", student.account())
                        .get("/api/admin/events")
                        .then()
                        .statusCode(200);
        events.body("events[0].detail.by", equalTo(head.account()))
                .body("people.name", containsInAnyOrder("Head", "Student"))
                .body("people.email", everyItem(nullValue()));

        refresh(student.refreshToken())
                .request()
                .contentType(ContentType.JSON)
                .body(Map.of("password", PASSWORD))
                .delete("/api/users/me")
                .then()
                .statusCode(204);
        head.request()
                .queryParam("account", student.account())
                .queryParam("kind", "account-created")
                .get("/api/admin/events")
                .then()
                .body("people.id", contains(student.account()))
                .body("people.deleted", contains(true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=many",
                "before=1-1-1-1-1",
                "before=x",
                "kind=SIGNED_IN",
                "kind=no-such-kind",
                "account=me"
            })
    void aQueryThatMakesNoSenseIsRefused(String query) throws SQLException {
        assertProblem(
                administrator().request().get("/api/admin/events?" + query),
                400,
                "invalid-request");
    }
}
