package org.homeroom.chat.invitation;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// A link into a channel, as those see it who may make one.
///
/// @param role MEMBER or GUEST: what those become who follow it
/// @param uses how many have come in by it
/// @param mostUses how many may; null for as many as there is room for
@Schema(
        name = "Invitation",
        requiredProperties = {
            "id",
            "role",
            "createdBy",
            "createdAt",
            "expiresAt",
            "uses",
            "mostUses"
        })
record Invitation(
        InvitationId id,
        MemberRole role,
        AccountId createdBy,
        Instant createdAt,
        Instant expiresAt,
        int uses,
        @Schema(nullable = true) @Nullable Integer mostUses) {}
