package org.homeroom.auth.limit;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.homeroom.auth.Digest;

/// What a browser keeps to show that its person has signed in there before: 32 random bytes. It
/// opens nothing; it only keeps those who guess elsewhere from slowing its person down (OWASP,
/// "Slow Down Online Guessing Attacks with Device Cookies").
public record DeviceToken(String text) {
    static final int LENGTH = 32;

    private static final Pattern FORM = Pattern.compile("[\\w-]{43}");

    static DeviceToken of(byte[] random) {
        return new DeviceToken(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /// Empty for anything that we cannot have written.
    public static Optional<DeviceToken> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new DeviceToken(text)) : Optional.empty();
    }

    Digest digest() {
        return Digest.of(text);
    }

    @Override
    public String toString() {
        return "DeviceToken[…]";
    }
}
