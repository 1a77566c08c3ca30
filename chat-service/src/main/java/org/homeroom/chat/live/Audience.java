package org.homeroom.chat.live;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.homeroom.chat.conversation.MemberStore.Seat;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// Who of this replica's listeners hears what. Safe for threads; the sets that it gives out by
/// account are live, and may be walked while listeners come and go.
///
/// What is told of a membership may come late and out of order. Each carries the conversation's
/// revision, and what is older than what a listener knows of it already changes nothing; that
/// somebody has left is known like any other state.
///
/// @param <L> a listener: one open socket
final class Audience<L> {
    /// What a listener is subscribed to, so that it can be taken out of everything when it goes.
    ///
    /// @param left conversations that it is not in, and since which revision
    private record Place(
            AccountId account,
            Map<ConversationId, Seat> seats,
            Map<ConversationId, Long> left,
            Map<ConversationId, Map<AccountId, Long>> parted,
            Map<AccountId, Glance> watched) {}

    /// Whether a listener may be told where somebody is whom it watches.
    ///
    /// @param asOf the later of two findings is the one with the higher number
    private record Glance(long asOf, boolean isAllowed) {
        private static final Glance NOT_YET = new Glance(-1, false);
    }

    private final Map<L, Place> places = new ConcurrentHashMap<>();
    private final Map<AccountId, Set<L>> byAccount = new ConcurrentHashMap<>();
    private final Map<ConversationId, Map<L, Seat>> byConversation = new ConcurrentHashMap<>();
    private final Map<AccountId, Set<L>> byAcquaintance = new ConcurrentHashMap<>();
    private final Map<AccountId, Set<L>> byWatched = new ConcurrentHashMap<>();

    /// The listener hears of its account from now on.
    void arrive(L listener, AccountId account) {
        places.put(
                listener,
                new Place(
                        account,
                        new ConcurrentHashMap<>(),
                        new ConcurrentHashMap<>(),
                        new ConcurrentHashMap<>(),
                        new ConcurrentHashMap<>()));
        add(byAccount, account, listener);
    }

    /// The listener hears of the conversation and of those whom it meets there from now on. Nothing
    /// happens for one that has left the replica, or that is known to have left the conversation
    /// since.
    ///
    /// @return whether it was not in it before
    boolean join(L listener, ConversationId conversation, Seat seat) {
        var isNew = new boolean[1];
        places.computeIfPresent(
                listener,
                (same, place) -> {
                    var present = place.seats.get(conversation);
                    var leftAt = place.left.getOrDefault(conversation, -1L);
                    if (seat.revision() <= leftAt
                            || present != null && present.revision() > seat.revision()) {
                        return place;
                    }
                    place.left.remove(conversation);
                    isNew[0] = present == null;
                    put(listener, place, conversation, merged(place, conversation, present, seat));
                    return place;
                });
        return isNew[0];
    }

    private static Seat merged(
            Place place, ConversationId conversation, @Nullable Seat present, Seat seat) {
        var parted = place.parted.getOrDefault(conversation, Map.of());
        var met = new HashMap<>(present == null ? Map.of() : present.met());
        seat.met()
                .forEach((account, revision) -> {
                    if (revision > parted.getOrDefault(account, -1L)) {
                        met.merge(account, revision, Math::max);
                    }
                });
        return new Seat(
                seat.revision(),
                present == null ? seat.asOf() : Math.max(present.asOf(), seat.asOf()),
                seat.firstNumber(),
                met);
    }

    /// The listener hears nothing of the conversation from now on.
    ///
    /// @return whether it did before
    boolean part(L listener, ConversationId conversation, long revision) {
        var was = new boolean[1];
        places.computeIfPresent(
                listener,
                (same, place) -> {
                    var present = place.seats.get(conversation);
                    if (present == null || present.revision() < revision) {
                        place.left.merge(conversation, revision, Math::max);
                        place.parted.remove(conversation);
                        if (present != null) {
                            was[0] = true;
                            place.seats.remove(conversation);
                            drop(byConversation, conversation, listener);
                            forgetStrangers(listener, place, present.met().keySet());
                        }
                    }
                    return place;
                });
        return was[0];
    }

    /// Everybody who listens to the conversation meets the account there, or does not any more.
    void meet(ConversationId conversation, AccountId account, boolean isIn, long revision) {
        for (var listener : List.copyOf(ofConversation(conversation))) {
            places.computeIfPresent(
                    listener,
                    (same, place) -> {
                        meet(listener, place, conversation, account, isIn, revision);
                        return place;
                    });
        }
    }

