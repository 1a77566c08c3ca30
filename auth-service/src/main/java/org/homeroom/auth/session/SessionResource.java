package org.homeroom.auth.session;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.caller.CallerProducer;
import org.homeroom.auth.secondfactor.SecondFactorStore;
import org.homeroom.auth.session.OriginFilter.OwnPagesOnly;
import org.homeroom.auth.session.SessionStore.Grant;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// Signing in, staying so, and signing out.
///
/// A page keeps the access token in its memory only. What survives a reload is the refresh token,
/// in a cookie that no script can read and that no request of another site carries.
@Path("/api/auth")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions", description = "Signing in, staying so, and signing out.")
class SessionResource {
    private final AccountStore accounts;
    private final SecondFactorStore factors;
    private final SessionStore sessions;
    private final CallerProducer callers;
    private final SessionResponseProducer responses;

    SessionResource(
            AccountStore accounts,
            SecondFactorStore factors,
            SessionStore sessions,
            CallerProducer callers,
            SessionResponseProducer responses) {
        this.accounts = accounts;
        this.factors = factors;
        this.sessions = sessions;
        this.callers = callers;
        this.responses = responses;
    }

    @POST
    @Path("/refresh")
    @OwnPagesOnly
    @Operation(
            operationId = "refresh",
            summary = "Get the next access token",
            description =
                    "Exchanges the cookie for the next one. A cookie is good for one exchange; using an old"
                            + " one ends the session, except within 10 seconds, when the same next one is"
                            + " answered again. A session also ends here whose person must have a second"
                            + " factor by now, and has none.")
    @APIResponse(responseCode = "200", description = "Still signed in.")
    @APIResponse(responseCode = "401", description = "`session-ended`")
    @APIResponse(responseCode = "403", description = "`origin-refused`")
    public Uni<RestResponse<Session>> refresh(
            @Parameter(hidden = true) @CookieParam(SessionResponseProducer.REFRESH)
                    @Nullable String cookie,
            @Context HttpServerRequest request) {
        return presented(cookie)
                .map(token -> sessions.exchange(token, callers.of(request)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .chain(grant ->
                        renew(grant.orElseThrow(SessionResource::ended), callers.of(request)));
    }

    private Uni<RestResponse<Session>> renew(Grant grant, Caller caller) {
        return accounts.find(grant.account())
                .map(found -> found.orElseThrow(SessionResource::ended))
                .call(account ->
                        factors.isMissing(account)
                                .chain(missing ->
                                        missing
                                                ? endForLackOfFactor(grant, caller)
                                                : Uni.createFrom().voidItem()))
                .map(account -> responses.refreshed(account, grant));
    }

    /// It was begun before its person had to have one.
    private Uni<Void> endForLackOfFactor(Grant grant, Caller caller) {
        return sessions.end(
                        grant.account(),
                        grant.token().session(),
                        EndReason.SECOND_FACTOR_REQUIRED,
                        caller)
                .invoke(() -> {
                    throw ended();
                })
                .replaceWithVoid();
    }

    @POST
    @Path("/sign-out")
    @OwnPagesOnly
    @Operation(
            operationId = "signOut",
            summary = "Sign out",
            description = "Ends the session of the cookie, if there is one, and clears the cookie.")
    @APIResponse(responseCode = "204", description = "Signed out.")
    @APIResponse(responseCode = "403", description = "`origin-refused`")
    public Uni<RestResponse<Void>> signOut(
            @Parameter(hidden = true) @CookieParam(SessionResponseProducer.REFRESH)
                    @Nullable String cookie,
            @Context HttpServerRequest request) {
        return presented(cookie)
                .map(token -> sessions.signOut(token, callers.of(request)))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .replaceWith(responses::signedOut);
    }

    private static Optional<RefreshToken> presented(@Nullable String cookie) {
        return Optional.ofNullable(cookie).flatMap(RefreshToken::parse);
    }

    private static RuntimeException ended() {
        return Problem.of(CommonProblem.SESSION_ENDED, "Sign in again.").toHttp();
    }
}
