package org.homeroom.auth.secondfactor;

import static org.homeroom.auth.AuthApi.PASSWORD;
import static org.homeroom.auth.AuthApi.post;

import io.restassured.response.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.homeroom.auth.AuthApi.SignedIn;
import org.homeroom.platform.test.FakeClock;

/// Somebody's phone: makes codes of the secret that it was told, by the time of the test.
public record Authenticator(TotpSecret secret, Clock clock) {
    /// Begins a second factor and tells the secret to a phone.
    public static Authenticator setUp(String email, Clock clock) {
        var answer = setup(email, PASSWORD);
        answer.then().statusCode(200);
        return new Authenticator(new TotpSecret(answer.path("secret")), clock);
    }

    static Response setup(String email, String password) {
        return post("second-factor/setup", Map.of("email", email, "password", password));
    }

    /// Turns a second factor on for somebody who is signed in, and lets its first code pass.
    public static Authenticator of(SignedIn person, String email, FakeClock clock) {
        var phone = setUp(email, clock);
        phone.confirm(person);
        clock.advance(Duration.ofSeconds(TotpSecret.STEP_SECONDS));
        return phone;
    }

    /// @return the recovery codes
    List<String> confirm(SignedIn person) {
        var answer = confirm(person, code());
        answer.then().statusCode(200);
        return answer.path("recoveryCodes");
    }

    static Response confirm(SignedIn person, String code) {
        return person.request().body(Map.of("code", code)).post("/api/auth/second-factor/confirm");
    }

    /// What it shows now.
    public String code() {
        return code(0);
    }

    /// @param off steps from now
    String code(int off) {
        return secret.code(TotpSecret.stepAt(clock.instant()) + off);
    }

    /// A code that is good neither now nor one step off.
    String wrongCode() {
        for (var n = 0; ; n++) {
            var candidate = "%06d".formatted(n);
            if (!List.of(code(-1), code(0), code(1)).contains(candidate)) {
                return candidate;
            }
        }
    }

    public static Response signIn(String email, String code) {
        return signIn(email, PASSWORD, code);
    }

    public static Response signIn(String email, String password, String code) {
        return post("sign-in", Map.of("email", email, "password", password, "code", code));
    }
}
