package org.homeroom.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.homeroom.embedded.Mail;

/// The service as a client sees it, for tests to speak with.
public final class AuthApi {
    public static final String PASSWORD = "correct horse battery";
    public static final String COOKIE = "homeroom_refresh";

    private AuthApi() {}

    /// What a sign-in or a refresh answered.
    public record SignedIn(String accessToken, String refreshToken, String account) {
        public static SignedIn of(Response response) {
            response.then().statusCode(200);
            return new SignedIn(
                    response.path("accessToken"),
                    response.cookie(COOKIE),
                    response.path("account.id"));
        }

        /// The session's id, which the access token carries as `sid`.
        public String session() {
            var payload = Base64.getUrlDecoder().decode(accessToken.split("\\.", 3)[1]);
            return JsonPath.from(new String(payload, StandardCharsets.UTF_8)).getString("sid");
        }

        public RequestSpecification request() {
            return as(accessToken);
        }
    }

    /// An address that no other test has.
    public static String freshAddress() {
        return "p" + UUID.randomUUID().toString().replace("-", "") + "@example.org";
    }

    public static RequestSpecification as(String accessToken) {
        return given().header("Authorization", "Bearer " + accessToken)
                .contentType(ContentType.JSON);
    }

    /// A good form of sign-up, to be changed at will.
    public static Map<String, Object> form(String email, String name) {
        var form = new HashMap<String, Object>();
        form.put("email", email);
        form.put("name", name);
        form.put("password", PASSWORD);
        form.put("language", "en");
        return form;
    }

    public static Response post(String path, Object body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/auth/" + path);
    }

    public static void register(String email, String name) {
        post("register", form(email, name)).then().statusCode(202);
    }

    public static Response verify(String token) {
        return post("verify", Map.of("token", token));
    }

    public static Response signIn(String email, String password) {
        return post("sign-in", Map.of("email", email, "password", password));
    }

    public static Response withCookie(String path, String refreshToken) {
        return given().cookie(COOKIE, refreshToken).post("/api/auth/" + path);
    }

    public static SignedIn refresh(String refreshToken) {
        return SignedIn.of(withCookie("refresh", refreshToken));
    }

    /// The token of the one link in a mail.
    public static String token(Mail mail) {
        assertThat(mail.links()).hasSize(1);
        var prefix = AuthServers.PUBLIC_URL + "/verify/";
        assertThat(mail.links().getFirst()).startsWith(prefix);
        return mail.links().getFirst().substring(prefix.length());
    }

    /// All the way from the form to being signed in.
    public static SignedIn person(MailServer mailbox, String email, String name) {
        register(email, name);
        verify(token(mailbox.await(email, 1))).then().statusCode(200);
        return SignedIn.of(signIn(email, PASSWORD));
    }

    /// Several people at once, who wait for their mail together.
    public static List<SignedIn> people(MailServer mailbox, List<String> names) {
        var addresses = names.stream().map(_ -> freshAddress()).toList();
        for (var i = 0; i < names.size(); i++) {
            register(addresses.get(i), names.get(i));
        }
        return addresses.stream()
                .map(email -> {
                    verify(token(mailbox.await(email, 1))).then().statusCode(200);
                    return SignedIn.of(signIn(email, PASSWORD));
                })
                .toList();
    }

    /// Holds an answer to be this problem, whole and with nothing else in it.
    public static ValidatableResponse assertProblem(Response response, int status, String slug) {
        var body = response.then().statusCode(status).contentType("application/problem+json");
        assertThat(response.<String>path("type")).isEqualTo("urn:homeroom:problem:" + slug);
        assertThat(response.<Integer>path("status")).isEqualTo(status);
        assertThat(response.<String>path("title")).isNotBlank();
        assertThat(response.asString())
                .doesNotContain("org.homeroom", "Exception", "java.", "hibernate", "jackson");
        return body;
    }
}
