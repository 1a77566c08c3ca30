package org.homeroom.auth.token;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.DefaultJWTTokenParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/// Verifies access tokens with the keys in memory. The other services fetch them from here; this
/// one need not call itself.
@Singleton
@Alternative
@Priority(2) // above platform's, which fetches the keys
class OwnKeysPrincipalFactory extends JWTCallerPrincipalFactory {
    private final DefaultJWTTokenParser parser;

    OwnKeysPrincipalFactory(SigningKeys keys) {
        VerificationKeyResolver byId =
                (jws, _) -> {
                    var id = jws.getKeyIdHeaderValue();
                    var key = id == null ? null : keys.find(id).orElse(null);
                    if (key == null) {
                        throw new UnresolvableKeyException("not a key of ours");
                    }
                    return key.publicKey();
                };
        parser =
                new DefaultJWTTokenParser() {
                    @Override
                    protected VerificationKeyResolver getVerificationKeyResolver(
                            JWTAuthContextInfo context) {
                        return byId;
                    }
                };
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context)
            throws ParseException {
        return new DefaultJWTCallerPrincipal(parser.parse(token, context).getJwtClaims());
    }
}
