package org.homeroom.auth;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/// Whatever keeps things that are over one day. Asked once an hour; nothing waits for it, and every
/// replica may do it.
public interface ForgettingStore {
    Uni<Void> forget(Instant now);
}
