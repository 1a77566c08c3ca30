package org.homeroom.auth.session;

import java.util.Base64;

/// 32 random bytes that turn one refresh token into the next.
record Salt(String base64) {
    static final int LENGTH = 32;

    static Salt of(byte[] random) {
        return new Salt(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    byte[] bytes() {
        return Base64.getUrlDecoder().decode(base64);
    }
}
