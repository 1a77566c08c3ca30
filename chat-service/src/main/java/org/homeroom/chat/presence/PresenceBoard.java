package org.homeroom.chat.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;

/// Who is where, put together from what all replicas say of their own sockets. Safe for threads.
///
/// A person is online if any living replica says so, away if none says online and one says away,
/// offline otherwise. A replica lives while its last sign of life is younger than `aliveFor`. What
/// a dead one said comes back with it, since it may only have been cut off from Kafka.
public final class PresenceBoard {
    /// As long as the topic remembers.
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    /// Somebody is no longer what they were.
    ///
    /// @param at when; for OFFLINE, when they were last seen
    public record Change(AccountId account, State state, Instant at) {}

    /// Where somebody is.
    ///
    /// @param lastSeenAt when they went offline; null while they are not, or if nobody knows
    public record Whereabouts(State state, @Nullable Instant lastSeenAt) {
        /// Of somebody who has deleted their account: when they were here last went with it.
        public static final Whereabouts OF_NOBODY = new Whereabouts(State.OFFLINE, null);
    }

    private enum Standing {
        /// Heard of, but not lately: it may be dead since before this board began.
        UNKNOWN,
        LIVING,
        DEAD
    }

    private static final class Replica {
        private final Map<AccountId, State> said = new HashMap<>();
        private Instant heard = Instant.MIN;
        private Standing standing = Standing.UNKNOWN;
    }

    private final Duration aliveFor;
    // All guarded by this.
    private final Map<UUID, Replica> replicas = new HashMap<>();
    private final Map<AccountId, State> shown = new HashMap<>();
    // When those who are offline went, within the last hour.
    private final Map<AccountId, Instant> left = new HashMap<>();

    public PresenceBoard(Duration aliveFor) {
        this.aliveFor = aliveFor;
    }

    /// Takes in what a replica said.
    ///
    /// @return whose state that changed
    public synchronized List<Change> apply(PresenceEvent event, Instant now) {
        var replica = replicas.computeIfAbsent(event.replica(), unknown -> new Replica());
        // Whoever speaks lives.
        var at = at(event);
        replica.heard = replica.heard.isAfter(at) ? replica.heard : at;
        var affected = new HashSet<AccountId>();
        if (event instanceof PresenceChanged(var account, var _, var state, var _)) {
            affected.add(account);
            if (state == State.OFFLINE) {
                replica.said.remove(account);
            } else {
                replica.said.put(account, state);
            }
        }
        if (replica.standing != Standing.LIVING && isAlive(replica, now)) {
            replica.standing = Standing.LIVING;
            affected.addAll(replica.said.keySet());
        }
        return show(affected, at);
    }

    /// Stops believing the replicas that were not heard for too long.
    ///
    /// @return whose state that changed; also those whom a replica left behind that died before
    ///   this board began, so that it is known when they were last seen
    public synchronized List<Change> expire(Instant now) {
        var changes = new ArrayList<Change>();
        for (var replica : replicas.values()) {
            if (replica.standing != Standing.DEAD && !isAlive(replica, now)) {
                if (replica.standing == Standing.UNKNOWN) {
                    // As if they had been shown, so that their going is told.
                    replica.said.forEach(shown::putIfAbsent);
                }
                replica.standing = Standing.DEAD;
                changes.addAll(show(replica.said.keySet(), replica.heard));
            }
        }
        replicas.values().removeIf(replica -> !replica.heard.plus(FORGOTTEN_AFTER).isAfter(now));
        left.values().removeIf(at -> !at.plus(FORGOTTEN_AFTER).isAfter(now));
        return changes;
    }

    public synchronized State stateOf(AccountId account) {
        return shown.getOrDefault(account, State.OFFLINE);
    }

    /// @param stored when they were last seen, as far as a database knows that hears of it later
    ///   than this board and remembers it for longer
    public synchronized Whereabouts of(AccountId account, @Nullable Instant stored) {
        var state = stateOf(account);
        var known = left.get(account);
        return new Whereabouts(
                state,
                state != State.OFFLINE
                        ? null
                        : stored == null || known != null && known.isAfter(stored)
                                ? known
                                : stored);
    }

    private List<Change> show(Set<AccountId> accounts, Instant at) {
        var changes = new ArrayList<Change>();
        for (var account : accounts) {
            var before = stateOf(account);
            var next = computed(account);
            if (next == before) {
                continue;
            }
            changes.add(new Change(account, next, at));
            if (next == State.OFFLINE) {
                shown.remove(account);
                left.put(account, at);
            } else {
                shown.put(account, next);
                left.remove(account);
            }
        }
        return changes;
    }

    private State computed(AccountId account) {
        var result = State.OFFLINE;
        for (var replica : replicas.values()) {
            if (replica.standing == Standing.LIVING) {
                // In the order of the enum: ONLINE wins over AWAY, AWAY over OFFLINE.
                var said = replica.said.getOrDefault(account, State.OFFLINE);
                result = said.compareTo(result) < 0 ? said : result;
            }
        }
        return result;
    }

    private static Instant at(PresenceEvent event) {
        return switch (event) {
            case PresenceChanged changed -> changed.at();
            case ReplicaAlive alive -> alive.at();
        };
    }

    private boolean isAlive(Replica replica, Instant now) {
        return replica.heard.plus(aliveFor).isAfter(now);
    }
}
