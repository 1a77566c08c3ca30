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
import org.homeroom.auth.account.GuardedCredentialStore;
import org.homeroom.auth.caller.CallerProducer;
import org.homeroom.auth.limit.DeviceToken;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.auth.password.Password;
import org.homeroom.auth.secondfactor.SecondFactorStore;
import org.homeroom.platform.problem.Problem;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// Begins a second factor: for those who are signed in, and for those who may not sign in without
/// one. Both give address and password, so a session that was stolen is of no use here.
@Path("/api/auth/second-factor/setup")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Second factor", description = "Codes beside the password.")
class SetupResource {
    private final GuardedCredentialStore credentials;
    private final SecondFactorStore factors;
    private final CallerProducer callers;

    SetupResource(
            GuardedCredentialStore credentials, SecondFactorStore factors, CallerProducer callers) {
        this.credentials = credentials;
        this.factors = factors;
        this.callers = callers;
    }

    @Schema(name = "SetupRequest")
    record SetupRequest(
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
            return "SetupRequest[…]";
        }
    }

    @Schema(
            name = "Setup",
            requiredProperties = {"secret", "uri"})
    record Setup(
            @Schema(
                            description = "To be typed into an authenticator; Base32.",
                            examples = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
                    String secret,
            @Schema(description = "The same for a QR code: an `otpauth:` URI.") String uri) {
        static Setup of(SecondFactorStore.Setup setup) {
            return new Setup(setup.secret().base32(), setup.uri());
        }

        @Override
        public String toString() {
            return "Setup[…]";
        }
    }

    @POST
    @Operation(
            operationId = "setUpSecondFactor",
            summary = "Begin a second factor",
            description =
                    "Answers a new secret, which waits 10 minutes for its first code: signed in at"
                            + " `second-factor/confirm`, or by signing in where one is required. Begun"
                            + " again, the secret before is worth nothing.")
    @APIResponse(responseCode = "200", description = "What an authenticator is told.")
    @APIResponse(responseCode = "401", description = "`credentials-wrong`")
    @APIResponse(
            responseCode = "403",
            description = "`address-not-verified`: said only if the password is right")
    @APIResponse(
            responseCode = "409",
            description = "`second-factor-exists`: said only if the password is right")
    @APIResponse(responseCode = "429", description = "`too-many-requests`, with `retryAfter`")
    @APIResponse(responseCode = "503", description = "`busy`, with `retryAfter`")
    public Uni<RestResponse<Setup>> setUp(
            @Valid @NotNull SetupRequest wish,
            @Parameter(hidden = true) @CookieParam(SessionResponseProducer.DEVICE)
                    @Nullable String cookie,
            @Context HttpServerRequest request) {
        return credentials
                .require(
                        new EmailAddress(wish.email()),
                        new Password(wish.password()),
                        callers.of(request),
                        Optional.ofNullable(cookie).flatMap(DeviceToken::parse))
                .chain(factors::setUp)
                .map(setup -> Setup.of(setup.orElseThrow(SetupResource::exists)))
                .map(setup ->
                        ResponseBuilder.ok(setup).header("Cache-Control", "no-store").build());
    }

    private static RuntimeException exists() {
        return Problem.of(
                        AuthProblem.SECOND_FACTOR_EXISTS,
                        "You have a second factor. Turn it off first.")
                .toHttp();
    }
}
