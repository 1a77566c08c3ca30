package org.homeroom.auth.account;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.homeroom.auth.Language;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.auth.password.PasswordHash;
import org.homeroom.platform.event.AccountProfileEvent.ProfileChanged;
import org.homeroom.platform.id.AccountId;

/// An [Account] in the database, and what of its profile has been published.
@Entity
@Table(name = "account")
class AccountEntity extends PanacheEntityBase {
    @Id UUID id;
    String email;
    String name;
    String foldedName;
    String passwordHash;
    String language;
    String[] roles;
    Instant createdAt;

    /// Counts the profile's changes, from 1.
    long revision;

    /// The newest revision that Kafka has acknowledged, from 0.
    long publishedRevision;

    /// For Hibernate.
    AccountEntity() {}

    static AccountEntity of(Account account) {
        var row = new AccountEntity();
        row.id = account.id().value();
        row.email = account.email().value();
        row.passwordHash = account.passwordHash().phc();
        row.roles = account.roles().stream().map(Role::wireName).sorted().toArray(String[]::new);
        row.createdAt = account.createdAt();
        row.setProfile(account);
        return row;
    }

    /// Takes over name and language, and counts the revision up: the relay has something to tell.
    void setProfile(Account account) {
        name = account.name().value();
        foldedName = account.name().folded();
        language = account.language().tag();
        revision++;
    }

    Account account() {
        return new Account(
                new AccountId(id),
                new EmailAddress(email),
                new PersonName(name),
                new PasswordHash(passwordHash),
                Language.ofTag(language),
                Arrays.stream(roles).map(Role::ofWireName).collect(Collectors.toSet()),
                createdAt);
    }

    ProfileChanged profileChanged() {
        return new ProfileChanged(new AccountId(id), revision, name, language);
    }
}
