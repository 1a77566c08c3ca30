package org.homeroom.chat.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.homeroom.platform.id.ConversationId;

/// Where a page of hits ends and the next begins (keyset paging: no page is slower than the first).
record HitKey(Instant sentAt, ConversationId conversation, long number) {
    static final Instant EARLIEST = Instant.EPOCH;
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /// After all messages.
    static final HitKey FIRST = new HitKey(LATEST, new ConversationId(new UUID(0, 0)), 0);

    String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((sentAt + " " + conversation + " " + number).getBytes(UTF_8));
    }

    /// Empty if the text is not one that [#encoded] made.
    static Optional<HitKey> decode(String text) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split(" ", 3);
            return parts.length == 3
                    ? Optional.of(
                                    new HitKey(
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
        return !sentAt.isBefore(EARLIEST) && !sentAt.isAfter(LATEST);
    }
}
