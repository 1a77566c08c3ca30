package org.homeroom.chat.export;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.chat.export.ExportStore.Found;
import org.homeroom.chat.membership.Refusals;
import org.homeroom.chat.ticket.Ticket;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.principal.Principals;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// Where a channel can be had whole, by its owners.
@Path("/api/conversations/{id}/export")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Exports", description = "A channel taken along, as a ZIP archive.")
class ExportResource {
    private final ExportStore exports;
    private final ExportRoute route;
    private final Ticket.Office tickets;
    private final ExportConfig config;
    private final Principals principals;
    private final Clock clock;

    ExportResource(
            ExportStore exports,
            ExportRoute route,
            Ticket.Office tickets,
            ExportConfig config,
            Principals principals,
            Clock clock) {
        this.exports = exports;
        this.route = route;
        this.tickets = tickets;
        this.config = config;
        this.principals = principals;
        this.clock = clock;
    }

    /// @param language of the page that is in the archive
    /// @param zone IANA time zone in which the page gives times
    @Schema(requiredProperties = {"language", "zone"})
    record WantedExport(@NotNull PageLanguage language, @NotNull String zone) {}

    /// Where the channel can be had by one's browser, without a token, if it begins by then.
    @Schema(requiredProperties = {"address", "expiresAt"})
    record ExportAddress(String address, Instant expiresAt) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "exportChannel",
            summary = "Where all of a channel can be had as a ZIP archive, within a minute")
    @APIResponse(
            responseCode = "200",
            description = "An address for the caller's browser",
            content = @Content(schema = @Schema(implementation = ExportAddress.class)))
    @APIResponse(responseCode = "403", description = "`not-allowed`: owners export")
    @APIResponse(responseCode = "404", description = "`conversation-not-found`")
    @APIResponse(responseCode = "422", description = "`wrong-kind`")
    @APIResponse(responseCode = "503", description = "`busy`")
    public Uni<RestResponse<ExportAddress>> address(
            ConversationId id,
            @Valid @NotNull @RequestBody(required = true, description = "How it is to read")
                    WantedExport wanted) {
        var self = principals.current().account();
        var zone = ExportRoute.zone(wanted.zone());
        return exports.find(id, self, wanted.language(), zone)
                .map(found ->
                        switch (found) {
                            case Found.Refused(var reason) ->
                                    throw Refusals.problem(reason).toHttp();
                            case Found.Owned _ -> {
                                // Who learns it here is told in words; a browser would only say
                                // that
                                // a download failed.
                                route.requirePlace();
                                var until =
                                        clock.instant()
                                                .plus(config.addressFor())
                                                .truncatedTo(ChronoUnit.SECONDS);
                                var ticket = tickets.issue(new Ticket.Of.Export(id), self, until);
                                yield ResponseBuilder.ok(
                                                new ExportAddress(
                                                        ExportRoute.address(
                                                                id,
                                                                ticket,
                                                                wanted.language(),
                                                                zone),
                                                        until))
                                        .header("Cache-Control", "no-store")
                                        .build();
                            }
                        });
    }
}
