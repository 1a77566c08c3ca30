package org.homeroom.chat.notification;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
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
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/// Activity, and what somebody wants to be notified of in all of their conversations.
@Path("/api/notifications")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notifications")
class NotificationResource {
    private final ActivityStore activity;
    private final ChoiceStore choices;
    private final Principals principals;

    NotificationResource(ActivityStore activity, ChoiceStore choices, Principals principals) {
        this.activity = activity;
        this.choices = choices;
        this.principals = principals;
    }

    /// @param unread in all of it: exact up to 99, 100 means more
    /// @param next give it as `after` for the next page; null at the end
    @Schema(requiredProperties = {"items", "unread", "next"})
    record ActivityPage(
            List<Activity> items, int unread, @Schema(nullable = true) @Nullable String next) {
        ActivityPage {
            items = List.copyOf(items);
        }
    }

    /// @param upTo the `at` of the latest that was seen
    /// @param conversation null for all of them
    @Schema(requiredProperties = {"upTo", "conversation"})
    record Noticed(
            @NotNull Instant upTo,
            @Schema(nullable = true) @Nullable ConversationId conversation) {}

    @GET
    @Path("/activity")
    @Operation(summary = "What concerns the caller, the latest first")
    @APIResponse(
            responseCode = "200",
            description = "A page, and where to go on",
            content = @Content(schema = @Schema(implementation = ActivityPage.class)))
    public Uni<ActivityPage> activity(
            @QueryParam("limit") @DefaultValue("30") @Min(1) @Max(100) int limit,
            @QueryParam("after") @Nullable String after) {
        var viewer = viewer();
        var key = Requested.page(after);
        return activity.page(viewer, key, limit)
                .flatMap(page ->
                        activity.unread(Set.of(viewer))
                                .map(unread ->
                                        new ActivityPage(
                                                page.items(),
                                                unread.getOrDefault(viewer, 0),
                                                page.next().map(PageKey::encoded).orElse(null))));
    }

    @PUT
    @Path("/activity/read")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Say that everything up to an instant was seen")
    @APIResponse(responseCode = "204", description = "It is no longer unread")
    public Uni<Void> notice(
            @NotNull @Valid @RequestBody(required = true, description = "What was seen")
                    Noticed request) {
        return activity.notice(
                viewer(), Requested.instant(request.upTo(), "upTo"), request.conversation());
    }

    @GET
    @Path("/settings")
    @Operation(summary = "Of what the caller wants to be notified, and when not")
    @APIResponse(
            responseCode = "200",
            description = "The choices",
            content = @Content(schema = @Schema(implementation = NotificationSettings.class)))
    public Uni<NotificationSettings> settings() {
        return choices.settings(viewer());
    }

    @PUT
    @Path("/settings")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Choose of what to be notified, and when not")
    @APIResponse(
            responseCode = "200",
            description = "The choices; the caller's devices are told",
            content = @Content(schema = @Schema(implementation = NotificationSettings.class)))
    public Uni<NotificationSettings> choose(
            @NotNull @Valid @RequestBody(required = true, description = "The choices")
                    NotificationSettings request) {
        var quiet = request.quietHours();
        if (quiet != null && quiet.from().equals(quiet.to())) {
            throw invalid("Quiet hours begin and end at the same time.");
        }
        if (quiet != null) {
            requireZone(quiet.zone());
        }
        return choices.choose(viewer(), request).replaceWith(request);
    }

    private static void requireZone(String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw invalid("“zone” is no time zone.");
        }
    }

    private AccountId viewer() {
        return principals.current().account();
    }

    private static RuntimeException invalid(String detail) {
        return Problem.of(CommonProblem.INVALID_REQUEST, detail).toHttp();
    }
}
