package org.homeroom.chat.change;

import java.util.Optional;
import java.util.regex.Pattern;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;

/// One emoji, written in the one way that Unicode calls fully-qualified, so that no two spellings
/// of it stand beside each other.
public record Emoji(String value) {
    /// UTF-16 units: a family of four with skin tones has 29.
    private static final int MAX_LENGTH = 64;

    /// By UTS #51, from the Unicode data of the runtime. What is an emoji by itself needs no
    /// variation selector and has none; what is a text without one needs it.
    private static final Pattern SEQUENCE =
            Pattern.compile(
                    """
                    (?x)
                    [\\x{1F1E6}-\\x{1F1FF}]{2}                              # a flag
                    | [0-9\\#*] \\x{FE0F} \\x{20E3}                          # a keycap
                    | \\x{1F3F4} [\\x{E0020}-\\x{E007E}]{1,8} \\x{E007F}       # a flag of a region
                    | (?: %1$s ) (?: \\x{200D} (?: %1$s | [\\x{1F9B0}-\\x{1F9B3}] ) ){0,9} # with hair
                    """
                            .formatted(
                                    """
                                    (?: \\p{IsEmoji_Modifier_Base} \\p{IsEmoji_Modifier}
                                    | [\\p{IsEmoji_Presentation}&&[^\\p{IsEmoji_Component}]]
                                    | [\\p{IsEmoji}&&[^\\p{IsEmoji_Component}\\p{IsEmoji_Presentation}]] \\x{FE0F} )
                                    """));

    /// Why a text is refused that is none.
    public static Problem problem() {
        var fault = "must be one emoji, fully-qualified";
        return Problem.ofField(
                CommonProblem.INVALID_REQUEST, "The reaction " + fault + ".", "emoji", fault);
    }

    /// Empty if the text is not exactly one emoji.
    public static Optional<Emoji> of(String text) {
        return text.length() <= MAX_LENGTH && SEQUENCE.matcher(text).matches()
                ? Optional.of(new Emoji(text))
                : Optional.empty();
    }
}
