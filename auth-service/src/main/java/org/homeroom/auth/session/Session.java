package org.homeroom.auth.session;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.auth.account.Profile;

/// What a signed-in browser gets; the refresh token comes beside it, in a cookie.
@Schema(
        name = "Session",
        requiredProperties = {"accessToken", "expiresAt", "account"})
record Session(
        @Schema(description = "For `Authorization: Bearer …`.") String accessToken,
        @Schema(description = "When the access token ends.") Instant expiresAt,
        Profile account) {
    @Override
    public String toString() {
        return "Session[…]";
    }
}
