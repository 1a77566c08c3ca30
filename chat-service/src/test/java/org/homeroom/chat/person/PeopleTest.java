package org.homeroom.chat.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.homeroom.platform.event.AccountProfileEvent;
import org.homeroom.platform.event.AccountProfileEvent.Findable;
import org.homeroom.platform.event.AccountProfileEvent.ProfileChanged;
import org.homeroom.platform.event.AccountProfileEvent.ProfileRemoved;
import org.homeroom.platform.id.AccountId;
import org.junit.jupiter.api.Test;

class PeopleTest {
    private static final AccountId MEI = new AccountId(new UUID(1, 1));

    private final People people = new People();
    private final List<Person> told = new ArrayList<>();

    private static ProfileChanged named(long revision, String name) {
        return new ProfileChanged(MEI, revision, name, "en", "in class", null, Findable.ADDRESS);
    }

    private static Person person(String name) {
        return new Person(MEI, name, "in class", null, false, Findable.ADDRESS);
    }

    private static Person deleted() {
        return new Person(MEI, "", "", null, true, Findable.NOBODY);
    }

    private void apply(AccountProfileEvent event) {
        people.apply(event, told::add);
    }

    @Test
    void theNewestProfileHolds() {
        assertThat(people.find(MEI)).isEmpty();
        apply(named(1, "Mei"));
        apply(named(2, "林美華"));
        assertThat(people.find(MEI)).contains(person("林美華"));
        assertThat(told).containsExactly(person("Mei"), person("林美華"));
    }

    @Test
    void whatIsNotNewerIsPassedOver() {
        apply(named(2, "new"));
        apply(named(1, "old"));
        apply(named(2, "again"));
        assertThat(people.find(MEI)).contains(person("new"));
        assertThat(told).containsExactly(person("new"));
    }

    @Test
    void whoIsGoneIsKnownToBeAndDoesNotComeBack() {
        apply(named(1, "Mei"));
        apply(new ProfileRemoved(MEI, 3));
        apply(named(2, "late"));
        assertThat(people.find(MEI)).contains(deleted());
        assertThat(told).containsExactly(person("Mei"), deleted());
    }

    @Test
    void aProfileOfBeforeThereWasMoreIsThatOfAFreshAccount() {
        apply(new ProfileChanged(MEI, 1, "Mei", "en", null, null, null));
        assertThat(people.find(MEI))
                .contains(new Person(MEI, "Mei", "", null, false, Findable.EVERYONE));
    }

    @Test
    void whoMayBeMeantByTheBeginningOfANameIsListedTheLikeliestFirst() {
        var names =
                List.of("Emma Lindgren", "Lin Mei-hua", "Berlin Ng", "林美華", "陳雅婷", "Karolin Ó", "");
        for (var name : names) {
            var id = new AccountId(new UUID(2, names.indexOf(name)));
            people.apply(
                    new ProfileChanged(id, 1, name, "en", "", null, Findable.NOBODY), told::add);
        }
        assertThat(likely("lin")).containsExactly("Lin Mei-hua", "Emma Lindgren");
        assertThat(likely("HUA")).containsExactly("Lin Mei-hua");
        assertThat(likely("ó")).containsExactly("Karolin Ó");
        assertThat(likely("雅")).containsExactly("陳雅婷");
        assertThat(likely("林")).containsExactly("林美華");
        assertThat(likely("x")).isEmpty();
    }

    private List<String> likely(String typed) {
        return people.beginning(typed).stream().map(Person::name).toList();
    }

    @Test
    void whoIsUnknownHasNoNameAndIsNotGone() {
        assertThat(people.get(MEI))
                .isEqualTo(new Person(MEI, "", "", null, false, Findable.NOBODY));
    }
}
