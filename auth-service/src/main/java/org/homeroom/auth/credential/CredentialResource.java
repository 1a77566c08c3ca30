package org.homeroom.auth.credential;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.auth.AuthProblem;
import org.homeroom.auth.Language;
import org.homeroom.auth.LinkToken;
import org.homeroom.auth.account.AdmissionStore;
import org.homeroom.auth.caller.CallerProducer;
import org.homeroom.auth.limit.LimitStore;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.auth.password.HashingScheduler;
import org.homeroom.auth.password.Password;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.Problem;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Another password, another address.
@Path("/api/auth")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Credentials", description = "Another password, another address.")
@APIResponse(responseCode = "400", description = "`malformed-json`, `invalid-request`")
@APIResponse(responseCode = "429", description = "`too-many-requests`, with `retryAfter`")
class CredentialResource {
    private final ResetStore resets;
    private final AdmissionStore admissions;
    private final EmailChangeStore emailChanges;
    private final OwnCredentialStore changes;
    private final OwnPasswordStore ownPassword;
    private final HashingScheduler hashing;
    private final LimitStore limits;
    private final CallerProducer callers;
    private final Principals principals;

    CredentialResource(
            ResetStore resets,
            AdmissionStore admissions,
            EmailChangeStore emailChanges,
            OwnCredentialStore changes,
            OwnPasswordStore ownPassword,
            HashingScheduler hashing,
            LimitStore limits,
            CallerProducer callers,
            Principals principals) {
        this.resets = resets;
        this.admissions = admissions;
        this.emailChanges = emailChanges;
        this.changes = changes;
        this.ownPassword = ownPassword;
        this.hashing = hashing;
        this.limits = limits;
        this.callers = callers;
        this.principals = principals;
    }

    @Schema(name = "ResetRequest")
    record ResetRequest(
            @NotNull
                    @Pattern(regexp = EmailAddress.FORM, message = "must be an e-mail address")
                    @Schema(examples = "mei-hua@example.org", maxLength = EmailAddress.MAX_LENGTH)
                    String email,
            @NotNull Language language) {}

    @Schema(name = "Reset")
    record Reset(
            @NotNull @Size(max = 128) @Schema(description = "The last part of the link's path.")
                    String token,
            @NotNull
                    @Pattern(regexp = Password.NEW_FORM, message = "must be 10–128 characters")
                    @Schema(format = "password", minLength = 10, maxLength = 128)
                    String password) {
        @Override
        public String toString() {
            return "Reset[…]";
        }
    }

    @Schema(name = "PasswordChange")
    record PasswordChange(
            @NotNull
                    @Pattern(regexp = Password.FORM, message = "must be 1–128 characters")
                    @Schema(format = "password", minLength = 1, maxLength = 128)
                    String currentPassword,
            @NotNull
                    @Pattern(regexp = Password.NEW_FORM, message = "must be 10–128 characters")
                    @Schema(format = "password", minLength = 10, maxLength = 128)
                    String newPassword) {
        @Override
        public String toString() {
            return "PasswordChange[…]";
        }
    }

