package org.homeroom.auth.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.auth.AuthProblem;
import org.homeroom.auth.Language;
import org.homeroom.auth.account.RegistrationPolicy.Admission;
import org.homeroom.auth.caller.CallerProducer;
import org.homeroom.auth.limit.LimitStore;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.auth.mail.MailDomain;
import org.homeroom.auth.password.HashingScheduler;
import org.homeroom.auth.password.OwnWords;
import org.homeroom.auth.password.Password;
import org.homeroom.platform.problem.Problem;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/// From the form to an account whose address is proven.
@Path("/api/auth")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Registration", description = "From the form to an account whose address is proven.")
class RegistrationResource {
    private final RegistrationStore registrations;
    private final AdmissionStore admissions;
    private final HashingScheduler hashing;
    private final LimitStore limits;
    private final CallerProducer callers;

    RegistrationResource(
            RegistrationStore registrations,
            AdmissionStore admissions,
            HashingScheduler hashing,
            LimitStore limits,
            CallerProducer callers) {
        this.registrations = registrations;
        this.admissions = admissions;
        this.hashing = hashing;
        this.limits = limits;
        this.callers = callers;
    }

    @Schema(name = "RegistrationPolicy")
    record Policy(
            @Schema(
                            required = true,
                            enumeration = {"open", "domains", "closed"})
                    String registration,
            @Schema(required = true, description = "Those of `domains`, as people read them.")
                    List<String> domains,
            @Schema(
                            description =
                                    "Where the terms are that whoever signs up agrees to: an address"
                                            + " of http or https. Not there where there are none.")
                    @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable String terms) {
        static Policy of(RegistrationPolicy policy, Optional<Terms> agreed) {
            var terms = agreed.map(Terms::url).orElse(null);
            return switch (policy) {
                case RegistrationPolicy.Open() -> new Policy("open", List.of(), terms);
                case RegistrationPolicy.OfDomains(var domains) ->
                        new Policy(
                                "domains",
                                domains.stream().map(MailDomain::unicode).sorted().toList(),
                                terms);
                case RegistrationPolicy.Closed() -> new Policy("closed", List.of(), terms);
            };
        }
    }

    @Schema(name = "Registration")
    record Registration(
            @NotNull
                    @Pattern(regexp = EmailAddress.FORM, message = "must be an e-mail address")
                    @Schema(examples = "mei-hua@example.org", maxLength = EmailAddress.MAX_LENGTH)
                    String email,
            @NotNull
                    @OneLine(OneLine.Kind.NAME)
                    @Schema(examples = "林美華", maxLength = PersonName.MAX_LENGTH)
                    String name,
            @NotNull
                    @Pattern(regexp = Password.NEW_FORM, message = "must be 10–128 characters")
                    @Schema(format = "password", minLength = 10, maxLength = 128)
                    String password,
            @NotNull Language language,
            @Nullable TimeZoneName timeZone,
            @Size(max = Terms.MAX_LENGTH)
                    @Schema(
                            description =
                                    "The terms that the person agrees to: those of the policy, and none"
                                            + " if it has none.",
                            maxLength = Terms.MAX_LENGTH)
                    @Nullable String terms) {
        @Override
        public String toString() {
            return "Registration[…]";
        }
    }

    @Schema(name = "LinkRequest")
    record LinkRequest(
            @NotNull
                    @Pattern(regexp = EmailAddress.FORM, message = "must be an e-mail address")
                    @Schema(examples = "mei-hua@example.org", maxLength = EmailAddress.MAX_LENGTH)
                    String email,
            @NotNull Language language) {}

    @Schema(name = "Verification")
    record Verification(
            @NotNull @Size(max = 128) @Schema(description = "The last part of the link's path.")
                    String token) {}

    @Schema(name = "VerifiedAddress")
    record VerifiedAddress(@Schema(required = true) String email) {}

    @GET
    @Path("/policy")
    @Operation(
            operationId = "policy",
            summary = "Who may sign up",
            description =
                    "What a form of sign-up may offer. An installation that is closed offers it until"
                            + " it has an administrator.")
    @APIResponse(responseCode = "200", description = "Who may sign up at this moment.")
    public Uni<Policy> policy() {
        return admissions.offered().map(policy -> Policy.of(policy, admissions.terms()));
    }

