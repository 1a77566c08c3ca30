package org.homeroom.auth.token;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys as this replica knows them: which it holds, and what all have agreed on.
final class SigningKeys {
    private final Clock clock;
    private volatile State state;

    private record State(Map<String, SigningKey> held, KeyRing ring) {}

    SigningKeys(Clock clock, Map<String, SigningKey> held, KeyRing ring) {
        this.clock = clock;
        this.state = new State(Map.copyOf(held), ring);
    }

    void update(Map<String, SigningKey> held, KeyRing ring) {
        state = new State(Map.copyOf(held), ring);
    }

    /// The key to sign with now.
    ///
    /// @throws IllegalStateException if this replica has none that others would accept
    SigningKey signing() {
        return find(state).orElseThrow(() -> new IllegalStateException("no key to sign with"));
    }

    boolean canSign() {
        return find(state).isPresent();
    }

    private Optional<SigningKey> find(State now) {
        return now.ring
                .signing(now.held.keySet(), clock.instant())
                .flatMap(key -> Optional.ofNullable(now.held.get(key.id())));
    }

    /// Every key that signs, is about to sign, or signed a token that may still be good.
    List<KeyRing.Key> published() {
        return state.ring.published();
    }

    Optional<KeyRing.Key> find(String id) {
        return published().stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
