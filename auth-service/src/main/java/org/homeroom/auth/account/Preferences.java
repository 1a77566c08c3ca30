package org.homeroom.auth.account;

import org.homeroom.auth.Language;
import org.jspecify.annotations.Nullable;

/// How the product treats its person.
///
/// @param timeZone null where nobody has said
public record Preferences(Language language, @Nullable TimeZoneName timeZone, Findable findable) {
    /// As somebody begins who has said this in the form.
    static Preferences fresh(Language language, @Nullable TimeZoneName timeZone) {
        return new Preferences(language, timeZone, Findable.EVERYONE);
    }
}
