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
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.homeroom.platform.time.Ticker;
import org.jose4j.keys.resolvers.VerificationKeyResolver;

/// SmallRye's verification of tokens, with [PublishedKeys] in the place of its own.
@Singleton
@Alternative
@Priority(1)
final class AccessTokens extends JWTCallerPrincipalFactory {
    private final DefaultJWTTokenParser parser;

    AccessTokens(
            @ConfigProperty(name = "mp.jwt.verify.publickey.location") URI location,
            Ticker ticker) {
        var keys = new PublishedKeys(location, ticker);
        this.parser =
                new DefaultJWTTokenParser() {
                    @Override
                    protected VerificationKeyResolver getVerificationKeyResolver(
                            JWTAuthContextInfo settings) {
                        return keys;
                    }
                };
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo settings)
            throws ParseException {
        var verified = parser.parse(token, settings);
        var type = verified.getJoseObjects().getFirst().getHeader("typ");
        return new DefaultJWTCallerPrincipal(type, verified.getJwtClaims());
    }
}
