package org.homeroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicasTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Replicas replicas =
            new Replicas(
                    Stream.of("http://a", "http://b:8080", "https://c").map(URI::create).toList(),
                    () -> now);

    private Replicas.Replica next() {
        return replicas.next(Set.of()).orElseThrow();
    }

    @Test
    void equalsTakeTurns() {
        assertThat(Stream.of(next(), next(), next()).map(r -> r.address.toString()))
                .containsExactly("a:80", "b:8080", "c:443");
    }

    @Test
    void theLeastBusyIsNext() {
        var a = next();
        var b = next();
        a.open.set(2);
        b.open.set(1);

        for (int i = 0; i < 5; i++) {
            assertThat(next().address.host()).isEqualTo("c");
        }
    }

    @Test
    void oneThatRefusedRestsForAWhile() {
        var a = next();
        replicas.refused(a);

        for (int i = 0; i < 6; i++) {
            assertThat(next()).isNotSameAs(a);
        }
        now = now.plus(Replicas.REST);
        assertThat(Stream.of(next(), next(), next())).contains(a);
    }

    @Test
    void oneThatAcceptsAgainIsBackAtOnce() {
        var a = next();
        replicas.refused(a);
        replicas.accepted(a);

        assertThat(Stream.of(next(), next(), next())).contains(a);
    }

    @Test
    void whenAllRestEachIsStillTriedOnce() {
        Set<Replicas.Replica> tried = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            var replica = replicas.next(tried).orElseThrow();
            replicas.refused(replica);
            tried.add(replica);
        }

        assertThat(tried).hasSize(3);
        assertThat(replicas.next(tried)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a", "a:80", "//a", "http:/a"})
    void whatIsNoAddressStopsTheStart(String url) {
        assertThatThrownBy(() -> new Replicas(List.of(URI.create(url)), () -> now))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
