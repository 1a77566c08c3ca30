package org.homeroom.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of a token, in hex: what is stored in its place. Plain SHA-256 is enough for 256 random
/// bits; only what people make up needs Argon2.
public record Digest(String hex) {
    public static Digest of(String token) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
            return new Digest(HexFormat.of().formatHex(sha256));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// In the same time wherever the first difference is.
    public boolean isOf(String token) {
        return MessageDigest.isEqual(of(token).hex.getBytes(UTF_8), hex.getBytes(UTF_8));
    }
}