    /// As [#meet], of people who are in it all the time: whether they meet each other there.
    ///
    /// @return whether any of these listeners learns something new by it
    boolean acquaint(
            ConversationId conversation, Set<AccountId> people, boolean isSo, long revision) {
        var isNew = new boolean[1];
        for (var listener : List.copyOf(ofConversation(conversation))) {
            places.computeIfPresent(
                    listener,
                    (same, place) -> {
                        for (var account : people) {
                            if (!account.equals(place.account)) {
                                isNew[0] |=
                                        meet(
                                                listener,
                                                place,
                                                conversation,
                                                account,
                                                isSo,
                                                revision);
                            }
                        }
                        return place;
                    });
        }
        return isNew[0];
    }

    private boolean meet(
            L listener,
            Place place,
            ConversationId conversation,
            AccountId account,
            boolean isIn,
            long revision) {
        var seat = place.seats.get(conversation);
        var parted = place.parted.computeIfAbsent(conversation, none -> new ConcurrentHashMap<>());
        if (seat == null
                || seat.met().getOrDefault(account, -1L) > revision
                || parted.getOrDefault(account, -1L) > revision) {
            return false;
        }
        var met = new HashMap<>(seat.met());
        var isNew = met.containsKey(account) != isIn;
        if (isIn) {
            met.put(account, revision);
            parted.remove(account);
        } else {
            met.remove(account);
            parted.put(account, revision);
        }
        put(listener, place, conversation, with(seat, seat.asOf(), met));
        forgetStrangers(listener, place, Set.of(account));
        return isNew;
    }

    /// A change of the conversation has been taken in: who knew everything before it knows
    /// everything up to it.
    void advance(ConversationId conversation, long revision) {
        for (var listener : List.copyOf(ofConversation(conversation))) {
            places.computeIfPresent(
                    listener,
                    (same, place) -> {
                        var seat = place.seats.get(conversation);
                        if (seat != null && seat.asOf() == revision - 1) {
                            put(listener, place, conversation, with(seat, revision, seat.met()));
                        }
                        return place;
                    });
        }
    }

    private static Seat with(Seat seat, long asOf, Map<AccountId, Long> met) {
        return new Seat(seat.revision(), asOf, seat.firstNumber(), met);
    }

    private void put(L listener, Place place, ConversationId conversation, Seat seat) {
        place.seats.put(conversation, seat);
        byConversation.compute(
                conversation,
                (same, listeners) -> {
                    var present = listeners == null ? new ConcurrentHashMap<L, Seat>() : listeners;
                    present.put(listener, seat);
                    return present;
                });
        seat.met().keySet().forEach(account -> add(byAcquaintance, account, listener));
    }

    /// Of those whom the listener meets nowhere any more it hears nothing.
    private void forgetStrangers(L listener, Place place, Collection<AccountId> accounts) {
        for (var account : accounts) {
            if (place.seats.values().stream().noneMatch(seat -> seat.met().containsKey(account))) {
                remove(byAcquaintance, account, listener);
            }
        }
    }

    /// The listener hears nothing any more.
    void leave(L listener) {
        places.computeIfPresent(
                listener,
                (same, place) -> {
                    remove(byAccount, place.account, listener);
                    place.seats.forEach((conversation, seat) -> {
                        drop(byConversation, conversation, listener);
                        seat.met()
                                .keySet()
                                .forEach(account -> remove(byAcquaintance, account, listener));
                    });
                    place.watched.keySet().forEach(account -> remove(byWatched, account, listener));
                    return null;
                });
    }

    /// The listener shows these people from now on, and nobody else.
    ///
    /// @return those of them of whom it is to be found out whether it may be told where they are
    Set<AccountId> watch(L listener, Set<AccountId> accounts) {
        var unknown = new HashSet<AccountId>();
        places.computeIfPresent(
                listener,
                (same, place) -> {
                    for (var account : List.copyOf(place.watched.keySet())) {
                        if (!accounts.contains(account)) {
                            place.watched.remove(account);
                            remove(byWatched, account, listener);
                        }
                    }
                    for (var account : accounts) {
                        if (place.watched.putIfAbsent(account, Glance.NOT_YET) == null) {
                            add(byWatched, account, listener);
                        }
                        if (place.watched.get(account) == Glance.NOT_YET) {
                            unknown.add(account);
                        }
                    }
                    return place;
                });
        return unknown;
    }

