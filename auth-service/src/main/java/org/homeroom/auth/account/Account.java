package org.homeroom.auth.account;

import java.time.Instant;
import java.util.Set;
import org.homeroom.auth.Language;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.auth.password.PasswordHash;
import org.homeroom.platform.id.AccountId;

/// A person whose address is proven.
public record Account(
        AccountId id,
        EmailAddress email,
        PersonName name,
        PasswordHash passwordHash,
        Language language,
        Set<Role> roles,
        Instant createdAt) {
    public Account {
        roles = Set.copyOf(roles);
    }

    Account withProfile(PersonName newName, Language newLanguage) {
        return new Account(id, email, newName, passwordHash, newLanguage, roles, createdAt);
    }
}
