package org.homeroom.chat.live;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;

/// Who of this replica's listeners hears what. Safe for threads; the sets that it gives out are
/// live, and may be walked while listeners come and go.
///
/// @param <L> a listener: one open socket
final class Audience<L> {
    /// What a listener is subscribed to, so that it can be taken out of everything when it goes.
    private record Place(
            AccountId account,
            Map<ConversationId, Collection<AccountId>> conversations,
            Set<AccountId> acquaintances) {}

    private final Map<L, Place> places = new ConcurrentHashMap<>();
    private final Map<AccountId, Set<L>> byAccount = new ConcurrentHashMap<>();
    private final Map<ConversationId, Set<L>> byConversation = new ConcurrentHashMap<>();
    private final Map<AccountId, Set<L>> byAcquaintance = new ConcurrentHashMap<>();

    /// The listener hears of its account from now on.
    void arrive(L listener, AccountId account) {
        places.put(
                listener,
                new Place(account, new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet()));
        add(byAccount, account, listener);
    }

    /// The listener hears of the conversation and of its members from now on; nothing happens for
    /// one that has left.
    void join(L listener, ConversationId conversation, Collection<AccountId> members) {
        places.computeIfPresent(
                listener,
                (same, place) -> {
                    place.conversations.put(conversation, members);
                    add(byConversation, conversation, listener);
                    for (var member : members) {
                        if (place.acquaintances.add(member)) {
                            add(byAcquaintance, member, listener);
                        }
                    }
                    return place;
                });
    }

    /// The listener hears nothing any more.
    void leave(L listener) {
        var place = places.remove(listener);
        if (place != null) {
            remove(byAccount, place.account, listener);
            place.conversations
                    .keySet()
                    .forEach(conversation -> remove(byConversation, conversation, listener));
            place.acquaintances.forEach(member -> remove(byAcquaintance, member, listener));
        }
    }

    boolean isIn(L listener, ConversationId conversation) {
        return ofConversation(conversation).contains(listener);
    }

    /// Who is in a conversation besides the listener; nobody if the listener has not joined it.
    List<AccountId> othersIn(L listener, ConversationId conversation) {
        var place = places.get(listener);
        return place == null
                ? List.of()
                : place.conversations.getOrDefault(conversation, List.of()).stream()
                        .filter(member -> !member.equals(place.account))
                        .toList();
    }

    Set<L> ofAccount(AccountId account) {
        return byAccount.getOrDefault(account, Set.of());
    }

    Set<L> ofConversation(ConversationId conversation) {
        return byConversation.getOrDefault(conversation, Set.of());
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
                && byAcquaintance.isEmpty();
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
}
