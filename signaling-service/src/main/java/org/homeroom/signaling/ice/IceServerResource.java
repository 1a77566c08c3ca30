package org.homeroom.signaling.ice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.Problem;
import org.homeroom.signaling.SignalingProblem;
import org.homeroom.signaling.call.CallProducer;
import org.jspecify.annotations.Nullable;

/// Where a browser asks how it can be reached.
@Path("/api/ice-servers")
@Authenticated
class IceServerResource {
    /// As `RTCIceServer` has it.
    ///
    /// @param username null where none is needed
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(requiredProperties = "urls")
    record IceServer(List<String> urls, @Nullable String username, @Nullable String credential) {
        IceServer {
            urls = List.copyOf(urls);
        }
    }

    /// @param goodUntil when the passwords end; to be asked for anew before
    @Schema(requiredProperties = {"iceServers", "goodUntil"})
    record IceServers(List<IceServer> iceServers, Instant goodUntil) {
        IceServers {
            iceServers = List.copyOf(iceServers);
        }
    }

    private final IceConfig config;
    private final TurnServers turn;
    private final CallProducer calls;
    private final Principals principals;
    private final Clock clock;

    IceServerResource(
            IceConfig config,
            TurnServers turn,
            CallProducer calls,
            Principals principals,
            Clock clock) {
        this.config = config;
        this.turn = turn;
        this.calls = calls;
        this.principals = principals;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Servers by which browsers find a way to each other",
            description =
                    "For a call that one takes part in and that is not over, with TURN passwords of one's own. Without a call: those that need no password.")
    @APIResponse(responseCode = "200", description = "As RTCConfiguration has them")
    @APIResponse(
            responseCode = "404",
            description = "call-not-found: there is no such call of one's own that is not over")
    public Uni<IceServers> servers(@QueryParam("call") @Nullable CallId call) {
        var goodUntil = clock.instant().plus(config.lifetime());
        var servers = new ArrayList<IceServer>();
        config.stun().ifPresent(urls -> servers.add(new IceServer(urls, null, null)));
        if (call == null) {
            return Uni.createFrom().item(new IceServers(servers, goodUntil));
        }
        var account = principals.current().account();
        return calls.of(account)
                .map(own -> {
                    if (own.stream().noneMatch(current -> current.id().equals(call))) {
                        throw Problem.of(
                                        SignalingProblem.CALL_NOT_FOUND,
                                        "There is no such call of yours, or it is over.")
                                .toHttp();
                    }
                    turn.of(account, call, goodUntil).ifPresent(servers::add);
                    return new IceServers(servers, goodUntil);
                });
    }
}
