package org.homeroom.chat.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Of what somebody is notified in all of their conversations, and when not.
///
/// @param messages of those that their level lets through and that are nothing of what follows
/// @param mentions of messages that call them or answer what they wrote
/// @param reactions of reactions to what they wrote
/// @param added that they were added to a channel
/// @param quietHours null without any
@Schema(
        name = "NotificationSettings",
        requiredProperties = {"messages", "mentions", "reactions", "added", "quietHours"})
public record NotificationSettings(
        boolean messages,
        boolean mentions,
        boolean reactions,
        boolean added,
        @Schema(nullable = true) @Valid @Nullable QuietHours quietHours) {

    /// Who has not chosen hears of whatever is said to them, and not of every thumb.
    static final NotificationSettings UNCHOSEN =
            new NotificationSettings(true, true, false, true, null);

    /// @param from HH:mm on the clock of the zone
    /// @param to HH:mm; not after `from` means on the next day
    /// @param days on which they begin: 1 (Monday) to 7
    /// @param zone IANA name
    @Schema(
            name = "QuietHours",
            requiredProperties = {"from", "to", "days", "zone"})
    public record QuietHours(
            @NotNull @Pattern(regexp = TIME) String from,
            @NotNull @Pattern(regexp = TIME) String to,
            @NotNull @Size(min = 1, max = 7) Set<@NotNull @Min(1) @Max(7) Integer> days,
            @NotNull @Size(max = 64) String zone) {
        private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
    }
}
