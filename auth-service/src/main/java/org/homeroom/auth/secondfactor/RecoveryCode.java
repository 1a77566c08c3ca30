package org.homeroom.auth.secondfactor;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.homeroom.auth.Digest;

/// Stands in for an authenticator that is lost, once: 120 random bits, so that a plain digest is
/// enough to keep of it and nobody can guess it (ASVS 5, item 6.5.2).
///
/// @param text 24 characters of Crockford's Base32, which has no letters that look like digits
record RecoveryCode(String text) {
    /// So many are handed out together.
    static final int COUNT = 8;

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 24;
    private static final int GROUP = 4;
    private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");
    private static final Pattern GROUPS = Pattern.compile("(?<=\\G.{" + GROUP + "})(?!$)");
    private static final SecureRandom RANDOM = new SecureRandom();

    static List<RecoveryCode> fresh() {
        return Stream.generate(() ->
                        RANDOM.ints(LENGTH, 0, ALPHABET.length())
                                .mapToObj(i -> ALPHABET.substring(i, i + 1))
                                .collect(Collectors.joining()))
                .limit(COUNT)
                .map(RecoveryCode::new)
                .toList();
    }

    /// @param typed without spaces and hyphens
    static Optional<RecoveryCode> parse(String typed) {
        var text = typed.toUpperCase(Locale.ROOT).replace('O', '0').replaceAll("[IL]", "1");
        return FORM.matcher(text).matches()
                ? Optional.of(new RecoveryCode(text))
                : Optional.empty();
    }

    /// As it is shown: `7Q2M-…`, six groups of four.
    String grouped() {
        return GROUPS.matcher(text).replaceAll("-");
    }

    Digest digest() {
        return Digest.of(text);
    }

    @Override
    public String toString() {
        return "RecoveryCode[…]";
    }
}
