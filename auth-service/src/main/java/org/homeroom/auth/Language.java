package org.homeroom.auth;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A language that the product speaks.
@Schema(
        description = "BCP 47 tag of a language that the product speaks.",
        enumeration = {"en", "zh-Hant-TW"})
public enum Language {
    ENGLISH("en"),
    TRADITIONAL_CHINESE("zh-Hant-TW");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /// BCP 47.
    @JsonValue
    public String tag() {
        return tag;
    }

    /// @throws IllegalArgumentException for a language that the product does not speak
    @JsonCreator
    public static Language ofTag(String tag) {
        for (var language : values()) {
            if (language.tag.equals(tag)) {
                return language;
            }
        }
        throw new IllegalArgumentException("not a language of ours");
    }
}
