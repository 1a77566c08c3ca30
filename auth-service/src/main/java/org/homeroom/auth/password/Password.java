package org.homeroom.auth.password;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Pattern;

/// What a person types to prove who they are: 1–128 characters (code points), any at all but NUL.
///
/// Normalised to NFC, so that a password with marks is the same from every keyboard (NIST SP
/// 800-63B, section 3.1.1.2).
public record Password(String text) {
    /// What may be tried.
    public static final String FORM = "(?s)[^\\x00\\p{Cs}]{1,128}";

    /// What may be chosen: long enough that guessing is hopeless at the rate we allow. No rules on
    /// which characters (NIST SP 800-63B, section 3.1.1.2): they make passwords worse.
    public static final String NEW_FORM = "(?s)[^\\x00\\p{Cs}]{10,128}";

    private static final Pattern PASSWORD = Pattern.compile(FORM);

    /// @throws IllegalArgumentException if the text does not have the [#FORM] of a password
    public Password {
        if (!PASSWORD.matcher(text).matches()) {
            throw new IllegalArgumentException("not a password");
        }
        text = Normalizer.normalize(text, Form.NFC);
    }

    @Override
    public String toString() {
        return "Password[…]";
    }
}
