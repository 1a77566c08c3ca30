package org.homeroom.auth.session;

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
class AccessTokens {
    private static final String ISSUER = "homeroom";

    private final SigningKeys keys;
    private final Duration life;
    private final Clock clock;

    AccessTokens(SigningKeys keys, AuthConfig config, Clock clock) {
        this.keys = keys;
        this.life = config.tokens().accessLife();
        this.clock = clock;
    }

    /// @param text goes into `Authorization: Bearer …`
    record AccessToken(String text, Instant expiresAt) {
        @Override
        public String toString() {
            return "AccessToken[…]";
        }
    }

    AccessToken sign(Account account, SessionId session) {
        // JWT counts in whole seconds.
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var expiresAt = now.plus(life);
        var key = keys.newest();
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
