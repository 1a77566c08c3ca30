package org.homeroom.auth.credential;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.auth.AuthProblem;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.caller.CallerProducer;
import org.homeroom.auth.password.Password;
import org.homeroom.auth.secondfactor.Code;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.Problem;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// One's own second factor, once it was begun.
@Path("/api/auth/second-factor")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Second factor")
@APIResponse(responseCode = "401", description = "`not-signed-in`, `session-ended`")
class SecondFactorResource {
    private final OwnSecondFactorStore own;
    private final OwnPasswordStore ownPassword;
    private final CallerProducer callers;
    private final Principals principals;

    SecondFactorResource(
            OwnSecondFactorStore own,
            OwnPasswordStore ownPassword,
            CallerProducer callers,
            Principals principals) {
        this.own = own;
        this.ownPassword = ownPassword;
        this.callers = callers;
        this.principals = principals;
    }

    @Schema(
            name = "SecondFactor",
            requiredProperties = {"since", "recoveryCodesLeft", "required"})
    record SecondFactor(
            @Schema(nullable = true, description = "Since when there is one; null without.")
                    @Nullable Instant since,
            @Schema(description = "0 to 8.") int recoveryCodesLeft,
            @Schema(description = "Whether the school wants the person to have one.")
                    boolean required) {}

    @Schema(name = "FirstCode")
    record FirstCode(
            @NotNull
                    @Pattern(regexp = Code.FORM, message = "must be 1–64 characters")
                    @Schema(maxLength = 64, examples = "123456")
                    String code) {
        @Override
        public String toString() {
            return "FirstCode[…]";
        }
    }

    @Schema(name = "OwnPassword")
    record OwnPassword(
            @NotNull
                    @Pattern(regexp = Password.FORM, message = "must be 1–128 characters")
                    @Schema(format = "password", minLength = 1, maxLength = 128)
                    String password) {
        @Override
        public String toString() {
            return "OwnPassword[…]";
        }
    }

    @Schema(name = "RecoveryCodes")
    record RecoveryCodes(
            @Schema(
                            required = true,
                            description = "8, each good once. Shown now and never again.",
                            examples = "[\"7Q2M-K0ZD-1V9T-B4XH-R6NC-3WPE\"]")
                    List<String> recoveryCodes) {
        @Override
        public String toString() {
            return "RecoveryCodes[…]";
        }
    }

    @GET
    @Operation(operationId = "secondFactor", summary = "Whether one has a second factor")
    @APIResponse(responseCode = "200", description = "As it is.")
    public Uni<SecondFactor> state() {
        return own.account(principals.current().account())
                .chain(account ->
                        own.find(account)
                                .map(found ->
                                        new SecondFactor(
                                                found.map(factor -> factor.since()).orElse(null),
                                                found.map(factor -> factor.recoveryCodesLeft())
                                                        .orElse(0),
                                                own.isRequiredOf(account))));
    }

    @POST
    @Path("/confirm")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "confirmSecondFactor",
            summary = "Turn the second factor on by its first code",
            description =
                    "From here on signing in takes a code too. All other sessions end; this one goes on."
                            + " The person is told by mail.")
    @APIResponse(responseCode = "200", description = "It is on.")
    @APIResponse(responseCode = "403", description = "`code-wrong`")
    @APIResponse(
            responseCode = "410",
            description = "`second-factor-setup-over`: never begun, or more than 10 minutes ago")
    @APIResponse(responseCode = "429", description = "`too-many-requests`, with `retryAfter`")
    @APIResponse(responseCode = "503", description = "`busy`, with `retryAfter`")
    public Uni<RestResponse<RecoveryCodes>> confirm(
            @Valid @NotNull FirstCode first, @Context HttpServerRequest request) {
        return own.confirm(principals.current(), first.code(), callers.of(request))
                .map(codes ->
                        shown(
                                codes.orElseThrow(() ->
                                        Problem.of(
                                                        AuthProblem.CODE_WRONG,
                                                        "The code is wrong. Wait for the next one.")
                                                .toHttp())));
    }

    @DELETE
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "removeSecondFactor",
            summary = "Turn the second factor off",
            description =
                    "All other sessions end; this one goes on. The person is told by mail. Without a"
                            + " second factor nothing happens.")
    @APIResponse(responseCode = "204", description = "It is off.")
    @APIResponse(responseCode = "403", description = "`password-wrong`")
    @APIResponse(
            responseCode = "409",
            description = "`second-factor-required`: the school wants the person to have one")
    @APIResponse(responseCode = "429", description = "`too-many-requests`, with `retryAfter`")
    @APIResponse(responseCode = "503", description = "`busy`, with `retryAfter`")
    public Uni<Void> remove(@Valid @NotNull OwnPassword given, @Context HttpServerRequest request) {
        var me = principals.current();
        var caller = callers.of(request);
        return ownPassword
                .require(me.account(), new Password(given.password()), caller)
                .invoke(this::requireThatItMayGo)
                .chain(account -> own.remove(account, me, caller));
    }

    private void requireThatItMayGo(Account account) {
        if (own.isRequiredOf(account)) {
            throw Problem.of(
                            AuthProblem.SECOND_FACTOR_REQUIRED,
                            "This school wants you to have a second factor.")
                    .toHttp();
        }
    }

    @POST
    @Path("/recovery-codes")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "renewRecoveryCodes",
            summary = "Make new recovery codes",
            description = "Those before are worth nothing. The person is told by mail.")
    @APIResponse(responseCode = "200", description = "The new ones.")
    @APIResponse(responseCode = "403", description = "`password-wrong`")
    @APIResponse(responseCode = "404", description = "`second-factor-not-found`")
    @APIResponse(responseCode = "429", description = "`too-many-requests`, with `retryAfter`")
    @APIResponse(responseCode = "503", description = "`busy`, with `retryAfter`")
    public Uni<RestResponse<RecoveryCodes>> renewRecoveryCodes(
            @Valid @NotNull OwnPassword given, @Context HttpServerRequest request) {
        var caller = callers.of(request);
        return ownPassword
                .require(principals.current().account(), new Password(given.password()), caller)
                .chain(account -> own.renewRecoveryCodes(account, caller))
                .map(codes ->
                        shown(
                                codes.orElseThrow(() ->
                                        Problem.of(
                                                        AuthProblem.SECOND_FACTOR_NOT_FOUND,
                                                        "You have no second factor.")
                                                .toHttp())));
    }

    private static RestResponse<RecoveryCodes> shown(List<String> codes) {
        return ResponseBuilder.ok(new RecoveryCodes(codes))
                .header("Cache-Control", "no-store")
                .build();
    }
}
