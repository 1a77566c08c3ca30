package org.homeroom.platform.principal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import java.security.Key;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.UnresolvableKeyException;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private final Set<String> trusted = new HashSet<>(Set.of("first", "second"));
    private final JWTCallerPrincipal person = new DefaultJWTCallerPrincipal(new JwtClaims());
    private final VerifiedTokens tokens =
            new VerifiedTokens(
                    new TokenKeys() {
                        @Override
                        public Key find(String kid) throws UnresolvableKeyException {
                            throw new UnresolvableKeyException("nobody verifies here");
                        }

                        @Override
                        public boolean isTrusted(String kid) {
                            return trusted.contains(kid);
                        }
                    });

    private static long in(int seconds) {
        return Instant.now().getEpochSecond() + seconds;
    }

    @Test
    void whoWasVerifiedIsKnownByTheWholeToken() {
        tokens.remember("header.claims.signature", person, "first", in(600));

        assertThat(tokens.find("header.claims.signature"))
                .map(SecurityIdentity::getPrincipal)
                .contains(person);
        assertThat(tokens.find("header.claims.signaturf")).isEmpty();
        assertThat(tokens.find("header.claims.")).isEmpty();
    }

    @Test
    void whatHasExpiredIsNotKnown() {
        tokens.remember("old", person, "first", in(0));

        assertThat(tokens.find("old")).isEmpty();
    }

    @Test
    void whatAKeyThatIsTrustedNoMoreHasSignedIsNotKnown() {
        tokens.remember("one", person, "first", in(600));
        tokens.remember("other", person, "second", in(600));
        trusted.remove("first");

        assertThat(tokens.find("one")).isEmpty();
        assertThat(tokens.find("other")).map(SecurityIdentity::getPrincipal).contains(person);
    }
}
