package org.homeroom.sync;

import io.quarkus.security.Authenticated;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.socket.Answer;
import org.homeroom.platform.socket.Peer;
import org.homeroom.platform.socket.SocketConfig;
import org.homeroom.platform.socket.SocketHandler;
import org.homeroom.platform.socket.SocketServer;
import org.homeroom.platform.socket.Sockets;

/// `/ws/sync`: the line over which a signed-in person will watch with others. It knows who is
/// there.
@WebSocket(path = "/ws/sync")
@Authenticated
class SyncSocket implements SocketHandler<SyncCommand> {
    /// The first frame.
    ///
    /// @param pingAfterSeconds of quiet, after which the client should let itself be heard
    record Hello(String type, AccountId account, int pingAfterSeconds) {}

    private final SocketServer<SyncCommand> frames;
    private final Principals principals;
    private final int pingAfterSeconds;

    SyncSocket(Sockets sockets, SocketConfig limits, Principals principals) {
        this.frames = sockets.serve(SyncCommand.class, this);
        this.principals = principals;
        // Two chances to be heard before the silence is too long.
        this.pingAfterSeconds = Math.toIntExact(limits.silence().toSeconds() / 2 - 5);
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection connection) {
        return frames.open(connection, principals.current());
    }

    @OnTextMessage
    Uni<Void> text(String text, WebSocketConnection connection) {
        return frames.text(connection, text);
    }

    @OnBinaryMessage
    Uni<Void> binary(Buffer frame, WebSocketConnection connection) {
        frames.binary(connection);
        return Uni.createFrom().voidItem();
    }

    @OnClose
    Uni<Void> close(WebSocketConnection connection) {
        frames.close(connection);
        return Uni.createFrom().voidItem();
    }

    @OnError
    Uni<Void> error(WebSocketConnection connection, Throwable failure) {
        return frames.error(connection, failure);
    }

    @Override
    public Uni<Void> opened(Peer peer) {
        peer.send(frames.encode(new Hello("hello", peer.principal().account(), pingAfterSeconds)));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Answer> handle(Peer peer, SyncCommand command) {
        throw new AssertionError("a command that cannot be: " + command);
    }

    @Override
    public void closed(Peer peer) {
        // Nothing is kept of a peer.
    }
}
