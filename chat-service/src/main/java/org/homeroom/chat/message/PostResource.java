package org.homeroom.chat.message;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
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
import org.homeroom.chat.ChatProblem;
import org.homeroom.chat.membership.Decision.Refusal;
import org.homeroom.chat.membership.Refusals;
import org.homeroom.chat.message.PostStore.Found;
import org.homeroom.chat.message.PostStore.Order;
import org.homeroom.chat.message.PostStore.Post;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/// A channel's posts and their comments.
@Path("/api/conversations/{id}/posts")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Posts")
class PostResource {
    private final PostStore posts;
    private final Principals principals;

    PostResource(PostStore posts, Principals principals) {
        this.posts = posts;
        this.principals = principals;
    }

    @Schema(requiredProperties = {"posts", "hasBefore"})
    record PostPage(List<Post> posts, boolean hasBefore) {}

    @Schema(requiredProperties = {"messages", "hasAfter", "lastChange"})
    record CommentPage(List<Message> messages, boolean hasAfter, long lastChange) {}

    @GET
    @Operation(
            summary =
                    "The channel's posts, the latest first, or the one with the latest comment first")
    @APIResponse(
            responseCode = "200",
            description = "The posts, and whether there are older ones",
            content = @Content(schema = @Schema(implementation = PostPage.class)))
    @APIResponse(responseCode = "404", description = "`conversation-not-found`")
    public Uni<PostPage> feed(
            ConversationId id,
            @QueryParam("sort") @DefaultValue("latest") @Pattern(regexp = "latest|active")
                    String sort,
            @QueryParam("before") @Positive @Nullable Long before,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit) {
        // One more than asked for tells whether there are older ones.
        return posts.feed(
                        id,
                        principals.current().account(),
                        sort.equals("active") ? Order.ACTIVE : Order.LATEST,
                        before == null ? Long.MAX_VALUE : before,
                        limit + 1)
                .map(found -> found.orElseThrow(PostResource::notAMember))
                .map(found ->
                        new PostPage(
                                found.subList(0, Math.min(limit, found.size())),
                                found.size() > limit));
    }

    @GET
    @Path("/{number}")
    @Operation(summary = "One post")
    @APIResponse(
            responseCode = "200",
            description = "The post",
            content = @Content(schema = @Schema(implementation = Post.class)))
    @APIResponse(
            responseCode = "404",
            description = "`conversation-not-found`, `message-not-found`")
    public Uni<Post> find(ConversationId id, @Positive long number) {
        return posts.find(id, principals.current().account(), number).map(PostResource::require);
    }

    @GET
    @Path("/{number}/comments")
    @Operation(summary = "A stretch of a post's comments in ascending number, replies among them")
    @APIResponse(
            responseCode = "200",
            description = "The comments, and whether there are later ones",
            content = @Content(schema = @Schema(implementation = CommentPage.class)))
    @APIResponse(
            responseCode = "404",
            description = "`conversation-not-found`, `message-not-found`")
    public Uni<CommentPage> comments(
            ConversationId id,
            @Positive long number,
            @QueryParam("after") @DefaultValue("0") @PositiveOrZero long after,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit) {
        return posts.comments(id, principals.current().account(), number, after, limit + 1)
                .map(PostResource::require)
                .map(found ->
                        new CommentPage(
                                found.messages()
                                        .subList(0, Math.min(limit, found.messages().size())),
                                found.messages().size() > limit,
                                found.lastChange()));
    }

    private static <T> T require(Found<T> found) {
        return switch (found) {
            case Found.Here<T>(var value) -> value;
            case Found.NoPost<T>() ->
                    throw Problem.of(
                                    ChatProblem.MESSAGE_NOT_FOUND,
                                    "There is no post of that number in the channel.")
                            .toHttp();
            case Found.NotAMember<T>() -> throw notAMember();
        };
    }

    private static RuntimeException notAMember() {
        return Refusals.problem(Refusal.NOT_A_MEMBER).toHttp();
    }
}
