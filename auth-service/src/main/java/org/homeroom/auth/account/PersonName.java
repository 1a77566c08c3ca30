package org.homeroom.auth.account;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Optional;

/// What others call a person: 1–80 characters (code points), trimmed, in Unicode normal form C, and
/// as the person would write it: what is made to deceive or to disturb is no name (see [#faultOf]).
public record PersonName(String value) {
    /// Characters at most.
    public static final int MAX_LENGTH = 80;

    /// @throws IllegalArgumentException if the text is no name
    public PersonName {
        faultOf(value)
                .ifPresent(fault -> {
                    throw new IllegalArgumentException("a name " + fault);
                });
        value = Normalizer.normalize(value.strip(), Form.NFC);
    }

    /// What keeps a text from being a name, in words that follow “the name”; empty if nothing does.
    public static Optional<String> faultOf(String text) {
        var stripped = text.strip();
        if (stripped.isEmpty() || stripped.codePointCount(0, stripped.length()) > MAX_LENGTH) {
            return Optional.of("must be 1–80 characters");
        }
        var name = Normalizer.normalize(stripped, Form.NFC);
        if (TextRules.isUnsafe(name)) {
            return Optional.of("must be in one line, without hidden characters");
        }
        if (!TextRules.isSeen(name)) {
            return Optional.of("must have a letter in it");
        }
        if (TextRules.mixesScripts(name)) {
            return Optional.of("must not mix letters of different alphabets in one word");
        }
        return Optional.empty();
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
