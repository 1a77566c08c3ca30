package org.homeroom.signaling.live;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.homeroom.platform.event.DirectConversationEvent;
import org.homeroom.platform.event.DirectConversationEvent.DirectConversationChanged;
import org.homeroom.platform.event.DirectConversationEvent.Side;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;

/// Who may call whom: chat-service's direct conversations, as far as its events tell them. Safe for
/// threads.
final class DirectConversations {
    private final Map<ConversationId, DirectConversationChanged> latest = new ConcurrentHashMap<>();
    private final Set<AccountId> gone = ConcurrentHashMap.newKeySet();

    void apply(DirectConversationEvent event) {
        switch (event) {
            case DirectConversationChanged changed ->
                    latest.merge(
                            changed.conversation(),
                            changed,
                            (known, next) -> next.revision() > known.revision() ? next : known);
        }
    }

    /// @param other whoever would be called
    /// @param mayCall whether they may be
    /// @param isGone whether their account is deleted
    record Reach(AccountId other, boolean mayCall, boolean isGone) {}

    /// An account is deleted.
    void vanish(AccountId account) {
        gone.add(account);
    }

    /// Empty for a conversation that the account is not in.
    Optional<Reach> from(AccountId account, ConversationId conversation) {
        return Optional.ofNullable(latest.get(conversation))
                .map(DirectConversationChanged::people)
                .flatMap(people ->
                        people.stream()
                                .filter(side -> side.account().equals(account))
                                .findFirst()
                                .flatMap(own ->
                                        people.stream()
                                                .filter(side -> !side.account().equals(account))
                                                .findFirst()
                                                .map(Side::account)
                                                .map(other ->
                                                        new Reach(
                                                                other,
                                                                own.mayCall(),
                                                                gone.contains(other)))));
    }
}
