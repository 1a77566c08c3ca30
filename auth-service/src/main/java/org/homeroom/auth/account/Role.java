package org.homeroom.auth.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What an account may do beyond its own things. Carried in the access token's `groups`.
///
/// Each role includes those before it: a teacher may do what a student may, an administrator what
/// both may.
@Schema(enumeration = {"student", "teacher", "administrator"})
public enum Role {
    /// Everybody.
    STUDENT,
    TEACHER,
    /// The first account of an installation, those that its configuration names, and whom they make
    /// one.
    ADMINISTRATOR;

    /// As it is written in tokens, answers and the database.
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// All that somebody of this role is.
    public Set<Role> included() {
        return EnumSet.range(STUDENT, this);
    }

    /// @throws IllegalArgumentException for a role that there is not
    static Role ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
