package org.homeroom.auth.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Who finds a person in a search and may begin a conversation with them.
@Schema(enumeration = {"everyone", "address", "nobody"})
public enum Findable {
    /// Who knows a part of the name, or the address.
    EVERYONE,
    /// Who knows the whole address.
    ADDRESS,
    /// No one.
    NOBODY;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for what is none of them
    @JsonCreator
    public static Findable ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(each -> each.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such choice"));
    }
}
