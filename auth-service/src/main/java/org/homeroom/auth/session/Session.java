package org.homeroom.auth.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.auth.account.Profile;
import org.jspecify.annotations.Nullable;

/// What a signed-in browser gets; the refresh token comes beside it, in a cookie.
@Schema(
        name = "Session",
        requiredProperties = {"accessToken", "expiresAt", "account"})
record Session(
        @Schema(description = "For `Authorization: Bearer …`.") String accessToken,
        @Schema(description = "When the access token ends.") Instant expiresAt,
        Profile account,
        @JsonInclude(JsonInclude.Include.NON_NULL)
                @Schema(
                        description =
                                "Those of the second factor that was set up by this sign-in, shown now and"
                                        + " never again; else not there.")
                @Nullable List<String> recoveryCodes) {
    @Override
    public String toString() {
        return "Session[…]";
    }
}
