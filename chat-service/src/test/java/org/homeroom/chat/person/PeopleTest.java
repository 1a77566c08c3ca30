package org.homeroom.chat.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.homeroom.platform.event.AccountProfileEvent;
import org.homeroom.platform.event.AccountProfileEvent.ProfileChanged;
import org.homeroom.platform.event.AccountProfileEvent.ProfileRemoved;
import org.homeroom.platform.id.AccountId;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private static final AccountId MEI = new AccountId(new UUID(1, 1));

    private final People people = new People();
    private final List<String> told = new ArrayList<>();

    private static ProfileChanged named(long revision, String name) {
        return new ProfileChanged(MEI, revision, name, "en");
    }

    private void apply(AccountProfileEvent event) {
        people.apply(event, profile -> told.add(profile.name()));
    }

    @Test
    void theNewestNameHolds() {
        assertThat(people.nameOf(MEI)).isEmpty();
        apply(named(1, "Mei"));
        apply(named(2, "林美華"));
        assertThat(people.nameOf(MEI)).contains("林美華");
        assertThat(told).containsExactly("Mei", "林美華");
    }

    @Test
    void whatIsNotNewerIsPassedOver() {
        apply(named(2, "new"));
        apply(named(1, "old"));
        apply(named(2, "again"));
        assertThat(people.nameOf(MEI)).contains("new");
        assertThat(told).containsExactly("new");
    }

    @Test
    void whoIsGoneHasNoNameAndDoesNotComeBack() {
        apply(named(1, "Mei"));
        apply(new ProfileRemoved(MEI, 3));
        apply(named(2, "late"));
        assertThat(people.nameOf(MEI)).isEmpty();
        assertThat(told).containsExactly("Mei");
    }
}
