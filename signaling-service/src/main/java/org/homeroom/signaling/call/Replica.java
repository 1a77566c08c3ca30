package org.homeroom.signaling.call;

import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.homeroom.platform.id.IdSource;

/// This run of this replica: after a restart it is another one, whose sockets are others.
@Singleton
public class Replica {
    private final UUID id;
    private final AtomicLong sockets = new AtomicLong();

    Replica(IdSource ids) {
        this.id = ids.next();
    }

    UUID id() {
        return id;
    }

    /// Names a socket that has just been opened.
    public Seat.Socket nextSocket() {
        return new Seat.Socket(id, sockets.incrementAndGet());
    }
}
