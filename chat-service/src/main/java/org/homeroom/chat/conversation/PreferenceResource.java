package org.homeroom.chat.conversation;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
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
import org.homeroom.platform.principal.Principals;

/// What somebody has chosen for all of their conversations.
@Path("/api/conversations/preferences")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Preferences")
class PreferenceResource {
    private final PreferenceStore preferences;
    private final Principals principals;

    PreferenceResource(PreferenceStore preferences, Principals principals) {
        this.preferences = preferences;
        this.principals = principals;
    }

    /// @param sharesReading whether others see how far one has read, and one how far they have
    @Schema(requiredProperties = "sharesReading")
    record Preferences(boolean sharesReading) {}

    @GET
    @Operation(summary = "What the caller has chosen")
    @APIResponse(
            responseCode = "200",
            description = "The choices",
            content = @Content(schema = @Schema(implementation = Preferences.class)))
    public Uni<Preferences> get() {
        return preferences.sharesReading(principals.current().account()).map(Preferences::new);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Choose")
    @APIResponse(
            responseCode = "200",
            description = "The choices, which hold for what is told from now on",
            content = @Content(schema = @Schema(implementation = Preferences.class)))
    public Uni<Preferences> set(
            @NotNull @RequestBody(required = true, description = "The choices")
                    Preferences request) {
        return preferences
                .setSharesReading(principals.current().account(), request.sharesReading())
                .replaceWith(request);
    }
}
