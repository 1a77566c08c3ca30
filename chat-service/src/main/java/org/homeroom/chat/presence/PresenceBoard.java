package org.homeroom.chat.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.homeroom.platform.event.PresenceEvent;
import org.homeroom.platform.event.PresenceEvent.PresenceChanged;
import org.homeroom.platform.event.PresenceEvent.ReplicaAlive;
import org.homeroom.platform.event.PresenceEvent.State;
import org.homeroom.platform.id.AccountId;

/// Who is where, put together from what all replicas say of their own sockets. Safe for threads.
///
/// A person is online if any living replica says so, away if none says online and one says away,
/// offline otherwise. A replica lives while its last sign of life is younger than `aliveFor`.
public final class PresenceBoard {
    /// Somebody is no longer what they were.
    ///
    /// @param at when; for OFFLINE, when they were last seen
    public record Change(AccountId account, State state, Instant at) {}

    private final Duration aliveFor;
    // All guarded by this.
    private final Map<AccountId, Map<UUID, State>> said = new HashMap<>();
    private final Map<UUID, Instant> alive = new HashMap<>();
    private final Map<AccountId, State> shown = new HashMap<>();

    public PresenceBoard(Duration aliveFor) {
        this.aliveFor = aliveFor;
    }

    /// Takes in what a replica said.
    ///
    /// @return whose state that changed
    public synchronized List<Change> apply(PresenceEvent event, Instant now) {
        return switch (event) {
            case PresenceChanged(var account, var replica, var state, var at) -> {
                if (state == State.OFFLINE) {
                    unsay(account, replica);
                } else {
                    said.computeIfAbsent(account, id -> new HashMap<>()).put(replica, state);
                    // Whoever speaks lives.
                    alive.merge(replica, at, (known, next) -> next.isAfter(known) ? next : known);
                }
                yield show(Set.of(account), at, now);
            }
            case ReplicaAlive(var replica, var at) -> {
                var wasAlive = isAlive(replica, now);
                alive.put(replica, at);
                yield wasAlive == isAlive(replica, now)
                        ? List.of()
                        : show(accountsOf(replica), at, now);
            }
        };
    }

    /// Forgets the replicas that were not heard for too long.
    ///
    /// @return whose state that changed
    public synchronized List<Change> expire(Instant now) {
        var changes = new ArrayList<Change>();
        for (var heard : List.copyOf(alive.entrySet())) {
            var replica = heard.getKey();
            if (!isAlive(replica, now)) {
                var accounts = accountsOf(replica);
                alive.remove(replica);
                accounts.forEach(account -> unsay(account, replica));
                changes.addAll(show(accounts, heard.getValue(), now));
            }
        }
        return changes;
    }

    private void unsay(AccountId account, UUID replica) {
        said.computeIfPresent(
                account,
                (same, byReplica) -> {
                    byReplica.remove(replica);
                    return byReplica.isEmpty() ? null : byReplica;
                });
    }

    public synchronized State stateOf(AccountId account) {
        return shown.getOrDefault(account, State.OFFLINE);
    }

    private List<Change> show(Set<AccountId> accounts, Instant at, Instant now) {
        var changes = new ArrayList<Change>();
        for (var account : accounts) {
            var next = computed(account, now);
            var before = next == State.OFFLINE ? shown.remove(account) : shown.put(account, next);
            if (next != (before == null ? State.OFFLINE : before)) {
                changes.add(new Change(account, next, at));
            }
        }
        return changes;
    }

    private State computed(AccountId account, Instant now) {
        var states = EnumSet.of(State.OFFLINE);
        said.getOrDefault(account, Map.of())
                .forEach((replica, state) -> {
                    if (isAlive(replica, now)) {
                        states.add(state);
                    }
                });
        return states.contains(State.ONLINE)
                ? State.ONLINE
                : states.contains(State.AWAY) ? State.AWAY : State.OFFLINE;
    }

    private boolean isAlive(UUID replica, Instant now) {
        var heard = alive.get(replica);
        return heard != null && heard.plus(aliveFor).isAfter(now);
    }

    private Set<AccountId> accountsOf(UUID replica) {
        var accounts = new HashSet<AccountId>();
        said.forEach((account, byReplica) -> {
            if (byReplica.containsKey(replica)) {
                accounts.add(account);
            }
        });
        return accounts;
    }
}
