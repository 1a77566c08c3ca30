package org.homeroom.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/// One socket of the load: asks, and tells when each command was answered. Reads frames by eye
/// rather than by a parser, so that the generator takes little of the machine.
final class Line {
    private static final String REF = "\"ref\":";

    /// Is told of a frame that answers nothing, and when it came, in nanoseconds.
    @FunctionalInterface
    interface FrameListener {
        void hear(String frame, long now);
    }

    private final WebSocket socket;
    private final AtomicLong refs = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private final ConcurrentHashMap<Long, LongConsumer> waiting = new ConcurrentHashMap<>();
    private volatile FrameListener frames = (frame, now) -> {};
    private volatile IntConsumer closed = code -> {};

    private Line(WebSocket socket) {
        this.socket = socket;
        socket.textMessageHandler(this::read);
        socket.closeHandler(end -> {
            fail();
            var code = socket.closeStatusCode();
            closed.accept(code == null ? -1 : code);
        });
        socket.exceptionHandler(broken -> fail());
    }

    /// @param token an access token
    /// @param origin the public address: sockets are opened by its pages only
    static Future<Line> open(
            WebSocketClient client, URI service, String path, URI origin, String token) {
        var options =
                new WebSocketConnectOptions()
                        .setHost(service.getHost())
                        .setPort(service.getPort())
                        .setURI(path)
                        .addHeader("Origin", origin.toString())
                        .setSubProtocols(
                                List.of(
                                        "bearer-token-carrier",
                                        URLEncoder.encode(
                                                        "quarkus-http-upgrade#Authorization#Bearer "
                                                                + token,
                                                        StandardCharsets.UTF_8)
                                                .replace("+", "%20")));
        return client.connect(options).map(Line::new);
    }

    void onFrame(FrameListener told) {
        frames = told;
    }

    /// When the socket ends, with its code; -1 if it broke off.
    void onClose(IntConsumer told) {
        closed = told;
    }

    /// How many commands were refused, or not answered.
    long refusals() {
        return refusals.get();
    }

    /// A socket that says nothing is closed.
    void ping() {
        write("{\"type\":\"ping\"}");
    }

    void write(String frame) {
        socket.writeTextMessage(frame);
    }

    /// @param members of the frame, besides its type and its `ref`; JSON without the braces
    /// @param answered is told when, in nanoseconds; -1 if it was refused or the socket ended
    void ask(String type, String members, LongConsumer answered) {
        var ref = refs.incrementAndGet();
        waiting.put(ref, answered);
        write("{\"type\":\"" + type + "\"," + REF + ref + "," + members + "}");
    }

    /// @param command the frame, but for its `ref`
    /// @return when it was carried out
    Future<Void> ask(JsonObject command) {
        var done = Promise.<Void>promise();
        var ref = refs.incrementAndGet();
        waiting.put(
                ref,
                now -> {
                    if (now < 0) {
                        done.fail("refused: " + command);
                    } else {
                        done.complete();
                    }
                });
        write(command.put("ref", ref).encode());
        return done.future();
    }

    private void read(String frame) {
        var now = System.nanoTime();
        if (frame.startsWith("{\"type\":\"ok\"")) {
            answered(frame, now);
        } else if (frame.startsWith("{\"type\":\"error\"")) {
            refusals.incrementAndGet();
            answered(frame, -1);
        } else {
            frames.hear(frame, now);
        }
    }

    /// What was not answered will not be any more.
    private void fail() {
        for (var ref : waiting.keySet()) {
            refusals.incrementAndGet();
            answered(REF + ref, -1);
        }
    }

    private void answered(String frame, long now) {
        var at = frame.indexOf(REF);
        if (at >= 0) {
            var waits = waiting.remove(number(frame, at + REF.length()));
            if (waits != null) {
                waits.accept(now);
            }
        }
    }

    /// The number that stands at a place.
    static long number(String text, int from) {
        var value = 0L;
        for (var i = from; i < text.length() && Character.isDigit(text.charAt(i)); i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }

    Future<Void> close() {
        return socket.close();
    }
}
