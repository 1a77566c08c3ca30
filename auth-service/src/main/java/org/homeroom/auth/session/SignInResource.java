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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.auth.AuthProblem;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.account.CredentialResult;
import org.homeroom.auth.account.CredentialStore;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.caller.CallerProducer;
import org.homeroom.auth.limit.DeviceToken;
import org.homeroom.auth.limit.KnownDeviceStore;
import org.homeroom.auth.limit.LimitStore;
import org.homeroom.auth.limit.PasswordTry;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.auth.password.Password;
import org.homeroom.platform.problem.Problem;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// From an address and a password to a session.
@Path("/api/auth/sign-in")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
class SignInResource {
    private final LimitStore limits;
    private final CredentialStore credentials;
    private final SessionStore sessions;
    private final KnownDeviceStore devices;
    private final CallerProducer callers;
    private final SessionResponseProducer responses;

    SignInResource(
            LimitStore limits,
            CredentialStore credentials,
            SessionStore sessions,
            KnownDeviceStore devices,
            CallerProducer callers,
            SessionResponseProducer responses) {
        this.limits = limits;
        this.credentials = credentials;
        this.sessions = sessions;
        this.devices = devices;
        this.callers = callers;
        this.responses = responses;
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

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "signIn",
            summary = "Sign in",
            description =
                    "Answers an access token and sets the cookie `homeroom_refresh`. A wrong password and"
                            + " an unknown address get the same answer after the same time. After"
                            + " some failures the next try has to wait, longer each time; the cookie"
                            + " `homeroom_device` keeps those who guess elsewhere from slowing down"
                            + " somebody who has signed in from this browser before.")
    @APIResponse(responseCode = "200", description = "Signed in.")
    @APIResponse(responseCode = "400", description = "`malformed-json`, `invalid-request`")
    @APIResponse(responseCode = "401", description = "`credentials-wrong`")
    @APIResponse(
            responseCode = "403",
            description = "`address-not-verified`: said only if the password is right")
    @APIResponse(responseCode = "429", description = "`too-many-requests`, with `retryAfter`")
    @APIResponse(responseCode = "503", description = "`busy`, with `retryAfter`")
    public Uni<RestResponse<Session>> signIn(
            @Valid @NotNull SignIn signIn,
            @Parameter(hidden = true) @CookieParam(SessionResponseProducer.DEVICE)
                    @Nullable String cookie,
            @Context HttpServerRequest request) {
        var email = new EmailAddress(signIn.email());
        var password = new Password(signIn.password());
        var caller = callers.of(request);
        var device = Optional.ofNullable(cookie).flatMap(DeviceToken::parse);
        return limits.takeForSignIn(caller, email, device)
                .chain(tried ->
                        credentials
                                .check(email, password, caller)
                                .onFailure()
                                .call(() -> limits.untried(tried))
                                .call(result -> settle(tried, result)))
                .chain(result -> start(result, caller, device));
    }

    private Uni<Void> settle(PasswordTry tried, CredentialResult result) {
        return switch (result) {
            case CredentialResult.Right _, CredentialResult.NotVerified _ -> limits.right(tried);
            case CredentialResult.Wrong _ -> Uni.createFrom().voidItem();
        };
    }

    private Uni<RestResponse<Session>> start(
            CredentialResult result, Caller caller, Optional<DeviceToken> device) {
        return switch (result) {
            case CredentialResult.Right(var account) -> start(account, caller, device);
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

    private Uni<RestResponse<Session>> start(
            Account account, Caller caller, Optional<DeviceToken> device) {
        return sessions.start(account.id(), caller)
                .chain(grant ->
                        devices.remember(account.id(), device)
                                .map(known -> responses.signedIn(account, grant, known)));
    }
}
