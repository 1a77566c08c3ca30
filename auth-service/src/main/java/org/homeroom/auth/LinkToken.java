package org.homeroom.auth;

import java.security.SecureRandom;
import java.util.Base64;

/// The secret in a mailed link: 256 random bits in base64url. Only its digest is kept.
public record LinkToken(String text) {
    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static LinkToken fresh() {
        var secret = new byte[LENGTH];
        RANDOM.nextBytes(secret);
        return new LinkToken(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /// As it is stored.
    public String digest() {
        return Digest.of(text).hex();
    }

    @Override
    public String toString() {
        return "LinkToken[…]";
    }
}
