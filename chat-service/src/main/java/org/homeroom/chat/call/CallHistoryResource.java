package org.homeroom.chat.call;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.chat.PageKey;
import org.homeroom.chat.Requested;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.principal.Principals;
import org.jspecify.annotations.Nullable;

/// The caller's calls, over all of their conversations.
@Path("/api/conversations/calls")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Calls")
class CallHistoryResource {
    private final CallHistoryStore history;
    private final Principals principals;

    CallHistoryResource(CallHistoryStore history, Principals principals) {
        this.history = history;
        this.principals = principals;
    }

    /// @param missed how many were missed since the list was last seen: exact up to 99, 100 means
    ///   more
    /// @param next give it as `after` for the next page; null at the end
    @Schema(requiredProperties = {"calls", "missed", "next"})
    record CallPage(
            List<PastCall> calls, int missed, @Schema(nullable = true) @Nullable String next) {
        CallPage {
            calls = List.copyOf(calls);
        }
    }

    /// @param upTo the `at` of the latest that was seen
    @Schema(requiredProperties = "upTo")
    record CallsSeen(@NotNull Instant upTo) {}

    @GET
    @Operation(summary = "The caller's calls that are over, the latest first")
    @APIResponse(
            responseCode = "200",
            description = "A page, and where to go on",
            content = @Content(schema = @Schema(implementation = CallPage.class)))
    public Uni<CallPage> calls(
            @QueryParam("filter") @DefaultValue("all") @Pattern(regexp = "all|missed")
                    String filter,
            @QueryParam("limit") @DefaultValue("30") @Min(1) @Max(100) int limit,
            @QueryParam("after") @Nullable String after) {
        var viewer = viewer();
        var key = Requested.page(after);
        return history.page(viewer, key, limit, filter.equals("missed"))
                .flatMap(page ->
                        history.missed(Set.of(viewer))
                                .map(missed ->
                                        new CallPage(
                                                page.calls(),
                                                missed.getOrDefault(viewer, 0),
                                                page.next().map(PageKey::encoded).orElse(null))));
    }

    @PUT
    @Path("/seen")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say that the list was seen up to an instant")
    @APIResponse(
            responseCode = "204",
            description =
                    "What was missed until then is not counted; the caller's devices are told")
    public Uni<Void> seen(
            @NotNull @Valid @RequestBody(required = true, description = "What was seen")
                    CallsSeen request) {
        return history.seen(viewer(), Requested.instant(request.upTo(), "upTo"));
    }

    private AccountId viewer() {
        return principals.current().account();
    }
}
