package org.homeroom.auth.admin;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.account.Person;
import org.homeroom.auth.audit.AuditStore;
import org.homeroom.auth.audit.EventId;
import org.homeroom.auth.audit.Occurrence;
import org.homeroom.auth.audit.SecurityEvent;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.principal.Principals;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// What happened to the security of everybody's account.
@Path("/api/admin/events")
@RolesAllowed("administrator")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
@APIResponse(responseCode = "400", description = "`invalid-request`")
@APIResponse(responseCode = "401", description = "`not-signed-in`, `session-ended`")
@APIResponse(responseCode = "403", description = "`not-allowed`: for administrators only")
class EventsResource {
    private final AuditStore audit;
    private final AccountStore accounts;
    private final Principals principals;

    EventsResource(AuditStore audit, AccountStore accounts, Principals principals) {
        this.audit = audit;
        this.accounts = accounts;
        this.principals = principals;
    }

    @Schema(
            name = "AllEvents",
            requiredProperties = {"events", "people", "next"})
    record AllEvents(
            List<SecurityEvent> events,
            @Schema(description = "Whom the events happened to, and who did them.")
                    List<Person> people,
            @Schema(
                            nullable = true,
                            description = "For `before`; null when there are no earlier ones.")
                    @Nullable EventId next) {}

    @GET
    @Operation(operationId = "allEvents", summary = "What happened to everybody's accounts")
    @APIResponse(responseCode = "200", description = "The latest first.")
    public Uni<AllEvents> all(
            @RestQuery @Parameter(description = "Of this account only.")
                    @Nullable AccountId account,
            @RestQuery @Parameter(description = "Of this kind only.")
                    Occurrence.@Nullable Kind kind,
            @RestQuery @Parameter(description = "Only what is earlier than the event of this id.")
                    @Nullable EventId before,
            @RestQuery @DefaultValue("50") @Min(1) @Max(100) int limit) {
        var me = principals.current().account();
        return audit.page(me, new AuditStore.Filter(account, kind), before, limit)
                .chain(page -> {
                    var events = page.events();
                    var named =
                            events.stream()
                                    .flatMap(event -> event.people().stream())
                                    .collect(Collectors.toSet());
                    return accounts.findPeople(named)
                            .map(people -> new AllEvents(events, people, page.next()));
                });
    }
}
