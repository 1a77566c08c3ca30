package org.homeroom.auth.account;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.auth.Language;
import org.homeroom.platform.id.AccountId;

/// What a person sees of their own account.
@Schema(requiredProperties = {"id", "name", "email", "language", "roles", "createdAt"})
public record Profile(
        AccountId id,
        String name,
        String email,
        Language language,
        List<Role> roles,
        Instant createdAt) {
    public Profile {
        roles = List.copyOf(roles);
    }

    public static Profile of(Account account) {
        return new Profile(
                account.id(),
                account.name().value(),
                account.email().value(),
                account.language(),
                account.roles().stream().sorted().toList(),
                account.createdAt());
    }
}
