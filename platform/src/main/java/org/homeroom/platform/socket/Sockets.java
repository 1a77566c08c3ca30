package org.homeroom.platform.socket;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.homeroom.platform.principal.Principal;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.homeroom.platform.session.Revocations;
import org.homeroom.platform.session.Standing;
import org.homeroom.platform.time.Ticker;

/// All open sockets of this service: their heartbeats, their tokens, and their end when the service
/// stops.
@ApplicationScoped
public class Sockets {
    private static final long SWEEP_MILLIS = Duration.ofSeconds(1).toMillis();

    private final Set<Peer> peers = ConcurrentHashMap.newKeySet();
    private final Map<CloseCode, Counter> closes = new EnumMap<>(CloseCode.class);
    private final ObjectMapper json;
    private final SocketConfig limits;
    private final JWTParser tokens;
    private final Clock clock;
    private final Ticker ticker;
    private final Revocations revocations;
    private final CommandTraces traces;
    private volatile boolean stopping;

    Sockets(
            ObjectMapper json,
            SocketConfig limits,
            JWTParser tokens,
            Revocations revocations,
            CommandTraces traces,
            Clock clock,
            Ticker ticker,
            Vertx vertx,
            MeterRegistry metrics) {
        this.json = json;
        this.limits = limits;
        this.tokens = tokens;
        this.clock = clock;
        this.ticker = ticker;
        this.revocations = revocations;
        this.traces = traces;
        revocations.whenChanged(this::closeRevoked);
        vertx.setPeriodic(SWEEP_MILLIS, timer -> sweep());
        metrics.gaugeCollectionSize("homeroom.sockets.open", List.of(), peers);
        for (var code : CloseCode.values()) {
            var reason = code.name().toLowerCase(Locale.ROOT);
            closes.put(code, metrics.counter("homeroom.sockets.closed", "reason", reason));
        }
    }

    /// The framing for one endpoint.
    ///
    /// @param commands a sealed interface whose records are what a client may send
    public <C extends Command> SocketServer<C> serve(Class<C> commands, SocketHandler<C> handler) {
        return new SocketServer<>(
                commands, handler, new FrameCodec(json, commands), this, limits, ticker);
    }

    CommandTraces traces() {
        return traces;
    }

    void countClose(CloseCode code) {
        requireNonNull(closes.get(code)).increment();
    }

    void add(Peer peer) {
        peers.add(peer);
        if (stopping) {
            peer.close(CloseCode.GOING_AWAY);
        }
        // Its session may have ended while it was let in.
        closeIfRevoked(peer);
    }

    private void closeRevoked() {
        peers.forEach(this::closeIfRevoked);
    }

    /// In both cases a newer token would do, so the client tries to get one; where the session is
    /// over, it learns so there.
    private void closeIfRevoked(Peer peer) {
        if (revocations.of(peer.principal()) != Standing.GOOD) {
            peer.close(CloseCode.TOKEN_ENDED);
        }
    }

    void remove(Peer peer) {
        peers.remove(peer);
    }

    /// Lets a socket live on with a newer token of the same account. The keys may have to be
    /// fetched, which blocks.
    Uni<Answer> refresh(Peer peer, String token) {
        return Uni.createFrom()
                .item(() -> refreshBlocking(peer, token))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Answer refreshBlocking(Peer peer, String token) {
        try {
            var newer = Principals.of(tokens.parse(token));
            if (newer.isPresent()
                    && newer.get().account().equals(peer.principal().account())
                    && newer.get().expiresAt().isAfter(clock.instant())) {
                return renewed(peer, newer.get());
            }
        } catch (ParseException invalid) {
            // Answered like a token of somebody else: the difference is nobody's business.
        }
        return Answer.refused(
                Problem.of(
                        CommonProblem.NOT_SIGNED_IN,
                        "The token is not a valid one of this account."));
    }

    private Answer renewed(Peer peer, Principal newer) {
        return switch (revocations.of(newer)) {
            case GOOD -> {
                peer.renew(newer);
                closeIfRevoked(peer); // what ended in between was looked for by the older token
                yield Answer.DONE;
            }
            case SESSION_ENDED ->
                    Answer.refused(
                            Problem.of(CommonProblem.SESSION_ENDED, "This session has ended."));
            case OUT_OF_DATE ->
                    Answer.refused(
                            Problem.of(
                                    CommonProblem.NOT_SIGNED_IN,
                                    "The token is out of date: fetch another."));
        };
    }

    private void sweep() {
        var nowNanos = ticker.nanos();
        var now = clock.instant();
        var silence = limits.silence().toNanos();
        for (var peer : peers) {
            if (peer.isClosing()) {
                peer.cutIfStuck(nowNanos);
            } else if (peer.tokenEnded(now)) {
                peer.close(CloseCode.TOKEN_ENDED);
            } else if (peer.silentNanos(nowNanos) > silence) {
                peer.close(CloseCode.SILENT);
            }
        }
    }

    /// While the service can still answer: the close frames get out.
    void goAway(@Observes ShutdownDelayInitiatedEvent stop) {
        stopping = true;
        peers.forEach(peer -> peer.close(CloseCode.GOING_AWAY));
    }
}
