package org.homeroom.platform.id;

import java.util.UUID;

final class Uuids {
    private Uuids() {}

    /// `UUID.fromString` also takes short forms such as `1-1-1-1-1`; an id has one spelling.
    static UUID parse(String text) {
        var uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not a UUID: " + text.length() + " characters");
        }
        return uuid;
    }
}
