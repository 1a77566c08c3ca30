package org.homeroom.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);
    private static final Password PASSWORD = new Password("correct horse battery");

    /// From the test suite of the reference implementation (P-H-C/phc-winner-argon2, src/test.c).
    @Test
    void agreesWithTheReferenceImplementation() {
        var reference =
                new PasswordHash(
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                                + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");

        assertThat(reference.matches(new Password("password"))).isTrue();
        assertThat(reference.matches(new Password("Password"))).isFalse();
    }

    @Test
    void saysHowItWasMade() {
        assertThat(PasswordHash.of(PASSWORD, new byte[16], CHEAP).phc())
                .startsWith("$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$");
    }

    @Test
    void verifiesWithItsOwnCostAndNotTodays() {
        var old = PasswordHash.of(PASSWORD, new byte[16], new Argon2Cost(32, 2, 2));

        assertThat(new PasswordHash(old.phc()).matches(PASSWORD)).isTrue();
    }

    @Test
    void saltAndPasswordMakeTheHash() {
        var hash = PasswordHash.of(PASSWORD, new byte[16], CHEAP);
        var salted = PasswordHash.of(PASSWORD, "0123456789abcdef".getBytes(), CHEAP);

        assertThat(salted).isNotEqualTo(hash);
        assertThat(salted.matches(PASSWORD)).isTrue();
        assertThat(hash.matches(new Password("correct horse batterz"))).isFalse();
    }

    @Test
    void thePasswordMayBeInAnyScriptAndIsTheSameInAnyNormalForm() {
        var hash = PasswordHash.of(new Password("caf\u00e9 林美華 🔑"), new byte[16], CHEAP);

        assertThat(hash.matches(new Password("cafe\u0301 林美華 🔑"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain text",
                "$argon2i$v=19$m=65536,t=2,p=1$c29tc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=16$m=65536,t=2,p=1$c29tc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tc2FsdA$short",
            })
    void nothingElseIsAHash(String text) {
        assertThatThrownBy(() -> new PasswordHash(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nul\0nul nul", "lone \ud800 surrogate"})
    void notEveryTextIsAPassword(String text) {
        assertThatThrownBy(() -> new Password(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPasswordIsCountedInCodePoints() {
        assertThat(new Password("🔑".repeat(128)).text()).hasSize(256);
        assertThatThrownBy(() -> new Password("🔑".repeat(129)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void neitherShowsItselfInLogs() {
        assertThat(PASSWORD.toString()).doesNotContain("horse");
        assertThat(PasswordHash.of(PASSWORD, new byte[16], CHEAP).toString())
                .doesNotContain("argon2id");
    }

    @Test
    void impossibleCostsAreRefused() {
        assertThatThrownBy(() -> new Argon2Cost(7, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Argon2Cost(64, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Argon2Cost(64, 1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
