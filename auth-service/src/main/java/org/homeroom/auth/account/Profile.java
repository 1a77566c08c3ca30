package org.homeroom.auth.account;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.auth.Language;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// What a person sees of their own account.
@Schema(
        requiredProperties = {
            "id",
            "name",
            "email",
            "language",
            "timeZone",
            "status",
            "photo",
            "findable",
            "roles",
            "createdAt"
        })
public record Profile(
        AccountId id,
        String name,
        String email,
        Language language,
        @Schema(nullable = true) @Nullable TimeZoneName timeZone,
        String status,
        @Schema(nullable = true) @Nullable String photo,
        Findable findable,
        List<Role> roles,
        Instant createdAt) {
    public Profile {
        roles = List.copyOf(roles);
    }

    public static Profile of(Account account) {
        var preferences = account.preferences();
        return new Profile(
                account.id(),
                account.name().value(),
                account.email().value(),
                preferences.language(),
                preferences.timeZone(),
                account.status().value(),
                account.photo() == null ? null : account.photo().value(),
                preferences.findable(),
                account.roles().stream().sorted().toList(),
                account.createdAt());
    }
}