    @Schema(name = "EmailChange")
    record EmailChange(
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
            return "EmailChange[…]";
        }
    }

    @Schema(name = "EmailConfirmation")
    record EmailConfirmation(
            @NotNull @Size(max = 128) @Schema(description = "The last part of the link's path.")
                    String token) {
        @Override
        public String toString() {
            return "EmailConfirmation[…]";
        }
    }

    @Schema(name = "ConfirmedAddress")
    record ConfirmedAddress(@Schema(required = true) String email) {}

    @POST
    @Path("/password-reset")
    @ResponseStatus(202)
    @Operation(
            operationId = "requestPasswordReset",
            summary = "Ask for a way to a new password",
            description =
                    "Mails a link if the address has an account; the answer is the same for every"
                            + " address. To one address goes one mail a minute at most.")
    @APIResponse(
            responseCode = "202",
            description = "If there is an account, a mail is on its way.")
    public Uni<Void> requestReset(
            @Valid @NotNull ResetRequest wish, @Context HttpServerRequest request) {
        var email = new EmailAddress(wish.email());
        return limits.takeForMail(callers.of(request), email)
                .chain(() -> resets.request(email, wish.language()));
    }

    @POST
    @Path("/password-reset/confirm")
    @Operation(
            operationId = "resetPassword",
            summary = "Choose a new password by a mailed link",
            description =
                    "The link works once, for 30 minutes. Every session of the account ends, and the"
                            + " person is told by mail.")
    @APIResponse(responseCode = "204", description = "The new password is set.")
    @APIResponse(
            responseCode = "410",
            description = "`reset-link-invalid`: used, too old or unknown")
    @APIResponse(
            responseCode = "422",
            description =
                    "`password-weak`, with what makes it so in `weakness`; the link stays good")
    @APIResponse(responseCode = "503", description = "`busy`, with `retryAfter`")
    public Uni<Void> reset(@Valid @NotNull Reset reset, @Context HttpServerRequest request) {
        var caller = callers.of(request);
        return limits.takeForForm(caller)
                .chain(() ->
                        resets.reset(
                                new LinkToken(reset.token()),
                                new Password(reset.password()),
                                caller))
                .invoke(done -> {
                    if (!done) {
                        throw Problem.of(
                                        AuthProblem.RESET_LINK_INVALID,
                                        "The link was used already, or is too old. Ask for a new one.")
                                .toHttp();
                    }
                })
                .replaceWithVoid();
    }

    @POST
    @Path("/password")
    @Authenticated
    @Operation(
            operationId = "changePassword",
            summary = "Change one's password",
            description = "All other sessions end; this one goes on. The person is told by mail.")
    @APIResponse(responseCode = "204", description = "The new password is set.")
    @APIResponse(responseCode = "403", description = "`password-wrong`")
    @APIResponse(
            responseCode = "422",
            description = "`password-weak`, with what makes it so in `weakness`")
    @APIResponse(responseCode = "503", description = "`busy`, with `retryAfter`")
    public Uni<Void> changePassword(
            @Valid @NotNull PasswordChange change, @Context HttpServerRequest request) {
        var principal = principals.current();
        var caller = callers.of(request);
        return ownPassword
                .require(principal.account(), new Password(change.currentPassword()), caller)
                .chain(account ->
                        hashing.hashChosen(new Password(change.newPassword()), account.ownWords())
                                .chain(hash ->
                                        changes.setPassword(account, hash, principal, caller)))
                .invoke(set -> {
                    if (!set) {
                        throw OwnPasswordStore.wrong();
                    }
                })
                .replaceWithVoid();
    }

    @POST
    @Path("/email")
    @Authenticated
    @ResponseStatus(202)
    @Operation(
            operationId = "changeEmail",
            summary = "Ask for another address",
            description =
                    "Mails a link to the new address, and a word to the old one, which stays the"
                            + " address until the link is followed. The answer is the same whether or not"
                            + " somebody has the new address.")
    @APIResponse(responseCode = "202", description = "Two mails are on their way.")
    @APIResponse(
            responseCode = "403",
            description = "`password-wrong`, `mail-domain-refused`: by the policy of sign-up alone")
    @APIResponse(responseCode = "503", description = "`busy`, with `retryAfter`")
    public Uni<Void> changeEmail(
            @Valid @NotNull EmailChange change, @Context HttpServerRequest request) {
        var caller = callers.of(request);
        var wanted = new EmailAddress(change.email());
        return ownPassword
                .require(principals.current().account(), new Password(change.password()), caller)
                .call(() -> admissions.requireAllowed(wanted))
                .call(() -> limits.takeForMail(caller, wanted))
                .chain(account -> emailChanges.request(account, wanted, caller));
    }

    @POST
    @Path("/email/confirm")
    @Operation(
            operationId = "confirmEmail",
            summary = "Prove a new address",
            description =
                    "Follows the link from the mail: the account has the new address from here on. The"
                            + " link works once, for 24 hours.")
    @APIResponse(responseCode = "200", description = "The address as it is now.")
    @APIResponse(
            responseCode = "410",
            description =
                    "`email-link-invalid`: used, too old, replaced or unknown, or the address is"
                            + " somebody else's by now")
    public Uni<ConfirmedAddress> confirmEmail(
            @Valid @NotNull EmailConfirmation confirmation, @Context HttpServerRequest request) {
        var caller = callers.of(request);
        return limits.takeForForm(caller)
                .chain(() -> emailChanges.confirm(new LinkToken(confirmation.token()), caller))
                .map(email ->
                        new ConfirmedAddress(
                                email.orElseThrow(() ->
                                                Problem.of(
                                                                AuthProblem.EMAIL_LINK_INVALID,
                                                                "The link was used already, is too old, or the address is taken.")
                                                        .toHttp())
                                        .value()));
    }
}
