package org.homeroom.chat.conversation;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.chat.ChatProblem;
import org.homeroom.chat.conversation.OpenChannelStore.OpenChannel;
import org.homeroom.chat.membership.Decision.Refusal;
import org.homeroom.chat.membership.MembershipStore;
import org.homeroom.chat.membership.Refusals;
import org.homeroom.chat.membership.Terms;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Channels and groups: opening them, finding open ones, and what they are called.
@Path("/api/conversations")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Channels and groups")
class ChannelResource {
    /// Of those whom auth-service writes into the token; an administrator has it too.
    private static final String TEACHER = "teacher";

    private final ConversationStore conversations;
    private final OpeningStore openings;
    private final OpenChannelStore openChannels;
    private final MembershipStore memberships;
    private final ReachStore reach;
    private final Principals principals;

    ChannelResource(
            ConversationStore conversations,
            OpeningStore openings,
            OpenChannelStore openChannels,
            MembershipStore memberships,
            ReachStore reach,
            Principals principals) {
        this.conversations = conversations;
        this.openings = openings;
        this.openChannels = openChannels;
        this.memberships = memberships;
        this.reach = reach;
        this.principals = principals;
    }

    /// @param people the others
    /// @param name null for one that is called by its people
    @Schema(requiredProperties = {"people", "name"})
    record OpenGroup(
            @Size(min = 2, max = 49) List<AccountId> people,
            @Schema(nullable = true) @Nullable String name) {
        OpenGroup {
            people = List.copyOf(people);
        }
    }

    @Schema(requiredProperties = {"name", "description", "access", "announcementsOnly"})
    record CreateChannel(
            String name, String description, Terms.Access access, boolean announcementsOnly) {}

    /// What is null stays as it is.
    record ChangeTerms(
            @Schema(nullable = true) @Nullable String name,
            @Schema(nullable = true) @Nullable String description,
            Terms.@Nullable Access access,
            @Schema(nullable = true) @Nullable Boolean announcementsOnly,
            @Schema(nullable = true) @Nullable Boolean archived) {}

    /// @param next give it as `after` for the next page; null at the end
    @Schema(requiredProperties = {"channels", "next"})
    record OpenChannelPage(
            List<OpenChannel> channels, @Schema(nullable = true) @Nullable ConversationId next) {}

    @POST
    @Path("/groups")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Open a group")
    @APIResponse(
            responseCode = "201",
            description = "Opened",
            content = @Content(schema = @Schema(implementation = ConversationView.class)))
    @APIResponse(responseCode = "404", description = "`person-not-found`")
    @APIResponse(responseCode = "422", description = "`conversation-with-self`")
    public Uni<RestResponse<ConversationView>> openGroup(
            @Valid
                    @NotNull
                    @RequestBody(required = true, description = "Who, and what it is called")
                    OpenGroup request) {
        var self = principals.current().account();
        var name = request.name() == null ? "" : ConversationName.name(request.name());
        var people = new LinkedHashSet<>(request.people());
        if (people.contains(self)) {
            throw Problem.of(
                            ChatProblem.CONVERSATION_WITH_SELF,
                            "You are in the group anyway: name the others.")
                    .toHttp();
        }
        if (people.size() < request.people().size()) {
            throw Problem.of(CommonProblem.INVALID_REQUEST, "Somebody is named twice.").toHttp();
        }
        return reach.requireAll(self, Set.copyOf(people))
                .chain(() -> {
                    people.add(self);
                    return openings.openGroup(name, List.copyOf(people));
                })
                .flatMap(id -> created(id, self));
    }

