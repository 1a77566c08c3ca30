package org.homeroom.auth.account;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Optional;

/// A line about oneself: 0–100 characters (code points), trimmed, in Unicode normal form C.
public record StatusLine(String value) {
    public static final StatusLine NONE = new StatusLine("");

    /// Characters at most.
    public static final int MAX_LENGTH = 100;

    /// @throws IllegalArgumentException if the text is no status
    public StatusLine {
        faultOf(value)
                .ifPresent(fault -> {
                    throw new IllegalArgumentException("a status " + fault);
                });
        value = Normalizer.normalize(value.strip(), Form.NFC);
    }

    /// What keeps a text from being a status, in words that follow “the status”; empty if nothing
    /// does.
    public static Optional<String> faultOf(String text) {
        var status = text.strip();
        if (status.codePointCount(0, status.length()) > MAX_LENGTH) {
            return Optional.of("must be at most 100 characters");
        }
        return TextRules.isUnsafe(Normalizer.normalize(status, Form.NFC))
                ? Optional.of("must be in one line, without hidden characters")
                : Optional.empty();
    }
}
