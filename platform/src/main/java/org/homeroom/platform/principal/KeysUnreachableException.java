package org.homeroom.platform.principal;

import org.jose4j.lang.UnresolvableKeyException;

/// No key of auth-service's has ever been fetched, so nobody can tell whether a token is good.
public final class KeysUnreachableException extends UnresolvableKeyException {
    private static final long serialVersionUID = 1;

    KeysUnreachableException() {
        super("the keys of tokens have not been fetched yet");
    }
}
