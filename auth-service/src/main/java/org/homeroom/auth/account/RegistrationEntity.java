package org.homeroom.auth.account;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.homeroom.auth.Language;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.auth.password.PasswordHash;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// What somebody wrote into the form, until the owner of the address follows the link and it
/// becomes an [Account]. There is one for an address, the last; links of an earlier revision are
/// worth nothing.
@Entity
@Table(name = "registration")
class RegistrationEntity extends PanacheEntityBase {
    @Id UUID id;
    String email;
    String name;
    String passwordHash;
    String language;
    @Nullable String timeZone;
    @Nullable String terms;
    Instant createdAt;
    long revision;

    /// For Hibernate.
    RegistrationEntity() {}

    EmailAddress email() {
        return new EmailAddress(email);
    }

    PersonName name() {
        return new PersonName(name);
    }

    PasswordHash passwordHash() {
        return new PasswordHash(passwordHash);
    }

    /// What the person agreed to by sending the form, and when.
    Optional<Agreement> terms() {
        return Optional.ofNullable(terms).map(url -> new Agreement(url, createdAt));
    }

    Account account(AccountId account, Set<Role> roles, Instant now) {
        return new Account(
                account,
                email(),
                passwordHash(),
                name(),
                StatusLine.NONE,
                null,
                Preferences.fresh(
                        Language.ofTag(language),
                        timeZone == null ? null : new TimeZoneName(timeZone)),
                roles,
                now);
    }
}