    @POST
    @Path("/register")
    @ResponseStatus(202)
    @Operation(
            operationId = "register",
            summary = "Sign up",
            description =
                    "The answer is the same whether or not the address is known; a mail says what is"
                            + " to be done next. Signing up again before following the link replaces name"
                            + " and password and makes earlier links worthless. To one address goes one"
                            + " mail a minute at most.")
    @APIResponse(responseCode = "202", description = "A mail is on its way.")
    @APIResponse(
            responseCode = "403",
            description = "`registration-closed`, `mail-domain-refused`: by the policy alone")
    @APIResponse(responseCode = "409", description = "`terms-changed`: by the policy alone")
    @APIResponse(
            responseCode = "422",
            description = "`password-weak`, with what makes it so in `weakness`")
    @APIResponse(responseCode = "429", description = "`too-many-requests`, with `retryAfter`")
    @APIResponse(responseCode = "503", description = "`busy`, with `retryAfter`")
    public Uni<Void> register(
            @Valid @NotNull Registration registration, @Context HttpServerRequest request) {
        var email = new EmailAddress(registration.email());
        return limits.takeForMail(callers.of(request), email)
                .chain(() -> admissions.admission(email))
                .invoke(RegistrationResource::requireAdmitted)
                .invoke(() -> admissions.requireAgreed(registration.terms()))
                .chain(() ->
                        hashing.hashChosen(
                                new Password(registration.password()),
                                OwnWords.of(registration.name(), email.value())))
                .chain(hash ->
                        registrations.register(
                                email,
                                new PersonName(registration.name()),
                                hash,
                                registration.language(),
                                registration.timeZone(),
                                registration.terms()));
    }

    private static void requireAdmitted(Admission admission) {
        switch (admission) {
            case ADMITTED -> {}
            case CLOSED -> throw AdmissionStore.closed();
            case OTHER_DOMAIN -> throw AdmissionStore.otherDomain();
        }
    }

    @POST
    @Path("/verification")
    @ResponseStatus(202)
    @Operation(
            operationId = "requestVerificationLink",
            summary = "Ask for a further link",
            description =
                    "Mails a fresh link if the address waits for one; the answer is always the same."
                            + " To one address goes one mail a minute at most.")
    @APIResponse(responseCode = "202", description = "If a link is waited for, it is on its way.")
    @APIResponse(responseCode = "429", description = "`too-many-requests`, with `retryAfter`")
    public Uni<Void> requestLink(
            @Valid @NotNull LinkRequest link, @Context HttpServerRequest request) {
        var email = new EmailAddress(link.email());
        return limits.takeForMail(callers.of(request), email)
                .chain(() -> registrations.requestLink(email, link.language()));
    }

    @POST
    @Path("/verify")
    @Operation(
            operationId = "verify",
            summary = "Prove an address",
            description = "Follows the link from the mail. It works once, for 24 hours.")
    @APIResponse(responseCode = "200", description = "The account can sign in now.")
    @APIResponse(
            responseCode = "403",
            description =
                    "`registration-closed`, `mail-domain-refused`: the policy changed since the mail")
    @APIResponse(
            responseCode = "410",
            description = "`verification-link-invalid`: used, too old, replaced or unknown")
    @APIResponse(responseCode = "429", description = "`too-many-requests`, with `retryAfter`")
    public Uni<VerifiedAddress> verify(
            @Valid @NotNull Verification verification, @Context HttpServerRequest request) {
        var caller = callers.of(request);
        return limits.takeForForm(caller)
                .chain(() -> registrations.verify(verification.token(), caller))
                .map(result ->
                        switch (result) {
                            case VerifyResult.Verified(var account) ->
                                    new VerifiedAddress(account.email().value());
                            case VerifyResult.Invalid() ->
                                    throw Problem.of(
                                                    AuthProblem.VERIFICATION_LINK_INVALID,
                                                    "The link was used already, or is too old. Ask for a new one.")
                                            .toHttp();
                            case VerifyResult.Closed() -> throw AdmissionStore.closed();
                            case VerifyResult.OtherDomain() -> throw AdmissionStore.otherDomain();
                        });
    }
}
