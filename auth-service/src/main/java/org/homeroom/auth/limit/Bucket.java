package org.homeroom.auth.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/// What is counted together, as a number: the database holds no address, and no more rows than
/// there are numbers. Two that fall on one number by chance, one in a million, wait for each other.
record Bucket(int number) {
    static final int COUNT = 1 << 20;

    /// What there is to count.
    enum Kind {
        /// Everything from one [ClientNetwork].
        CLIENT,
        /// Mail that is asked for to one address.
        MAIL,
        /// Passwords tried for one address, from wherever.
        ADDRESS,
        /// Passwords tried for one address from one browser that its person has used.
        KNOWN_DEVICE,
        /// Passwords tried by whoever is signed in to one account.
        OWN_PASSWORD,
        /// Codes tried for one address, from wherever, with the right password.
        CODE,
        /// Codes tried for one address from one browser that its person has used.
        KNOWN_DEVICE_CODE,
        /// Codes tried by whoever is signed in to one account.
        OWN_CODE
    }

    static Bucket of(Kind kind, String key) {
        try {
            var text = kind.name().toLowerCase(Locale.ROOT) + " " + key;
            var sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return new Bucket(ByteBuffer.wrap(sha256).getInt() & (COUNT - 1));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
