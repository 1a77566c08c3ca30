package org.homeroom.platform.principal;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/// SmallRye's verification of tokens, with [TokenKeys] in the place of its own keys. What was
/// verified once is remembered in [VerifiedTokens].
@Singleton
@Alternative
@Priority(1)
final class AccessTokens extends JWTCallerPrincipalFactory {
    private final DefaultJWTTokenParser parser;
    private final VerifiedTokens verified;

    AccessTokens(TokenKeys keys, VerifiedTokens verified) {
        this.verified = verified;
        VerificationKeyResolver byName =
                (token, _) -> {
                    var kid = token.getKeyIdHeaderValue();
                    if (kid == null) {
                        throw new UnresolvableKeyException("the token names no key");
                    }
                    return keys.find(kid);
                };
        this.parser =
                new DefaultJWTTokenParser() {
                    @Override
                    protected VerificationKeyResolver getVerificationKeyResolver(
                            JWTAuthContextInfo settings) {
                        return byName;
                    }
                };
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo settings)
            throws ParseException {
        var good = parser.parse(token, settings);
        var header = good.getJoseObjects().getFirst();
        var claims = good.getJwtClaims();
        var principal = new DefaultJWTCallerPrincipal(header.getHeader("typ"), claims);
        try {
            verified.remember(
                    token,
                    principal,
                    header.getKeyIdHeaderValue(),
                    claims.getExpirationTime().getValue());
        } catch (MalformedClaimException impossible) {
            throw new ParseException("a token whose end was verified has none", impossible);
        }
        return principal;
    }
}
