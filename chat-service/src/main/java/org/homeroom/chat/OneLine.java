package org.homeroom.chat;

import java.util.Optional;

/// What a line must be that one person writes and others read beside other lines: in no more than
/// one line, without what would hide something or turn its surroundings round.
public final class OneLine {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private OneLine() {}

    /// What keeps a text from being a line of so many characters (code points), in words that
    /// follow the name of its field; empty if nothing does.
    public static Optional<String> faultOf(String text, int fewest, int most) {
        var length = text.codePointCount(0, text.length());
        if (length < fewest || length > most || fewest > 0 && text.isBlank()) {
            return Optional.of("must be %d–%d characters".formatted(fewest, most));
        }
        return text.codePoints().anyMatch(OneLine::isUnsafe)
                ? Optional.of("must be in one line, without hidden characters")
                : Optional.empty();
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
            default -> false;
        };
    }
}
