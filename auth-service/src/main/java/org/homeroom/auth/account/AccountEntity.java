package org.homeroom.auth.account;

import static java.util.Objects.requireNonNull;

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
import org.homeroom.platform.event.AccountProfileEvent;
import org.homeroom.platform.event.AccountProfileEvent.ProfileChanged;
import org.homeroom.platform.event.AccountProfileEvent.ProfileRemoved;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// An [Account] in the database, and what of its profile has been published. Of a deleted one the
/// row stays, with nothing of the person in it: what they wrote elsewhere still names its id.
@Entity
@Table(name = "account")
class AccountEntity extends PanacheEntityBase {
    @Id UUID id;

    /// Null once deleted, like the password.
    @Nullable String email;

    @Nullable String passwordHash;
    String name;
    String foldedName;
    String status;
    @Nullable String photo;
    String language;
    @Nullable String timeZone;
    String findable;
    String[] roles;
    @Nullable String terms;
    @Nullable Instant termsAcceptedAt;
    Instant createdAt;
    @Nullable Instant deletedAt;

    /// Counts the profile's changes, from 1.
    long revision;

    /// The newest revision that Kafka has acknowledged, from 0.
    long publishedRevision;

    /// For Hibernate.
    AccountEntity() {}

    static AccountEntity of(Account account) {
        var row = new AccountEntity();
        row.id = account.id().value();
        row.roles = account.roles().stream().map(Role::wireName).sorted().toArray(String[]::new);
        row.createdAt = account.createdAt();
        row.set(account);
        return row;
    }

    void setRole(Role role) {
        roles = role.included().stream().map(Role::wireName).sorted().toArray(String[]::new);
    }

    /// Nothing else is read of it here: it is kept for the school.
    void agreed(Agreement agreement) {
        terms = agreement.terms();
        termsAcceptedAt = agreement.at();
    }

    /// Takes over whatever the person may change, and counts the revision up if others are told of
    /// it: the relay has something to tell.
    void set(Account account) {
        var before = revision == 0 ? null : profileEvent();
        email = account.email().value();
        passwordHash = account.passwordHash().phc();
        name = account.name().value();
        foldedName = account.name().folded();
        status = account.status().value();
        photo = account.photo() == null ? null : account.photo().value();
        var preferences = account.preferences();
        language = preferences.language().tag();
        timeZone = preferences.timeZone() == null ? null : preferences.timeZone().value();
        findable = preferences.findable().wireName();
        if (!profileEvent().equals(before)) {
            revision++;
        }
    }

    /// Forgets the person. Their address is free from here on.
    void delete(Instant now) {
        email = null;
        passwordHash = null;
        name = "";
        foldedName = "";
        status = "";
        photo = null;
        timeZone = null;
        findable = Findable.NOBODY.wireName();
        terms = null;
        termsAcceptedAt = null;
        roles = new String[0];
        deletedAt = now;
        revision++;
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    /// Of one that is not deleted.
    Account account() {
        return new Account(
                new AccountId(id),
                new EmailAddress(requireNonNull(email)),
                new PasswordHash(requireNonNull(passwordHash)),
                new PersonName(name),
                new StatusLine(status),
                photo == null ? null : new PhotoName(photo),
                new Preferences(
                        Language.ofTag(language),
                        timeZone == null ? null : new TimeZoneName(timeZone),
                        Findable.ofWireName(findable)),
                Arrays.stream(roles).map(Role::ofWireName).collect(Collectors.toSet()),
                createdAt);
    }

    Person person() {
        return new Person(new AccountId(id), name, status, photo, isDeleted() ? true : null);
    }

    /// What others are told of the account as it is now.
    AccountProfileEvent profileEvent() {
        return isDeleted()
                ? new ProfileRemoved(new AccountId(id), revision)
                : new ProfileChanged(
                        new AccountId(id),
                        revision,
                        name,
                        language,
                        status,
                        photo,
                        AccountProfileEvent.Findable.valueOf(Findable.ofWireName(findable).name()));
    }
}
