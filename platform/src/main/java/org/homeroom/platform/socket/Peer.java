package org.homeroom.platform.socket;

import io.quarkus.websockets.next.WebSocketConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.homeroom.platform.principal.Principal;
import org.homeroom.platform.time.Ticker;
import org.jboss.logging.Logger;

/// The person at the other end of one socket, and the queue of frames to them. Safe for threads.
public final class Peer {
    private static final Logger LOG = Logger.getLogger(Peer.class);

    /// For a close frame to get out and its echo to come back; a client that reads nothing never
    /// sends one.
    static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final WebSocketConnection connection;
    private final Ticker ticker;
    private final Consumer<CloseCode> closes;
    private final long queueLimit;
    private final AtomicLong queuedBytes = new AtomicLong();
    final AtomicInteger commandsInFlight = new AtomicInteger();
    private volatile Principal principal;
    private volatile long lastHeardNanos;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile long closingNanos;

    // The three below are touched only by the thread that handles this socket's frames, one at a
    // time.
    final TokenBucket frames;
    final TokenBucket refusals;
    int unreadableInARow;

    /// @param closes told once when the socket is closed from here
    Peer(
            WebSocketConnection connection,
            Principal principal,
            SocketConfig limits,
            Ticker ticker,
            Consumer<CloseCode> closes) {
        var now = ticker.nanos();
        this.connection = connection;
        this.principal = principal;
        this.ticker = ticker;
        this.closes = closes;
        this.queueLimit = limits.sendQueue().asLongValue();
        this.frames = new TokenBucket(limits.framesPerSecond(), limits.frameBurst(), now);
        this.refusals = new TokenBucket(limits.framesPerSecond(), limits.refusedFrames(), now);
        this.lastHeardNanos = now;
    }

    public Principal principal() {
        return principal;
    }

    /// Queues a frame that is encoded already; one text may be sent to many peers. A peer whose
    /// queue is full is closed with “resume”: it hurts only itself, and fetches what it missed when
    /// it is back.
    public void send(String frame) {
        if (closing.get()) {
            return;
        }
        // Characters stand in for bytes: at most 3 times off, which is close enough for a limit on
        // memory.
        long size = frame.length();
        if (queuedBytes.addAndGet(size) > queueLimit) {
            LOG.debugf("slow reader closed, %d characters queued", queuedBytes.get());
            close(CloseCode.SLOW_READER);
            return;
        }
        connection
                .sendText(frame)
                .subscribe()
                .with(
                        sent -> queuedBytes.addAndGet(-size),
                        failure -> {
                            queuedBytes.addAndGet(-size);
                            LOG.debugf("send failed: %s", failure.getMessage());
                        });
    }

    /// Closes the socket once; a second call does nothing.
    public void close(CloseCode code) {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        closingNanos = ticker.nanos();
        closes.accept(code);
        if (connection.isClosed()) {
            return;
        }
        connection
                .close(code.reason())
                .subscribe()
                .with(
                        closed -> {},
                        failure -> LOG.debugf("close failed: %s", failure.getMessage()));
    }

    boolean isClosing() {
        return closing.get();
    }

    /// Ends the connection of a client that does not answer to being closed, and so frees its
    /// queue.
    void cutIfStuck(long nowNanos) {
        if (closing.get() && nowNanos - closingNanos > CLOSE_WITHIN.toNanos()) {
            var line = connection.userData().get(Line.KEY);
            if (line != null) {
                line.cut();
            }
        }
    }

    void renew(Principal newer) {
        principal = newer;
    }

    void heard(long nowNanos) {
        lastHeardNanos = nowNanos;
    }

    long silentNanos(long nowNanos) {
        return nowNanos - lastHeardNanos;
    }

    boolean tokenEnded(Instant now) {
        return !now.isBefore(principal.expiresAt());
    }
}
