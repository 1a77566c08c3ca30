package org.homeroom.auth.token;

import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The keys of access tokens as all replicas know them, and what each is for.
///
/// A key is published as soon as one replica holds it, and signs later, when all have published it
/// for long enough. It stays published until the last token that it may have signed has expired. So
/// whatever a replica signs with, all others accept, whichever of them is late in hearing of it.
///
/// @param keys in any order
/// @param asOf when the replicas last told each other
/// @param tokenLife longer than any access token is accepted for, and longer by more than a replica
///   signs on with a key after it was last said to be held
record KeyRing(List<Key> keys, Instant asOf, Duration tokenLife) {
    /// A key that was seen in the folder of some replica.
    ///
    /// @param id the token's `kid`; of two keys the one whose id sorts last is the newer
    /// @param signsFrom when all have published it for long enough
    /// @param heldAt when a replica last said that it has the private half
    /// @param revokedAt since when it is worth nothing, if it was lost to somebody
    record Key(
            String id,
            ECPublicKey publicKey,
            Instant signsFrom,
            Instant heldAt,
            @Nullable Instant revokedAt) {
        private boolean isGood() {
            return revokedAt == null;
        }
    }

    KeyRing {
        keys = keys.stream().sorted(Comparator.comparing(Key::id)).toList();
    }

    /// The keys that tokens are verified with, oldest first.
    List<Key> published() {
        return good().filter(key -> key.heldAt.plus(tokenLife).isAfter(asOf)).toList();
    }

    /// The key that a replica signs with.
    ///
    /// @param held ids of the keys whose private half it has
    /// @return empty if it has none that is any good
    Optional<Key> signing(Set<String> held, Instant now) {
        var mine = good().filter(key -> held.contains(key.id)).toList();
        return newest(mine.stream().filter(key -> !key.signsFrom.isAfter(now)))
                // Somebody replaced all keys at once: better too early than not at all.
                .or(() -> newest(mine.stream()));
    }

    private Stream<Key> good() {
        return keys.stream().filter(Key::isGood);
    }

    private static Optional<Key> newest(Stream<Key> keys) {
        return keys.max(Comparator.comparing(Key::id));
    }
}
