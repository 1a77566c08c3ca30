package org.homeroom.engine.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What one direction of an association encrypts and authenticates with, for media or for control.
final class SessionKeys {
    private static final int HMAC_KEY_LENGTH = 20;

    private final byte[] encryption;
    private final byte[] authentication;
    private final byte[] salt;

    /// @param authentication of no bytes where the cipher authenticates by itself
    SessionKeys(byte[] encryption, byte[] authentication, byte[] salt) {
        this.encryption = encryption;
        this.authentication = authentication;
        this.salt = salt;
    }

    byte[] encryption() {
        return encryption;
    }

    byte[] authentication() {
        return authentication;
    }

    byte[] salt() {
        return salt;
    }

    static SessionKeys ofMedia(Profile profile, byte[] masterKey, byte[] masterSalt) {
        return derive(profile, masterKey, masterSalt, 0);
    }

    static SessionKeys ofControl(Profile profile, byte[] masterKey, byte[] masterSalt) {
        return derive(profile, masterKey, masterSalt, 3);
    }

    private static SessionKeys derive(Profile profile, byte[] key, byte[] salt, int firstLabel) {
        if (key.length != profile.keyLength() || salt.length != profile.saltLength()) {
            throw new IllegalArgumentException("keys of another profile");
        }
        int hmac =
                switch (profile) {
                    case AEAD_AES_128_GCM -> 0;
                    case AES_CM_128_HMAC_SHA1_80 -> HMAC_KEY_LENGTH;
                };
        return new SessionKeys(
                stream(key, salt, firstLabel, profile.keyLength()),
                stream(key, salt, firstLabel + 1, hmac),
                stream(key, salt, firstLabel + 2, profile.saltLength()));
    }

    /// The key derivation (RFC 3711, section 4.3.3) with a key derivation rate of 0.
    static byte[] stream(byte[] masterKey, byte[] masterSalt, int label, int length) {
        byte[] counter = Arrays.copyOf(masterSalt, 16);
        counter[7] ^= (byte) label;
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(masterKey, "AES"),
                    new IvParameterSpec(counter));
            return cipher.doFinal(new byte[length]);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
