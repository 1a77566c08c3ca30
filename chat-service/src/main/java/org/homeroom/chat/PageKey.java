package org.homeroom.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.homeroom.platform.id.ConversationId;

/// Where a page of a list ends that begins with the latest, and the next page begins (keyset
/// paging: no page is slower than the first).
///
/// @param number tells apart what one conversation has of one instant; 0 in a list of conversations
public record PageKey(Instant at, ConversationId conversation, long number) {
    /// Nothing here is as old or as new, and PostgreSQL has no such times.
    public static final Instant EARLIEST = Instant.EPOCH;

    public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /// Where the first page begins.
    public static final PageKey FIRST = new PageKey(LATEST, new ConversationId(new UUID(0, 0)), 0);

    /// As it crosses the wire, where it means nothing.
    public String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + " " + conversation + " " + number).getBytes(UTF_8));
    }

    /// Empty if the text is not one that [#encoded] made.
    public static Optional<PageKey> decode(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(" ", 3);
            return parts.length == 3
                    ? Optional.of(
                                    new PageKey(
                                            Instant.parse(parts[0]),
                                            ConversationId.fromString(parts[1]),
                                            Long.parseLong(parts[2])))
                            .filter(key -> key.encoded().equals(text) && key.isPossible())
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException foreign) {
            return Optional.empty();
        }
    }

    private boolean isPossible() {
        return !at.isBefore(EARLIEST) && !at.isAfter(LATEST);
    }
}
