package org.homeroom.chat.search;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.homeroom.chat.message.Mentions;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// What a message is found by, as PostgreSQL writes a `tsvector`: its words with their places, and
/// facets, which are words with a slash, such as no text has.
///
/// Where it was written is a facet too. So the index itself knows that somebody who sees five
/// conversations of a thousand needs nothing of the others, however frequent a word is.
final class IndexedText {
    /// PostgreSQL counts no further.
    private static final int LAST_POSITION = 16_383;

    /// Between the title and the text, so that no phrase goes across.
    private static final int GAP = 100;

    private static final Pattern LINK = Pattern.compile("(?i)https?://[^\\s/]");

    private IndexedText() {}

    /// What a message of this conversation has.
    static String in(ConversationId conversation) {
        return facet("in", conversation.value());
    }

    /// What a message of this sender has.
    static String from(AccountId sender) {
        return facet("from", sender.value());
    }

    /// What a message has that is one of these.
    static String is(Kind kind) {
        return switch (kind) {
            case POST -> "is/post";
            case COMMENT -> "is/comment";
        };
    }

    /// What a message has that has one of these.
    static String has(Part part) {
        return switch (part) {
            case LINK -> "has/link";
        };
    }

    enum Kind {
        POST,
        COMMENT
    }

    enum Part {
        LINK
    }

    private static String facet(String name, UUID id) {
        return name + "/" + id;
    }

    static String vector(
            ConversationId conversation,
            AccountId sender,
            @Nullable String title,
            String text,
            @Nullable Long post) {
        var parts = new ArrayList<String>();
        parts.add(quoted(in(conversation)));
        parts.add(quoted(from(sender)));
        if (title != null) {
            parts.add(quoted(is(Kind.POST)));
        }
        if (post != null) {
            parts.add(quoted(is(Kind.COMMENT)));
        }
        if (LINK.matcher(text).find()) {
            parts.add(quoted(has(Part.LINK)));
        }
        var titleWords = title == null ? List.<Word>of() : Analysis.words(title);
        add(parts, titleWords, 0);
        add(
                parts,
                Analysis.words(Mentions.blanked(text)),
                titleWords.isEmpty() ? 0 : titleWords.getLast().position() + GAP);
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, List<Word> words, int after) {
        for (var word : words) {
            parts.add(quoted(word.term()) + ":" + Math.min(after + word.position(), LAST_POSITION));
        }
    }

    /// A lexeme as it is written in a `tsvector` and in a `tsquery`.
    static String quoted(String term) {
        return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
