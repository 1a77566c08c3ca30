package org.homeroom.signaling.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.homeroom.platform.event.CallSnapshot;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;

/// How calls stand, as far as this replica has been told. Safe for threads.
///
/// Told of in any order and more than once: of two accounts the newer holds, and whoever is told
/// the older one learns nothing.
final class CallBoard {
    /// What is told of a call that is over comes within this time.
    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    /// Forgotten calls are looked for whenever so many have been taken in.
    private static final int SWEEP_EVERY = 256;

    private final Map<CallId, CallSnapshot> calls = new ConcurrentHashMap<>();

    /// @return whether it says something new
    boolean take(CallSnapshot told, Instant now) {
        if (calls.size() % SWEEP_EVERY == 0) {
            sweep(now);
        }
        var isNews = new AtomicBoolean();
        calls.compute(
                told.id(),
                (same, known) -> {
                    if (known != null && known.revision() >= told.revision()) {
                        return known;
                    }
                    isNews.set(true);
                    return told;
                });
        return isNews.get();
    }

    Optional<CallSnapshot> find(CallId call) {
        return Optional.ofNullable(calls.get(call));
    }

    /// Somebody's calls that are not over, as far as is known.
    List<CallId> of(AccountId account) {
        return calls.values().stream()
                .filter(call -> call.endedAt() == null)
                .filter(call -> call.caller().equals(account) || call.callee().equals(account))
                .map(CallSnapshot::id)
                .toList();
    }

    private void sweep(Instant now) {
        calls.values()
                .removeIf(call -> {
                    var endedAt = call.endedAt();
                    return endedAt != null && endedAt.plus(REMEMBERED).isBefore(now);
                });
    }
}
