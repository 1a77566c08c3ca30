package org.homeroom.platform.session;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.homeroom.platform.principal.Principals;

/// Refuses tokens at every door, REST and sockets: those that were revoked, and those that are
/// signed well but not one of ours in content.
@ApplicationScoped
class RevocationAugmentor implements SecurityIdentityAugmentor {
    private final Revocations revocations;

    RevocationAugmentor(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context) {
        return identity.getPrincipal() instanceof JsonWebToken
                ? Principals.find(identity)
                        .map(principal ->
                                switch (revocations.of(principal)) {
                                    case GOOD -> Uni.createFrom().item(identity);
                                    case SESSION_ENDED ->
                                            refused(
                                                    new AuthenticationFailedException(
                                                            new SessionEndedException()));
                                    case OUT_OF_DATE ->
                                            refused(new AuthenticationFailedException());
                                })
                        .orElseGet(() -> refused(new AuthenticationFailedException()))
                : Uni.createFrom().item(identity);
    }

    private static Uni<SecurityIdentity> refused(AuthenticationFailedException why) {
        return Uni.createFrom().failure(why);
    }
}
