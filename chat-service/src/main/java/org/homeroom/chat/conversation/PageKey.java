package org.homeroom.chat.conversation;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.homeroom.platform.id.ConversationId;

/// Where a page of conversations ends and the next begins (keyset paging: no page is slower than
/// the first).
record PageKey(Instant lastAt, ConversationId id) {
    /// No conversation is as old or as new, and PostgreSQL has no such times.
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((lastAt + " " + id).getBytes(StandardCharsets.UTF_8));
    }

    /// Empty if the text is not one that [#encoded] made.
    static Optional<PageKey> decode(String text) {
        try {
            var parts =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
                            .split(" ", 2);
            return parts.length == 2
                    ? Optional.of(
                                    new PageKey(
                                            Instant.parse(parts[0]),
                                            ConversationId.fromString(parts[1])))
                            .filter(key -> key.encoded().equals(text) && key.isPossible())
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException foreign) {
            return Optional.empty();
        }
    }

    private boolean isPossible() {
        return !lastAt.isBefore(EARLIEST) && !lastAt.isAfter(LATEST);
    }
}
