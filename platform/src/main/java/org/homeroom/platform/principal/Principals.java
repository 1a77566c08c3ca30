package org.homeroom.platform.principal;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.SessionId;

/// Reads the [Principal] out of the identity that the token was verified into.
@ApplicationScoped
public class Principals {
    /// The attribute of an identity that was read before.
    static final String KNOWN = Principal.class.getName();

    private final SecurityIdentity identity;

    Principals(SecurityIdentity identity) {
        this.identity = identity;
    }

    /// Whoever makes the current request or opens the current socket.
    ///
    /// @throws AuthenticationFailedException if nobody is signed in, or the token is signed well
    ///   but not one of ours in content (answered 401)
    public Principal current() {
        return of(identity);
    }

    static Principal of(SecurityIdentity identity) {
        return find(identity).orElseThrow(AuthenticationFailedException::new);
    }

    /// Whom a verified token was for; empty if there was none, or it is not one of ours in content.
    public static Optional<Principal> find(SecurityIdentity identity) {
        Principal known = identity.getAttribute(KNOWN);
        return known == null
                ? Optional.of(identity.getPrincipal())
                        .filter(JsonWebToken.class::isInstance)
                        .map(JsonWebToken.class::cast)
                        .flatMap(Principals::of)
                : Optional.of(known);
    }

    /// The person that a verified token names; empty if the token is signed well but is not one of
    /// ours in content.
    public static Optional<Principal> of(JsonWebToken token) {
        try {
            String name = Objects.requireNonNull(token.getClaim("name"));
            String session = Objects.requireNonNull(token.getClaim("sid"));
            var roles = token.getGroups();
            return Optional.of(
                    new Principal(
                            AccountId.fromString(token.getSubject()),
                            name,
                            roles == null ? Set.of() : roles,
                            SessionId.fromString(session),
                            Instant.ofEpochSecond(token.getIssuedAtTime()),
                            Instant.ofEpochSecond(token.getExpirationTime())));
        } catch (IllegalArgumentException | NullPointerException | ClassCastException foreign) {
            return Optional.empty();
        }
    }
}
