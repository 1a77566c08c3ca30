package org.homeroom.auth.secondfactor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// The keys under which the secrets of authenticators lie in the database (AES-256-GCM): who reads
/// the database alone makes no codes. The newest by name seals, and every one that is there opens.
///
/// What is sealed is bound to its account: put into another's row, it does not open.
final class SealingKeys {
    /// Of an installation's secret, at least.
    static final int SECRET_LENGTH = 32;

    private static final byte[] PURPOSE = "homeroom second factor".getBytes(UTF_8);
    private static final int KEY_LENGTH = 32;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, SecretKey> keys;
    private final String newest;
    private final SecretKey newestKey;

    /// @param secrets the installation's own, by name; from each a key is derived that serves here
    ///   alone (HKDF, RFC 5869)
    /// @throws IllegalArgumentException without any, or for one that is too short
    SealingKeys(Map<String, byte[]> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("no secret to seal second factors with");
        }
        this.keys =
                secrets.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey,
                                        secret -> key(secret.getKey(), secret.getValue())));
        this.newest = Collections.max(keys.keySet());
        this.newestKey = requireNonNull(keys.get(newest));
    }

    private static SecretKey key(String id, byte[] secret) {
        if (secret.length < SECRET_LENGTH) {
            throw new IllegalArgumentException(
                    "the secret %s has less than %d bytes".formatted(id, SECRET_LENGTH));
        }
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret)
                                    .thenExpand(PURPOSE, KEY_LENGTH));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HKDF-SHA256", impossible);
        }
    }

    /// @param owner what opens it again has to name
    /// @return `<key's name>.<nonce and ciphertext in base64url>`
    String seal(String text, String owner) {
        var nonce = new byte[NONCE_LENGTH];
        RANDOM.nextBytes(nonce);
        try {
            var ciphertext =
                    cipher(Cipher.ENCRYPT_MODE, newestKey, nonce, owner)
                            .doFinal(text.getBytes(UTF_8));
            var sealed = Arrays.copyOf(nonce, NONCE_LENGTH + ciphertext.length);
            System.arraycopy(ciphertext, 0, sealed, NONCE_LENGTH, ciphertext.length);
            return newest + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has AES-GCM", impossible);
        }
    }

    /// @return empty if it was sealed under a key that is not here
    /// @throws IllegalArgumentException if it was tampered with, or is somebody else's
    Optional<String> open(String sealed, String owner) {
        var bytes = sealed.substring(sealed.lastIndexOf('.') + 1);
        return Optional.ofNullable(keys.get(keyOf(sealed)))
                .map(key -> open(key, Base64.getUrlDecoder().decode(bytes), owner));
    }

    private static String open(SecretKey key, byte[] bytes, String owner) {
        try {
            var nonce = Arrays.copyOf(bytes, NONCE_LENGTH);
            var opened =
                    cipher(Cipher.DECRYPT_MODE, key, nonce, owner)
                            .doFinal(bytes, NONCE_LENGTH, bytes.length - NONCE_LENGTH);
            return new String(opened, UTF_8);
        } catch (GeneralSecurityException tampered) {
            throw new IllegalArgumentException("not sealed here for this account", tampered);
        }
    }

    /// Whether it lies under the newest key.
    boolean isNewest(String sealed) {
        return keyOf(sealed).equals(newest);
    }

    private static String keyOf(String sealed) {
        return sealed.substring(0, Math.max(sealed.lastIndexOf('.'), 0));
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String owner)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(UTF_8));
        return cipher;
    }
}
