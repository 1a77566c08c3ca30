package org.homeroom.e2e;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/// Somebody's phone, which makes codes of the key that they typed into it (RFC 6238).
final class Authenticator {
    private static final long STEP_MILLIS = 30_000;

    private final SecretKeySpec key;
    private long last;

    /// @param typed the key as the screen shows it, in groups
    Authenticator(String typed) {
        this.key = new SecretKeySpec(Base32.decode(typed.replace(" ", "")), "HmacSHA1");
    }

    /// A code that has not been shown yet: of this step, or of the next, which is taken half a
    /// minute early.
    String nextCode() {
        last = Math.max(last + 1, Clock.systemUTC().millis() / STEP_MILLIS);
        try {
            return new HmacOneTimePasswordGenerator()
                    .generateOneTimePasswordString(key, last, Locale.ROOT);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("HmacSHA1 takes any key", impossible);
        }
    }
}
