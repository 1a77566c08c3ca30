package org.homeroom.platform.probe;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.principal.Principal;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

@Path("/api/probe")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ProbeResource {
    record Inner(@NotBlank String name, int count) {}

    record Probe(
            @NotBlank @Size(max = 10) String name,
            @Min(1) int count,
            @Nullable AccountId account,
            @Nullable List<@Valid Inner> inner) {}

    /// Of the one slow request that a test makes.
    public static final CompletableFuture<Void> slowBegan = new CompletableFuture<>();

    public static final CompletableFuture<Void> slowEnds = new CompletableFuture<>();

    private final Principals principals;

    ProbeResource(Principals principals) {
        this.principals = principals;
    }

    @POST
    public Probe post(@Valid Probe probe) {
        return probe;
    }

    @POST
    @Path("uni")
    public Uni<Probe> postUni(@Valid Probe probe) {
        return Uni.createFrom().item(probe);
    }

    @GET
    public int list(
            @QueryParam("limit") @DefaultValue("5") @Min(1) @Max(50) int limit,
            @Nullable @QueryParam("with") AccountId with) {
        return limit;
    }

    @GET
    @Path("accounts/{id}")
    public AccountId account(@PathParam("id") AccountId id) {
        return id;
    }

    @GET
    @Path("me")
    public Principal me() {
        return principals.current();
    }

    @GET
    @Path("anybody")
    @PermitAll
    public String anybody() {
        return "\"anybody\"";
    }

    @GET
    @Path("teachers")
    @RolesAllowed("teacher")
    public String teachers() {
        return "\"teachers\"";
    }

    @GET
    @Path("limited")
    public String limited() {
        throw Problem.retry(CommonProblem.TOO_MANY_REQUESTS, "Too often.", Duration.ofMillis(2_500))
                .toHttp();
    }

    @GET
    @Path("slow")
    public Uni<String> slow() {
        slowBegan.complete(null);
        return Uni.createFrom().completionStage(slowEnds).replaceWith("\"done\"");
    }

    @GET
    @Path("broken")
    public String broken() {
        throw new IllegalStateException("secret of org.homeroom");
    }

    @GET
    @Path("broken-later")
    public Uni<String> brokenLater() {
        return Uni.createFrom().failure(new IllegalStateException("secret of org.homeroom"));
    }

    @GET
    @Path("unwritable")
    public Object unwritable() {
        return new Object();
    }
}
