package org.homeroom.auth.caller;

import org.homeroom.auth.Language;
import org.jspecify.annotations.Nullable;

/// Roughly where somebody is, such as `Taipei, Taiwan`, in each language: it is written down before
/// it is known who will read it.
public record Place(String english, String chinese) {
    /// As it is kept in two columns.
    public static @Nullable Place of(@Nullable String english, @Nullable String chinese) {
        return english == null || chinese == null ? null : new Place(english, chinese);
    }

    public String in(Language language) {
        return switch (language) {
            case ENGLISH -> english;
            case TRADITIONAL_CHINESE -> chinese;
        };
    }
}
