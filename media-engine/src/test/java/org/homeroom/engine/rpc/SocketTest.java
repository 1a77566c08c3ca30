package org.homeroom.engine.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.homeroom.engine.MediaEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that do what they should not. Each gets a clear answer, and another client goes on.
class SocketTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private MediaEngine engine;
    private TestClient other;

    @BeforeEach
    void start() throws IOException {
        engine = MediaEngine.start(MediaEngine.Config.onLoopback());
        other = new TestClient(engine.address());
    }

    @AfterEach
    void stop() throws IOException {
        assertThat(other.calls("ping").path("result").path("value").asText()).isEqualTo("pong");
        other.close();
        engine.close();
    }

    @Test
    void whoSendsBytesIsClosed() {
        try (var client = new TestClient(engine.address())) {
            client.sendsBytes();
            assertThat(client.closed.join()).isEqualTo(1003);
        }
    }

    @Test
    void aFrameThatIsTooLongIsRefused() {
        try (var client = new TestClient(engine.address())) {
            client.sendsUnanswered("\"" + "x".repeat(2_000_000) + "\"");
            assertThat(client.closed.join()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "17",
                "[]",
                "{}",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"invoke\",\"params\":[]}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"invoke\",\"params\":{\"object\":{}}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"create\",\"params\":{\"type\":\"MediaPipeline\",\"constructorParams\":7}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"transaction\",\"params\":{\"operations\":{}}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"transaction\",\"params\":{\"operations\":[7]}}"
            })
    void whatIsNoRequestIsRefused(String frame) {
        try (var client = new TestClient(engine.address())) {
            var answer = client.sends(frame);
            assertThat(answer.path("error").path("code").isInt()).as("%s", answer).isTrue();
            assertThat(answer.path("error").path("message").asText()).isNotBlank();
            assertThat(client.calls("ping").path("result").path("value").asText())
                    .isEqualTo("pong");
        }
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
        var deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        try (var client = new TestClient(engine.address())) {
            assertThat(client.sends(deep).path("error").path("code").asInt()).isEqualTo(-32_700);
        }
    }

    /// None is lost, and none is answered out of its turn.
    @Test
    void aFloodIsAnsweredInItsOrder() {
        try (var client = new TestClient(engine.address())) {
            int count = 20_000;
            for (int i = 0; i < count; i++) {
                client.sendsUnanswered(
                        "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"ping\"}".formatted(i));
            }
            var ids =
                    IntStream.range(0, count)
                            .mapToObj(_ -> client.nextAnswer().path("id").asInt())
                            .toList();
            assertThat(ids).isEqualTo(IntStream.range(0, count).boxed().toList());
        }
    }

    /// The engine keeps some megabytes for who does not read, and then no line.
    @Test
    void whoAsksAndNeverReadsIsClosed() throws IOException {
        var address = engine.address();
        try (var silent = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            silent.setReceiveBufferSize(4_096);
            silent.getOutputStream()
                    .write(
                            """
                            GET /kurento HTTP/1.1\r
                            Host: localhost\r
                            Upgrade: websocket\r
                            Connection: Upgrade\r
                            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                            Sec-WebSocket-Version: 13\r
                            \r
                            """
                                    .getBytes(StandardCharsets.UTF_8));
            await().atMost(PATIENCE).until(() -> engine.socket().open() == 2);
            // an answer that is much longer than its question
            var name = "x".repeat(60_000);
            write(
                    silent,
                    request(1, "setName", "\"operationParams\":{\"name\":\"" + name + "\"},"));
            var ask = request(2, "getName", "");
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 100_000; i++) {
                                    write(silent, ask.replace("\"id\":2", "\"id\":" + (i + 2)));
                                }
                            })
                    .isInstanceOf(IOException.class);
            await().atMost(PATIENCE).until(() -> engine.socket().open() == 1);
        }
    }

    private static String request(int id, String operation, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"invoke\",\"params\":{%s\"object\":\"%s\",\"operation\":\"%s\"}}"
                .formatted(id, params, ServerManager.ID, operation);
    }

    /// One text frame, masked with zeros (RFC 6455, section 5.2).
    private static void write(Socket to, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[14 + payload.length];
        int at = 0;
        frame[at++] = (byte) 0x81;
        if (payload.length < 126) {
            frame[at++] = (byte) (0x80 | payload.length);
        } else {
            frame[at++] = (byte) (0x80 | 127);
            for (int i = 7; i >= 0; i--) {
                frame[at++] = (byte) ((long) payload.length >>> 8 * i);
            }
        }
        at += 4;
        System.arraycopy(payload, 0, frame, at, payload.length);
        to.getOutputStream().write(frame, 0, at + payload.length);
    }

    @Test
    void pagesOfOthersMayNotSpeakToIt() throws Exception {
        var http = HttpClient.newHttpClient();
        assertThatThrownBy(() ->
                        http.newWebSocketBuilder()
                                .header("Origin", "http://evil.example")
                                .buildAsync(
                                        engine.address(), new java.net.http.WebSocket.Listener() {})
                                .join())
                .hasStackTraceContaining("403");
        var page =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                engine.address()
                                                        .toString()
                                                        .replace("ws:", "http:")))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertThat(page.statusCode()).isEqualTo(426);
    }

    /// Each in its order on its own line, both on one pipeline.
    @Test
    void whatIsOfOneIsNotToldToAnother() {
        try (var client = new TestClient(engine.address())) {
            var pipeline = client.makes("MediaPipeline", null);
            var source = client.makes("WebRtcEndpoint", pipeline);
            var sink = client.makes("WebRtcEndpoint", pipeline);
            client.calls("subscribe", "object", source, "type", "ElementConnected");
            client.invokes(source, "connect", "sink", sink);
            await().atMost(PATIENCE).until(() -> client.events.size() == 3);
            assertThat(other.events).isEmpty();

            var tags = Objects.requireNonNull(client.invokes(source, "getTags").get("result"));
            assertThat(tags.path("value")).isEmpty();
            client.invokes(source, "addTag", "key", "of", "value", "ana");
            client.invokes(source, "setSendTagsInEvents", "sendTagsInEvents", true);
            client.invokes(source, "disconnect", "sink", sink);
            client.invokes(source, "connect", "sink", sink, "mediaType", "AUDIO");
            await().atMost(PATIENCE).until(() -> client.events.size() == 4);
            var told = client.events.getLast().path("params").path("value").path("data");
            assertThat(told.path("tags").path(0).path("value").asText()).isEqualTo("ana");
            assertThat(
                            List.of(
                                    client.invokes(source, "removeTag", "key", "of").has("error"),
                                    client.invokes(source, "removeTag", "key", "of").has("error")))
                    .containsExactly(false, true);
        }
    }
}
