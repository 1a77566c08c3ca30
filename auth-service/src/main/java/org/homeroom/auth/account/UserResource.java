package org.homeroom.auth.account;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.auth.AuthProblem;
import org.homeroom.auth.Language;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// One's own profile, and the people there are.
@Path("/api/users")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People", description = "One's own profile, and the people there are.")
@APIResponse(responseCode = "401", description = "`not-signed-in`")
class UserResource {
    /// A blank search would list everybody; NUL has no place in PostgreSQL, a lone surrogate none
    /// in UTF-8.
    private static final String SEARCHED = "(?=.*\\S)[^\\x00\\p{Cs}]{1,254}";

    private final AccountStore accounts;
    private final Principals principals;

    UserResource(AccountStore accounts, Principals principals) {
        this.accounts = accounts;
        this.principals = principals;
    }

    /// What is to be changed; what is absent stays.
    @Schema(name = "ProfileChange")
    record ProfileChange(
            @OneLine(OneLine.Kind.NAME)
                    @Schema(examples = "Lin Mei-hua", maxLength = PersonName.MAX_LENGTH)
                    @Nullable String name,
            @OneLine(OneLine.Kind.STATUS)
                    @Schema(examples = "In class until noon", maxLength = StatusLine.MAX_LENGTH)
                    @Nullable String status,
            @Nullable Language language,
            @Nullable TimeZoneName timeZone,
            @Nullable Findable findable) {

        Account apply(Account account) {
            var before = account.preferences();
            return account.withProfile(
                    name == null ? account.name() : new PersonName(name),
                    status == null ? account.status() : new StatusLine(status),
                    new Preferences(
                            language == null ? before.language() : language,
                            timeZone == null ? before.timeZone() : timeZone,
                            findable == null ? before.findable() : findable));
        }
    }

    @Schema(name = "People")
    record People(@Schema(required = true) List<Person> people) {
        People {
            people = List.copyOf(people);
        }
    }

    @GET
    @Path("/me")
    @Operation(operationId = "ownProfile", summary = "One's own profile")
    @APIResponse(responseCode = "200", description = "The profile.")
    public Uni<Profile> me() {
        return accounts.find(principals.current().account()).map(UserResource::own);
    }

    @PATCH
    @Path("/me")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeOwnProfile",
            summary = "Change name, status, language, time zone, or who may find one",
            description =
                    "What is absent stays. Others see a new name or status within a second or two.")
    @APIResponse(responseCode = "200", description = "The profile as it is now.")
    public Uni<Profile> changeMe(@Valid @NotNull ProfileChange change) {
        return accounts.change(principals.current().account(), change::apply)
                .map(UserResource::own);
    }

    @GET
    @Operation(
            operationId = "findPeople",
            summary = "Find people",
            description =
                    "Those whose name contains `q`, upper or lower case, or whose address is exactly"
                            + " `q`, as far as they let themselves be found so, by name. Addresses are"
                            + " never told.")
    @APIResponse(responseCode = "200", description = "At most `limit` people.")
    public Uni<People> find(
            @RestQuery
                    @NotNull
                    @Pattern(regexp = SEARCHED, message = "must be 1–254 characters")
                    @Parameter(description = "Part of a name, or an address.", example = "美")
                    String q,
            @RestQuery
                    @DefaultValue("20")
                    @Min(1)
                    @Max(50)
                    @Parameter(description = "People to answer at most.")
                    int limit) {
        return accounts.search(q, limit).map(People::new);
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "person",
            summary = "A person",
            description = "Of a deleted account there is nothing but that it is deleted.")
    @APIResponse(responseCode = "200", description = "The person.")
    @APIResponse(responseCode = "404", description = "`person-not-found`")
    public Uni<Person> person(@RestPath AccountId id) {
        return accounts.findPerson(id)
                .map(found ->
                        found.orElseThrow(() ->
                                Problem.of(
                                                AuthProblem.PERSON_NOT_FOUND,
                                                "There is nobody of this id.")
                                        .toHttp()));
    }

    /// The token is good, but its account may be gone since.
    private static Profile own(Optional<Account> account) {
        return account.map(Profile::of)
                .orElseThrow(() ->
                        Problem.of(
                                        CommonProblem.SESSION_ENDED,
                                        "This account is not there any more.")
                                .toHttp());
    }
}
