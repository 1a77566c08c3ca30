package org.homeroom.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.homeroom.auth.mail.EmailAddress;
import org.junit.jupiter.api.Test;

class NamedAdministratorsTest {
    private static final EmailAddress HEAD = new EmailAddress("head@example.org");
    private static final EmailAddress OTHER = new EmailAddress("other@example.org");

    @Test
    void whereNobodyIsNamedTheFirstIsTheAdministrator() {
        var nobody = new NamedAdministrators(Set.of());

        assertThat(nobody.firstRole(OTHER, true)).isEqualTo(Role.ADMINISTRATOR);
        assertThat(nobody.firstRole(OTHER, false)).isEqualTo(Role.STUDENT);
    }

    /// Or a stranger would be one who signs up before the head does.
    @Test
    void whereSomebodyIsNamedNobodyElseBeginsAsOne() {
        var named = new NamedAdministrators(Set.of(HEAD));

        assertThat(named.firstRole(OTHER, true)).isEqualTo(Role.STUDENT);
        assertThat(named.firstRole(HEAD, false)).isEqualTo(Role.ADMINISTRATOR);
        assertThat(named.firstRole(HEAD, true)).isEqualTo(Role.ADMINISTRATOR);
    }

    @Test
    void aRoleIncludesThoseBeforeIt() {
        assertThat(Role.STUDENT.included()).containsExactly(Role.STUDENT);
        assertThat(Role.TEACHER.included()).containsExactly(Role.STUDENT, Role.TEACHER);
        assertThat(Role.ADMINISTRATOR.included()).containsExactly(Role.values());
    }
}
