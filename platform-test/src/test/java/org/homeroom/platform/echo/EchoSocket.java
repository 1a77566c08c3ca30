package org.homeroom.platform.echo;

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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.homeroom.platform.echo.EchoCommand.Echo;
import org.homeroom.platform.echo.EchoCommand.Fail;
import org.homeroom.platform.echo.EchoCommand.Refuse;
import org.homeroom.platform.echo.EchoCommand.Wait;
import org.homeroom.platform.echo.EchoCommand.WhoAmI;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.homeroom.platform.socket.Answer;
import org.homeroom.platform.socket.Peer;
import org.homeroom.platform.socket.SocketHandler;
import org.homeroom.platform.socket.SocketServer;
import org.homeroom.platform.socket.Sockets;

@Authenticated
@WebSocket(path = "/ws/echo")
public class EchoSocket implements SocketHandler<EchoCommand> {
    record Hello(String type) {}

    record Pushed(String type, int number, String text) {}

    private final SocketServer<EchoCommand> server;
    private final Principals principals;
    final Set<Peer> peers = ConcurrentHashMap.newKeySet();
    final AtomicInteger closed = new AtomicInteger();

    /// What the next to connect, and those who `wait`, wait for.
    volatile CompletableFuture<Void> door = CompletableFuture.completedFuture(null);

    volatile CompletableFuture<Void> bench = new CompletableFuture<>();

    EchoSocket(Sockets sockets, Principals principals) {
        this.server = sockets.serve(EchoCommand.class, this);
        this.principals = principals;
    }

    @Override
    public Uni<Void> opened(Peer peer) {
        return Uni.createFrom()
                .completionStage(door)
                .invoke(() -> {
                    peers.add(peer);
                    peer.send(server.encode(new Hello("hello")));
                });
    }

    @Override
    public Uni<Answer> handle(Peer peer, EchoCommand command) {
        return switch (command) {
            case Echo(_, var text) -> answer(Answer.done(Map.of("text", text)));
            case Refuse _ ->
                    answer(Answer.refused(Problem.of(CommonProblem.NOT_ALLOWED, "Not that.")));
            case Wait _ -> Uni.createFrom().completionStage(bench).replaceWith(Answer.DONE);
            case WhoAmI _ ->
                    answer(
                            Answer.done(
                                    Map.of(
                                            "account",
                                            peer.principal().account(),
                                            "name",
                                            peer.principal().name())));
            case Fail(_, var how) ->
                    switch (how) {
                        case FAILED_UNI ->
                                Uni.createFrom().failure(new IllegalStateException("secret"));
                        case THROWN -> throw new IllegalStateException("secret");
                        case NULL_UNI -> null;
                        case NULL_ANSWER -> Uni.createFrom().nullItem();
                        case UNWRITABLE_RESULT -> answer(Answer.done(new Object()));
                    };
        };
    }

    private static Uni<Answer> answer(Answer answer) {
        return Uni.createFrom().item(answer);
    }

    @Override
    public void closed(Peer peer) {
        peers.remove(peer);
        closed.incrementAndGet();
    }

    void push(int number, String text) {
        var frame = server.encode(new Pushed("pushed", number, text));
        peers.forEach(peer -> peer.send(frame));
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection connection) {
        return server.open(connection, principals.current());
    }

    @OnTextMessage
    Uni<Void> text(String frame, WebSocketConnection connection) {
        return server.text(connection, frame);
    }

    @OnBinaryMessage
    void binary(Buffer frame, WebSocketConnection connection) {
        server.binary(connection);
    }

    @OnClose
    void close(WebSocketConnection connection) {
        server.close(connection);
    }

    @OnError
    Uni<Void> error(Throwable failure, WebSocketConnection connection) {
        return server.error(connection, failure);
    }
}
