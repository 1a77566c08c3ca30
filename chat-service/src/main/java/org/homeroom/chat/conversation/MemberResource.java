package org.homeroom.chat.conversation;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.chat.ChatProblem;
import org.homeroom.chat.membership.Act;
import org.homeroom.chat.membership.Decision;
import org.homeroom.chat.membership.MembershipStore;
import org.homeroom.chat.membership.Refusals;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/// Who is in a conversation, and as what.
@Path("/api/conversations/{id}/members")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Members")
@APIResponse(responseCode = "404", description = "`conversation-not-found`")
class MemberResource {
    private static final int LONGEST_NAME = 80;

    private final SeatStore seats;
    private final MembershipStore memberships;
    private final ReachStore reach;
    private final Principals principals;

    MemberResource(
            SeatStore seats, MembershipStore memberships, ReachStore reach, Principals principals) {
        this.seats = seats;
        this.memberships = memberships;
        this.reach = reach;
        this.principals = principals;
    }

    /// @param next give it as `after` for the next page; null at the end
    @Schema(requiredProperties = {"members", "next"})
    record SeatPage(List<SeatView> members, @Schema(nullable = true) @Nullable AccountId next) {}

    @Schema(requiredProperties = "role")
    record GiveRole(MemberRole role) {}

    @GET
    @Operation(
            summary = "Its members, in the order of their ids",
            description =
                    "With `q`, those who may be meant by the beginning of a name, the likeliest first, and no further page.")
    @APIResponse(
            responseCode = "200",
            description = "A page, and where to go on",
            content = @Content(schema = @Schema(implementation = SeatPage.class)))
    public Uni<SeatPage> list(
            ConversationId id,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit,
            @QueryParam("after") @Nullable AccountId after,
            @QueryParam("q") @Size(max = LONGEST_NAME) @Nullable String q) {
        if (q != null && !q.isBlank()) {
            return seats.named(id, principals.current().account(), q.strip(), limit)
                    .map(found -> new SeatPage(found, null));
        }
        // One more than asked for tells whether there is a next page.
        return seats.list(id, principals.current().account(), after, limit + 1)
                .map(found ->
                        found.size() > limit
                                ? new SeatPage(found.subList(0, limit), found.get(limit - 1).id())
                                : new SeatPage(found, null));
    }

    @PUT
    @Path("/{account}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add somebody, give them another role, or join an open channel oneself")
    @APIResponse(
            responseCode = "200",
            description = "In it, with this role",
            content = @Content(schema = @Schema(implementation = SeatView.class)))
    @APIResponse(responseCode = "403", description = "`not-allowed`")
    @APIResponse(
            responseCode = "404",
            description = "`conversation-not-found`, `person-not-found`, `member-not-found`")
    @APIResponse(
            responseCode = "409",
            description = "`conversation-full`, `last-owner`, `channel-archived`")
    @APIResponse(responseCode = "422", description = "`wrong-kind`")
    public Uni<SeatView> seat(
            ConversationId id,
            AccountId account,
            @NotNull @RequestBody(required = true, description = "As what") GiveRole request) {
        var self = principals.current().account();
        return reach.require(self, account, id)
                .chain(() -> memberships.act(id, new Act.Seat(self, account, request.role())))
                .invoke(MemberResource::requireDone)
                .chain(() -> seats.find(id, self, account))
                // Gone again already.
                .map(found -> found.orElseThrow(MemberResource::notThere));
    }

    @DELETE
    @Path("/{account}")
    @Operation(summary = "Remove somebody, or leave")
    @APIResponse(responseCode = "204", description = "Not in it any more")
    @APIResponse(responseCode = "403", description = "`not-allowed`")
    @APIResponse(responseCode = "409", description = "`last-owner`")
    @APIResponse(responseCode = "422", description = "`wrong-kind`")
    public Uni<Void> unseat(ConversationId id, AccountId account) {
        return memberships
                .act(id, new Act.Unseat(principals.current().account(), account))
                .invoke(MemberResource::requireDone)
                .replaceWithVoid();
    }

    private static RuntimeException notThere() {
        return Problem.of(ChatProblem.MEMBER_NOT_FOUND, "The person is not in the conversation.")
                .toHttp();
    }

    static void requireDone(Decision decision) {
        switch (decision) {
            case Decision.Changed _, Decision.Unchanged() -> {}
            case Decision.Refused(var reason) -> throw Refusals.problem(reason).toHttp();
        }
    }
}
