package org.homeroom.auth.secondfactor;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/// What somebody types in beside their password.
public sealed interface Code {
    /// What a form may hold: one of ours in any way of writing it, or else it is wrong.
    String FORM = "[^\\x00\\p{Cs}]{1,64}";

    /// From an authenticator.
    ///
    /// @param digits six
    record Totp(String digits) implements Code {
        @Override
        public String toString() {
            return "Totp[…]";
        }
    }

    /// From the paper on which somebody keeps theirs.
    record Recovery(RecoveryCode code) implements Code {}

    Pattern DIGITS = Pattern.compile("[0-9]{" + TotpSecret.DIGITS + "}");
    Pattern SEPARATORS = Pattern.compile("[\\s\\p{Zs}\\p{Pd}]+");

    /// Takes it as people type it: in groups or not, in capitals or not, and in the wide characters
    /// of a Chinese keyboard.
    ///
    /// @return empty for what is a code of no kind
    static Optional<Code> parse(String typed) {
        var text =
                SEPARATORS
                        .matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
                        .replaceAll("");
        return DIGITS.matcher(text).matches()
                ? Optional.of(new Totp(text))
                : RecoveryCode.parse(text).map(Recovery::new);
    }
}
