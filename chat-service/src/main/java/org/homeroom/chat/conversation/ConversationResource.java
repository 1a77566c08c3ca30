package org.homeroom.chat.conversation;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.chat.ChatProblem;
import org.homeroom.chat.PageKey;
import org.homeroom.chat.block.BlockStore;
import org.homeroom.chat.message.HistoryStore;
import org.homeroom.chat.message.Message;
import org.homeroom.chat.person.People;
import org.homeroom.chat.person.Person;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Conversations and their history.
@Path("/api/conversations")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations")
@APIResponse(responseCode = "401", description = "`not-signed-in`")
@APIResponse(responseCode = "503", description = "`busy`, with `retryAfter`")
class ConversationResource {
    private static final Duration FIRST_LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration LAST_LOOK_AGAIN = Duration.ofMillis(400);
    private static final int LOOKS_AGAIN = 5;

    private final ConversationStore conversations;
    private final OpeningStore openings;
    private final BlockStore blocks;
    private final HistoryStore history;
    private final People people;
    private final Principals principals;

    ConversationResource(
            ConversationStore conversations,
            OpeningStore openings,
            BlockStore blocks,
            HistoryStore history,
            People people,
            Principals principals) {
        this.conversations = conversations;
        this.openings = openings;
        this.blocks = blocks;
        this.history = history;
        this.people = people;
        this.principals = principals;
    }

    /// @param next give it as `after` for the next page; null at the end
    /// @param cursor for the socket's `resume`
    @Schema(requiredProperties = {"conversations", "next", "cursor"})
    record ConversationPage(
            List<ConversationView> conversations,
            @Schema(nullable = true) @Nullable String next,
            String cursor) {}

    /// @param with somebody else's account
    @Schema(requiredProperties = "with")
    record OpenConversation(AccountId with) {}

    /// @param lastChange the conversation's change up to which the messages are shown
    @Schema(requiredProperties = {"messages", "hasBefore", "hasAfter", "lastChange"})
    record MessagePage(
            List<Message> messages, boolean hasBefore, boolean hasAfter, long lastChange) {}

