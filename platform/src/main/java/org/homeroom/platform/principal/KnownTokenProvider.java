package org.homeroom.platform.principal;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/// Lets in who shows a token of [VerifiedTokens], on the thread that asks: the provider of Quarkus,
/// which comes after, verifies on another one, for keys may have to be fetched.
@Singleton
final class KnownTokenProvider implements IdentityProvider<TokenAuthenticationRequest> {
    private final VerifiedTokens verified;

    KnownTokenProvider(VerifiedTokens verified) {
        this.verified = verified;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public int priority() {
        return IdentityProvider.super.priority() + 1;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        return verified.find(request.getToken().getToken())
                .map(identity -> Uni.createFrom().item(identity))
                .orElseGet(() -> Uni.createFrom().nullItem());
    }
}
