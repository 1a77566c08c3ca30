package org.homeroom.chat.report;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
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
import org.homeroom.chat.Requested;
import org.homeroom.chat.change.Change;
import org.homeroom.chat.change.ChangeResult;
import org.homeroom.chat.change.ChangeStore;
import org.homeroom.chat.report.Report.Outcome;
import org.homeroom.chat.report.Report.Reason;
import org.homeroom.chat.report.ReportStore.Viewer;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/// Reporting a message, and settling what was reported. Whose message it is hears nothing of it.
@Path("/api/reports")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reports")
class ReportResource {
    static final int MOST_WORDS = 500;

    private final ReportStore reports;
    private final ChangeStore changes;
    private final Principals principals;

    ReportResource(ReportStore reports, ChangeStore changes, Principals principals) {
        this.reports = reports;
        this.changes = changes;
        this.principals = principals;
    }

    /// @param words what there is to say of it; may be empty
    @Schema(requiredProperties = {"reason", "words"})
    record ReportMessage(@NotNull Reason reason, @NotNull @Size(max = MOST_WORDS) String words) {}

    @Schema(requiredProperties = "outcome")
    record SettleReport(@NotNull Outcome outcome) {}

    /// @param open how many there are in all: exact up to 99, 100 means more
    /// @param next give it as `after` for the next page; null at the end
    @Schema(requiredProperties = {"reports", "open", "next"})
    record ReportPage(
            List<Report> reports, int open, @Schema(nullable = true) @Nullable String next) {
        ReportPage {
            reports = List.copyOf(reports);
        }
    }

    @POST
    @Path("/{conversation}/{number}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Tell those who answer for a conversation of a message in it")
    @APIResponse(responseCode = "204", description = "They are told; again and again")
    @APIResponse(responseCode = "403", description = "`not-allowed`: one's own")
    @APIResponse(
            responseCode = "404",
            description = "`conversation-not-found`, `message-not-found`")
    @APIResponse(responseCode = "410", description = "`message-deleted`")
    @APIResponse(responseCode = "422", description = "`wrong-kind`: a call")
    @APIResponse(responseCode = "429", description = "`too-many-requests`, with `retryAfter`")
    public Uni<Void> report(
            ConversationId conversation,
            @Positive long number,
            @Valid @NotNull @RequestBody(required = true, description = "Why")
                    ReportMessage request) {
        if (request.words().indexOf('\0') >= 0) {
            throw Problem.of(CommonProblem.INVALID_REQUEST, "“words” has a NUL in it.").toHttp();
        }
        return reports.report(
                        conversation,
                        number,
                        viewer().account(),
                        request.reason(),
                        request.words().strip())
                .invoke(reported -> {
                    switch (reported) {
                        case DONE -> {}
                        case NOT_A_MEMBER ->
                                throw refused(
                                        ChatProblem.CONVERSATION_NOT_FOUND,
                                        "There is no such conversation, or you are not in it.");
                        case NO_SUCH_MESSAGE ->
                                throw refused(
                                        ChatProblem.MESSAGE_NOT_FOUND,
                                        "There is no message of that number, or it is not for you.");
                        case DELETED ->
                                throw refused(
                                        ChatProblem.MESSAGE_DELETED, "The message is deleted.");
                        case WRONG_KIND ->
                                throw refused(
                                        ChatProblem.WRONG_KIND, "A call is not reported here.");
                        case ONES_OWN ->
                                throw Problem.of(
                                                CommonProblem.NOT_ALLOWED,
                                                "What you wrote yourself you can delete.")
                                        .toHttp();
                        case TOO_MANY ->
                                throw Problem.retry(
                                                CommonProblem.TOO_MANY_REQUESTS,
                                                "You have reported many messages lately.",
                                                ReportStore.LATELY)
                                        .toHttp();
                    }
                })
                .replaceWithVoid();
    }

    @GET
    @Operation(summary = "What was reported and the caller answers for, the latest first")
    @APIResponse(
            responseCode = "200",
            description = "A page, and where to go on",
            content = @Content(schema = @Schema(implementation = ReportPage.class)))
    public Uni<ReportPage> open(
            @QueryParam("limit") @DefaultValue("30") @Min(1) @Max(100) int limit,
            @QueryParam("after") @Nullable String after) {
        var viewer = viewer();
        var key = Requested.page(after);
        return reports.open(viewer, key, limit)
                .flatMap(page ->
                        reports.count(viewer)
                                .map(open ->
                                        new ReportPage(
                                                page.reports(),
                                                open,
                                                page.next().map(PageKey::encoded).orElse(null))));
    }

    @PUT
    @Path("/{conversation}/{number}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Decide of a message that was reported")
    @APIResponse(responseCode = "204", description = "Nothing about it is open any more")
    @APIResponse(responseCode = "404", description = "`report-not-found`")
    @APIResponse(responseCode = "503", description = "`busy`")
    public Uni<Void> settle(
            ConversationId conversation,
            @Positive long number,
            @Valid @NotNull @RequestBody(required = true, description = "What becomes of it")
                    SettleReport request) {
        var viewer = viewer();
        return reports.maySettle(viewer, conversation, number)
                .invoke(may -> {
                    if (!may) {
                        throw refused(
                                ChatProblem.REPORT_NOT_FOUND,
                                "Nothing about the message is open, or it is not yours to decide.");
                    }
                })
                .chain(() ->
                        switch (request.outcome()) {
                            case REMOVED -> remove(conversation, number, viewer.account());
                            case DISMISSED -> Uni.createFrom().voidItem();
                        })
                .chain(() -> reports.settle(conversation, number, viewer.account()));
    }

    private Uni<Void> remove(ConversationId conversation, long number, AccountId by) {
        return changes.make(new Change(conversation, number, by, new Change.Remove()))
                .invoke(result -> {
                    switch (result) {
                        case ChangeResult.Done _ -> {}
                        case ChangeResult.Refused(var reason) ->
                                throw new IllegalStateException(
                                        "a message with a report is not removed: " + reason);
                        case ChangeResult.TooManyWaiting() ->
                                throw Problem.retry(
                                                CommonProblem.BUSY,
                                                "More changes come in than can be stored.",
                                                Duration.ofSeconds(1))
                                        .toHttp();
                    }
                })
                .replaceWithVoid();
    }

    private static RuntimeException refused(ChatProblem type, String detail) {
        return Problem.of(type, detail).toHttp();
    }

    private Viewer viewer() {
        var principal = principals.current();
        return new Viewer(principal.account(), principal.roles().contains("administrator"));
    }
}
