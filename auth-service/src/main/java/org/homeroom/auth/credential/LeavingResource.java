package org.homeroom.auth.credential;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.auth.AuthProblem;
import org.homeroom.auth.caller.CallerProducer;
import org.homeroom.auth.password.Password;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.Problem;

/// The way out.
@Path("/api/users")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "People")
class LeavingResource {
    private final OwnCredentialStore changes;
    private final OwnPasswordStore ownPassword;
    private final CallerProducer callers;
    private final Principals principals;

    LeavingResource(
            OwnCredentialStore changes,
            OwnPasswordStore ownPassword,
            CallerProducer callers,
            Principals principals) {
        this.changes = changes;
        this.ownPassword = ownPassword;
        this.callers = callers;
        this.principals = principals;
    }

    @Schema(name = "Leaving")
    record Leaving(
            @NotNull
                    @Pattern(regexp = Password.FORM, message = "must be 1–128 characters")
                    @Schema(format = "password", minLength = 1, maxLength = 128)
                    String password) {
        @Override
        public String toString() {
            return "Leaving[…]";
        }
    }

    @DELETE
    @Path("/me")
    @Authenticated
    @Operation(
            operationId = "deleteOwnAccount",
            summary = "Delete one's account, for good",
            description =
                    "Name, photo, status, address and password are forgotten, every session ends, and the"
                            + " address is free at once. What one wrote stays, under no name.")
    @APIResponse(responseCode = "204", description = "The account is gone.")
    @APIResponse(responseCode = "403", description = "`password-wrong`")
    @APIResponse(
            responseCode = "409",
            description = "`last-administrator`: others would stay behind without one")
    @APIResponse(responseCode = "429", description = "`too-many-requests`, with `retryAfter`")
    @APIResponse(responseCode = "503", description = "`busy`, with `retryAfter`")
    public Uni<Void> leave(@Valid @NotNull Leaving leaving, @Context HttpServerRequest request) {
        var caller = callers.of(request);
        return ownPassword
                .require(principals.current().account(), new Password(leaving.password()), caller)
                .chain(account -> changes.leave(account, caller))
                .invoke(left -> {
                    switch (left) {
                        case GONE -> {}
                        case PASSWORD_CHANGED -> throw OwnPasswordStore.wrong();
                        case LAST_ADMINISTRATOR ->
                                throw Problem.of(
                                                AuthProblem.LAST_ADMINISTRATOR,
                                                "Make somebody else an administrator first.")
                                        .toHttp();
                    }
                })
                .replaceWithVoid();
    }
}
