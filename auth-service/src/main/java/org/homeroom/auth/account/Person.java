package org.homeroom.auth.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// What others see of a person; never the address.
///
/// @param name empty for an account that is deleted
/// @param status empty without one
/// @param photo names the pictures at `/api/users/photos/{photo}/`
/// @param deleted true, or not there
@Schema(requiredProperties = {"id", "name", "status", "photo"})
public record Person(
        AccountId id,
        String name,
        String status,
        @Schema(nullable = true) @Nullable String photo,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean deleted) {}
