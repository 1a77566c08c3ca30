package org.homeroom.platform.principal;

import java.security.Key;
import org.jose4j.lang.UnresolvableKeyException;

/// The public keys that access tokens are verified with, by the name in a token's header (`kid`,
/// RFC 7515, section 4.1.4).
public interface TokenKeys {
    /// May block for a few seconds, where keys have to be asked for.
    ///
    /// @throws KeysUnreachableException if no key is known at all
    /// @throws UnresolvableKeyException if no key of that name is known
    Key find(String kid) throws UnresolvableKeyException;

    /// Whether what was verified with a key of that name a while ago is still good, as far as can
    /// be said without asking anybody. If not, [#find] knows more.
    boolean isTrusted(String kid);
}
