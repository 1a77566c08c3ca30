package org.homeroom.auth.audit;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A page of the audit log.
@Schema(requiredProperties = {"events", "next"})
record SecurityEvents(
        List<SecurityEvent> events,
        @Schema(nullable = true, description = "For `before`; null when there are no earlier ones.")
                @Nullable EventId next) {
    SecurityEvents {
        events = List.copyOf(events);
    }

    static SecurityEvents of(AuditStore.Page page) {
        return new SecurityEvents(page.events(), page.next());
    }
}
