package org.homeroom.auth.token;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// What the replicas agree on about the keys, in PostgreSQL: which there are, and from when each
/// signs. It holds public halves only; the private ones are in each replica's folder.
///
/// A change in the folder reaches the replicas at different times. The first to see a new key
/// writes it down, and from then on all publish it, whether they have seen it themselves or not;
/// they sign with it when it has been published for long enough.
@Singleton
class SigningKeyStore {
    private static final Logger LOG = Logger.getLogger(SigningKeyStore.class);

    private final Clock clock;

    SigningKeyStore(Clock clock) {
        this.clock = clock;
    }

    /// What all agree on, and those of the folder's keys that may be used.
    record Agreed(KeyRing ring, Map<String, SigningKey> held) {}

    /// Tells the others of what is in the folder, and learns what they have told.
    ///
    /// @param lead how long a new key is published before it signs
    /// @param tokenLife longer than any access token is accepted for
    Uni<Agreed> agree(KeyFolder.Contents folder, Duration lead, Duration tokenLife) {
        var now = clock.instant();
        return Panache.withTransaction(() ->
                oneAtATime()
                        .chain(() -> SigningKeyEntity.<SigningKeyEntity>listAll())
                        .chain(known -> tell(folder, known, lead, now))
                        .map(rows ->
                                new KeyRing(
                                        rows.stream().map(SigningKeyEntity::key).toList(),
                                        now,
                                        tokenLife))
                        .map(ring -> new Agreed(ring, held(ring, folder))));
    }

    /// Or two replicas that start with different folders would both take theirs for the first.
    private static Uni<Void> oneAtATime() {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(
                                        "select 1 from (select pg_advisory_xact_lock("
                                                + "hashtextextended('signing keys', 0))) l")
                                .getSingleResult())
                .replaceWithVoid();
    }

    /// The very first keys sign at once: nobody else has any.
    private static Uni<List<SigningKeyEntity>> tell(
            KeyFolder.Contents folder, List<SigningKeyEntity> known, Duration lead, Instant now) {
        var signsFrom = known.isEmpty() ? now : now.plus(lead);
        var ids = known.stream().map(row -> row.id).collect(Collectors.toSet());
        var fresh =
                folder.keys().values().stream()
                        .filter(key -> !ids.contains(key.id()))
                        .map(key -> SigningKeyEntity.of(key, signsFrom))
                        .toList();
        fresh.forEach(row -> LOG.infof("new signing key %s, signs from %s", row.id, signsFrom));
        var all = Stream.concat(known.stream(), fresh.stream()).toList();
        for (var row : all) {
            if (isHeld(row, folder)) {
                row.heldAt = now;
            }
            if (folder.revoked().contains(row.id) && row.revokedAt == null) {
                row.revokedAt = now;
                LOG.warnf("signing key %s is revoked: its tokens are refused", row.id);
            }
        }
        return fresh.isEmpty()
                ? Uni.createFrom().item(all)
                : SigningKeyEntity.persist(fresh).replaceWith(all);
    }

    private static boolean isHeld(SigningKeyEntity row, KeyFolder.Contents folder) {
        var mine = folder.keys().get(row.id);
        return mine != null && mine.publicKey().getW().equals(row.publicKey().getW());
    }

    private static Map<String, SigningKey> held(KeyRing ring, KeyFolder.Contents folder) {
        var held = new HashMap<String, SigningKey>();
        for (var key : ring.keys()) {
            var mine = folder.keys().get(key.id());
            if (mine == null) {
                continue;
            }
            if (mine.publicKey().getW().equals(key.publicKey().getW())) {
                held.put(key.id(), mine);
            } else {
                LOG.errorf(
                        "signing key %s is another than the one that had this name before: give it a new one",
                        key.id());
            }
        }
        return held;
    }
}
