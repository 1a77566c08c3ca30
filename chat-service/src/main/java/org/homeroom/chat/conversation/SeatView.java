package org.homeroom.chat.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.chat.person.Person;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// Somebody in a conversation, on the wire.
///
/// @param name empty for an account that is deleted
/// @param status empty without one
/// @param photo names the pictures at `/api/users/photos/{photo}/`
/// @param deleted true, or not there
/// @param joinedAt null in a direct conversation
@Schema(
        name = "Seat",
        requiredProperties = {"id", "name", "status", "photo", "role", "joinedAt"})
record SeatView(
        AccountId id,
        String name,
        String status,
        @Schema(nullable = true) @Nullable String photo,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean deleted,
        MemberRole role,
        @Schema(nullable = true) @Nullable Instant joinedAt) {

    static SeatView of(Person person, MemberRole role, @Nullable Instant joinedAt) {
        return new SeatView(
                person.id(),
                person.name(),
                person.status(),
                person.photo(),
                person.isDeleted() ? true : null,
                role,
                joinedAt);
    }
}
