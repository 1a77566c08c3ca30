package org.homeroom.auth.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What an account may do beyond its own things. Carried in the access token's `groups`.
@Schema(enumeration = {"student", "administrator"})
public enum Role {
    /// Everybody.
    STUDENT,
    /// The first account of an installation.
    ADMINISTRATOR;

    /// As it is written in tokens, answers and the database.
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for a role that there is not
    static Role ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
