package org.homeroom.platform.principal;

import java.time.Instant;
import java.util.Set;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.SessionId;

/// The person that a verified access token names.
///
/// @param issuedAt when the token was made, in whole seconds (RFC 7519, `iat`)
/// @param expiresAt when the token ends (RFC 7519, `exp`); a socket does not outlive it
public record Principal(
        AccountId account,
        String name,
        Set<String> roles,
        SessionId session,
        Instant issuedAt,
        Instant expiresAt) {
    public Principal {
        roles = Set.copyOf(roles);
    }
}