    /// Whether the listener may be told where somebody is, if it still shows them.
    ///
    /// @param asOf what was found out later has the higher one
    /// @return whether it may from now on, and might not before
    boolean allow(L listener, AccountId account, long asOf, boolean isAllowed) {
        var isNew = new boolean[1];
        places.computeIfPresent(
                listener,
                (same, place) -> {
                    place.watched.computeIfPresent(
                            account,
                            (one, glance) -> {
                                if (glance.asOf >= asOf) {
                                    return glance;
                                }
                                isNew[0] = isAllowed && !glance.isAllowed;
                                return new Glance(asOf, isAllowed);
                            });
                    return place;
                });
        return isNew[0];
    }

    /// Whom the listener shows, whether or not it may be told where they are.
    Set<AccountId> watchedBy(L listener) {
        var place = places.get(listener);
        return place == null ? Set.of() : Set.copyOf(place.watched.keySet());
    }

    /// Who shows the account, whether or not they may be told where it is.
    Set<L> showing(AccountId account) {
        return byWatched.getOrDefault(account, Set.of());
    }

    /// Who shows the account, shares a conversation with it and may be told where it is.
    List<L> watching(AccountId account) {
        return showing(account).stream()
                .filter(listener -> isWatching(listener, account))
                .collect(Collectors.toUnmodifiableList());
    }

    boolean isWatching(L listener, AccountId account) {
        var place = places.get(listener);
        return place != null
                && place.watched.getOrDefault(account, Glance.NOT_YET).isAllowed
                && ofAcquaintances(account).contains(listener);
    }

    boolean isIn(L listener, ConversationId conversation) {
        return ofConversation(conversation).contains(listener);
    }

    /// Whom the listener meets in a conversation besides itself; nobody in a channel, or if it has
    /// not joined.
    List<AccountId> othersIn(L listener, ConversationId conversation) {
        var place = places.get(listener);
        var seat = place == null ? null : place.seats.get(conversation);
        if (place == null || seat == null) {
            return List.of();
        }
        return seat.met().keySet().stream()
                .filter(member -> !member.equals(place.account))
                .toList();
    }

    Set<L> all() {
        return Set.copyOf(places.keySet());
    }

    Set<L> ofAccount(AccountId account) {
        return byAccount.getOrDefault(account, Set.of());
    }

    Set<L> ofConversation(ConversationId conversation) {
        return byConversation.getOrDefault(conversation, Map.of()).keySet();
    }

    /// Those of a conversation's listeners who meet the account there.
    List<L> meeting(ConversationId conversation, AccountId account) {
        return select(conversation, seat -> seat.met().containsKey(account));
    }

    /// Those who may hear of a message, as far as that is known.
    List<L> hearing(ConversationId conversation, long number) {
        return select(conversation, seat -> seat.firstNumber() <= number);
    }

    /// Those of whom it is not known whether they were in the conversation at a revision.
    List<L> behind(ConversationId conversation, long revision) {
        return select(conversation, seat -> seat.asOf() < revision);
    }

    private List<L> select(ConversationId conversation, Predicate<Seat> fits) {
        return byConversation.getOrDefault(conversation, Map.of()).entrySet().stream()
                .filter(entry -> fits.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableList());
    }

    /// Those who share a conversation with the account, its own listeners included once they share
    /// one.
    Set<L> ofAcquaintances(AccountId account) {
        return byAcquaintance.getOrDefault(account, Set.of());
    }

    /// Whether nobody is there and nothing is kept of those who were.
    boolean isEmpty() {
        return places.isEmpty()
                && byAccount.isEmpty()
                && byConversation.isEmpty()
                && byAcquaintance.isEmpty()
                && byWatched.isEmpty();
    }

    private static <K, L> void add(Map<K, Set<L>> index, K key, L listener) {
        index.compute(
                key,
                (same, listeners) -> {
                    var present = listeners == null ? ConcurrentHashMap.<L>newKeySet() : listeners;
                    present.add(listener);
                    return present;
                });
    }

    private static <K, L> void remove(Map<K, Set<L>> index, K key, L listener) {
        index.computeIfPresent(
                key,
                (same, listeners) -> {
                    listeners.remove(listener);
                    return listeners.isEmpty() ? null : listeners;
                });
    }

    private static <K, L> void drop(Map<K, Map<L, Seat>> index, K key, L listener) {
        index.computeIfPresent(
                key,
                (same, listeners) -> {
                    listeners.remove(listener);
                    return listeners.isEmpty() ? null : listeners;
                });
    }
}
