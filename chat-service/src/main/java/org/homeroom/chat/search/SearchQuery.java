package org.homeroom.chat.search;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.homeroom.chat.search.IndexedText.Kind;
import org.homeroom.chat.search.IndexedText.Part;

/// What somebody looks for, as they type it: words, all of which a message has to have; “words in
/// quotes” next to each other; words with a minus that it must not have; and `from: in: has: is:
/// before: after:`. A colon may be the full-width one of Chinese keyboards. What looks like an
/// operator and is none is words.
///
/// @param phrases what it has to have
/// @param without what it must not have
/// @param from names of senders, their ids, or `me`
/// @param in names of conversations, or their ids
/// @param is of which kinds one is enough; empty if any will do
/// @param before the day before which it was sent
/// @param after the day after which it was sent
record SearchQuery(
        List<Phrase> phrases,
        List<Phrase> without,
        List<String> from,
        List<String> in,
        Set<Part> has,
        Set<Kind> is,
        Optional<LocalDate> before,
        Optional<LocalDate> after) {

    /// A part of the text: an operator with its value, or words, in quotes or not.
    private static final Pattern PART =
            Pattern.compile(
                    "(?<operator>(?i:from|in|has|is|before|after))[:：](?:[\"“](?<quoted>[^\"“”]*)[\"”]?|(?<value>\\S+))"
                            + "|(?<minus>-?)(?:[\"“](?<phrase>[^\"“”]*)(?<closed>[\"”])?|(?<word>[^\\s\"“”]+))");

    private static final Pattern DAY =
            Pattern.compile("(?<year>\\d{4})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})");

    SearchQuery {
        phrases = List.copyOf(phrases);
        without = List.copyOf(without);
        from = List.copyOf(from);
        in = List.copyOf(in);
        has = Set.copyOf(has);
        is = Set.copyOf(is);
    }

    /// Words at certain distances from each other.
    record Phrase(List<Step> steps) {
        Phrase {
            steps = List.copyOf(steps);
        }

        /// As PostgreSQL writes a `tsquery`.
        String tsquery() {
            var text = new StringBuilder();
            for (var step : steps) {
                if (!text.isEmpty()) {
                    text.append(" <").append(step.distance()).append("> ");
                }
                text.append(IndexedText.quoted(step.term())).append(step.isPrefix() ? ":*" : "");
            }
            return "(" + text + ")";
        }
    }

    /// @param distance from the word before it, in positions
    /// @param isPrefix whether longer words that begin so will do
    record Step(String term, int distance, boolean isPrefix) {
        boolean matches(String word) {
            return isPrefix ? word.startsWith(term) : word.equals(term);
        }
    }

    /// A text that asks for what there is not. The message says what is wrong with it.
    static final class Misunderstood extends RuntimeException {
        Misunderstood(String message) {
            super(message);
        }
    }

    /// @throws Misunderstood if an operator has a value that it cannot have
    static SearchQuery parse(String text) {
        var phrases = new ArrayList<Phrase>();
        var without = new ArrayList<Phrase>();
        var from = new ArrayList<String>();
        var in = new ArrayList<String>();
        var has = EnumSet.noneOf(Part.class);
        var is = EnumSet.noneOf(Kind.class);
        Optional<LocalDate> before = Optional.empty();
        Optional<LocalDate> after = Optional.empty();
        var part = PART.matcher(text);
        while (part.find()) {
            var operator = part.group("operator");
            if (operator == null) {
                // Who is still typing has not written the last word to its end.
                var isUnfinished = part.end() == text.length() && part.group("closed") == null;
                var words = part.group("word") == null ? part.group("phrase") : part.group("word");
                phrase(words, isUnfinished && part.group("word") != null)
                        .ifPresent(part.group("minus").isEmpty() ? phrases::add : without::add);
                continue;
            }
            var value = part.group("quoted") == null ? part.group("value") : part.group("quoted");
            switch (operator.toLowerCase(Locale.ROOT)) {
                case "from" -> from.add(value.strip());
                case "in" -> in.add(value.strip());
                case "has" -> has.add(one(Part.class, operator, value));
                case "is" -> is.add(one(Kind.class, operator, value));
                case "before" -> before = Optional.of(day(operator, value));
                case "after" -> after = Optional.of(day(operator, value));
                default -> throw new IllegalStateException(operator);
            }
        }
        return new SearchQuery(phrases, without, from, in, has, is, before, after);
    }

    /// Whether anything is asked for at all. What must not be there is not enough: that is nearly
    /// everything.
    boolean isEmpty() {
        return phrases.isEmpty()
                && from.isEmpty()
                && in.isEmpty()
                && has.isEmpty()
                && is.isEmpty()
                && before.isEmpty()
                && after.isEmpty();
    }

    /// Of two characters that stand together the pair is looked for, and not each of them.
    private static Optional<Phrase> phrase(String text, boolean isUnfinished) {
        var words = Analysis.words(text);
        var steps = new ArrayList<Step>();
        var last = 0;
        for (var i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (word.kind() == Word.Kind.CHARACTER && isInPair(word, words)) {
                continue;
            }
            var isLast = i == words.size() - 1;
            steps.add(
                    new Step(
                            word.term(),
                            word.position() - last,
                            isUnfinished && isLast && word.kind() == Word.Kind.SPACED));
            last = word.position();
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(new Phrase(steps));
    }

    private static boolean isInPair(Word character, List<Word> words) {
        return words.stream()
                .anyMatch(word ->
                        word.kind() == Word.Kind.PAIR
                                && word.start() <= character.start()
                                && character.end() <= word.end());
    }

    private static <E extends Enum<E>> E one(Class<E> type, String operator, String value) {
        for (var each : type.getEnumConstants()) {
            if (each.name().equalsIgnoreCase(value.strip())) {
                return each;
            }
        }
        throw new Misunderstood(
                "“%s:” is followed by one of %s."
                        .formatted(
                                operator, EnumSet.allOf(type).toString().toLowerCase(Locale.ROOT)));
    }

    private static LocalDate day(String operator, String value) {
        var day = DAY.matcher(value.strip());
        try {
            if (day.matches()) {
                return LocalDate.of(
                        Integer.parseInt(day.group("year")),
                        Integer.parseInt(day.group("month")),
                        Integer.parseInt(day.group("day")));
            }
        } catch (DateTimeException noSuchDay) {
            // as any other text that is no day
        }
        throw new Misunderstood(
                "“%s:” is followed by a day, such as 2026-09-01.".formatted(operator));
    }

    /// Everything but the days, as PostgreSQL writes a `tsquery`; empty if there are only days.
    ///
    /// @param facets what else it has to have: of each collection one
    String tsquery(List<? extends Collection<String>> facets) {
        var all = new ArrayList<String>();
        phrases.forEach(phrase -> all.add(phrase.tsquery()));
        without.forEach(phrase -> all.add("!" + phrase.tsquery()));
        has.forEach(part -> all.add(IndexedText.quoted(IndexedText.has(part))));
        if (!is.isEmpty()) {
            all.add(oneOf(is.stream().sorted().map(IndexedText::is).toList()));
        }
        facets.forEach(choice -> all.add(oneOf(choice)));
        return String.join(" & ", all);
    }

    private static String oneOf(Collection<String> facets) {
        return "(" + String.join(" | ", facets.stream().map(IndexedText::quoted).toList()) + ")";
    }
}
