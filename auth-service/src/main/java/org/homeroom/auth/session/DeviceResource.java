package org.homeroom.auth.session;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.auth.AuthProblem;
import org.homeroom.auth.Language;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.caller.CallerProducer;
import org.homeroom.platform.id.SessionId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.Problem;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// The devices on which one is signed in.
@Path("/api/auth/sessions")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices", description = "Where one is signed in, and signing out there.")
@APIResponse(responseCode = "401", description = "`not-signed-in`, `session-ended`")
class DeviceResource {
    private final SessionStore sessions;
    private final AccountStore accounts;
    private final Principals principals;
    private final CallerProducer callers;

    DeviceResource(
            SessionStore sessions,
            AccountStore accounts,
            Principals principals,
            CallerProducer callers) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.principals = principals;
        this.callers = callers;
    }

    @Schema(
            name = "Device",
            requiredProperties = {
                "id",
                "current",
                "browser",
                "system",
                "place",
                "startedAt",
                "lastSeenAt"
            })
    record Device(
            SessionId id,
            @Schema(description = "Whether it is the one that asks.") boolean current,
            @Schema(nullable = true, description = "Null if it does not say.", examples = "Firefox")
                    @Nullable String browser,
            @Schema(nullable = true, description = "Null if it does not say.", examples = "Windows")
                    @Nullable String system,
            @Schema(
                            nullable = true,
                            description = "Null where the installation cannot tell.",
                            examples = "Taipei, Taiwan")
                    @Nullable String place,
            Instant startedAt,
            Instant lastSeenAt) {
        static Device of(SignedInDevice device, SessionId current, Language reader) {
            return new Device(
                    device.id(),
                    device.id().equals(current),
                    device.device().browser(),
                    device.device().system(),
                    device.device().placeIn(reader),
                    device.startedAt(),
                    device.lastSeenAt());
        }
    }

    @Schema(name = "Devices")
    record Devices(@Schema(required = true) List<Device> sessions) {}

    @GET
    @Operation(operationId = "devices", summary = "Where one is signed in")
    @APIResponse(
            responseCode = "200",
            description = "The current device first, then the one last seen.")
    public Uni<Devices> list() {
        var me = principals.current();
        return accounts.find(me.account())
                .map(found -> found.map(Account::language).orElse(Language.ENGLISH))
                .chain(reader ->
                        sessions.devices(me.account())
                                .map(devices -> devices(devices, me.session(), reader)));
    }

    private static Devices devices(
            List<SignedInDevice> devices, SessionId current, Language reader) {
        return new Devices(
                devices.stream()
                        .map(device -> Device.of(device, current, reader))
                        .sorted(Comparator.comparing(device -> !device.current()))
                        .toList());
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "signOutDevice",
            summary = "Sign out on one device",
            description =
                    "Its tokens are refused and its sockets closed everywhere within 2 seconds.")
    @APIResponse(responseCode = "204", description = "Signed out there.")
    @APIResponse(responseCode = "404", description = "`session-not-found`")
    public Uni<Void> end(@RestPath SessionId id, @Context HttpServerRequest request) {
        return sessions.end(
                        principals.current().account(), id, EndReason.REVOKED, callers.of(request))
                .invoke(ended -> {
                    if (!ended) {
                        throw Problem.of(
                                        AuthProblem.SESSION_NOT_FOUND,
                                        "You are not signed in on a device of this id.")
                                .toHttp();
                    }
                })
                .replaceWithVoid();
    }

    @DELETE
    @Operation(
            operationId = "signOutOtherDevices",
            summary = "Sign out on all other devices",
            description =
                    "Their tokens are refused and their sockets closed everywhere within 2 seconds.")
    @APIResponse(responseCode = "204", description = "Signed out everywhere but here.")
    public Uni<Void> endOthers(@Context HttpServerRequest request) {
        var me = principals.current();
        return sessions.endAllBut(
                me.session(), me.account(), EndReason.REVOKED, callers.of(request));
    }
}
