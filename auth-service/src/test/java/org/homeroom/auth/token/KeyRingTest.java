package org.homeroom.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.homeroom.auth.token.KeyRing.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration LEAD = Duration.ofMinutes(10);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(12);
    private static final SigningKey PAIR = SigningKey.generate("any");

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private static Key key(String id, Instant signsFrom, Instant heldAt) {
        return new Key(id, PAIR.publicKey(), signsFrom, heldAt, null);
    }

    private static Key revoked(Key key, Instant at) {
        return new Key(key.id(), key.publicKey(), key.signsFrom(), key.heldAt(), at);
    }

    private static KeyRing ring(Instant asOf, Key... keys) {
        return new KeyRing(List.of(keys), asOf, TOKEN_LIFE);
    }

    private static List<String> published(KeyRing ring) {
        return ring.published().stream().map(Key::id).toList();
    }

    private static String signing(KeyRing ring, Instant now, String... held) {
        return ring.signing(Set.of(held), now).map(Key::id).orElse("none");
    }

    @Test
    void aKeyIsPublishedAtOnceAndSignsLater() {
        var ring = ring(at(0), key("1", at(-900), at(0)), key("2", at(10), at(0)));

        assertThat(published(ring)).containsExactly("1", "2");
        assertThat(signing(ring, at(10).minusNanos(1), "1", "2")).isEqualTo("1");
        assertThat(signing(ring, at(10), "1", "2")).isEqualTo("2");
    }

    @Test
    void aKeyThatNobodyHoldsAnyMoreIsPublishedUntilItsLastTokenHasEnded() {
        var gone = key("1", at(-900), at(0));
        var next = key("2", at(-60), at(100));

        assertThat(published(ring(at(12).minusNanos(1), gone, next))).containsExactly("1", "2");
        assertThat(published(ring(at(12), gone, next))).containsExactly("2");
    }

    @Test
    void ofKeysThatCameTogetherTheLastByNameSigns() {
        var ring =
                ring(at(0), key("b", at(0), at(0)), key("c", at(0), at(0)), key("a", at(0), at(0)));

        assertThat(signing(ring, at(0), "a", "b", "c")).isEqualTo("c");
        assertThat(published(ring)).containsExactly("a", "b", "c");
    }

    /// Its folder is late, or somebody took the new key out again.
    @Test
    void aReplicaWithoutTheNewKeyGoesOnWithTheOneThatItHas() {
        var ring = ring(at(60), key("1", at(-900), at(60)), key("2", at(10), at(60)));

        assertThat(signing(ring, at(60), "1")).isEqualTo("1");
        assertThat(published(ring)).contains("1");
    }

    @Test
    void aReplicaThatHoldsOnlyTheNextKeySignsWithItEarly() {
        var ring = ring(at(0), key("1", at(-900), at(0)), key("2", at(10), at(0)));

        assertThat(signing(ring, at(5), "2")).isEqualTo("2");
    }

    @Test
    void aRevokedKeyIsWorthNothingAndTheOneBeforeSignsAgain() {
        var ring =
                ring(at(60), key("1", at(-900), at(60)), revoked(key("2", at(10), at(60)), at(59)));

        assertThat(published(ring)).containsExactly("1");
        assertThat(signing(ring, at(60), "1", "2")).isEqualTo("1");
        assertThat(signing(ring, at(60), "2")).isEqualTo("none");
    }

    @Test
    void whoHoldsNothingSignsWithNothing() {
        assertThat(signing(ring(at(0), key("1", at(0), at(0))), at(0))).isEqualTo("none");
        assertThat(signing(ring(at(0)), at(0), "1")).isEqualTo("none");
    }

    /// Three replicas through a hundred changes of the folder, each of which reaches every replica
    /// up to nine minutes late. Whatever a replica signs with is accepted by every replica, and by
    /// a service that fetched the keys up to five minutes ago, for as long as the token lives.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noTokenIsRefusedWhileItLives(long seed) {
        var dice = new Random(seed);
        var agreed = new HashMap<String, Key>();
        var folder = new TreeSet<>(Set.of("0000"));
        var replicas = Stream.generate(() -> new TreeSet<>(folder)).limit(3).toList();
        var pending = new ArrayList<Change>();
        var tokens = new ArrayList<Token>();
        var fetched = List.<String>of();

        for (var minute = 0; minute < 6_000; minute++) {
            var now = at(minute);
            if (dice.nextInt(60) == 0) {
                change(dice, folder, minute);
                for (var replica : replicas) {
                    pending.add(
                            new Change(minute + dice.nextInt(10), replica, new TreeSet<>(folder)));
                }
            }
            arrive(pending, minute);
            for (var replica : replicas) {
                tell(agreed, replica, now);
            }
            var ring = new KeyRing(List.copyOf(agreed.values()), now, TOKEN_LIFE);
            if (minute % 5 == 0) {
                fetched = published(ring);
            }
            for (var replica : replicas) {
                var kid = ring.signing(replica, now).orElseThrow().id();
                tokens.add(new Token(kid, now.plus(Duration.ofMinutes(10))));
            }
            tokens.removeIf(token -> !token.until.isAfter(now));
            var kids = tokens.stream().map(Token::kid).distinct().toList();
            assertThat(published(ring)).as("minute %d", minute).containsAll(kids);
            assertThat(fetched).as("minute %d", minute).containsAll(kids);
        }
        assertThat(agreed).hasSizeGreaterThan(20);
    }

    private record Token(String kid, Instant until) {}

    private record Change(int minute, TreeSet<String> replica, TreeSet<String> folder) {}

    /// A new key beside those that are there; or the oldest out, but not before the newest signs
    /// everywhere.
    private static void change(Random dice, TreeSet<String> folder, int minute) {
        var newestSigns = minute > Integer.parseInt(folder.last()) + 30;
        if (folder.size() > 1 && newestSigns && dice.nextInt(3) > 0) {
            folder.pollFirst();
        } else {
            folder.add("%04d".formatted(minute));
        }
    }

    private static void arrive(List<Change> pending, int minute) {
        for (var change : List.copyOf(pending)) {
            if (change.minute <= minute) {
                change.replica.clear();
                change.replica.addAll(change.folder);
                pending.remove(change);
            }
        }
    }

    /// What the store does for a replica.
    private static void tell(Map<String, Key> agreed, Set<String> held, Instant now) {
        var signsFrom = agreed.isEmpty() ? now : now.plus(LEAD);
        for (var id : held) {
            agreed.merge(
                    id, key(id, signsFrom, now), (known, _) -> key(id, known.signsFrom(), now));
        }
    }
}
