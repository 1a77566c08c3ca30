package org.homeroom.chat.person;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// The one [People] of this replica.
@Singleton
final class PeopleProducer {
    @Produces
    @Singleton
    People people() {
        return new People();
    }
}
