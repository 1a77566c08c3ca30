package org.homeroom.auth.token;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.account.Role;
import org.homeroom.platform.id.SessionId;

/// Signs access tokens: JWTs (RFC 9068 in spirit) that every service verifies by itself.
@Singleton
public class AccessTokens {
    private static final String ISSUER = "homeroom";

    /// No service accepts a longer one (`smallrye.jwt.time-to-live`).
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(15);

    private final SigningKeys keys;
    private final Duration life;
    private final Clock clock;

    /// @throws IllegalArgumentException if tokens are to live longer than services accept
    AccessTokens(SigningKeys keys, AuthConfig config, Clock clock) {
        this.keys = keys;
        this.life = config.tokens().accessLife();
        if (life.compareTo(LONGEST_LIFE) > 0) {
            throw new IllegalArgumentException(
                    "homeroom.auth.tokens.access-life must be 15 minutes or less");
        }
        this.clock = clock;
    }

    /// @param text goes into `Authorization: Bearer …`
    public record AccessToken(String text, Instant expiresAt) {
        @Override
        public String toString() {
            return "AccessToken[…]";
        }
    }

    /// @throws IllegalStateException if this replica has no key that others would accept
    public AccessToken sign(Account account, SessionId session) {
        // JWT counts in whole seconds.
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var expiresAt = now.plus(life);
        var key = keys.signing();
        var text =
                Jwt.issuer(ISSUER)
                        .subject(account.id().toString())
                        .claim("name", account.name().value())
                        .groups(
                                account.roles().stream()
                                        .map(Role::wireName)
                                        .collect(Collectors.toSet()))
                        .claim("sid", session.toString())
                        .issuedAt(now)
                        .expiresAt(expiresAt)
                        .jws()
                        .algorithm(SignatureAlgorithm.ES256)
                        .keyId(key.id())
                        .sign(key.privateKey());
        return new AccessToken(text, expiresAt);
    }
}
