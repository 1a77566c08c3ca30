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
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// One socket of the load: sends messages and tells when each was acknowledged and when others
/// arrived. Reads frames by eye rather than by a parser, so that the generator takes little of the
/// machine.
final class ChatLine {
    private static final String REF = "\"ref\":";
    private static final String SENT_AT = "t=";
    private static final String ECHOED =
            """
            {"type":"message.sent","conversation":"01a20690-a7c1-7fdd-98bb-f7ba0323a7af","message":{"number":1,\
            "id":"01a20690-a10f-78ff-baf8-aebf925d9162","sender":"01a20690-99b8-77cd-bb0d-f05682bade4e",\
            "clientId":"1b0a4f0e-32bb-4a53-9a3a-05a0c2f6f6b7","text":"%s","sentAt":"2026-11-23T04:00:00.123456Z",\
            "title":"Photosynthesis","commentsAllowed":true,"change":0}}\
            """;

    private final WebSocket socket;
    private final AtomicLong refs = new AtomicLong();
    private final ConcurrentHashMap<Long, LongConsumer> waiting = new ConcurrentHashMap<>();
    private volatile @Nullable LongConsumer arrived;
    final AtomicLong refusals = new AtomicLong();

    private ChatLine(WebSocket socket) {
        this.socket = socket;
        socket.textMessageHandler(this::read);
        socket.closeHandler(closed -> fail());
        socket.exceptionHandler(broken -> fail());
    }

    /// What was not answered will not be any more.
    private void fail() {
        for (var ref : waiting.keySet()) {
            refusals.incrementAndGet();
            answered(REF + ref, -1);
        }
    }

    /// A socket that says nothing is closed.
    void ping() {
        socket.writeTextMessage("{\"type\":\"ping\"}");
    }

    /// @param token an access token
    /// @param origin the public address: sockets are opened by its pages only
    static Future<ChatLine> open(WebSocketClient client, URI service, URI origin, String token) {
        var options =
                new WebSocketConnectOptions()
                        .setHost(service.getHost())
                        .setPort(service.getPort())
                        .setURI("/ws/chat")
                        .addHeader("Origin", origin.toString())
                        .setSubProtocols(
                                List.of(
                                        "bearer-token-carrier",
                                        URLEncoder.encode(
                                                        "quarkus-http-upgrade#Authorization#Bearer "
                                                                + token,
                                                        StandardCharsets.UTF_8)
                                                .replace("+", "%20")));
        return client.connect(options).map(ChatLine::new);
    }

    /// @param onArrival is told how many nanoseconds after the intended time each message of the
    ///   other arrived
    void onArrival(LongConsumer onArrival) {
        arrived = onArrival;
    }

    /// @param intendedNanos when it should have been sent: latency counts from there (no
    ///   coordinated omission)
    /// @param acknowledged is told the nanoseconds from there to the answer; negative for a refusal
    void send(String conversation, long intendedNanos, LongConsumer acknowledged) {
        var ref = refs.incrementAndGet();
        waiting.put(ref, now -> acknowledged.accept(now < 0 ? now : now - intendedNanos));
        socket.writeTextMessage(
                "{\"type\":\"message.send\",\"ref\":"
                        + ref
                        + ",\"conversation\":\""
                        + conversation
                        + "\",\"clientId\":\""
                        + UUID.randomUUID()
                        + "\",\"text\":\""
                        + text(intendedNanos)
                        + "\"}");
    }

    /// Any command.
    ///
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
        socket.writeTextMessage(command.put("ref", ref).encode());
        return done.future();
    }

    /// A post that nobody waits for the answer of: it comes back like to everybody.
    void post(String channel, long intendedNanos) {
        socket.writeTextMessage(
                "{\"type\":\"post.send\",\"ref\":"
                        + refs.incrementAndGet()
                        + ",\"conversation\":\""
                        + channel
                        + "\",\"clientId\":\""
                        + UUID.randomUUID()
                        + "\",\"title\":\"Photosynthesis\",\"commentsAllowed\":true,\"text\":\""
                        + text(intendedNanos)
                        + "\"}");
    }

    /// To a server that gives back what it hears, as long as a message is.
    void echo(long intendedNanos) {
        socket.writeTextMessage(ECHOED.formatted(text(intendedNanos)));
    }

    private static String text(long intendedNanos) {
        return "Did you get question three? "
                + SENT_AT
                + intendedNanos
                + " Mine grew towards the window, 往光的方向長。";
    }

    /// When the service closes the socket, with its code.
    void onClose(LongConsumer told) {
        socket.closeHandler(closed -> told.accept(socket.closeStatusCode()));
    }

    private void read(String frame) {
        var now = System.nanoTime();
        if (frame.startsWith("{\"type\":\"ok\"")) {
            answered(frame, now);
        } else if (frame.startsWith("{\"type\":\"message.sent\"")) {
            var listener = arrived;
            var at = frame.indexOf(SENT_AT);
            if (listener != null && at > 0) {
                listener.accept(now - number(frame, at + SENT_AT.length()));
            }
        } else if (frame.startsWith("{\"type\":\"error\"")) {
            refusals.incrementAndGet();
            answered(frame, -1);
        }
    }

    private void answered(String frame, long now) {
        var at = frame.indexOf(REF);
        if (at > 0) {
            var waits = waiting.remove(number(frame, at + REF.length()));
            if (waits != null) {
                waits.accept(now);
            }
        }
    }

    private static long number(String text, int from) {
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