    @GET
    @Operation(summary = "The caller's conversations, latest first")
    @APIResponse(
            responseCode = "200",
            description = "A page, and where to go on",
            content = @Content(schema = @Schema(implementation = ConversationPage.class)))
    public Uni<ConversationPage> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit,
            @QueryParam("after") @Nullable String after) {
        var key = after == null ? null : PageKey.decode(after).orElseThrow(this::foreignPage);
        return conversations
                .list(principals.current().account(), limit, key)
                .map(page ->
                        new ConversationPage(
                                page.conversations(),
                                page.next().map(PageKey::encoded).orElse(null),
                                page.cursor()));
    }

    private RuntimeException foreignPage() {
        return Problem.of(
                        CommonProblem.INVALID_REQUEST,
                        "“after” is not a value that an earlier page gave as “next”.")
                .toHttp();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Open the direct conversation with a person, or find the one there is")
    @APIResponse(
            responseCode = "201",
            description = "Opened",
            content = @Content(schema = @Schema(implementation = ConversationView.class)))
    @APIResponse(
            responseCode = "200",
            description = "There was one",
            content = @Content(schema = @Schema(implementation = ConversationView.class)))
    @APIResponse(responseCode = "404", description = "`person-not-found`")
    @APIResponse(responseCode = "409", description = "`conversation-closed`")
    @APIResponse(responseCode = "422", description = "`conversation-with-self`")
    public Uni<RestResponse<ConversationView>> open(
            @NotNull @RequestBody(required = true, description = "With whom")
                    OpenConversation request) {
        var self = principals.current().account();
        var other = request.with();
        if (other.equals(self)) {
            throw Problem.of(
                            ChatProblem.CONVERSATION_WITH_SELF,
                            "A conversation needs somebody else in it.")
                    .toHttp();
        }
        return known(other)
                .flatMap(person -> {
                    if (person.isDeleted()) {
                        throw nobody();
                    }
                    return opened(self, person);
                })
                .flatMap(opened ->
                        conversations
                                .view(opened.id(), self)
                                .map(view -> answer(opened, view.orElseThrow())));
    }

    /// Somebody whose account was made a moment ago is found by others before this replica has
    /// heard of it, so it is waited for, a second or so.
    private Uni<Person> known(AccountId account) {
        return Uni.createFrom()
                .item(() -> people.find(account).orElseThrow(ConversationResource::nobody))
                .onFailure()
                .retry()
                .withBackOff(FIRST_LOOK_AGAIN, LAST_LOOK_AGAIN)
                .atMost(LOOKS_AGAIN)
                .onFailure()
                .transform(stillUnknown -> nobody());
    }

    /// Somebody whom nobody may find is there only for those who have a conversation with them; to
    /// others, and to whom they block, it looks as if there were no such person.
    private Uni<OpeningStore.Opened> opened(AccountId self, Person other) {
        var found =
                switch (other.findable()) {
                    case EVERYONE, ADDRESS -> openings.openDirect(self, other.id());
                    case NOBODY -> openings.findDirect(self, other.id());
                };
        return found.flatMap(opened ->
                opened.isPresent()
                        ? Uni.createFrom().item(opened.get())
                        : blocks.blockedBy(self)
                                .map(blocked -> {
                                    throw blocked.contains(other.id()) ? closed() : nobody();
                                }));
    }

    private static RuntimeException closed() {
        return Problem.of(
                        ChatProblem.CONVERSATION_CLOSED,
                        "You have blocked this person: nothing can be written to them.")
                .toHttp();
    }

    private static RuntimeException nobody() {
        return Problem.of(ChatProblem.PERSON_NOT_FOUND, "There is nobody with that id.").toHttp();
    }

    private static RestResponse<ConversationView> answer(
            OpeningStore.Opened opened, ConversationView view) {
        return opened.isNew()
                ? RestResponse.ResponseBuilder.<ConversationView>created(
                                URI.create("/api/conversations/" + opened.id()))
                        .entity(view)
                        .build()
                : RestResponse.ok(view);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One conversation")
    @APIResponse(
            responseCode = "200",
            description = "The conversation",
            content = @Content(schema = @Schema(implementation = ConversationView.class)))
    @APIResponse(responseCode = "404", description = "`conversation-not-found`")
    public Uni<ConversationView> view(ConversationId id) {
        return conversations
                .view(id, principals.current().account())
                .map(view -> view.orElseThrow(ConversationResource::notFound));
    }

    @GET
    @Path("/{id}/messages")
    @Operation(
            summary =
                    "A stretch of messages in ascending number: the latest, or those next to a number")
    @APIResponse(
            responseCode = "200",
            description = "The messages, and whether there are more on either side",
            content = @Content(schema = @Schema(implementation = MessagePage.class)))
    @APIResponse(responseCode = "404", description = "`conversation-not-found`")
    public Uni<MessagePage> messages(
            ConversationId id,
            @QueryParam("before") @Positive @Nullable Long before,
            @QueryParam("after") @PositiveOrZero @Nullable Long after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit) {
        if (before != null && after != null) {
            throw Problem.of(CommonProblem.INVALID_REQUEST, "Give “before” or “after”, not both.")
                    .toHttp();
        }
        var viewer = principals.current().account();
        var stretch =
                after == null
                        ? history.before(
                                id, viewer, before == null ? Long.MAX_VALUE : before, limit)
                        : history.after(id, viewer, after, limit);
        return stretch.map(found -> {
            var page = found.orElseThrow(ConversationResource::notFound);
            return new MessagePage(
                    page.messages(), page.hasBefore(), page.hasAfter(), page.lastChange());
        });
    }

    private static RuntimeException notFound() {
        return Problem.of(
                        ChatProblem.CONVERSATION_NOT_FOUND,
                        "There is no such conversation, or you are not in it.")
                .toHttp();
    }
}
