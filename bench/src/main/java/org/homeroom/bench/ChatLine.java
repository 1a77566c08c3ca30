package org.homeroom.bench;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// One chat socket of the load: sends messages and tells when each was acknowledged and when others
/// arrived.
final class ChatLine {
    private static final String SENT_AT = "t=";
    private static final String ECHOED =
            """
            {"type":"message.sent","conversation":"01a20690-a7c1-7fdd-98bb-f7ba0323a7af","message":{"number":1,\
            "id":"01a20690-a10f-78ff-baf8-aebf925d9162","sender":"01a20690-99b8-77cd-bb0d-f05682bade4e",\
            "clientId":"1b0a4f0e-32bb-4a53-9a3a-05a0c2f6f6b7","text":"%s","sentAt":"2026-11-23T04:00:00.123456Z",\
            "title":"Photosynthesis","commentsAllowed":true,"change":0}}\
            """;

    private final Line line;
    private volatile @Nullable LongConsumer arrived;

    private ChatLine(Line line) {
        this.line = line;
        line.onFrame(this::hear);
    }

    /// @param token an access token
    /// @param origin the public address: sockets are opened by its pages only
    static Future<ChatLine> open(WebSocketClient client, URI service, URI origin, String token) {
        return Line.open(client, service, "/ws/chat", origin, token).map(ChatLine::new);
    }

    void ping() {
        line.ping();
    }

    /// How many commands were refused, or not answered.
    long refusals() {
        return line.refusals();
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
        line.ask(
                "message.send",
                message(conversation, intendedNanos),
                now -> acknowledged.accept(now < 0 ? now : now - intendedNanos));
    }

    /// Any command.
    ///
    /// @param command the frame, but for its `ref`
    /// @return when it was carried out
    Future<Void> ask(JsonObject command) {
        return line.ask(command);
    }

    /// A post that nobody waits for the answer of: it comes back like to everybody.
    void post(String channel, long intendedNanos) {
        line.ask(
                "post.send",
                "\"title\":\"Photosynthesis\",\"commentsAllowed\":true,"
                        + message(channel, intendedNanos),
                now -> {});
    }

    private static String message(String conversation, long intendedNanos) {
        return "\"conversation\":\""
                + conversation
                + "\",\"clientId\":\""
                + UUID.randomUUID()
                + "\",\"text\":\""
                + text(intendedNanos)
                + "\"";
    }

    /// To a server that gives back what it hears, as long as a message is.
    void echo(long intendedNanos) {
        line.write(ECHOED.formatted(text(intendedNanos)));
    }

    private static String text(long intendedNanos) {
        return "Did you get question three? "
                + SENT_AT
                + intendedNanos
                + " Mine grew towards the window, 往光的方向長。";
    }

    /// When the service closes the socket, with its code.
    void onClose(IntConsumer told) {
        line.onClose(told);
    }

    private void hear(String frame, long now) {
        var listener = arrived;
        var at = frame.indexOf(SENT_AT);
        if (listener != null && at > 0 && frame.startsWith("{\"type\":\"message.sent\"")) {
            listener.accept(now - Line.number(frame, at + SENT_AT.length()));
        }
    }

    Future<Void> close() {
        return line.close();
    }
}
