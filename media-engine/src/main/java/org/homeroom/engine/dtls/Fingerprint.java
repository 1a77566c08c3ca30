package org.homeroom.engine.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a session description says of a certificate (RFC 8122, section 5).
///
/// @param algorithm `sha-256`, `sha-384` or `sha-512`
/// @param digest of the certificate's bytes: pairs of upper-case digits, with colons between
public record Fingerprint(String algorithm, String digest) {
    private static final Set<String> STRONG = Set.of("sha-256", "sha-384", "sha-512");
    private static final HexFormat DIGITS = HexFormat.ofDelimiter(":").withUpperCase();

    /// The fingerprint that an attribute of a session description gives.
    ///
    /// @param attribute what stands behind `a=fingerprint:`
    /// @return empty for what is none, and for an algorithm that is too weak to prove anything
    public static Optional<Fingerprint> parse(String attribute) {
        int space = attribute.indexOf(' ');
        if (space < 0) {
            return Optional.empty();
        }
        var algorithm = attribute.substring(0, space).toLowerCase(Locale.ROOT);
        var digest = attribute.substring(space + 1).strip().toUpperCase(Locale.ROOT);
        if (!STRONG.contains(algorithm)) {
            return Optional.empty();
        }
        try {
            int length = DIGITS.parseHex(digest).length;
            return length == digest(algorithm).getDigestLength()
                    ? Optional.of(new Fingerprint(algorithm, digest))
                    : Optional.empty();
        } catch (IllegalArgumentException noDigits) {
            return Optional.empty();
        }
    }

    static Fingerprint of(byte[] certificate) {
        return new Fingerprint("sha-256", DIGITS.formatHex(digest("sha-256").digest(certificate)));
    }

    boolean isOf(byte[] certificate) {
        return MessageDigest.isEqual(
                DIGITS.parseHex(digest), digest(algorithm).digest(certificate));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /// As it stands behind `a=fingerprint:`.
    @Override
    public String toString() {
        return algorithm + " " + digest;
    }
}
