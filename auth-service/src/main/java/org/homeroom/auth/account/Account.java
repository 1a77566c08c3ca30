package org.homeroom.auth.account;

import java.time.Instant;
import java.util.Set;
import org.homeroom.auth.Language;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.auth.password.OwnWords;
import org.homeroom.auth.password.PasswordHash;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// A person whose address is proven, and who has not deleted their account.
///
/// @param photo names their pictures; null without one
public record Account(
        AccountId id,
        EmailAddress email,
        PasswordHash passwordHash,
        PersonName name,
        StatusLine status,
        @Nullable PhotoName photo,
        Preferences preferences,
        Set<Role> roles,
        Instant createdAt) {
    public Account {
        roles = Set.copyOf(roles);
    }

    /// In which mails are written to the person.
    public Language language() {
        return preferences.language();
    }

    /// What a password of theirs must not be made of.
    public OwnWords ownWords() {
        return OwnWords.of(name.value(), email.value());
    }

    Account withProfile(PersonName newName, StatusLine newStatus, Preferences newPreferences) {
        return new Account(
                id,
                email,
                passwordHash,
                newName,
                newStatus,
                photo,
                newPreferences,
                roles,
                createdAt);
    }

    public Account withPhoto(@Nullable PhotoName newPhoto) {
        return new Account(
                id, email, passwordHash, name, status, newPhoto, preferences, roles, createdAt);
    }

    public Account withEmail(EmailAddress newEmail) {
        return new Account(
                id, newEmail, passwordHash, name, status, photo, preferences, roles, createdAt);
    }

    public Account withPassword(PasswordHash newHash) {
        return new Account(id, email, newHash, name, status, photo, preferences, roles, createdAt);
    }
}
