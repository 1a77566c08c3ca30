package org.homeroom.auth.account;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/// What others call a person: 1–80 characters (code points), trimmed, in Unicode normal form C.
public record PersonName(String value) {
    /// What may be sent to us. Not in a name: control characters and line breaks (they would end up
    /// in mail), lone surrogates (they have no UTF-8), and the marks that turn the direction of the
    /// text around it (a name could rewrite the line that it stands in).
    public static final String FORM =
            "\\s*(?=\\S)[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]{1,80}?\\s*";

    private static final Pattern NAME = Pattern.compile(FORM, Pattern.UNICODE_CHARACTER_CLASS);

    /// @throws IllegalArgumentException if the text does not have the [#FORM] of a name
    public PersonName {
        if (!NAME.matcher(value).matches()) {
            throw new IllegalArgumentException("not a name");
        }
        value = Normalizer.normalize(value.strip(), Form.NFC);
    }

    /// The form in which names are compared in a search: compatibility forms (full-width Latin) and
    /// upper case make no difference. Folded here and not by the database, whose `lower` depends on
    /// its locale.
    public String folded() {
        return fold(value);
    }

    /// The same fold for what is searched.
    public static String fold(String text) {
        return Normalizer.normalize(text, Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
