package org.homeroom.auth.admin;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.auth.AuthProblem;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.account.PageKey;
import org.homeroom.auth.account.Role;
import org.homeroom.auth.account.RoleResult;
import org.homeroom.auth.secondfactor.SecondFactorStore;
import org.homeroom.auth.session.SessionStore;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Everybody there is, and what they may do.
@Path("/api/admin/people")
@RolesAllowed("administrator")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration", description = "Everybody there is, and what they may do.")
@APIResponse(responseCode = "400", description = "`invalid-request`")
@APIResponse(responseCode = "401", description = "`not-signed-in`, `session-ended`")
@APIResponse(responseCode = "403", description = "`not-allowed`: for administrators only")
class PeopleResource {
    private static final String SEARCHED = "[^\\x00\\p{Cs}]{0,254}";

    private final AccountStore accounts;
    private final RoleStore roles;
    private final SignOutStore signOuts;
    private final SessionStore sessions;
    private final SecondFactorStore factors;
    private final Principals principals;

    PeopleResource(
            AccountStore accounts,
            RoleStore roles,
            SignOutStore signOuts,
            SessionStore sessions,
            SecondFactorStore factors,
            Principals principals) {
        this.accounts = accounts;
        this.roles = roles;
        this.signOuts = signOuts;
        this.sessions = sessions;
        this.factors = factors;
        this.principals = principals;
    }

    @Schema(
            name = "Account",
            requiredProperties = {
                "id",
                "name",
                "email",
                "photo",
                "roles",
                "createdAt",
                "lastSeenAt",
                "secondFactor"
            })
    record Account(
            AccountId id,
            String name,
            String email,
            @Schema(nullable = true) @Nullable String photo,
            List<Role> roles,
            Instant createdAt,
            @Schema(nullable = true, description = "Null if that is long ago.")
                    @Nullable Instant lastSeenAt,
            @Schema(description = "Whether signing in takes a code too.") boolean secondFactor) {
        static Account of(
                org.homeroom.auth.account.Account account,
                Map<AccountId, Instant> lastSeen,
                Set<AccountId> withSecondFactor) {
            return new Account(
                    account.id(),
                    account.name().value(),
                    account.email().value(),
                    account.photo() == null ? null : account.photo().value(),
                    account.roles().stream().sorted().toList(),
                    account.createdAt(),
                    lastSeen.get(account.id()),
                    withSecondFactor.contains(account.id()));
        }
    }

    @Schema(
            name = "Accounts",
            requiredProperties = {"people", "next"})
    record Accounts(
            List<Account> people,
            @Schema(nullable = true, description = "For `after`; null when there are no more.")
                    @Nullable PageKey next) {}

    @Schema(name = "RoleChange")
    record RoleChange(@NotNull Role role) {}

    @GET
    @Operation(
            operationId = "allPeople",
            summary = "Everybody",
            description = "By name. With `q`, those whose name or address contains it.")
    @APIResponse(responseCode = "200", description = "At most `limit` people.")
    public Uni<Accounts> list(
            @RestQuery
                    @DefaultValue("")
                    @Pattern(regexp = SEARCHED, message = "must be 0–254 characters")
                    @Parameter(description = "Part of a name or an address.")
                    String q,
            @RestQuery @Parameter(description = "`next` of the page before.")
                    @Nullable PageKey after,
            @RestQuery @DefaultValue("50") @Min(1) @Max(100) int limit) {
        return accounts.page(q, after, limit)
                .chain(page -> answers(page.accounts()).map(all -> new Accounts(all, page.next())));
    }

    private Uni<List<Account>> answers(List<org.homeroom.auth.account.Account> accounts) {
        var ids = accounts.stream().map(org.homeroom.auth.account.Account::id).toList();
        return sessions.lastSeen(ids)
                .chain(seen ->
                        factors.among(ids)
                                .map(having ->
                                        accounts.stream()
                                                .map(each -> Account.of(each, seen, having))
                                                .toList()));
    }

    @PUT
    @Path("/{id}/role")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeRole",
            summary = "Give somebody a role",
            description =
                    "In place of the one that they have. A teacher is a student too, an administrator"
                            + " both. It holds from the person's next access token on, which they"
                            + " are made to fetch within 2 seconds.")
    @APIResponse(responseCode = "200", description = "The account as it is now.")
    @APIResponse(responseCode = "404", description = "`person-not-found`")
    @APIResponse(responseCode = "409", description = "`last-administrator`: there must be one")
    public Uni<Account> changeRole(@RestPath AccountId id, @Valid @NotNull RoleChange change) {
        var by = principals.current().account();
        return roles.change(id, change.role(), by)
                .map(result ->
                        switch (result) {
                            case RoleResult.Changed(var account) -> account;
                            case RoleResult.Unchanged(var account) -> account;
                            case RoleResult.LastAdministrator() ->
                                    throw Problem.of(
                                                    AuthProblem.LAST_ADMINISTRATOR,
                                                    "Make somebody else an administrator first.")
                                            .toHttp();
                            case RoleResult.NoSuchAccount() -> throw nobody();
                        })
                .chain(account -> answers(List.of(account)))
                .map(List::getFirst);
    }

    @DELETE
    @Path("/{id}/sessions")
    @Operation(
            operationId = "signOutPerson",
            summary = "Sign somebody out everywhere",
            description =
                    "Every session ends: its tokens are refused and its sockets closed within 2"
                            + " seconds. The person is told by mail, and their log of events says"
                            + " who did it. They may sign in again.")
    @APIResponse(responseCode = "204", description = "Signed in nowhere.")
    @APIResponse(responseCode = "404", description = "`person-not-found`")
    public Uni<Void> signOut(@RestPath AccountId id) {
        return signOuts.signOut(id, principals.current().account())
                .invoke(isThere -> {
                    if (!isThere) {
                        throw nobody();
                    }
                })
                .replaceWithVoid();
    }

    @DELETE
    @Path("/{id}/second-factor")
    @Operation(
            operationId = "takeSecondFactorAway",
            summary = "Take somebody's second factor away",
            description =
                    "For whoever has lost their authenticator and their recovery codes. Every session of"
                            + " theirs ends, and they are told by mail; their log of events says who"
                            + " did it. Without a second factor nothing happens. One's own is turned"
                            + " off in the settings, by the password.")
    @APIResponse(responseCode = "204", description = "They sign in by the password alone.")
    @APIResponse(
            responseCode = "403",
            description = "`not-allowed`: for administrators only, and not for one's own")
    @APIResponse(responseCode = "404", description = "`person-not-found`")
    public Uni<Void> takeSecondFactorAway(@RestPath AccountId id) {
        var by = principals.current().account();
        if (id.equals(by)) {
            // Whoever has only a stolen session would do without the password.
            throw Problem.of(
                            CommonProblem.NOT_ALLOWED,
                            "Turn your own off in your settings, where your password is asked for.")
                    .toHttp();
        }
        return signOuts.takeSecondFactorAway(id, by)
                .invoke(isThere -> {
                    if (!isThere) {
                        throw nobody();
                    }
                })
                .replaceWithVoid();
    }

    private static RuntimeException nobody() {
        return Problem.of(AuthProblem.PERSON_NOT_FOUND, "There is nobody of this id.").toHttp();
    }
}
