package org.homeroom.chat.invitation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// The secret in an invitation's link: 256 random bits in base64url. Only its digest is kept; plain
/// SHA-256 is enough for so many.
record InvitationToken(String text) {
    private static final int LENGTH = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static InvitationToken fresh() {
        var secret = new byte[LENGTH];
        RANDOM.nextBytes(secret);
        return new InvitationToken(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /// As it is stored.
    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "InvitationToken[…]";
    }
}
