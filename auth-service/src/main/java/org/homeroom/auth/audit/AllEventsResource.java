package org.homeroom.auth.audit;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.principal.Principals;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// What happened to the security of everybody's account, for administrators.
@Path("/api/admin/events")
@RolesAllowed("administrator")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Security events")
@APIResponse(responseCode = "400", description = "`invalid-request`")
@APIResponse(responseCode = "401", description = "`not-signed-in`, `session-ended`")
@APIResponse(responseCode = "403", description = "`not-allowed`: for administrators only")
class AllEventsResource {
    private final AuditStore audit;
    private final Principals principals;

    AllEventsResource(AuditStore audit, Principals principals) {
        this.audit = audit;
        this.principals = principals;
    }

    @GET
    @Operation(operationId = "allEvents", summary = "What happened to everybody's accounts")
    @APIResponse(responseCode = "200", description = "The latest first.")
    public Uni<SecurityEvents> all(
            @RestQuery @Parameter(description = "Of this account only.")
                    @Nullable AccountId account,
            @RestQuery @Parameter(description = "Of this kind only.")
                    Occurrence.@Nullable Kind kind,
            @RestQuery @Parameter(description = "Only what is earlier than the event of this id.")
                    @Nullable EventId before,
            @RestQuery @DefaultValue("50") @Min(1) @Max(100) int limit) {
        var me = principals.current().account();
        return audit.page(me, new AuditStore.Filter(account, kind), before, limit)
                .map(SecurityEvents::of);
    }
}
