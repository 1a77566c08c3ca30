package org.homeroom.chat.person;

import static java.util.Objects.requireNonNullElse;

import org.homeroom.platform.event.AccountProfileEvent;
import org.homeroom.platform.event.AccountProfileEvent.Findable;
import org.homeroom.platform.event.AccountProfileEvent.ProfileChanged;
import org.homeroom.platform.event.AccountProfileEvent.ProfileRemoved;
import org.homeroom.platform.id.AccountId;
import org.jspecify.annotations.Nullable;

/// What others may know of somebody.
///
/// @param name empty for an account that is deleted, or not known yet
/// @param status empty without one
/// @param photo names the pictures at `/api/users/photos/{photo}/`; null without one
/// @param isDeleted whether the account is gone; what it wrote stays
/// @param findable who may begin a conversation with the person
public record Person(
        AccountId id,
        String name,
        String status,
        @Nullable String photo,
        boolean isDeleted,
        Findable findable) {

    static Person of(AccountProfileEvent event) {
        return switch (event) {
            case ProfileChanged(var id, _, var name, _, var status, var photo, var findable) ->
                    new Person(
                            id,
                            name,
                            requireNonNullElse(status, ""),
                            photo,
                            false,
                            requireNonNullElse(findable, Findable.EVERYONE));
            case ProfileRemoved(var id, _) -> new Person(id, "", "", null, true, Findable.NOBODY);
        };
    }

    static Person unknown(AccountId id) {
        return new Person(id, "", "", null, false, Findable.NOBODY);
    }
}
