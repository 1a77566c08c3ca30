package org.homeroom.chat.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.chat.membership.Decision.Refusal;
import org.homeroom.chat.membership.Refusals;
import org.homeroom.chat.message.HistoryStore;
import org.homeroom.chat.message.Message;
import org.homeroom.chat.person.People;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.principal.Principals;
import org.jspecify.annotations.Nullable;

/// What became of messages after they were sent.
@Path("/api/conversations/{id}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Changes of messages")
@APIResponse(responseCode = "400", description = "`invalid-request`")
class ChangeResource {
    private final HistoryStore history;
    private final RecordStore records;
    private final People people;
    private final Principals principals;

    ChangeResource(
            HistoryStore history, RecordStore records, People people, Principals principals) {
        this.history = history;
        this.records = records;
        this.people = people;
        this.principals = principals;
    }

    /// @param lastChange give it as `after` for what follows
    @Schema(requiredProperties = {"messages", "lastChange", "hasAfter"})
    record ChangePage(List<Message> messages, long lastChange, boolean hasAfter) {}

    /// @param lastChange the conversation's change up to which the messages are shown
    @Schema(requiredProperties = {"messages", "lastChange"})
    record PinPage(List<Message> messages, long lastChange) {}

    /// What a message said.
    ///
    /// @param title of a post; else not there
    /// @param writtenAt since when it stood there
    @Schema(
            name = "Edition",
            requiredProperties = {"text", "writtenAt"})
    record EditionView(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String title,
            String text,
            Instant writtenAt) {}

    /// @param next give it as `before` for the next page; null at the end
    @Schema(requiredProperties = {"editions", "next"})
    record EditionPage(List<EditionView> editions, @Schema(nullable = true) @Nullable Long next) {}

    /// Somebody who reacted.
    ///
    /// @param name empty for an account that is deleted
    /// @param photo names the pictures at `/api/users/photos/{photo}/`
    /// @param deleted true, or not there
    @Schema(requiredProperties = {"emoji", "id", "name", "photo"})
    record Reactor(
            String emoji,
            AccountId id,
            String name,
            @Schema(nullable = true) @Nullable String photo,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean deleted) {}

    /// @param next give it as `after` for the next page; null at the end
    @Schema(requiredProperties = {"people", "next"})
    record ReactorPage(List<Reactor> people, @Schema(nullable = true) @Nullable Long next) {}

    @GET
    @Path("/changes")
    @Operation(
            summary =
                    "Messages that were changed after a change, each as it is by now, in the order of their changes")
    @APIResponse(
            responseCode = "200",
            description = "The messages, and up to which change these are all",
            content = @Content(schema = @Schema(implementation = ChangePage.class)))
    @APIResponse(responseCode = "404", description = "`conversation-not-found`")
    public Uni<ChangePage> changes(
            ConversationId id,
            @QueryParam("after") @DefaultValue("0") @PositiveOrZero long after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit) {
        return history.changedAfter(id, viewer(), after, limit)
                .map(ChangeResource::require)
                .map(found ->
                        new ChangePage(found.messages(), found.lastChange(), found.hasAfter()));
    }

    @GET
    @Path("/pins")
    @Operation(summary = "The messages that are pinned, the latest first")
    @APIResponse(
            responseCode = "200",
            description = "At most 50",
            content = @Content(schema = @Schema(implementation = PinPage.class)))
    @APIResponse(responseCode = "404", description = "`conversation-not-found`")
    public Uni<PinPage> pins(ConversationId id) {
        return history.pinned(id, viewer())
                .map(ChangeResource::require)
                .map(found -> new PinPage(found.messages(), found.lastChange()));
    }

    @GET
    @Path("/messages/{number}/edits")
    @Operation(summary = "What a message said before it was edited, the latest first")
    @APIResponse(
            responseCode = "200",
            description = "A page, and where to go on",
            content = @Content(schema = @Schema(implementation = EditionPage.class)))
    @APIResponse(
            responseCode = "404",
            description = "`conversation-not-found`, `message-not-found`")
    public Uni<EditionPage> edits(
            ConversationId id,
            @Positive long number,
            @QueryParam("before") @Positive @Nullable Long before,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit) {
        return records.editions(
                        id,
                        viewer(),
                        number,
                        before == null ? Long.MAX_VALUE : before,
                        limit + 1,
                        row -> new Numbered<>(row.getLong("change"), edition(row)))
                .map(found -> new EditionPage(page(found, limit), next(found, limit)));
    }

    @GET
    @Path("/messages/{number}/reactions")
    @Operation(summary = "Who reacted to a message, in the order in which they did")
    @APIResponse(
            responseCode = "200",
            description = "A page, and where to go on",
            content = @Content(schema = @Schema(implementation = ReactorPage.class)))
    @APIResponse(
            responseCode = "404",
            description = "`conversation-not-found`, `message-not-found`")
    public Uni<ReactorPage> reactions(
            ConversationId id,
            @Positive long number,
            @QueryParam("emoji") @Nullable String emoji,
            @QueryParam("after") @DefaultValue("0") @PositiveOrZero long after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit) {
        if (emoji != null && Emoji.of(emoji).isEmpty()) {
            throw Emoji.problem().toHttp();
        }
        return records.reactions(
                        id,
                        viewer(),
                        number,
                        emoji,
                        after,
                        limit + 1,
                        row -> new Numbered<>(row.getLong("change"), reactor(row)))
                .map(found -> new ReactorPage(page(found, limit), next(found, limit)));
    }

    /// Of a page that is asked for with one more than it is to have.
    ///
    /// @param change by which it is told where the next page begins
    private record Numbered<T>(long change, T value) {}

    private static <T> List<T> page(List<Numbered<T>> found, int limit) {
        return found.stream().limit(limit).map(Numbered::value).toList();
    }

    private static <T> @Nullable Long next(List<Numbered<T>> found, int limit) {
        return found.size() > limit ? (Long) found.get(limit - 1).change : null;
    }

    private static EditionView edition(Row row) {
        return new EditionView(
                row.getString("title"),
                row.getString("text"),
                row.getOffsetDateTime("written_at").toInstant());
    }

    private Reactor reactor(Row row) {
        var person = people.get(new AccountId(row.getUUID("account_id")));
        return new Reactor(
                row.getString("emoji"),
                person.id(),
                person.name(),
                person.photo(),
                person.isDeleted() ? true : null);
    }

    private AccountId viewer() {
        return principals.current().account();
    }

    private static <T> T require(Optional<T> found) {
        return found.orElseThrow(() -> Refusals.problem(Refusal.NOT_A_MEMBER).toHttp());
    }
}
