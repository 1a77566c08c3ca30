package org.homeroom.chat.person;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.homeroom.platform.event.AccountProfileEvent;
import org.homeroom.platform.id.AccountId;

/// Everybody's profile, as far as the events of `account-profiles` that were applied tell it. Safe
/// for threads.
public final class People {
    private record Known(long revision, Person person) {}

    private final Map<AccountId, Known> latest = new ConcurrentHashMap<>();

    /// Takes in an event unless a newer one of the account came before.
    ///
    /// @param changed is told of a person who is new or different from before
    public void apply(AccountProfileEvent event, Consumer<Person> changed) {
        var told = new Known(event.revision(), Person.of(event));
        var current =
                latest.merge(
                        event.account(),
                        told,
                        (known, next) -> next.revision > known.revision ? next : known);
        if (current == told) {
            changed.accept(told.person);
        }
    }

    /// Empty for an account that is unknown.
    public Optional<Person> find(AccountId account) {
        return Optional.ofNullable(latest.get(account)).map(Known::person);
    }

    /// As [#find]; somebody unknown has no name.
    public Person get(AccountId account) {
        return find(account).orElseGet(() -> Person.unknown(account));
    }

    /// Those whose names have this in them, in upper or lower case.
    public Stream<Person> called(String part) {
        var sought = part.toLowerCase(Locale.ROOT);
        return latest.values().stream()
                .map(Known::person)
                .filter(person -> person.name().toLowerCase(Locale.ROOT).contains(sought));
    }

    /// How much is known of an account: 0 if nothing.
    public long revisionOf(AccountId account) {
        var known = latest.get(account);
        return known == null ? 0 : known.revision;
    }
}
