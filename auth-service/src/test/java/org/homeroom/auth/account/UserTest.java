package org.homeroom.auth.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.form;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.people;
import static org.homeroom.auth.AuthApi.person;
import static org.homeroom.auth.AuthApi.post;
import static org.homeroom.auth.AuthApi.register;
import static org.homeroom.auth.AuthApi.signIn;
import static org.homeroom.auth.AuthApi.token;
import static org.homeroom.auth.AuthApi.verify;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.homeroom.auth.AuthApi.SignedIn;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class UserTest {
    MailServer mailbox;

    private final String email = freshAddress();

    private static SignedIn asker;

    /// Anybody, for tests that change nothing about who asks.
    private SignedIn asker() {
        if (asker == null) {
            asker = person(mailbox, freshAddress(), "Asker");
        }
        return asker;
    }

    private static Response find(SignedIn asker, String q) {
        return asker.request().queryParam("q", q).get("/api/users");
    }

    private static List<String> names(SignedIn asker, String q) {
        return find(asker, q).then().statusCode(200).extract().path("people.name");
    }

    @Test
    void aPersonSeesTheirOwnProfile() {
        var me = person(mailbox, email, "Lin Mei-hua");

        me.request()
                .get("/api/users/me")
                .then()
                .statusCode(200)
                .body("id", equalTo(me.account()))
                .body("name", equalTo("Lin Mei-hua"))
                .body("email", equalTo(email))
                .body("language", equalTo("en"))
                .body("roles", hasItem("student"));
    }

    @Test
    void nameAndLanguageChangeOneByOne() {
        var me = person(mailbox, email, "Before");

        me.request()
                .body(Map.of("name", "  After\t"))
                .patch("/api/users/me")
                .then()
                .statusCode(200)
                .body("name", equalTo("After"))
                .body("language", equalTo("en"));
        me.request()
                .body(Map.of("language", "zh-Hant-TW"))
                .patch("/api/users/me")
                .then()
                .statusCode(200)
                .body("name", equalTo("After"))
                .body("language", equalTo("zh-Hant-TW"));
        me.request().body("{}").patch("/api/users/me").then().statusCode(200);
        me.request()
                .get("/api/users/me")
                .then()
                .body("name", equalTo("After"))
                .body("language", equalTo("zh-Hant-TW"));
    }

    @Test
    void aFreshProfileHasNothingThatNobodySaid() {
        var me = person(mailbox, email, "Fresh");

        me.request()
                .get("/api/users/me")
                .then()
                .body("status", equalTo(""))
                .body("photo", nullValue())
                .body("timeZone", nullValue())
                .body("findable", equalTo("everyone"));
    }

    @Test
    void theTimeZoneOfTheFormIsThatOfTheProfile() {
        var form = form(email, "In Taipei");
        form.put("timeZone", "Asia/Taipei");
        post("register", form).then().statusCode(202);
        verify(token(mailbox.await(email, 1))).then().statusCode(200);

        signIn(email, PASSWORD)
                .then()
                .statusCode(200)
                .body("account.timeZone", equalTo("Asia/Taipei"));
    }

    private static Response change(SignedIn me, Map<String, ?> change) {
        return me.request().body(change).patch("/api/users/me");
    }

    @Test
    void statusTimeZoneAndFindableChangeOneByOne() {
        var me = person(mailbox, email, "Changes");

        change(me, Map.of("status", "  in class 🎧 ")).then().statusCode(200);
        change(me, Map.of("timeZone", "Europe/Berlin")).then().statusCode(200);
        change(me, Map.of("findable", "address"))
                .then()
                .statusCode(200)
                .body("status", equalTo("in class 🎧"))
                .body("timeZone", equalTo("Europe/Berlin"))
                .body("findable", equalTo("address"))
                .body("name", equalTo("Changes"));
        change(me, Map.of("status", "")).then().statusCode(200).body("status", equalTo(""));
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("name", "M\u0435i", "alphabets"),
                Arguments.of("name", "Mei\u202ehua", "hidden"),
                Arguments.of("name", "Mei\r\nBcc: everybody@example.org", "one line"),
                Arguments.of("name", " ", "1–80"),
                Arguments.of("status", "x".repeat(101), "100"),
                Arguments.of("status", "two\nlines", "one line"),
                Arguments.of("status", "a\u2067b", "hidden"),
                Arguments.of("timeZone", "+08:00", ""),
                Arguments.of("timeZone", "Asia/Taipe", ""),
                Arguments.of("timeZone", "../../etc/passwd", ""),
                Arguments.of("findable", "friends", ""),
                Arguments.of("findable", 1, ""),
                Arguments.of("language", "fr", ""));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aChangeThatIsWrongIsRefusedAndTheFieldNamed(String field, Object value, String words) {
        assertProblem(change(asker(), Map.of(field, value)), 400, "invalid-request")
                .body("violations.field", hasItem(endsWith(field)))
                .body("violations.message", hasItem(containsString(words)));
    }

    @Test
    void oneIsFoundAsOneHasChosen() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        var me = person(mailbox, email, "Shy " + mark);

        change(me, Map.of("findable", "address")).then().statusCode(200);
        assertThat(names(asker(), mark)).isEmpty();
        assertThat(names(asker(), email)).containsExactly("Shy " + mark);

        change(me, Map.of("findable", "nobody")).then().statusCode(200);
        assertThat(names(asker(), mark)).isEmpty();
        assertThat(names(asker(), email)).isEmpty();

        change(me, Map.of("findable", "everyone")).then().statusCode(200);
        assertThat(names(asker(), mark)).containsExactly("Shy " + mark);
        assertThat(names(asker(), email)).containsExactly("Shy " + mark);
    }

    @Test
    void othersSeeTheStatus() {
        var me = person(mailbox, email, "Seen");
        change(me, Map.of("status", "in class")).then().statusCode(200);

        asker().request()
                .get("/api/users/" + me.account())
                .then()
                .body("status", equalTo("in class"));
        find(asker(), email).then().body("people[0].status", equalTo("in class"));
    }

    @Test
    void peopleAreFoundByAnyPartOfTheirName() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        var people =
                people(
                        mailbox,
                        List.of(
                                "Zoë Ångström " + mark,
                                "林美華 " + mark,
                                "ＡＢＣ " + mark,
                                "100%_sure! " + mark));
        var asker = people.getFirst();

        assertThat(names(asker, mark)).hasSize(4);
        assertThat(names(asker, "ångSTRÖM " + mark)).containsExactly("Zoë Ångström " + mark);
        assertThat(names(asker, "美華 " + mark)).containsExactly("林美華 " + mark);
        assertThat(names(asker, "abc " + mark)).containsExactly("ＡＢＣ " + mark);
        assertThat(names(asker, "美")).contains("林美華 " + mark);
        assertThat(names(asker, "100%_sure! " + mark)).containsExactly("100%_sure! " + mark);
        assertThat(names(asker, "1%0_sure")).isEmpty();
        assertThat(names(asker, "_".repeat(5) + mark)).isEmpty();
        assertThat(names(asker, "'; drop table account; --")).isEmpty();
    }

    @Test
    void anExactAddressFindsItsPersonAndAPartOfItNobody() {
        var me = person(mailbox, email, "By address");

        find(me, email.toUpperCase(java.util.Locale.ROOT))
                .then()
                .body("people", hasSize(1))
                .body("people[0].id", equalTo(me.account()));
        find(me, email.substring(1)).then().body("people", empty());
        find(me, "@example.org").then().body("people", empty());
    }

    @Test
    void addressesAreNeverTold() {
        var me = person(mailbox, email, "Private");

        assertThat(find(me, email).asString()).doesNotContain("@", "email");
        assertThat(me.request().get("/api/users/" + me.account()).asString())
                .isEqualTo(
                        "{\"id\":\"%s\",\"name\":\"Private\",\"status\":\"\",\"photo\":null}"
                                .formatted(me.account()));
    }

    @Test
    void whoHasNotFollowedTheLinkIsNotFound() {
        var me = asker();
        var waiting = freshAddress();
        register(waiting, "Waiting");

        find(me, waiting).then().statusCode(200).body("people", empty());
    }

    @Test
    void noMoreAreAnsweredThanAskedFor() {
        var mark = UUID.randomUUID().toString().substring(0, 8);
        var asker = people(mailbox, List.of("C " + mark, "a " + mark, "B " + mark)).getFirst();

        asker.request()
                .queryParam("q", mark)
                .queryParam("limit", 2)
                .get("/api/users")
                .then()
                .body("people.name", contains("a " + mark, "B " + mark));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?q=", "?q=%20%20", "?q=a%00b", "?q=a&limit=0", "?q=a&limit=51"})
    void whatCannotBeSearchedIsRefused(String query) {
        var me = asker();

        assertProblem(
                me.request().urlEncodingEnabled(false).get("/api/users" + query),
                400,
                "invalid-request");
    }

    @Test
    void tooLongASearchIsRefused() {
        assertProblem(find(asker(), "a".repeat(255)), 400, "invalid-request");
    }

    @Test
    void nobodyHasThisId() {
        var me = asker();

        assertProblem(
                me.request().get("/api/users/019579a0-0000-7000-8000-000000000000"),
                404,
                "person-not-found");
        assertProblem(me.request().get("/api/users/not-an-id"), 400, "invalid-request");
    }

    @Test
    void strangersSeeNothing() {
        for (var path : List.of("me", "", "019579a0-0000-7000-8000-000000000000")) {
            assertProblem(given().get("/api/users/" + path), 401, "not-signed-in");
        }
    }
}
