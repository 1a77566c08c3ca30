package org.homeroom.chat.invitation;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.chat.conversation.ConversationStore;
import org.homeroom.chat.conversation.ConversationView;
import org.homeroom.chat.invitation.InvitationStore.Opened;
import org.homeroom.chat.membership.Act;
import org.homeroom.chat.membership.Decision;
import org.homeroom.chat.membership.Decision.Refusal;
import org.homeroom.chat.membership.MembershipStore;
import org.homeroom.chat.membership.Refusals;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;

/// Following an invitation's link. The token comes in the body, so that it stands in nobody's log.
@Path("/api/conversations/invitations")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Invitations")
@APIResponse(responseCode = "410", description = "`invitation-invalid`")
@APIResponse(responseCode = "429", description = "`too-many-requests`, with `retryAfter`")
class AcceptResource {
    /// In which one more token may be tried.
    private static final Duration ONE_MORE = Duration.ofMinutes(1);

    private final InvitationStore invitations;
    private final MembershipStore memberships;
    private final ConversationStore conversations;
    private final Principals principals;

    AcceptResource(
            InvitationStore invitations,
            MembershipStore memberships,
            ConversationStore conversations,
            Principals principals) {
        this.invitations = invitations;
        this.memberships = memberships;
        this.conversations = conversations;
        this.principals = principals;
    }

    @Schema(requiredProperties = "token")
    record FollowInvitation(@Size(min = 1, max = 100) String token) {}

    /// What somebody sees before they come in.
    ///
    /// @param role what they would become
    /// @param isMember whether they are in it already
    @Schema(
            requiredProperties = {
                "conversation",
                "name",
                "description",
                "memberCount",
                "role",
                "isMember"
            })
    record InvitedTo(
            ConversationId conversation,
            String name,
            String description,
            int memberCount,
            MemberRole role,
            boolean isMember) {}

    @POST
    @Path("/look")
    @Operation(summary = "Where a link leads")
    @APIResponse(
            responseCode = "200",
            description = "The channel",
            content = @Content(schema = @Schema(implementation = InvitedTo.class)))
    public Uni<InvitedTo> look(
            @Valid @NotNull @RequestBody(required = true, description = "The link's token")
                    FollowInvitation request) {
        return open(request, principals.current().account())
                .flatMap(opened ->
                        memberships
                                .roster(opened.conversation(), Set.of(opened.createdBy()))
                                .map(roster -> {
                                    var mayInvite =
                                            roster.filter(known ->
                                                            known.mayHandle(
                                                                    opened.createdBy(),
                                                                    opened.role()))
                                                    .isPresent();
                                    if (!opened.isMember() && !(opened.works() && mayInvite)) {
                                        throw invalid();
                                    }
                                    return new InvitedTo(
                                            opened.conversation(),
                                            opened.name(),
                                            opened.description(),
                                            opened.memberCount(),
                                            opened.role(),
                                            opened.isMember());
                                }));
    }

    @POST
    @Path("/accept")
    @Operation(summary = "Come in by a link")
    @APIResponse(
            responseCode = "200",
            description = "In the channel",
            content = @Content(schema = @Schema(implementation = ConversationView.class)))
    @APIResponse(responseCode = "403", description = "`not-allowed`")
    @APIResponse(responseCode = "409", description = "`conversation-full`, `channel-archived`")
    public Uni<ConversationView> accept(
            @Valid @NotNull @RequestBody(required = true, description = "The link's token")
                    FollowInvitation request) {
        var self = principals.current().account();
        return open(request, self)
                .flatMap(opened ->
                        (opened.isMember() ? Uni.createFrom().voidItem() : comeIn(opened, self))
                                .chain(() -> conversations.view(opened.conversation(), self)))
                // Removed again at once.
                .map(view -> view.orElseThrow(AcceptResource::invalid));
    }

    private Uni<Opened> open(FollowInvitation request, AccountId self) {
        return invitations
                .countTry(self)
                .invoke(may -> {
                    if (!may) {
                        throw Problem.retry(
                                        CommonProblem.TOO_MANY_REQUESTS,
                                        "Too many invitations that do not work were tried.",
                                        ONE_MORE)
                                .toHttp();
                    }
                })
                .chain(() -> invitations.find(new InvitationToken(request.token()), self))
                .map(found -> found.orElseThrow(AcceptResource::invalid));
    }

    private Uni<Void> comeIn(Opened opened, AccountId self) {
        if (!opened.works()) {
            throw invalid();
        }
        return memberships
                .act(
                        opened.conversation(),
                        new Act.Accept(self, opened.createdBy(), opened.role()),
                        connection ->
                                invitations
                                        .use(connection, opened.id())
                                        .invoke(worked -> {
                                            // Takes back the whole transaction.
                                            if (!worked) {
                                                throw invalid();
                                            }
                                        })
                                        .replaceWithVoid())
                .invoke(decision -> {
                    switch (decision) {
                        case Decision.Changed _, Decision.Unchanged() -> {}
                        case Decision.Refused(var reason) ->
                                throw Refusals.problem(reason).toHttp();
                    }
                })
                .replaceWithVoid();
    }

    private static RuntimeException invalid() {
        return Refusals.problem(Refusal.INVITER_MAY_NOT).toHttp();
    }
}
