package org.homeroom.chat.membership;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What kind of conversation it is, and what holds in it.
public sealed interface Terms {
    /// Two people, for good.
    ///
    /// @param closed whether nothing is written: one of them blocks the other
    record Direct(boolean closed) implements Terms {
        public Direct() {
            this(false);
        }
    }

    /// Some people, all equal.
    ///
    /// @param name empty without one
    record Group(String name) implements Terms {}

    /// Many people, with roles, who write posts and comments.
    ///
    /// @param announcementsOnly whether only owners and teachers post
    /// @param archived whether nothing is written any more
    record Channel(
            String name,
            String description,
            Access access,
            boolean announcementsOnly,
            boolean archived)
            implements Terms {}

    /// Who comes into a channel without being asked in.
    @Schema(name = "Access")
    enum Access {
        /// Whoever has an account.
        @JsonProperty("open")
        OPEN,
        /// Nobody.
        @JsonProperty("private")
        PRIVATE
    }

    /// The most people that may be in it.
    default int capacity() {
        return switch (this) {
            case Direct _ -> 2;
            case Group _ -> 50;
            case Channel _ -> 5_000;
        };
    }
}
