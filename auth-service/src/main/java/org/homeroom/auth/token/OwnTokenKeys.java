package org.homeroom.auth.token;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.security.Key;
import org.homeroom.platform.principal.TokenKeys;
import org.jose4j.lang.UnresolvableKeyException;

/// The keys in memory. The other services fetch them from here; this one need not call itself.
@Singleton
@Alternative
@Priority(1)
class OwnTokenKeys implements TokenKeys {
    private final SigningKeys keys;

    OwnTokenKeys(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public Key find(String kid) throws UnresolvableKeyException {
        return keys.find(kid)
                .orElseThrow(() -> new UnresolvableKeyException("not a key of ours"))
                .publicKey();
    }

    @Override
    public boolean isTrusted(String kid) {
        return keys.find(kid).isPresent();
    }
}
