package org.homeroom.platform.kafka;

import org.homeroom.platform.event.Event;

/// What a replica does as the owner of partitions: it is the only one that handles their events.
///
/// All calls come from one thread, so the owner needs no locks. Handling must be idempotent: what
/// was handled but not yet committed when a replica died is handled again by the next owner.
public interface PartitionOwner<E extends Event> {
    /// This replica owns the partition from now on.
    void assigned(int partition);

    /// The partition went to another replica; called before that one starts, unless this one was
    /// thought dead.
    void revoked(int partition);

    /// @throws TryAgainException to be told of it again
    void handle(int partition, E event);
}
