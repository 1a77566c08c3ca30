package org.homeroom.platform.principal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.smallrye.jwt.runtime.auth.JsonWebTokenCredential;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Tokens whose signature was found good, so that only the first request with each pays for the
/// arithmetic of ES256, some hundred microseconds.
///
/// Nothing is good for longer by being remembered: a token that has expired, or whose key is not
/// trusted any more, is not found and goes through verification again. Whether its session has
/// ended is asked for each request elsewhere ([org.homeroom.platform.session.Revocations]).
@Singleton
final class VerifiedTokens {
    /// Some 3 kB each. People beyond this many at the same time pay for verification more often.
    private static final int MOST = 4096;

    private static final Duration KEPT_FOR = Duration.ofMinutes(15);

    private record Verified(SecurityIdentity identity, String kid, long expiresAt) {}

    private final Cache<String, Verified> tokens =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT_FOR).build();

    private final TokenKeys keys;

    /// SmallRye looks at the system's clock too, whatever clock a test has.
    private final InstantSource clock = InstantSource.system();

    VerifiedTokens(TokenKeys keys) {
        this.keys = keys;
    }

    /// @param expiresAt seconds since 1970 (`exp`)
    void remember(String token, JWTCallerPrincipal principal, String kid, long expiresAt) {
        tokens.put(token, new Verified(identity(token, principal), kid, expiresAt));
    }

    private static SecurityIdentity identity(String token, JWTCallerPrincipal principal) {
        var identity =
                QuarkusSecurityIdentity.builder()
                        .setPrincipal(principal)
                        .addCredential(new JsonWebTokenCredential(token))
                        .addRoles(Objects.requireNonNullElse(principal.getGroups(), Set.of()))
                        .addAttribute(SecurityIdentity.USER_ATTRIBUTE, principal);
        Principals.of(principal).ifPresent(known -> identity.addAttribute(Principals.KNOWN, known));
        return identity.build();
    }

    /// Whom a token names; empty if it has to be verified.
    Optional<SecurityIdentity> find(String token) {
        return Optional.ofNullable(tokens.getIfPresent(token))
                .filter(found -> clock.instant().getEpochSecond() < found.expiresAt)
                .filter(found -> keys.isTrusted(found.kid))
                .map(Verified::identity);
    }
}
