package org.homeroom.chat.notification;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What somebody wants of one conversation. Their devices decide by it what to show and to sound;
/// what is unread, and Activity, do not depend on it.
///
/// @param mute null while it is not muted
/// @param favourite whether it stands before the others
/// @param archivedUpTo the last message that it had when it was put away; null while it was not. It
///   is put away as long as it has none after it, or is muted: see
///   docs/adr/0032-an-archive-is-a-number.md
@Schema(
        name = "ConversationNotifications",
        requiredProperties = {"level", "mute", "favourite", "archivedUpTo"})
public record ConversationNotifications(
        @NotNull Level level,
        @Schema(nullable = true) @Nullable Mute mute,
        boolean favourite,
        @Schema(
                        nullable = true,
                        minimum = "0",
                        description =
                                "Put away as long as it has no message after this one, or is muted; null while it is not")
                @Nullable
                @Min(0)
                Long archivedUpTo) {

    /// Of which messages one is notified.
    @Schema(name = "NotificationLevel")
    public enum Level {
        /// As it comes in direct conversations and groups.
        @JsonProperty("all")
        ALL,
        /// Of those that call one or answer what one wrote: as it comes in channels.
        @JsonProperty("mentions")
        MENTIONS,
        @JsonProperty("nothing")
        NOTHING
    }

    /// @param until null for good
    @Schema(name = "Mute", requiredProperties = "until")
    public record Mute(@Schema(nullable = true) @Nullable Instant until) {}
}
