package org.homeroom.auth.caller;

import java.util.Objects;
import org.homeroom.auth.Language;
import org.jspecify.annotations.Nullable;

/// A device in the words by which its person knows it. What cannot be told is null.
///
/// @param browser without its version, such as `Firefox`
/// @param system without its version, such as `Windows`
/// @param place known only where an installation has a table of places
public record Device(@Nullable String browser, @Nullable String system, @Nullable Place place) {
    /// The place in words that somebody reads.
    public @Nullable String placeIn(Language language) {
        return place == null ? null : place.in(language);
    }

    /// Whether a person would call both the same kind of device, wherever they are.
    public boolean isOfTheKindOf(Device other) {
        return Objects.equals(browser, other.browser) && Objects.equals(system, other.system);
    }
}
