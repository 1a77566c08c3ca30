package org.homeroom.auth.secondfactor;

import java.util.Set;
import org.homeroom.auth.AuthConfig.SecondFactor.Required;
import org.homeroom.auth.account.Role;

/// Who must have a second factor; everybody may.
record SecondFactorPolicy(Required required) {
    boolean demandsOne(Set<Role> roles) {
        return switch (required) {
            case NOBODY -> false;
            // An administrator is a teacher too.
            case STAFF -> roles.contains(Role.TEACHER);
            case EVERYBODY -> true;
        };
    }
}
