package org.homeroom.auth.secondfactor;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.homeroom.auth.mail.EmailAddress;

/// What an authenticator and we share: 160 random bits, from which both make the same six digits in
/// each step of 30 seconds (TOTP, RFC 6238, with HMAC-SHA-1 as every authenticator knows it).
///
/// @param base32 as people type it (RFC 4648, without padding)
public record TotpSecret(String base32) {
    static final int DIGITS = 6;
    static final int STEP_SECONDS = 30;

    /// Clocks differ, and people take their time: so many steps before and after now are taken too
    /// (RFC 6238, section 5.2).
    static final int STEPS_OFF = 1;

    /// As RFC 4226 wants it (section 4, R6).
    private static final int LENGTH = 20;

    /// What people see in their authenticator.
    private static final String ISSUER = "Homeroom";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final HmacOneTimePasswordGenerator HOTP =
            new HmacOneTimePasswordGenerator(DIGITS);

    static TotpSecret fresh() {
        var bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return new TotpSecret(Base32.toBase32String(bytes));
    }

    /// The steps are counted from 1970.
    static long stepAt(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    }

    /// The six digits of a step.
    String code(long step) {
        try {
            var key = new SecretKeySpec(Base32.decode(base32), "HmacSHA1");
            return HOTP.generateOneTimePasswordString(key, step, Locale.ROOT);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("HmacSHA1 takes any key", impossible);
        }
    }

    /// The step that a code is of: one of those that are taken now, and later than the last that
    /// was taken, for no step is taken twice.
    ///
    /// @return empty if the code is wrong, too old, or used
    OptionalLong step(Code.Totp code, Instant now, long lastStep) {
        var current = stepAt(now);
        return LongStream.rangeClosed(current - STEPS_OFF, current + STEPS_OFF)
                .filter(step -> step > lastStep && isCode(code, step))
                .findFirst();
    }

    /// In the same time wherever the first difference is.
    private boolean isCode(Code.Totp code, long step) {
        return MessageDigest.isEqual(
                code(step).getBytes(US_ASCII), code.digits().getBytes(US_ASCII));
    }

    /// What a QR code says to an authenticator (Google's "Key URI Format").
    String uri(EmailAddress person) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d"
                .formatted(ISSUER, encoded(person.value()), base32, ISSUER, DIGITS, STEP_SECONDS);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "TotpSecret[…]";
    }
}
