package org.homeroom.auth.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.form;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;
import static org.homeroom.auth.AuthApi.post;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.homeroom.auth.AuthApi.SignedIn;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;

/// Where only addresses of the school may sign up.
@QuarkusTest
@TestProfile(RegistrationByDomainTest.School.class)
@RealInfrastructure(database = "auth")
@AuthServers
class RegistrationByDomainTest {
    public static final class School implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "homeroom.auth.registration.policy", "domains",
                    "homeroom.auth.registration.domains", "Example.org,學校.tw");
        }
    }

    MailServer mailbox;

    @Test
    void theFormIsToldWhichAddresses() {
        given().get("/api/auth/policy")
                .then()
                .statusCode(200)
                .body("registration", equalTo("domains"))
                .body("domains", contains("example.org", "學校.tw"));
    }

    @Test
    void anAddressOfTheSchoolSignsUp() {
        person(mailbox, freshAddress(), "Of the school");
    }

    @Test
    void othersAreRefusedAndGetNoMail() {
        var stranger = "stranger@elsewhere.example";
        assertRefused(stranger);
        // A mail to somebody else, asked for later, shows that the sender has been by.
        person(mailbox, freshAddress(), "Later");

        assertThat(mailbox.mailsTo(stranger)).isEmpty();
    }

    /// In the order: below it, behind it, and with a Cyrillic letter that looks like the first.
    @Test
    void whatOnlyLooksLikeTheSchoolIsRefused() {
        assertRefused("a@mail.example.org");
        assertRefused("a@example.org.elsewhere.example");
        assertRefused("a@xn--xample-2of.org");
        assertProblem(post("register", form("a@еxample.org", "Lookalike")), 400, "invalid-request");
    }

    private static void assertRefused(String email) {
        assertProblem(post("register", form(email, "Stranger")), 403, "mail-domain-refused");
    }

    @Test
    void nobodyTakesTheirAccountElsewhere() {
        var me = person(mailbox, freshAddress(), "Of the school");

        assertProblem(
                changeEmail(me, "me@elsewhere.example", PASSWORD), 403, "mail-domain-refused");
        assertProblem(changeEmail(me, "me@elsewhere.example", "wrong"), 403, "password-wrong");
        changeEmail(me, freshAddress(), PASSWORD).then().statusCode(202);
    }

    private static Response changeEmail(SignedIn who, String wanted, String password) {
        return who.request()
                .body(Map.of("email", wanted, "password", password))
                .post("/api/auth/email");
    }
}
