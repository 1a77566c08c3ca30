package org.homeroom.chat.message;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.chat.membership.Decision.Refusal;
import org.homeroom.chat.membership.Refusals;
import org.homeroom.chat.message.MomentStore.Key;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.principal.Principals;
import org.jspecify.annotations.Nullable;

/// What was written about the times of a video, for whoever plays it.
@Path("/api/conversations/{id}/moments")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Posts")
class MomentResource {
    private static final String MEDIA =
            "file:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|youtube:[0-9A-Za-z_-]{11}";

    private final MomentStore moments;
    private final Principals principals;

    MomentResource(MomentStore moments, Principals principals) {
        this.moments = moments;
        this.principals = principals;
    }

    /// @param lastChange the conversation's change up to which the messages are shown
    /// @param next give it as `after` for the next page; null at the end
    @Schema(requiredProperties = {"messages", "lastChange", "next"})
    record MomentPage(
            List<Message> messages,
            long lastChange,
            @Schema(nullable = true) @Nullable String next) {
        MomentPage {
            messages = List.copyOf(messages);
        }
    }

    @GET
    @Operation(
            summary =
                    "The posts and comments about the times of one video, in the order in which they come in it")
    @APIResponse(
            responseCode = "200",
            description = "A page, and where to go on",
            content = @Content(schema = @Schema(implementation = MomentPage.class)))
    @APIResponse(responseCode = "404", description = "`conversation-not-found`")
    public Uni<MomentPage> moments(
            ConversationId id,
            @QueryParam("media") @NotNull @Pattern(regexp = MEDIA) String media,
            @QueryParam("after") @Pattern(regexp = Key.FORM) @Nullable String after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit) {
        // One more than asked for tells whether there are more.
        return moments.find(
                        id,
                        principals.current().account(),
                        media,
                        after == null ? Key.FIRST : Key.decode(after),
                        limit + 1)
                .map(found ->
                        found.orElseThrow(() -> Refusals.problem(Refusal.NOT_A_MEMBER).toHttp()))
                .map(found -> {
                    var messages = found.messages();
                    if (messages.size() <= limit) {
                        return new MomentPage(messages, found.lastChange(), null);
                    }
                    var page = messages.subList(0, limit);
                    return new MomentPage(
                            page, found.lastChange(), Key.of(page.getLast()).encoded());
                });
    }
}
