package org.homeroom.auth.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import org.homeroom.auth.AuthConfig.SecondFactor.Required;
import org.homeroom.auth.account.Role;
import org.junit.jupiter.api.Test;

class SecondFactorPolicyTest {
    private static boolean demandsOne(Required required, Role role) {
        return new SecondFactorPolicy(required).demandsOne(role.included());
    }

    @Test
    void staffAreTeachersAndAdministrators() {
        for (var role : Role.values()) {
            assertThat(demandsOne(Required.NOBODY, role)).isFalse();
            assertThat(demandsOne(Required.EVERYBODY, role)).isTrue();
            assertThat(demandsOne(Required.STAFF, role)).isEqualTo(role != Role.STUDENT);
        }
    }
}
