package org.homeroom.chat.notification;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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
import org.homeroom.chat.ChatProblem;
import org.homeroom.chat.Requested;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.Problem;

/// What somebody wants to be notified of in one conversation.
@Path("/api/conversations/{id}/notifications")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notifications")
class ConversationNotificationsResource {
    private final ChoiceStore choices;
    private final Principals principals;

    ConversationNotificationsResource(ChoiceStore choices, Principals principals) {
        this.choices = choices;
        this.principals = principals;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary =
                    "Choose of what in a conversation to be notified, and whether it is a favourite or put away")
    @APIResponse(
            responseCode = "200",
            description = "The choices; the caller's devices are told",
            content = @Content(schema = @Schema(implementation = ConversationNotifications.class)))
    @APIResponse(responseCode = "404", description = "`conversation-not-found`")
    public Uni<ConversationNotifications> choose(
            ConversationId id,
            @NotNull @Valid @RequestBody(required = true, description = "The choices")
                    ConversationNotifications request) {
        var mute = request.mute();
        if (mute != null && mute.until() != null) {
            Requested.instant(mute.until(), "until");
        }
        return choices.choose(id, principals.current().account(), request)
                .map(chosen ->
                        chosen.orElseThrow(() ->
                                Problem.of(
                                                ChatProblem.CONVERSATION_NOT_FOUND,
                                                "There is no such conversation, or you are not in it.")
                                        .toHttp()));
    }
}
