package org.homeroom.auth.audit;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
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
import org.homeroom.platform.principal.Principals;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// What happened to the security of one's own account.
@Path("/api/auth/events")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Security events", description = "What happened to the security of accounts.")
@APIResponse(responseCode = "400", description = "`invalid-request`")
@APIResponse(responseCode = "401", description = "`not-signed-in`, `session-ended`")
class OwnEventsResource {
    private final AuditStore audit;
    private final Principals principals;

    OwnEventsResource(AuditStore audit, Principals principals) {
        this.audit = audit;
        this.principals = principals;
    }

    @GET
    @Operation(operationId = "ownEvents", summary = "What happened to one's own account")
    @APIResponse(responseCode = "200", description = "The latest first.")
    public Uni<SecurityEvents> own(
            @RestQuery @Parameter(description = "Only what is earlier than the event of this id.")
                    @Nullable EventId before,
            @RestQuery @DefaultValue("50") @Min(1) @Max(100) int limit) {
        var me = principals.current().account();
        var own = new AuditStore.Filter(me, null);
        return audit.page(me, own, before, limit).map(SecurityEvents::of);
    }
}
