package org.homeroom.chat.conversation;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.chat.conversation.CallerStore.Callers;
import org.homeroom.platform.principal.Principals;

/// Who may call somebody.
@Path("/api/conversations/preferences/calls")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Preferences")
class CallerResource {
    private final CallerStore callers;
    private final Principals principals;

    CallerResource(CallerStore callers, Principals principals) {
        this.callers = callers;
        this.principals = principals;
    }

    /// @param from everybody whom one has a direct conversation with, those of them whom one has
    ///   written to, or nobody
    @Schema(name = "CallPreference", requiredProperties = "from")
    record CallPreference(@NotNull Callers from) {}

    @GET
    @Operation(summary = "Who may call the caller", operationId = "callPreference")
    @APIResponse(
            responseCode = "200",
            description = "The choice",
            content = @Content(schema = @Schema(implementation = CallPreference.class)))
    public Uni<CallPreference> get() {
        return callers.get(principals.current().account()).map(CallPreference::new);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Choose who may call one", operationId = "setCallPreference")
    @APIResponse(
            responseCode = "200",
            description = "The choice, which holds for calls from now on",
            content = @Content(schema = @Schema(implementation = CallPreference.class)))
    public Uni<CallPreference> set(
            @NotNull @Valid @RequestBody(required = true, description = "The choice")
                    CallPreference request) {
        return callers.set(principals.current().account(), request.from()).replaceWith(request);
    }
}
