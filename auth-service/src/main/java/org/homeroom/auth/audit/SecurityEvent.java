package org.homeroom.auth.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// One entry of the audit log.
///
/// @param id in the order of time
/// @param account whose; null if it concerns none, such as a sign-in with an address nobody has
@Schema(
        requiredProperties = {
            "id", "at", "kind", "account", "browser", "system", "place", "detail"
        })
public record SecurityEvent(
        EventId id,
        Instant at,
        Occurrence.Kind kind,
        @Schema(nullable = true) @Nullable AccountId account,
        @Schema(nullable = true) @Nullable String browser,
        @Schema(nullable = true) @Nullable String system,
        @Schema(nullable = true) @Nullable String place,
        Map<String, String> detail) {
    public SecurityEvent {
        detail = Map.copyOf(detail);
    }

    /// Whom it happened to, and who did it where that is told.
    public Set<AccountId> people() {
        return Stream.concat(
                        Stream.ofNullable(account),
                        Stream.ofNullable(detail.get(Occurrence.BY)).map(AccountId::fromString))
                .collect(Collectors.toSet());
    }
}
