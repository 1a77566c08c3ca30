package org.homeroom.chat.presence;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.homeroom.platform.event.PresenceEvent.State;
import org.homeroom.platform.id.AccountId;

/// What this replica's own sockets make of each person: online if they are at one of them, away if
/// at none, offline without any. Safe for threads.
///
/// @param <L> an open socket
final class LocalPresence<L> {
    private final Map<AccountId, Map<L, State>> sockets = new HashMap<>(); // guarded by this

    /// @param state OFFLINE for a socket that has closed
    /// @return the person's new state, if it is another than before
    synchronized Optional<State> set(AccountId account, L socket, State state) {
        var before = stateOf(account);
        if (state == State.OFFLINE) {
            var open = sockets.get(account);
            if (open != null) {
                open.remove(socket);
                if (open.isEmpty()) {
                    sockets.remove(account);
                }
            }
        } else {
            sockets.computeIfAbsent(account, id -> new HashMap<>()).put(socket, state);
        }
        var after = stateOf(account);
        return after == before ? Optional.empty() : Optional.of(after);
    }

    synchronized State stateOf(AccountId account) {
        var open = sockets.getOrDefault(account, Map.of());
        return open.containsValue(State.ONLINE)
                ? State.ONLINE
                : open.isEmpty() ? State.OFFLINE : State.AWAY;
    }

    /// Everybody who has a socket here.
    synchronized Set<AccountId> everybody() {
        return Set.copyOf(sockets.keySet());
    }
}
