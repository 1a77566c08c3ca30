package org.homeroom.bench;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/// One device of the load on its signaling socket, of somebody who is in one call at most.
final class CallLine {
    private static final String SENT_AT = "t=";

    /// What the device hears of its person's call; each with when, in nanoseconds.
    interface Listener {
        default void rings(long now) {}

        default void talks(long now) {}

        default void ends(long now) {}
    }

    private final Line line;
    private volatile Listener listener = new Listener() {};
    private volatile LongConsumer signals = nanos -> {};

    private CallLine(Line line) {
        this.line = line;
        line.onFrame(this::hear);
    }

    /// @return when it is known which device it is, and how its calls stand
    static Future<CallLine> attach(
            WebSocketClient client, URI service, URI origin, String token, UUID device) {
        return Line.open(client, service, "/ws/signaling", origin, token)
                .map(CallLine::new)
                .compose(opened ->
                        opened.line
                                .ask(
                                        new JsonObject()
                                                .put("type", "attach")
                                                .put("device", device.toString()))
                                .map(opened));
    }

    void onCall(Listener told) {
        listener = told;
    }

    /// @param told how many nanoseconds after the intended time each signal of the other arrived
    void onSignal(LongConsumer told) {
        signals = told;
    }

    void onClose(IntConsumer told) {
        line.onClose(told);
    }

    void ping() {
        line.ping();
    }

    long refusals() {
        return line.refusals();
    }

    void start(UUID call, String conversation, LongConsumer answered) {
        line.ask(
                "call.start",
                "\"call\":\""
                        + call
                        + "\",\"conversation\":\""
                        + conversation
                        + "\",\"video\":true",
                answered);
    }

    void answer(UUID call) {
        line.ask("call.answer", "\"call\":\"" + call + "\",\"instead\":false", now -> {});
    }

    void end(UUID call) {
        line.ask("call.end", "\"call\":\"" + call + "\"", now -> {});
    }

    /// As long as a browser's.
    void candidate(UUID call, long intendedNanos) {
        line.ask(
                "call.candidate",
                "\"call\":\""
                        + call
                        + "\",\"candidate\":\""
                        + candidate(intendedNanos)
                        + "\",\"mid\":\"0\",\"line\":0,\"fragment\":\"Xk2f\"",
                now -> {});
    }

    private static String candidate(long intendedNanos) {
        return "candidate:2930559340 1 udp 2122260223 192.168.1.20 51472 typ host generation 0 ufrag Xk2f network-id 1 "
                + SENT_AT
                + intendedNanos;
    }

    /// To a server that gives back what it hears, as long as a signal is.
    void echo(UUID call, long intendedNanos) {
        line.write(
                "{\"type\":\"call.candidate\",\"call\":\""
                        + call
                        + "\",\"candidate\":\""
                        + candidate(intendedNanos)
                        + "\",\"mid\":\"0\",\"line\":0,\"fragment\":\"Xk2f\"}");
    }

    private void hear(String frame, long now) {
        if (frame.startsWith("{\"type\":\"call.candidate\"")) {
            var at = frame.indexOf(SENT_AT);
            signals.accept(now - Line.number(frame, at + SENT_AT.length()));
        } else if (frame.startsWith("{\"type\":\"call.changed\"")) {
            if (frame.contains("\"state\":\"ringing\"")) {
                listener.rings(now);
            } else if (frame.contains("\"state\":\"connected\"")) {
                listener.talks(now);
            } else {
                listener.ends(now);
            }
        }
    }

    /// To a server that asks for no device.
    static Future<CallLine> bare(WebSocketClient client, URI service) {
        return Line.open(client, service, "/", service, "none").map(CallLine::new);
    }

    Future<Void> close() {
        return line.close();
    }
}
