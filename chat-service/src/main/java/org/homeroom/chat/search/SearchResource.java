package org.homeroom.chat.search;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.chat.PageKey;
import org.homeroom.chat.message.Message;
import org.homeroom.chat.search.SearchStore.Hit;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/// Searching in what was written.
@Path("/api/search")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Search")
@APIResponse(responseCode = "401", description = "`not-signed-in`")
@APIResponse(responseCode = "503", description = "`busy`, with `retryAfter`")
class SearchResource {
    /// Of this replica's connections to the database, most stay free for those who write.
    private static final int AT_ONCE = 4;

    private static final Duration RETRY_WHEN_BUSY = Duration.ofSeconds(1);
    private static final String TIMEOUT = "57014";

    private final SearchStore search;
    private final Principals principals;
    private final Semaphore places = new Semaphore(AT_ONCE);

    SearchResource(SearchStore search, Principals principals) {
        this.search = search;
        this.principals = principals;
    }

    /// @param title of a post, with what was looked for marked in it; null of other messages
    /// @param text the part of its text that shows why it was found
    /// @param files the names of its files, in their order, marked likewise
    @Schema(requiredProperties = {"conversation", "message", "title", "text", "files"})
    record Found(
            ConversationId conversation,
            Message message,
            @Schema(nullable = true) @Nullable Excerpt title,
            Excerpt text,
            List<Excerpt> files) {
        Found {
            files = List.copyOf(files);
        }
    }

    /// @param next give it as `after` for the next page; null at the end
    @Schema(requiredProperties = {"hits", "next"})
    record HitPage(List<Found> hits, @Schema(nullable = true) @Nullable String next) {}

    @GET
    @Path("/messages")
    @Operation(
            summary = "Messages, posts and comments, the latest first",
            description =
                    """
                    `q` holds words, all of which a message or its files' names have to have, "words in quotes" next to each other, `-words` that it
                    must not have, and `from:` (a name, an id or `me`), `in:` (a name or an id), `has:link`, `has:file`, `has:image`,
                    `has:video`, `is:message`, `is:post`, `is:comment` (of several one is enough), `before:` and `after:` (a day, in the time zone `zone`). The last word may be the beginning of one.
                    """)
    @APIResponse(
            responseCode = "200",
            description = "A page, and where to go on",
            content = @Content(schema = @Schema(implementation = HitPage.class)))
    public Uni<HitPage> messages(
            @QueryParam("q") @NotNull @Size(max = 200) String q,
            @QueryParam("zone") @DefaultValue("UTC") String zone,
            @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit,
            @QueryParam("after") @Nullable String after) {
        var query = parse(q);
        var key =
                after == null
                        ? null
                        : PageKey.decode(after)
                                .orElseThrow(() -> invalid("“after” is not from here."));
        return withPlace(
                        // One more than asked for tells whether there is a next page.
                        search.find(
                                principals.current().account(), query, zone(zone), key, limit + 1))
                .map(hits -> page(hits, query, limit));
    }

    private static HitPage page(List<Hit> hits, SearchQuery query, int limit) {
        var shown = hits.subList(0, Math.min(limit, hits.size()));
        return new HitPage(
                shown.stream().flatMap(hit -> found(hit, query).stream()).toList(),
                hits.size() > limit ? shown.getLast().key().encoded() : null);
    }

    private static Optional<Found> found(Hit hit, SearchQuery query) {
        return Optional.ofNullable(hit.message())
                .map(message ->
                        new Found(
                                hit.key().conversation(),
                                message,
                                message.title() == null
                                        ? null
                                        : Excerpt.of(message.title(), query.phrases()),
                                Excerpt.of(message.text(), query.phrases()),
                                message.files().stream()
                                        .map(file -> Excerpt.of(file.name(), query.phrases()))
                                        .toList()));
    }

    private static SearchQuery parse(String text) {
        if (text.indexOf('\0') >= 0) {
            throw invalid("“q” has a NUL in it.");
        }
        try {
            var query = SearchQuery.parse(text);
            if (query.isEmpty()) {
                throw invalid("“q” has nothing to look for.");
            }
            return query;
        } catch (SearchQuery.Misunderstood misunderstood) {
            throw invalid(String.valueOf(misunderstood.getMessage()));
        }
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException unknown) {
            throw invalid("“zone” is no time zone.");
        }
    }

    private static RuntimeException invalid(String detail) {
        return Problem.of(CommonProblem.INVALID_REQUEST, detail).toHttp();
    }

    private <T> Uni<T> withPlace(Uni<T> work) {
        return Uni.createFrom()
                .deferred(() ->
                        places.tryAcquire()
                                ? work.eventually(() -> places.release())
                                : Uni.createFrom().<T>failure(busy()))
                .onFailure(SearchResource::tookTooLong)
                .transform(timeout -> busy());
    }

    private static boolean tookTooLong(Throwable failure) {
        return failure instanceof PgException refused && TIMEOUT.equals(refused.getSqlState());
    }

    private static RuntimeException busy() {
        return Problem.retry(
                        CommonProblem.BUSY,
                        "Too many people search at this moment, or for too much.",
                        RETRY_WHEN_BUSY)
                .toHttp();
    }
}
