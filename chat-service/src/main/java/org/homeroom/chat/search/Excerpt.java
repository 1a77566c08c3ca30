package org.homeroom.chat.search;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.chat.message.Mentions;
import org.homeroom.chat.search.SearchQuery.Phrase;

/// The part of a text that shows why it was found.
///
/// @param text some hundred characters; begins or ends with “…” where more was left out
/// @param marks what was looked for, in order, without overlaps
@Schema(requiredProperties = {"text", "marks"})
public record Excerpt(String text, List<Mark> marks) {
    /// Two lines of a list of hits, in UTF-16 units.
    static final int LENGTH = 180;

    /// Shown before the first mark.
    private static final int BEFORE = 40;

    private static final String MORE = "…";

    public Excerpt {
        marks = List.copyOf(marks);
    }

    /// UTF-16 units of the text, as browsers count them.
    ///
    /// @param from the first
    /// @param to after the last
    @Schema(requiredProperties = {"from", "to"})
    public record Mark(int from, int to) {}

    /// What a text begins with, for a list of messages.
    public static String beginning(String text) {
        return of(text, List.of()).text;
    }

    /// @param sought phrases whose words are marked
    static Excerpt of(String text, List<Phrase> sought) {
        var marks = marks(text, sought);
        var first = marks.isEmpty() ? 0 : marks.getFirst().from();
        var start = first <= BEFORE ? 0 : Mentions.cut(text, boundary(text, first - BEFORE, first));
        var end =
                text.length() - start <= LENGTH
                        ? text.length()
                        : Mentions.cut(text, boundaryBefore(text, start + LENGTH));
        var before = start == 0 ? "" : MORE;
        var shift = before.length() - start;
        return new Excerpt(
                before + text.substring(start, end) + (end == text.length() ? "" : MORE),
                marks.stream()
                        .filter(mark -> mark.to() <= end)
                        .map(mark -> new Mark(mark.from() + shift, mark.to() + shift))
                        .toList());
    }

    private static List<Mark> marks(String text, List<Phrase> sought) {
        var marks = new ArrayList<Mark>();
        for (var word : Analysis.words(Mentions.blanked(text))) {
            if (sought.stream()
                    .flatMap(phrase -> phrase.steps().stream())
                    .anyMatch(step -> step.matches(word.term()))) {
                add(marks, new Mark(word.start(), word.end()));
            }
        }
        return marks;
    }

    /// Joined to the last one if they touch, as pairs of characters do.
    private static void add(List<Mark> marks, Mark mark) {
        if (!marks.isEmpty() && mark.from() <= marks.getLast().to()) {
            var last = marks.removeLast();
            marks.add(new Mark(last.from(), Math.max(last.to(), mark.to())));
        } else {
            marks.add(mark);
        }
    }

    /// The first place for a break from here on that leaves the mark whole.
    private static int boundary(String text, int from, int mark) {
        var breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(text);
        return Math.min(breaks.isBoundary(from) ? from : breaks.following(from), mark);
    }

    private static int boundaryBefore(String text, int end) {
        var breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
        breaks.setText(text);
        return breaks.isBoundary(end) ? end : breaks.preceding(end);
    }
}
