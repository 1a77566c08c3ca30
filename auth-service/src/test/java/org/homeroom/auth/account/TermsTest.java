package org.homeroom.auth.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.form;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.post;
import static org.homeroom.auth.AuthApi.signIn;
import static org.homeroom.auth.AuthApi.token;
import static org.homeroom.auth.AuthApi.verify;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import javax.sql.DataSource;
import org.homeroom.auth.AuthApi.SignedIn;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.RealInfrastructure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Where the school has terms of use.
@QuarkusTest
@TestProfile(TermsTest.WithTerms.class)
@RealInfrastructure(database = "auth")
@AuthServers
class TermsTest {
    private static final String TERMS = "https://school.example/terms?of=2026";

    public static final class WithTerms implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("homeroom.auth.registration.terms", TERMS);
        }
    }

    private record Kept(@Nullable String terms, @Nullable Instant at) {}

    MailServer mailbox;
    @Inject DataSource database;
    @Inject FakeClock clock;

    private final String email = freshAddress();

    @Test
    void theFormIsToldWhereTheyAre() {
        given().get("/api/auth/policy").then().statusCode(200).body("terms", equalTo(TERMS));
    }

    @Test
    void whoAgreesToOthersOrToNoneIsRefused() {
        assertProblem(post("register", form(email, "Agrees to nothing")), 409, "terms-changed");
        assertProblem(agreeing("https://school.example/terms"), 409, "terms-changed");
        assertProblem(agreeing(""), 409, "terms-changed");
        assertProblem(agreeing("x".repeat(2049)), 400, "invalid-request");
    }

    @Test
    void theAccountKeepsWhichAndWhen() throws Exception {
        var agreedAt = clock.instant();
        agreeing(TERMS).then().statusCode(202);
        var link = token(mailbox.await(email, 1));
        clock.advance(Duration.ofHours(1));
        verify(link).then().statusCode(200);
        assertThat(kept()).isEqualTo(new Kept(TERMS, agreedAt));

        // With the person goes what they agreed to.
        var me = SignedIn.of(signIn(email, PASSWORD));
        me.request()
                .body(Map.of("password", PASSWORD))
                .delete("/api/users/me")
                .then()
                .statusCode(204);
        assertThat(kept("id::text", me.account())).isEqualTo(new Kept(null, null));
    }

    private Response agreeing(String terms) {
        var form = form(email, "Agrees");
        form.put("terms", terms);
        return post("register", form);
    }

    private Kept kept() throws SQLException {
        return kept("email", email);
    }

    private Kept kept(String column, String value) throws SQLException {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                "select terms, terms_accepted_at from account where %s = ?"
                                        .formatted(column))) {
            statement.setString(1, value);
            var row = statement.executeQuery();
            assertThat(row.next()).isTrue();
            var at = row.getObject(2, OffsetDateTime.class);
            return new Kept(row.getString(1), at == null ? null : at.toInstant());
        }
    }
}
