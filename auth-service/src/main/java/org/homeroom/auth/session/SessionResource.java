package org.homeroom.auth.session;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.auth.AuthProblem;
import org.homeroom.auth.PublicUrl;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.account.CredentialResult;
import org.homeroom.auth.account.CredentialStore;
import org.homeroom.auth.account.Profile;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.caller.CallerProducer;
import org.homeroom.auth.limit.TryLimits;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.auth.password.Password;
import org.homeroom.auth.session.OriginFilter.OwnPagesOnly;
import org.homeroom.auth.session.SessionStore.Grant;
import org.homeroom.auth.token.AccessTokens;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// Signing in, staying so, and signing out.
///
/// A page keeps the access token in its memory only. What survives a reload is the refresh token,
/// in a cookie that no script can read and that no request of another site carries.
@Path("/api/auth")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions", description = "Signing in, staying so, and signing out.")
class SessionResource {
    private static final String COOKIE = "homeroom_refresh";

    private final CredentialStore credentials;
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final AccessTokens accessTokens;
    private final TryLimits limits;
    private final CallerProducer callers;
    private final PublicUrl publicUrl;

    SessionResource(
            CredentialStore credentials,
            AccountStore accounts,
            SessionStore sessions,
            AccessTokens accessTokens,
            TryLimits limits,
            CallerProducer callers,
            PublicUrl publicUrl) {
        this.credentials = credentials;
        this.accounts = accounts;
        this.sessions = sessions;
        this.accessTokens = accessTokens;
        this.limits = limits;
        this.callers = callers;
        this.publicUrl = publicUrl;
    }

    @Schema(name = "SignIn")
    record SignIn(
            @NotNull
                    @Pattern(regexp = EmailAddress.FORM, message = "must be an e-mail address")
                    @Schema(examples = "mei-hua@example.org", maxLength = EmailAddress.MAX_LENGTH)
                    String email,
            @NotNull
                    @Pattern(regexp = Password.FORM, message = "must be 1–128 characters")
                    @Schema(format = "password", minLength = 1, maxLength = 128)
                    String password) {
        @Override
        public String toString() {
            return "SignIn[…]";
        }
    }

    @Schema(
            name = "Session",
            requiredProperties = {"accessToken", "expiresAt", "account"})
    record Session(
            @Schema(description = "For `Authorization: Bearer …`.") String accessToken,
            @Schema(description = "When the access token ends.") Instant expiresAt,
            Profile account) {
        @Override
        public String toString() {
            return "Session[…]";
        }
    }

    @POST
    @Path("/sign-in")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "signIn",
            summary = "Sign in",
            description =
                    "Answers an access token and sets the cookie `homeroom_refresh`. A wrong password and"
                            + " an unknown address get the same answer after the same time.")
    @APIResponse(responseCode = "200", description = "Signed in.")
    @APIResponse(responseCode = "400", description = "`malformed-json`, `invalid-request`")
    @APIResponse(responseCode = "401", description = "`credentials-wrong`")
    @APIResponse(
            responseCode = "403",
            description = "`address-not-verified`: said only if the password is right")
    @APIResponse(responseCode = "429", description = "`too-many-requests`, with `retryAfter`")
    @APIResponse(responseCode = "503", description = "`busy`, with `retryAfter`")
    public Uni<RestResponse<Session>> signIn(
            @Valid @NotNull SignIn signIn, @Context HttpServerRequest request) {
        var email = new EmailAddress(signIn.email());
        var caller = callers.of(request);
        limits.takeForSignIn(caller.address(), email.value())
                .ifPresent(problem -> {
                    throw problem.toHttp();
                });
        return credentials
                .check(email, new Password(signIn.password()), caller)
                .invoke(result -> {
                    if (!(result instanceof CredentialResult.Wrong)) {
                        limits.giveBackForSignIn(caller.address(), email.value());
                    }
                })
                .chain(result -> start(result, caller));
    }

    private Uni<RestResponse<Session>> start(CredentialResult result, Caller caller) {
        return switch (result) {
            case CredentialResult.Right(var account) ->
                    sessions.start(account.id(), caller).map(grant -> answer(account, grant));
            case CredentialResult.NotVerified() ->
                    throw Problem.of(
                                    AuthProblem.ADDRESS_NOT_VERIFIED,
                                    "Follow the link in the mail first.")
                            .toHttp();
            case CredentialResult.Wrong() ->
                    throw Problem.of(
                                    AuthProblem.CREDENTIALS_WRONG,
                                    "The address or the password is wrong.")
                            .toHttp();
        };
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
                            + " answered again.")
    @APIResponse(responseCode = "200", description = "Still signed in.")
    @APIResponse(responseCode = "401", description = "`session-ended`")
    @APIResponse(responseCode = "403", description = "`origin-refused`")
    public Uni<RestResponse<Session>> refresh(
            @Parameter(hidden = true) @CookieParam(COOKIE) @Nullable String cookie,
            @Context HttpServerRequest request) {
        return presented(cookie)
                .map(token -> sessions.exchange(token, callers.of(request)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .chain(grant -> grant.map(this::renew).orElseThrow(SessionResource::ended));
    }

    private Uni<RestResponse<Session>> renew(Grant grant) {
        return accounts.find(grant.account())
                .map(found ->
                        found.map(account -> answer(account, grant))
                                .orElseThrow(SessionResource::ended));
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
            @Parameter(hidden = true) @CookieParam(COOKIE) @Nullable String cookie,
            @Context HttpServerRequest request) {
        return presented(cookie)
                .map(token -> sessions.signOut(token, callers.of(request)))
                .orElseGet(() -> Uni.createFrom().voidItem())
                .replaceWith(() ->
                        ResponseBuilder.<Void>noContent()
                                .cookie(cookie("", Duration.ZERO))
                                .build());
    }

    private static Optional<RefreshToken> presented(@Nullable String cookie) {
        return Optional.ofNullable(cookie).flatMap(RefreshToken::parse);
    }

    private RestResponse<Session> answer(Account account, Grant grant) {
        var access = accessTokens.sign(account, grant.token().session());
        var session = new Session(access.text(), access.expiresAt(), Profile.of(account));
        return ResponseBuilder.ok(session)
                .cookie(cookie(grant.token().text(), grant.life()))
                .header("Cache-Control", "no-store")
                .build();
    }

    private NewCookie cookie(String value, Duration life) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path("/api/auth")
                .maxAge(Math.toIntExact(life.toSeconds()))
                .httpOnly(true)
                .secure(publicUrl.isSecure())
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    private static RuntimeException ended() {
        return Problem.of(CommonProblem.SESSION_ENDED, "Sign in again.").toHttp();
    }
}
