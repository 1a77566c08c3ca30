package org.homeroom.signaling.live;

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
import java.util.concurrent.ConcurrentHashMap;
import org.homeroom.platform.id.DeviceId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.Problem;
import org.homeroom.platform.socket.Answer;
import org.homeroom.platform.socket.Peer;
import org.homeroom.platform.socket.SocketConfig;
import org.homeroom.platform.socket.SocketHandler;
import org.homeroom.platform.socket.SocketServer;
import org.homeroom.platform.socket.Sockets;
import org.homeroom.platform.socket.TokenBucket;
import org.homeroom.platform.time.Ticker;
import org.homeroom.signaling.SignalingConfig;
import org.homeroom.signaling.SignalingProblem;
import org.homeroom.signaling.call.Replica;
import org.homeroom.signaling.live.Devices.Place;

/// `/ws/signaling`: the line over which a device of a signed-in person calls and is called.
@WebSocket(path = "/ws/signaling")
@Authenticated
class SignalingSocket implements SocketHandler<SignalingCommand> {
    private final SocketServer<SignalingCommand> frames;
    private final Principals principals;
    private final CallCommandConsumer calls;
    private final SignalProducer signals;
    private final CallMeters meters;
    private final Devices<Peer> devices;
    private final Replica replica;
    private final SignalingConfig config;
    private final Ticker ticker;
    private final int pingAfterSeconds;

    SignalingSocket(
            Sockets sockets,
            SocketConfig limits,
            Principals principals,
            CallCommandConsumer calls,
            SignalProducer signals,
            CallMeters meters,
            Devices<Peer> devices,
            Replica replica,
            SignalingConfig config,
            Ticker ticker) {
        this.frames = sockets.serve(SignalingCommand.class, this);
        this.principals = principals;
        this.calls = calls;
        this.signals = signals;
        this.meters = meters;
        this.devices = devices;
        this.replica = replica;
        this.config = config;
        this.ticker = ticker;
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
        peer.send(
                frames.encode(
                        new SignalingFrame.Hello(peer.principal().account(), pingAfterSeconds)));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Answer> handle(Peer peer, SignalingCommand command) {
        if (command instanceof SignalingCommand.Attach(_, var device)) {
            return attach(peer, device);
        }
        return devices.of(peer)
                .map(place -> handle(peer, place, command))
                .orElseGet(() -> refused("Say first which device this is."));
    }

    private Uni<Answer> handle(Peer peer, Place place, SignalingCommand command) {
        return switch (command) {
            case SignalingCommand.Attach(_, var device) -> attach(peer, device);
            case SignalingCommand.StartCall start -> calls.start(peer, place, start);
            case SignalingCommand.AnswerCall answer -> calls.answer(peer, place, answer);
            case SignalingCommand.EndCall end -> calls.end(peer, place, end);
            case SignalingCommand.Report report ->
                    Uni.createFrom().item(meters.take(place, report));
            case SignalingCommand.Relayed relayed ->
                    signals.relay(place, relayed.call(), relayed.signal());
        };
    }

    private Uni<Answer> attach(Peer peer, DeviceId device) {
        var present = devices.of(peer);
        if (present.isEmpty()) {
            return calls.attach(peer, place(peer, device));
        }
        return present.get().device().equals(device)
                ? calls.attach(peer, present.get())
                : refused("This socket is another device's.");
    }

    private Place place(Peer peer, DeviceId device) {
        return new Place(
                peer.principal().account(),
                device,
                replica.nextSocket(),
                ConcurrentHashMap.newKeySet(),
                ConcurrentHashMap.newKeySet(),
                new TokenBucket(
                        config.candidatesPerSecond(), config.candidateBurst(), ticker.nanos()));
    }

    private static Uni<Answer> refused(String detail) {
        return Uni.createFrom()
                .item(Answer.refused(Problem.of(SignalingProblem.DEVICE_NOT_ATTACHED, detail)));
    }

    @Override
    public void closed(Peer peer) {
        calls.detach(peer);
    }
}
