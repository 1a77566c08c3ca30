package org.homeroom.platform.id;

import java.util.UUID;

/// How an id is spelled.
public final class Uuids {
    private Uuids() {}

    /// Five groups of hexadecimal digits, 8-4-4-4-12, in either case (RFC 9562, section 4).
    /// `UUID.fromString` also takes short forms such as `1-1-1-1-1`, so that one id would have many
    /// spellings.
    ///
    /// @throws IllegalArgumentException if the text is anything else
    public static UUID parse(String text) {
        var uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not a UUID: " + text.length() + " characters");
        }
        return uuid;
    }
}
