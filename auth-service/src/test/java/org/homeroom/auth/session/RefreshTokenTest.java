package org.homeroom.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.homeroom.platform.id.SessionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTokenTest {
    private static final SessionId SESSION =
            SessionId.fromString("019579a0-0000-7000-8000-00000000000a");
    private static final RefreshToken TOKEN =
            RefreshToken.first(SESSION, new byte[16], new byte[32]);

    @Test
    void textAndTokenAreTheSame() {
        assertThat(RefreshToken.parse(TOKEN.text())).contains(TOKEN);
    }

    @Test
    void theTextSuitsACookie() {
        assertThat(TOKEN.text()).matches("[\\w.-]{89}");
    }

    @Test
    void theSuccessorDependsOnTheTokenAndTheSalt() {
        var salt = Salt.of(new byte[32]);
        var otherSalt = Salt.of(new byte[] {1, 2, 3, 4});
        var successor = TOKEN.successor(salt);

        assertThat(successor).isEqualTo(TOKEN.successor(salt));
        assertThat(successor.session()).isEqualTo(SESSION);
        assertThat(successor.proof()).isEqualTo(TOKEN.proof());
        assertThat(successor.secret())
                .isNotEqualTo(TOKEN.secret())
                .isNotEqualTo(TOKEN.successor(otherSalt).secret())
                .isNotEqualTo(successor.successor(salt).secret());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "x",
                "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAA==.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAé.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "' or 1=1 --",
            })
    void whatWeCannotHaveWrittenIsNoToken(String text) {
        assertThat(RefreshToken.parse(text)).isEmpty();
    }

    @Test
    void itsSecretsStayOutOfLogs() {
        var token = new RefreshToken(new SessionId(new UUID(0, 1)), "PROOF", "SECRET");

        assertThat(token.toString()).doesNotContain("PROOF", "SECRET");
    }
}
