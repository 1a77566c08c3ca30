package org.homeroom.chat.person;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.homeroom.platform.event.AccountProfileEvent;
import org.homeroom.platform.id.AccountId;

/// Everybody's profile, as far as the events of `account-profiles` that were applied tell it. Safe
/// for threads.
public final class People {
    private record Known(long revision, Person person) {}

    private static final String BETWEEN_WORDS = " -·\u3000";
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final int UNFIT = 3;

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

    /// Those who may be meant by the beginning of a name, the likeliest first: whose name begins
    /// so, of whom a word of it does, and, since Chinese names are written without spaces, who have
    /// it anywhere if it has a Han character.
    public List<Person> beginning(String typed) {
        record Fitting(Person person, int rank) {}
        var sought = typed.toLowerCase(Locale.ROOT);
        return latest.values().stream()
                .map(Known::person)
                .map(person -> new Fitting(person, rank(person.name(), sought)))
                .filter(fitting -> fitting.rank < UNFIT)
                .sorted(
                        Comparator.comparingInt(Fitting::rank)
                                .thenComparing(
                                        fitting -> fitting.person.name(),
                                        String.CASE_INSENSITIVE_ORDER)
                                .thenComparing(fitting -> fitting.person.id().value()))
                .map(Fitting::person)
                .toList();
    }

    /// 0 for the best.
    private static int rank(String name, String sought) {
        var best = UNFIT;
        var lower = name.toLowerCase(Locale.ROOT);
        for (var at = lower.indexOf(sought); at >= 0; at = lower.indexOf(sought, at + 1)) {
            if (at == 0) {
                return 0;
            }
            if (BETWEEN_WORDS.indexOf(lower.charAt(at - 1)) >= 0) {
                return 1;
            }
            best = HAN.matcher(sought).find() ? 2 : UNFIT;
        }
        return best;
    }

    /// How much is known of an account: 0 if nothing.
    public long revisionOf(AccountId account) {
        var known = latest.get(account);
        return known == null ? 0 : known.revision;
    }
}
