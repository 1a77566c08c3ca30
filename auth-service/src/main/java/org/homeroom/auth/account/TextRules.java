package org.homeroom.auth.account;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What a line may be made of that a person writes about themselves and others read: beside other
/// people's lines, in mail, in two languages at least.
final class TextRules {
    /// A letter with more marks on it than any orthography needs paints over the lines around it.
    private static final int MOST_MARKS = 4;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /// Drawn as nothing at all, and no format characters: two Hangul fillers and their wide and
    /// narrow forms, two Khmer vowels that Unicode discourages, Mongolian selectors, Braille's
    /// blank.
    private static final Set<Integer> BLANKS =
            Set.of(
                    0x115F, 0x1160, 0x3164, 0xFFA0, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F,
                    0x2800);

    /// Scripts that are written in one word: Japanese, Chinese with its phonetic letters, Korean,
    /// each with Latin (Unicode Technical Standard #39, section 5.2, "highly restrictive").
    private static final List<Set<UnicodeScript>> WRITTEN_TOGETHER =
            List.of(
                    EnumSet.of(
                            UnicodeScript.LATIN,
                            UnicodeScript.HAN,
                            UnicodeScript.HIRAGANA,
                            UnicodeScript.KATAKANA),
                    EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO),
                    EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL));

    private TextRules() {}

    /// Whether the text would end the line it stands in, change the direction of what is around it,
    /// hide something, or is no Unicode text.
    static boolean isUnsafe(String text) {
        return text.codePoints().anyMatch(TextRules::isUnsafe) || hasTooManyMarks(text);
    }

    private static boolean isUnsafe(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE ->
                    true;
            // Emoji and Persian need joiners. All others, the direction's among them, are unseen.
            case Character.FORMAT ->
                    character != ZERO_WIDTH_JOINER && character != ZERO_WIDTH_NON_JOINER;
            default -> BLANKS.contains(character);
        };
    }

    private static boolean hasTooManyMarks(String text) {
        var marks = 0;
        for (var character : text.codePoints().toArray()) {
            var type = Character.getType(character);
            marks =
                    type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK
                            ? marks + 1
                            : 0;
            if (marks > MOST_MARKS) {
                return true;
            }
        }
        return false;
    }

    /// Whether there is anything but blanks, punctuation and loose marks.
    static boolean isSeen(String text) {
        return text.codePoints()
                .anyMatch(character ->
                        Character.isLetterOrDigit(character)
                                || Character.getType(character) == Character.OTHER_SYMBOL);
    }

    /// Whether one word mixes letters of scripts that are not written together: nobody's name, but
    /// the way to look like somebody else (a Cyrillic `е` in “Mei”). A word in another script
    /// beside it is a name in two scripts, and welcome.
    static boolean mixesScripts(String text) {
        for (var word : text.split("[^\\p{L}\\p{M}]+")) {
            var scripts = EnumSet.noneOf(UnicodeScript.class);
            word.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
            scripts.remove(UnicodeScript.COMMON);
            scripts.remove(UnicodeScript.INHERITED);
            if (scripts.size() > 1
                    && WRITTEN_TOGETHER.stream().noneMatch(set -> set.containsAll(scripts))) {
                return true;
            }
        }
        return false;
    }
}
