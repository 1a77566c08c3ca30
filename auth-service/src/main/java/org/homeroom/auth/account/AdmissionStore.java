package org.homeroom.auth.account;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.AuthProblem;
import org.homeroom.auth.account.RegistrationPolicy.Admission;
import org.homeroom.auth.account.RegistrationPolicy.Founding;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/// Holds the configured [RegistrationPolicy] to who is there already. Made at the start, which a
/// policy that makes no sense stops.
@Singleton
@Startup
public class AdmissionStore {
    private static final String FOUNDING =
            """
            select
              exists (select 1 from account where deleted_at is null),
              exists (
                select 1 from account where 'administrator' = any(roles) and deleted_at is null)
            """;

    private final RegistrationPolicy policy;
    private final Optional<Terms> terms;
    private final NamedAdministrators named;

    AdmissionStore(AuthConfig config) {
        this.policy = RegistrationPolicy.of(config.registration());
        this.terms = Terms.of(config.registration());
        this.named = NamedAdministrators.of(config);
    }

    /// In the transaction of the caller if there is one.
    Uni<Admission> admission(EmailAddress address) {
        return founding().map(founding -> policy.admission(address, founding));
    }

    /// What a form of sign-up may offer.
    Uni<RegistrationPolicy> offered() {
        return founding().map(policy::offered);
    }

    /// What whoever signs up agrees to.
    Optional<Terms> terms() {
        return terms;
    }

    /// @param agreed what the form showed; null for none
    /// @throws RuntimeException the problem `terms-changed` if that is not what holds
    void requireAgreed(@Nullable String agreed) {
        if (!terms.map(Terms::url).equals(Optional.ofNullable(agreed))) {
            throw Problem.of(
                            AuthProblem.TERMS_CHANGED,
                            "Read the terms of this installation again, and sign up with their address.")
                    .toHttp();
        }
    }

    /// Fails with the problem `mail-domain-refused` if nobody may change to the address.
    public Uni<Void> requireAllowed(EmailAddress address) {
        return policy.allows(address)
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().failure(otherDomain());
    }

    static RuntimeException closed() {
        return Problem.of(
                        AuthProblem.REGISTRATION_CLOSED,
                        "This installation takes no new accounts just now.")
                .toHttp();
    }

    static RuntimeException otherDomain() {
        return Problem.of(AuthProblem.MAIL_DOMAIN_REFUSED, "Use an address of your school.")
                .toHttp();
    }

    private Uni<Founding> founding() {
        return Panache.withSession(() ->
                        Panache.getSession()
                                .chain(session ->
                                        session.createNativeQuery(FOUNDING, Object[].class)
                                                .getSingleResult()))
                .map(row -> new Founding(named, (Boolean) row[0], (Boolean) row[1]));
    }
}
