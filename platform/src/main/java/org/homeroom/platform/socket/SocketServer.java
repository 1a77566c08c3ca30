package org.homeroom.platform.socket;

import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.homeroom.platform.principal.Principal;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.homeroom.platform.time.Ticker;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The framing of one socket endpoint: decodes, limits, answers and closes, so that the service
/// sees only its commands.
///
/// An endpoint class hands each of its callbacks on to the method of the same meaning here.
public final class SocketServer<C extends Command> {
    private static final Logger LOG = Logger.getLogger(SocketServer.class);
    private static final TypedKey<Peer> PEER = new TypedKey<>("peer");

    private final Class<C> commands;
    private final SocketHandler<C> handler;
    private final FrameCodec codec;
    private final Sockets sockets;
    private final SocketConfig limits;
    private final Ticker ticker;

    SocketServer(
            Class<C> commands,
            SocketHandler<C> handler,
            FrameCodec codec,
            Sockets sockets,
            SocketConfig limits,
            Ticker ticker) {
        this.commands = commands;
        this.handler = handler;
        this.codec = codec;
        this.sockets = sockets;
        this.limits = limits;
        this.ticker = ticker;
    }

    /// A frame of the server as text, to be sent to any number of peers.
    public String encode(Object frame) {
        return codec.encode(frame);
    }

    /// For `@OnOpen`.
    public Uni<Void> open(WebSocketConnection connection, Principal principal) {
        var peer = new Peer(connection, principal, limits, ticker, sockets::countClose);
        connection.userData().put(PEER, peer);
        sockets.add(peer);
        return handler.opened(peer);
    }

    /// For `@OnTextMessage`. Completes when the frame is taken in, not when it is answered, so that
    /// commands of one socket can wait together.
    public Uni<Void> text(WebSocketConnection connection, String text) {
        var peer = connection.userData().get(PEER);
        if (peer == null || peer.isClosing()) {
            return Uni.createFrom().voidItem();
        }
        var now = ticker.nanos();
        peer.heard(now);
        if (!peer.frames.take(now)) {
            refuseForSpeed(peer, text, now);
            return Uni.createFrom().voidItem();
        }
        switch (codec.decode(text)) {
            case FrameCodec.Decoded.Unreadable(var ref, var problem) -> {
                peer.send(codec.error(ref, problem));
                if (++peer.unreadableInARow >= limits.unreadableFrames()) {
                    peer.close(CloseCode.NOT_OURS);
                }
            }
            case FrameCodec.Decoded.Read(var command) -> {
                peer.unreadableInARow = 0;
                carryOut(peer, command);
            }
        }
        return Uni.createFrom().voidItem();
    }

    private void refuseForSpeed(Peer peer, String text, long now) {
        peer.send(
                codec.error(
                        codec.refOf(text),
                        Problem.retry(
                                CommonProblem.TOO_MANY_REQUESTS,
                                "Too many frames a second; this one was not carried out.",
                                Duration.ofSeconds(1))));
        if (!peer.refusals.take(now)) {
            peer.close(CloseCode.TOO_MANY_FRAMES);
        }
    }

    private void carryOut(Peer peer, Command command) {
        if (peer.commandsInFlight.incrementAndGet() > limits.commandsInFlight()) {
            peer.commandsInFlight.decrementAndGet();
            peer.send(
                    codec.error(
                            command.ref(),
                            Problem.retry(
                                    CommonProblem.TOO_MANY_REQUESTS,
                                    "Too many commands wait for their answers.",
                                    Duration.ofSeconds(1))));
            return;
        }
        var span = sockets.traces().begin(command);
        Uni.createFrom()
                .deferred(() -> {
                    try (var _ = span.makeCurrent()) {
                        return answerTo(peer, command);
                    }
                })
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("no answer"))
                .invoke(answer -> CommandTraces.end(span, answer))
                .onFailure()
                .invoke(failure -> CommandTraces.end(span, failure))
                .map(answer -> encode(command.ref(), answer))
                .subscribe()
                .with(
                        frame -> {
                            peer.commandsInFlight.decrementAndGet();
                            frame.ifPresent(peer::send);
                        },
                        failure -> {
                            peer.commandsInFlight.decrementAndGet();
                            LOG.errorf(failure, "%s failed", command.getClass().getSimpleName());
                            peer.send(
                                    codec.error(
                                            command.ref(),
                                            Problem.of(
                                                    CommonProblem.INTERNAL_ERROR,
                                                    "This did not work. Try again.")));
                        });
    }

    private Uni<Answer> answerTo(Peer peer, Command command) {
        return switch (command) {
            case FrameCodec.Common common ->
                    switch (common) {
                        case FrameCodec.Common.Ping _ -> Uni.createFrom().item(Answer.DONE);
                        case FrameCodec.Common.RefreshSession refresh ->
                                sockets.refresh(peer, refresh.token());
                    };
            default -> handler.handle(peer, commands.cast(command));
        };
    }

    /// Empty if nobody waits for it: a command without `ref` hears only of its refusal.
    private Optional<String> encode(@Nullable Long ref, Answer answer) {
        return switch (answer) {
            case Answer.Done _ when ref == null -> Optional.empty();
            case Answer.Done(var result) -> Optional.of(codec.ok(ref, result));
            case Answer.Refused(var problem) -> Optional.of(codec.error(ref, problem));
        };
    }

    /// For `@OnBinaryMessage`: no socket of ours has binary frames.
    public void binary(WebSocketConnection connection) {
        var peer = connection.userData().get(PEER);
        if (peer != null) {
            peer.close(CloseCode.NOT_OURS);
        }
    }

    /// For `@OnClose`.
    public void close(WebSocketConnection connection) {
        var peer = connection.userData().remove(PEER);
        if (peer != null) {
            sockets.remove(peer);
            handler.closed(peer);
        }
    }

    /// For `@OnError`: what breaks on the way is not worth a log line, a mistake of ours is.
    public Uni<Void> error(WebSocketConnection connection, Throwable failure) {
        var code =
                switch (failure) {
                    // A lost line, which `@OnClose` hears of too.
                    case IOException _, HttpClosedException _ -> CloseCode.GOING_AWAY;
                    // Vert.x has no type of its own for a message of many frames over the limit.
                    case IllegalStateException tooLarge
                            when String.valueOf(tooLarge.getMessage())
                                    .contains("max message size") ->
                            CloseCode.TOO_LARGE;
                    default -> {
                        LOG.errorf(failure, "socket failed");
                        yield CloseCode.INTERNAL_ERROR;
                    }
                };
        var peer = connection.userData().get(PEER);
        if (peer != null) {
            peer.close(code);
        } else if (connection.isOpen()) {
            return connection.close(code.reason()).onFailure().recoverWithNull();
        }
        return Uni.createFrom().voidItem();
    }
}
