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
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.auth.AuthProblem;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.account.GuardedCredentialStore;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.caller.CallerProducer;
import org.homeroom.auth.limit.DeviceToken;
import org.homeroom.auth.limit.KnownDeviceStore;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.auth.password.Password;
import org.homeroom.auth.secondfactor.Code;
import org.homeroom.auth.secondfactor.CodeStore;
import org.homeroom.auth.secondfactor.SecondFactorStore;
import org.homeroom.auth.session.SessionStore.Grant;
import org.homeroom.platform.problem.Problem;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// From an address and a password, and where there is a second factor a code, to a session. Nothing
/// is kept between the two: who is asked for a code sends all of it again.
@Path("/api/auth/sign-in")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
class SignInResource {
    private final GuardedCredentialStore credentials;
    private final SecondFactorStore factors;
    private final CodeStore codes;
    private final SessionStore sessions;
    private final KnownDeviceStore devices;
    private final CallerProducer callers;
    private final SessionResponseProducer responses;

    SignInResource(
            GuardedCredentialStore credentials,
            SecondFactorStore factors,
            CodeStore codes,
            SessionStore sessions,
            KnownDeviceStore devices,
            CallerProducer callers,
            SessionResponseProducer responses) {
        this.credentials = credentials;
        this.factors = factors;
        this.codes = codes;
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
                    String password,
            @Pattern(regexp = Code.FORM, message = "must be 1–64 characters")
                    @Schema(
                            maxLength = 64,
                            examples = "123456",
                            description =
                                    "Of an authenticator, or a recovery code. Not looked at where none is"
                                            + " needed.")
                    @Nullable String code) {
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
                            + " somebody who has signed in from this browser before. Whoever has a"
                            + " second factor sends a `code` too; each is good once. Whoever must have"
                            + " one and has none begins at `second-factor/setup`, and the first code"
                            + " of it signs them in: the answer then has `recoveryCodes`.")
    @APIResponse(responseCode = "200", description = "Signed in.")
    @APIResponse(
            responseCode = "401",
            description =
                    "`credentials-wrong`; only if the password is right `second-factor-needed` and"
                            + " `second-factor-wrong`: another code may be sent")
    @APIResponse(
            responseCode = "403",
            description =
                    "`address-not-verified`, `second-factor-setup-needed`: said only if the password is"
                            + " right")
    @APIResponse(responseCode = "429", description = "`too-many-requests`, with `retryAfter`")
    @APIResponse(responseCode = "503", description = "`busy`, with `retryAfter`")
    public Uni<RestResponse<Session>> signIn(
            @Valid @NotNull SignIn signIn,
            @Parameter(hidden = true) @CookieParam(SessionResponseProducer.DEVICE)
                    @Nullable String cookie,
            @Context HttpServerRequest request) {
        var caller = callers.of(request);
        var device = Optional.ofNullable(cookie).flatMap(DeviceToken::parse);
        return credentials
                .require(
                        new EmailAddress(signIn.email()),
                        new Password(signIn.password()),
                        caller,
                        device)
                .chain(account ->
                        factors.demand(account)
                                .chain(demand ->
                                        switch (demand) {
                                            case NOTHING -> begin(account, caller);
                                            case CODE ->
                                                    beginByCode(
                                                            account, signIn.code, caller, device);
                                            case SETUP ->
                                                    beginBySetup(
                                                            account, signIn.code, caller, device);
                                        })
                                .chain(begun -> answer(account, begun, device)));
    }

    /// @param recoveryCodes of a second factor that was set up with it; empty without one
    private record Begun(Grant grant, List<String> recoveryCodes) {}

    private Uni<Begun> begin(Account account, Caller caller) {
        return sessions.start(account.id(), caller).map(grant -> new Begun(grant, List.of()));
    }

    private Uni<Begun> beginByCode(
            Account account, @Nullable String code, Caller caller, Optional<DeviceToken> device) {
        if (code == null) {
            throw Problem.of(
                            AuthProblem.SECOND_FACTOR_NEEDED,
                            "Give a code of your authenticator too, or a recovery code.")
                    .toHttp();
        }
        return codes.use(account, code, caller, device, () -> begin(account, caller))
                .map(begun -> begun.orElseThrow(SignInResource::codeWrong));
    }

    private Uni<Begun> beginBySetup(
            Account account, @Nullable String code, Caller caller, Optional<DeviceToken> device) {
        if (code == null) {
            throw CodeStore.setupNeeded();
        }
        return codes.confirmWhenSigningIn(
                        account, code, caller, device, () -> beginAlone(account, caller))
                .map(confirmed -> confirmed.orElseThrow(SignInResource::codeWrong))
                .map(confirmed -> new Begun(confirmed.then(), confirmed.recoveryCodes()));
    }

    /// Whoever is in by the password alone is out.
    private Uni<Grant> beginAlone(Account account, Caller caller) {
        return sessions.start(account.id(), caller)
                .call(grant ->
                        sessions.endAllBut(
                                grant.token().session(),
                                account.id(),
                                EndReason.SECOND_FACTOR_CHANGED,
                                caller));
    }

    private Uni<RestResponse<Session>> answer(
            Account account, Begun begun, Optional<DeviceToken> device) {
        return devices.remember(account.id(), device)
                .map(known -> responses.signedIn(account, begun.grant, known, begun.recoveryCodes));
    }

    private static RuntimeException codeWrong() {
        return Problem.of(
                        AuthProblem.SECOND_FACTOR_WRONG,
                        "The code is wrong, or was used. Wait for the next one.")
                .toHttp();
    }
}
