package org.homeroom.auth.password;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What whoever guesses a password already knows: the person's name and address, the product's and
/// the installation's, each whole, by words, and in the smallest parts.
public record OwnWords(List<String> words) {
    private static final Pattern WORDS = Pattern.compile("[\\s@/:]+");
    private static final Pattern PARTS = Pattern.compile("[\\s@/:.,_+-]+");

    /// Shorter ones are in any text.
    private static final int SHORTEST = 3;

    public OwnWords {
        words = List.copyOf(words);
    }

    /// @param facts such as a name, an address
    public static OwnWords of(String... facts) {
        return new OwnWords(
                Stream.of(facts)
                        .flatMap(fact ->
                                Stream.of(
                                                Stream.of(fact),
                                                WORDS.splitAsStream(fact),
                                                PARTS.splitAsStream(fact))
                                        .flatMap(words -> words))
                        .filter(word -> word.length() >= SHORTEST)
                        .distinct()
                        .toList());
    }

    OwnWords and(OwnWords others) {
        return new OwnWords(Stream.concat(words.stream(), others.words.stream()).toList());
    }

    /// What is left of a text without these words, in whatever case.
    String takenOutOf(String text) {
        if (words.isEmpty()) {
            return text;
        }
        var anyLongestFirst =
                words.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"));
        return Pattern.compile(anyLongestFirst, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text)
                .replaceAll("");
    }

    /// Not the words: they say who somebody is.
    @Override
    public String toString() {
        return "OwnWords[…]";
    }
}
