package org.homeroom.chat.message;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.homeroom.chat.ChatProblem;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.homeroom.platform.problem.ProblemType;

/// The text of a message, in Markdown: 1 to 16,384 bytes of UTF-8 that PostgreSQL and every client
/// can hold, not all of them white space, in which not too many people are called.
public record MessageText(String value) {
    /// Bytes of UTF-8. Some five pages; longer things are files.
    public static final int MAX_BYTES = 16_384;

    /// Of a message that says something without words.
    static final MessageText EMPTY = new MessageText("");

    /// What a text came to.
    public sealed interface Checked {
        record Good(MessageText text) implements Checked {}

        record Bad(Problem problem) implements Checked {}
    }

    /// Of a message that says something beside its text: it may be empty.
    public static Checked checkBeside(String text) {
        return text.isBlank() ? new Checked.Good(EMPTY) : check(text);
    }

    public static Checked check(String text) {
        if (text.isBlank()) {
            return bad(ChatProblem.TEXT_EMPTY, "A message needs some text.");
        }
        if (text.indexOf('\0') >= 0) {
            return bad(CommonProblem.INVALID_REQUEST, "The text has a NUL in it.");
        }
        int bytes;
        try {
            // Unlike String.getBytes, a fresh encoder refuses half of a surrogate pair instead of
            // writing “?”.
            bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)).remaining();
        } catch (CharacterCodingException loneSurrogate) {
            return bad(CommonProblem.INVALID_REQUEST, "The text has half of a character in it.");
        }
        if (bytes > MAX_BYTES) {
            return bad(
                    ChatProblem.TEXT_TOO_LONG,
                    "The text has %d bytes; at most %d can be sent.".formatted(bytes, MAX_BYTES));
        }
        if (Mentions.in(text).people().size() > Mentions.MOST) {
            return bad(
                    ChatProblem.TOO_MANY_MENTIONS,
                    "A message calls at most %d people by name.".formatted(Mentions.MOST));
        }
        return new Checked.Good(new MessageText(text));
    }

    private static Checked bad(ProblemType type, String detail) {
        return new Checked.Bad(Problem.of(type, detail));
    }
}
