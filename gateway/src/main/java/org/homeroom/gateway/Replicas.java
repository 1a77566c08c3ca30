package org.homeroom.gateway;

import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// The replicas of one service: the least busy is next, in turn among equals. One that refused a
/// connection rests; it is asked again before its time only when all others have refused too.
final class Replicas {
    /// Long enough not to slow every request down, short enough that a restarted replica is back in
    /// use before anyone wonders.
    static final Duration REST = Duration.ofSeconds(2);

    private final List<Replica> all;
    private final InstantSource clock;
    private final AtomicInteger turn = new AtomicInteger();

    /// @throws IllegalArgumentException for an address that is not `http(s)://host[:port]`
    Replicas(List<URI> urls, InstantSource clock) {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("a service needs at least one replica");
        }
        this.all = urls.stream().map(Replica::of).toList();
        this.clock = clock;
    }

    /// The replica to try next, empty when all were tried.
    Optional<Replica> next(Set<Replica> tried) {
        Instant now = clock.instant();
        int first = Math.floorMod(turn.getAndIncrement(), all.size());
        return IntStream.range(0, all.size())
                .mapToObj(i -> all.get((first + i) % all.size()))
                .filter(replica -> !tried.contains(replica))
                .min(
                        Comparator.comparing((Replica r) -> r.restsUntil.isAfter(now))
                                .thenComparingInt(r -> r.open.get()));
    }

    /// True while any of them has something to answer, or a socket open.
    boolean areBusy() {
        return all.stream().anyMatch(replica -> replica.open.get() > 0);
    }

    void refused(Replica replica) {
        replica.restsUntil = clock.instant().plus(REST);
    }

    void accepted(Replica replica) {
        replica.restsUntil = Instant.MIN;
    }

    /// One address of a service, and how much it has to do for us. Identity counts, not the
    /// address.
    static final class Replica {
        final SocketAddress address;
        final boolean tls;
        final AtomicInteger open = new AtomicInteger();
        private volatile Instant restsUntil = Instant.MIN;

        private Replica(SocketAddress address, boolean tls) {
            this.address = address;
            this.tls = tls;
        }

        private static Replica of(URI url) {
            boolean tls = "https".equalsIgnoreCase(url.getScheme());
            if (url.getHost() == null || !(tls || "http".equalsIgnoreCase(url.getScheme()))) {
                throw new IllegalArgumentException("not http(s)://host[:port]: " + url);
            }
            int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
            return new Replica(SocketAddress.inetSocketAddress(port, url.getHost()), tls);
        }
    }
}
