package org.homeroom.auth.account;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.auth.mail.MailDomain;

/// Who may sign up by themselves.
public sealed interface RegistrationPolicy {
    record Open() implements RegistrationPolicy {}

    /// Those with an address in one of the domains, exactly.
    record OfDomains(Set<MailDomain> domains) implements RegistrationPolicy {
        public OfDomains {
            domains = Set.copyOf(domains);
        }
    }

    record Closed() implements RegistrationPolicy {}

    /// What the policy says to an address. It hangs on nothing that others could find out by it:
    /// neither on whether the address has an account, nor, once there is an administrator, on
    /// whether the configuration names it.
    enum Admission {
        ADMITTED,
        CLOSED,
        OTHER_DOMAIN
    }

    /// How far an installation is from having somebody who looks after it.
    ///
    /// @param named whom the configuration makes administrators
    record Founding(NamedAdministrators named, boolean hasAccounts, boolean hasAdministrator) {
        private boolean awaitsNamed() {
            return !hasAdministrator && !named.addresses().isEmpty();
        }

        private boolean awaits(EmailAddress address) {
            return awaitsNamed() && named.addresses().contains(address);
        }

        /// Where nobody is named, whoever comes first is it.
        private boolean awaitsAnybody() {
            return !hasAccounts && named.addresses().isEmpty();
        }
    }

    /// @throws IllegalArgumentException if the policy and the domains do not belong together
    static RegistrationPolicy of(AuthConfig.Registration config) {
        var domains =
                config.domains().orElse(List.of()).stream()
                        .map(MailDomain::parse)
                        .collect(Collectors.toSet());
        var isByDomain = config.policy() == AuthConfig.Registration.Policy.DOMAINS;
        if (isByDomain == domains.isEmpty()) {
            throw new IllegalArgumentException(
                    "homeroom.auth.registration.domains must be given when"
                            + " homeroom.auth.registration.policy is `domains`, and only then");
        }
        return switch (config.policy()) {
            case OPEN -> new Open();
            case DOMAINS -> new OfDomains(domains);
            case CLOSED -> new Closed();
        };
    }

    /// An installation of which nobody is the administrator yet lets in who is to be it: those whom
    /// its configuration names, or else, where it is closed, the first of all. Of one that is held
    /// to domains the first is of these too.
    default Admission admission(EmailAddress address, Founding founding) {
        if (founding.awaits(address)) {
            return Admission.ADMITTED;
        }
        return switch (this) {
            case Open() -> Admission.ADMITTED;
            case OfDomains _ -> allows(address) ? Admission.ADMITTED : Admission.OTHER_DOMAIN;
            case Closed() -> founding.awaitsAnybody() ? Admission.ADMITTED : Admission.CLOSED;
        };
    }

    /// Whether somebody who has an account may change to the address.
    default boolean allows(EmailAddress address) {
        return switch (this) {
            case Open(), Closed() -> true;
            case OfDomains(var domains) -> domains.contains(address.domain());
        };
    }

    /// What a form of sign-up may offer at this moment: it is shown to those who are awaited.
    default RegistrationPolicy offered(Founding founding) {
        return switch (this) {
            case Open() -> this;
            case OfDomains _ -> this;
            case Closed() -> founding.awaitsAnybody() || founding.awaitsNamed() ? new Open() : this;
        };
    }
}
