package org.homeroom.chat.invitation;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.chat.membership.Decision.Refusal;
import org.homeroom.chat.membership.MembershipStore;
import org.homeroom.chat.membership.Refusals;
import org.homeroom.chat.membership.Roster;
import org.homeroom.chat.membership.Terms;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// A channel's invitations, for those who may bring people in.
@Path("/api/conversations/{id}/invitations")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Invitations")
@APIResponse(responseCode = "403", description = "`not-allowed`")
@APIResponse(responseCode = "404", description = "`conversation-not-found`")
@APIResponse(responseCode = "422", description = "`wrong-kind`")
class InvitationResource {
    /// A term: links are passed on, and one that is forgotten should end by itself.
    private static final int LONGEST_HOURS = 90 * 24;

    private final InvitationStore invitations;
    private final MembershipStore memberships;
    private final Principals principals;

    InvitationResource(
            InvitationStore invitations, MembershipStore memberships, Principals principals) {
        this.invitations = invitations;
        this.memberships = memberships;
        this.principals = principals;
    }

    /// @param role MEMBER or GUEST
    /// @param expiresInHours how long it works
    /// @param uses how many may come in by it; null for as many as there is room for
    @Schema(requiredProperties = {"role", "expiresInHours", "uses"})
    record CreateInvitation(
            MemberRole role,
            @Min(1) @Max(LONGEST_HOURS) int expiresInHours,
            @Schema(nullable = true) @Nullable @Min(1) @Max(5_000) Integer uses) {}

    /// @param token told this once; it goes into the link
    @Schema(requiredProperties = {"invitation", "token"})
    record NewInvitation(Invitation invitation, String token) {}

    @Schema(requiredProperties = "invitations")
    record Invitations(List<Invitation> invitations) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Make a link by which people come in")
    @APIResponse(
            responseCode = "201",
            description = "Made; the token is told only here",
            content = @Content(schema = @Schema(implementation = NewInvitation.class)))
    @APIResponse(responseCode = "409", description = "`channel-archived`")
    public Uni<RestResponse<NewInvitation>> create(
            ConversationId id,
            @Valid @NotNull @RequestBody(required = true, description = "As what, and how long")
                    CreateInvitation request) {
        var self = principals.current().account();
        if (request.role() != MemberRole.MEMBER && request.role() != MemberRole.GUEST) {
            throw Problem.ofField(
                            CommonProblem.INVALID_REQUEST,
                            "A link makes members and guests; others are chosen one by one.",
                            "role",
                            "must be member or guest")
                    .toHttp();
        }
        var token = InvitationToken.fresh();
        return requireMay(id, self, request.role())
                .invoke(roster -> {
                    if (roster.terms() instanceof Terms.Channel channel && channel.archived()) {
                        throw Refusals.problem(Refusal.ARCHIVED).toHttp();
                    }
                })
                .chain(() ->
                        invitations.create(
                                id,
                                token,
                                self,
                                request.role(),
                                request.expiresInHours(),
                                request.uses()))
                .map(made ->
                        RestResponse.ResponseBuilder.create(
                                        RestResponse.Status.CREATED,
                                        new NewInvitation(made, token.text()))
                                .header("Cache-Control", "no-store")
                                .build());
    }

    @GET
    @Operation(summary = "The latest 100 links that still work")
    @APIResponse(
            responseCode = "200",
            description = "The links, without their tokens",
            content = @Content(schema = @Schema(implementation = Invitations.class)))
    public Uni<Invitations> list(ConversationId id) {
        return requireMay(id, principals.current().account(), MemberRole.GUEST)
                .chain(() -> invitations.working(id))
                .map(Invitations::new);
    }

    @DELETE
    @Path("/{invitation}")
    @Operation(summary = "Take a link back")
    @APIResponse(responseCode = "204", description = "It works no longer")
    @APIResponse(responseCode = "410", description = "`invitation-invalid`")
    public Uni<Void> revoke(ConversationId id, InvitationId invitation) {
        return requireMay(id, principals.current().account(), MemberRole.GUEST)
                .chain(() -> invitations.revoke(id, invitation))
                .invoke(revoked -> {
                    if (!revoked) {
                        throw Refusals.problem(Refusal.INVITER_MAY_NOT).toHttp();
                    }
                })
                .replaceWithVoid();
    }

    /// Not under the conversation's lock: whether the maker of a link may still bring people in is
    /// asked again when somebody follows it.
    private Uni<Roster> requireMay(ConversationId id, AccountId self, MemberRole role) {
        return memberships
                .roster(id, Set.of(self))
                .map(found ->
                        found.filter(roster -> roster.known().containsKey(self))
                                .orElseThrow(() -> Refusals.problem(Refusal.NOT_A_MEMBER).toHttp()))
                .invoke(roster -> {
                    if (!(roster.terms() instanceof Terms.Channel)) {
                        throw Refusals.problem(Refusal.WRONG_KIND).toHttp();
                    }
                    if (!roster.mayHandle(self, role)) {
                        throw Refusals.problem(Refusal.NOT_ALLOWED).toHttp();
                    }
                });
    }
}