    @POST
    @Path("/channels")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Create a channel")
    @APIResponse(
            responseCode = "201",
            description = "Created; the caller owns it",
            content = @Content(schema = @Schema(implementation = ConversationView.class)))
    @APIResponse(responseCode = "403", description = "`not-allowed`")
    public Uni<RestResponse<ConversationView>> createChannel(
            @NotNull @RequestBody(required = true, description = "What it is")
                    CreateChannel request) {
        var self = principals.current();
        if (!self.roles().contains(TEACHER)) {
            throw Problem.of(CommonProblem.NOT_ALLOWED, "Teachers create channels.").toHttp();
        }
        var terms =
                new Terms.Channel(
                        ConversationName.name(request.name()),
                        ConversationName.description(request.description()),
                        request.access(),
                        request.announcementsOnly(),
                        false);
        return openings.openChannel(terms, self.account())
                .flatMap(id -> created(id, self.account()));
    }

    private Uni<RestResponse<ConversationView>> created(ConversationId id, AccountId viewer) {
        return view(id, viewer)
                .map(view ->
                        RestResponse.ResponseBuilder.<ConversationView>created(
                                        URI.create("/api/conversations/" + id))
                                .entity(view)
                                .build());
    }

    private Uni<ConversationView> view(ConversationId id, AccountId viewer) {
        return conversations
                .view(id, viewer)
                .map(view ->
                        view.orElseThrow(() -> Refusals.problem(Refusal.NOT_A_MEMBER).toHttp()));
    }

    @GET
    @Path("/channels")
    @Operation(summary = "Open channels by name")
    @APIResponse(
            responseCode = "200",
            description = "A page, and where to go on",
            content = @Content(schema = @Schema(implementation = OpenChannelPage.class)))
    public Uni<OpenChannelPage> openChannels(
            @QueryParam("q") @DefaultValue("") @Size(max = 80) String contained,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit,
            @QueryParam("after") @Nullable ConversationId after) {
        if (contained.indexOf('\0') >= 0) {
            throw Problem.of(CommonProblem.INVALID_REQUEST, "“q” has a NUL in it.").toHttp();
        }
        // One more than asked for tells whether there is a next page.
        return openChannels
                .find(principals.current().account(), contained, limit + 1, after)
                .map(found ->
                        found.size() > limit
                                ? new OpenChannelPage(
                                        found.subList(0, limit), found.get(limit - 1).id())
                                : new OpenChannelPage(found, null));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Rename it, or change what holds in it")
    @APIResponse(
            responseCode = "200",
            description = "As it is now",
            content = @Content(schema = @Schema(implementation = ConversationView.class)))
    @APIResponse(responseCode = "403", description = "`not-allowed`")
    @APIResponse(responseCode = "404", description = "`conversation-not-found`")
    @APIResponse(responseCode = "409", description = "`channel-archived`")
    @APIResponse(responseCode = "422", description = "`wrong-kind`")
    public Uni<ConversationView> change(
            ConversationId id,
            @NotNull @RequestBody(required = true, description = "What is to be different")
                    ChangeTerms request) {
        var self = principals.current().account();
        var name = request.name() == null ? null : ConversationName.name(request.name());
        var description =
                request.description() == null
                        ? null
                        : ConversationName.description(request.description());
        var change =
                new ChangeTerms(
                        name,
                        description,
                        request.access(),
                        request.announcementsOnly(),
                        request.archived());
        return memberships
                .rule(id, self, terms -> changed(terms, change))
                .invoke(MemberResource::requireDone)
                .chain(() -> view(id, self));
    }

    /// Empty if it is no change for this kind of conversation.
    private static Optional<Terms> changed(Terms terms, ChangeTerms change) {
        return switch (terms) {
            case Terms.Direct _ -> Optional.empty();
            case Terms.Group(var name) ->
                    change.description() == null
                                    && change.access() == null
                                    && change.announcementsOnly() == null
                                    && change.archived() == null
                            ? Optional.of(new Terms.Group(or(change.name(), name)))
                            : Optional.empty();
            case Terms.Channel current ->
                    Optional.of(
                            new Terms.Channel(
                                    or(change.name(), current.name()),
                                    or(change.description(), current.description()),
                                    or(change.access(), current.access()),
                                    or(change.announcementsOnly(), current.announcementsOnly()),
                                    or(change.archived(), current.archived())));
        };
    }

    private static <T> T or(@Nullable T wanted, T current) {
        return wanted == null ? current : wanted;
    }
}
