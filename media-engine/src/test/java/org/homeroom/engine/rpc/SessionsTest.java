package org.homeroom.engine.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.homeroom.engine.forward.Forwarder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What sessions keep alive, and for how long, by a clock that the test moves.
class SessionsTest {
    private static final Duration KEPT = Duration.ofSeconds(240);

    private final AtomicLong millis = new AtomicLong(1_000_000);
    private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
    private Forwarder forwarder;
    private Requests requests;
    private int next = 1;

    /// A line that keeps what it is sent.
    private static final class Kept implements Line {
        final List<String> frames = new ArrayList<>();

        @Override
        public void send(String frame) {
            frames.add(frame);
        }
    }

    @BeforeEach
    void start() throws IOException {
        forwarder =
                Forwarder.start(
                        new Forwarder.Config(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                List.of(),
                                clock));
        requests = new Requests(forwarder, clock, new Random(1), KEPT, Runnable::run);
    }

    @AfterEach
    void stop() throws IOException {
        forwarder.close();
    }

    private JsonNode asks(Line line, int id, String method, String params) {
        var request =
                "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":{%s}}"
                        .formatted(id, method, params);
        return Json.parse(requests.answer(line, request)).orElseThrow();
    }

    private JsonNode asks(Line line, String method, String params) {
        return asks(line, next++, method, params);
    }

    private String makes(Line line) {
        return asks(line, "create", "\"type\":\"MediaPipeline\"")
                .path("result")
                .path("value")
                .asText();
    }

    private void passes(Duration time) {
        millis.addAndGet(time.toMillis());
        requests.collect();
    }

    @Test
    void whatNobodyComesBackForIsReleased() {
        var lost = new Kept();
        var stays = new Kept();
        var gone = makes(lost);
        var kept = makes(stays);
        requests.lost(lost);

        passes(KEPT.minusSeconds(1));
        assertThat(requests.objects()).isEqualTo(3);
        passes(Duration.ofSeconds(1));

        assertThat(requests.objects()).isEqualTo(2);
        assertThat(asks(stays, "describe", "\"object\":\"%s\"".formatted(gone)).has("error"))
                .isTrue();
        assertThat(asks(stays, "describe", "\"object\":\"%s\"".formatted(kept)).has("result"))
                .isTrue();
        assertThat(requests.sessions()).isEqualTo(1);
    }

    @Test
    void whoComesBackFindsAllAndIsToldWhatHappens() {
        var first = new Kept();
        var pipeline = makes(first);
        var session =
                asks(
                                first,
                                "subscribe",
                                "\"object\":\"%s\",\"type\":\"ObjectCreated\""
                                        .formatted(ServerManager.ID))
                        .path("result")
                        .path("sessionId")
                        .asText();
        requests.lost(first);
        passes(KEPT.minusSeconds(1));
        makes(new Kept());

        var second = new Kept();
        assertThat(asks(second, "connect", "\"sessionId\":\"%s\"".formatted(session)).has("result"))
                .isTrue();
        passes(KEPT.multipliedBy(3));
        makes(new Kept());

        assertThat(first.frames).isEmpty();
        assertThat(second.frames).hasSize(1).first().asString().contains("ObjectCreated");
        assertThat(asks(second, "describe", "\"object\":\"%s\"".formatted(pipeline)).has("result"))
                .isTrue();
    }

    /// Whose line was lost asks again what it does not know the answer of.
    @Test
    void whatIsAskedAgainIsAnsweredAgainForTwentySeconds() {
        var line = new Kept();
        makes(line);
        var made = asks(line, 777, "create", "\"type\":\"MediaPipeline\"");
        assertThat(asks(line, 777, "create", "\"type\":\"MediaPipeline\"")).isEqualTo(made);
        assertThat(requests.objects()).isEqualTo(3);

        passes(Duration.ofSeconds(20));

        assertThat(asks(line, 777, "create", "\"type\":\"MediaPipeline\"")).isNotEqualTo(made);
        assertThat(requests.objects()).isEqualTo(4);
    }

    /// A thousand that come and go leave nothing.
    @Test
    void whatIsReleasedLeavesNothing() {
        var line = new Kept();
        for (int i = 0; i < 1_000; i++) {
            var pipeline = makes(line);
            for (int j = 0; j < 2; j++) {
                var params =
                        "\"type\":\"WebRtcEndpoint\",\"constructorParams\":{\"mediaPipeline\":\"%s\"}"
                                .formatted(pipeline);
                var endpoint = asks(line, "create", params).path("result").path("value").asText();
                asks(
                        line,
                        "subscribe",
                        "\"object\":\"%s\",\"type\":\"MediaStateChanged\"".formatted(endpoint));
            }
            asks(line, "release", "\"object\":\"%s\"".formatted(pipeline));
        }
        assertThat(requests.objects()).isEqualTo(1);
        assertThat(forwarder.lines()).isZero();
        assertThat(requests.sessions()).isEqualTo(1);
    }
}
