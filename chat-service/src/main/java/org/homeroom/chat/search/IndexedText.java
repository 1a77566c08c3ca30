package org.homeroom.chat.search;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.homeroom.chat.message.Mentions;
import org.homeroom.platform.event.MessageFile;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// What a message is found by, as PostgreSQL writes a `tsvector`: its words and those of its files'
/// names with their places, and facets, which are words with a slash, such as no text has.
///
/// Where it was written is a facet too. So the index itself knows that somebody who sees five
/// conversations of a thousand needs nothing of the others, however frequent a word is.
final class IndexedText {
    /// PostgreSQL counts no further.
    private static final int LAST_POSITION = 16_383;

    /// Between the title, the text and the name of each file, so that no phrase goes across.
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

    /// What a message of this kind has.
    static String is(Kind kind) {
        return switch (kind) {
            case MESSAGE -> "is/message";
            case POST -> "is/post";
            case COMMENT -> "is/comment";
        };
    }

    /// What a message has that has one of these.
    static String has(Part part) {
        return switch (part) {
            case LINK -> "has/link";
            case FILE -> "has/file";
            case IMAGE -> "has/image";
            case VIDEO -> "has/video";
        };
    }

    /// What a message is: one of these.
    enum Kind {
        /// Said in a direct conversation or a group.
        MESSAGE,
        POST,
        COMMENT
    }

    /// What a message may have. Pictures and videos are files too, by what their bytes are.
    enum Part {
        LINK,
        FILE,
        IMAGE,
        VIDEO
    }

    private static String facet(String name, UUID id) {
        return name + "/" + id;
    }

    static String vector(
            ConversationId conversation,
            AccountId sender,
            @Nullable String title,
            String text,
            @Nullable Long post,
            List<MessageFile> files) {
        var parts = new ArrayList<String>();
        parts.add(quoted(in(conversation)));
        parts.add(quoted(from(sender)));
        parts.add(quoted(is(kind(title, post))));
        parts(text, files).forEach(part -> parts.add(quoted(has(part))));
        var end = title == null ? 0 : add(parts, Analysis.words(title), 0);
        end = add(parts, Analysis.words(Mentions.blanked(text)), end);
        for (var file : files) {
            end = add(parts, Analysis.words(file.name()), end);
        }
        return String.join(" ", parts);
    }

    private static Kind kind(@Nullable String title, @Nullable Long post) {
        if (title != null) {
            return Kind.POST;
        }
        return post == null ? Kind.MESSAGE : Kind.COMMENT;
    }

    private static Set<Part> parts(String text, List<MessageFile> files) {
        var parts = EnumSet.noneOf(Part.class);
        if (LINK.matcher(text).find()) {
            parts.add(Part.LINK);
        }
        for (var file : files) {
            parts.add(Part.FILE);
            if (file.type().startsWith("image/")) {
                parts.add(Part.IMAGE);
            } else if (file.type().startsWith("video/")) {
                parts.add(Part.VIDEO);
            }
        }
        return parts;
    }

    /// @param after the position after which the words begin
    /// @return the one after which the next may begin
    private static int add(List<String> parts, List<Word> words, int after) {
        for (var word : words) {
            parts.add(quoted(word.term()) + ":" + Math.min(after + word.position(), LAST_POSITION));
        }
        return words.isEmpty() ? after : after + words.getLast().position() + GAP;
    }

    /// A lexeme as it is written in a `tsvector` and in a `tsquery`.
    static String quoted(String term) {
        return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
