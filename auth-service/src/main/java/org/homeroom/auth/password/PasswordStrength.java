package org.homeroom.auth.password;

import com.nulabinc.zxcvbn.Pattern;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.matchers.Match;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How quickly a password is guessed, by zxcvbn (D. L. Wheeler, "zxcvbn: Low-Budget Password
/// Strength Estimation", USENIX Security 2016): it knows the passwords that most people have,
/// words, names, dates and rows of keys, and what an attacker knows of the person.
final class PasswordStrength {
    /// Of 0–4. 3 takes 10⁸ guesses or more, which also holds for a while against somebody who has
    /// the hashes.
    private static final int ENOUGH = 3;

    /// Code points that are looked at. The work grows with the square of the length and with every
    /// way to read digits and signs as letters: 128 of the worst take 4 s, 24 take 0.15 s. What
    /// begins with so many that are guessed quickly is nothing that we want.
    static final int LOOKED_AT = 24;

    private final OwnWords everybodys;

    /// @param everybodys words that say nothing here, such as the product's name
    PasswordStrength(OwnWords everybodys) {
        this.everybodys = everybodys;
    }

    /// Read when a password is first judged: 10⁵ words, of which a service that only signs people
    /// in needs none.
    private static final class Dictionaries {
        static final Zxcvbn ZXCVBN = new Zxcvbn();
    }

    sealed interface Judgement {
        record Good() implements Judgement {}

        /// @param weakness what makes it quick; null if nothing stands out
        record Weak(@Nullable Weakness weakness) implements Judgement {}
    }

    /// What others know counts for nothing: a password must be good with it and without. (zxcvbn
    /// alone takes three parts of a name for three words.)
    ///
    /// May take as long as some hashes: never on the event loop.
    Judgement judge(Password password, OwnWords own) {
        var known = own.and(everybodys);
        var rest = known.takenOutOf(password.text());
        return switch (judge(password.text(), known)) {
            case Judgement.Weak weak -> weak;
            case Judgement.Good good ->
                    rest.equals(password.text()) || judge(rest, known).equals(good)
                            ? good
                            : new Judgement.Weak(Weakness.OWN);
        };
    }

    private static Judgement judge(String text, OwnWords known) {
        var strength =
                Dictionaries.ZXCVBN.measure(
                        beginning(text),
                        known.words().stream().map(PasswordStrength::beginning).toList());
        return strength.getScore() >= ENOUGH
                ? new Judgement.Good()
                : new Judgement.Weak(weakness(strength.getSequence()).orElse(null));
    }

    private static String beginning(String text) {
        return text.codePointCount(0, text.length()) <= LOOKED_AT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LOOKED_AT));
    }

    /// Of the longest part that is guessed by anything but trying all characters.
    private static Optional<Weakness> weakness(List<Match> parts) {
        return parts.stream()
                .filter(part -> part.pattern != Pattern.Bruteforce)
                .max(Comparator.comparingInt(Match::tokenLength))
                .map(PasswordStrength::weakness);
    }

    private static Weakness weakness(Match part) {
        return switch (part.pattern) {
            case Spatial -> Weakness.KEYS;
            case Repeat -> Weakness.REPEATS;
            case Sequence ->
                    part.token.chars().distinct().count() == 1
                            ? Weakness.REPEATS
                            : Weakness.SEQUENCE;
            case Regex, Date -> Weakness.DATE;
            case Dictionary ->
                    switch (part.dictionaryName) {
                        case "user_inputs" -> Weakness.OWN;
                        case "passwords" -> Weakness.COMMON;
                        case "surnames", "male_names", "female_names" -> Weakness.NAME;
                        default -> Weakness.WORD;
                    };
            case Bruteforce -> throw new IllegalArgumentException("is no weakness");
        };
    }
}
