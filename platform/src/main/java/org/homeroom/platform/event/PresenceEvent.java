package org.homeroom.platform.event;

import java.time.Instant;
import java.util.UUID;
import org.homeroom.platform.id.AccountId;

/// On `presence`: who is where, as each replica of chat-service sees it on its own sockets.
///
/// A person is online if any replica says so. Keys therefore carry the replica, or the last of two
/// replicas to speak would speak for both.
public sealed interface PresenceEvent extends Event {
    /// The process that says it; a restarted one is another.
    UUID replica();

    enum State {
        ONLINE,
        AWAY,
        OFFLINE
    }

    /// @param at when; for an OFFLINE it becomes "last seen"
    @EventType("org.homeroom.presence.changed")
    record PresenceChanged(AccountId account, UUID replica, State state, Instant at)
            implements PresenceEvent {
        @Override
        public String key() {
            return account + "@" + replica;
        }
    }

    /// Said every few seconds: what a replica said last holds only while it is heard, since a
    /// killed one says no goodbye.
    ///
    /// @param at when; a reader that starts later tells by it the living from the dead
    @EventType("org.homeroom.presence.replica-alive")
    record ReplicaAlive(UUID replica, Instant at) implements PresenceEvent {
        @Override
        public String key() {
            return replica.toString();
        }
    }
}
