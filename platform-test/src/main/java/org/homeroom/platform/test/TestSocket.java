package org.homeroom.platform.test;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A client of one of our sockets that keeps all frames, for tests to wait for and to look at.
public final class TestSocket implements AutoCloseable, WebSocket.Listener {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final AtomicLong refs = new AtomicLong();
    private final StringBuilder partial = new StringBuilder();
    private final boolean reading;
    private @Nullable WebSocket socket;

    private TestSocket(boolean reading) {
        this.reading = reading;
    }

    /// Connects as a browser would, the token in the subprotocol, and waits for `hello`.
    ///
    /// @param httpUrl of the endpoint, `http://…/ws/…`
    public static TestSocket open(URI httpUrl, String token) {
        var client = connect(httpUrl, token, null, true);
        client.expect("hello");
        return client;
    }

    /// Connects and never reads a byte: the slowest of readers.
    public static TestSocket openDeaf(URI httpUrl, String token) {
        return connect(httpUrl, token, null, false);
    }

    /// Tries to connect.
    ///
    /// @return the HTTP status of the refusal; 101 if there was none
    public static int tryOpen(URI httpUrl, @Nullable String token, @Nullable String origin) {
        try (var _ = connect(httpUrl, token, origin, true)) {
            return 101;
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
                return handshake.getResponse().statusCode();
            }
            throw refused;
        }
    }

    private static TestSocket connect(
            URI httpUrl, @Nullable String token, @Nullable String origin, boolean reading) {
        var client = new TestSocket(reading);
        var builder = HTTP.newWebSocketBuilder();
        if (token != null) {
            builder.subprotocols(
                    "bearer-token-carrier",
                    URLEncoder.encode(
                                    "quarkus-http-upgrade#Authorization#Bearer " + token,
                                    StandardCharsets.UTF_8)
                            .replace("+", "%20"));
        }
        if (origin != null) {
            builder.header("Origin", origin);
        }
        var ws = URI.create(httpUrl.toString().replaceFirst("^http", "ws"));
        client.socket = builder.buildAsync(ws, client).join();
        return client;
    }

    /// Sends a command with the next `ref` and waits for its answer.
    ///
    /// @param fields JSON members without braces, such as `"number": 3`; may be empty
    public JsonNode ask(String type, String fields) {
        return answerTo(send(type, fields));
    }

    /// Sends a command with the next `ref` and does not wait.
    ///
    /// @return the `ref`
    public long send(String type, String fields) {
        var ref = refs.incrementAndGet();
        sendText(
                "{\"type\":\"%s\",\"ref\":%d%s%s}"
                        .formatted(type, ref, fields.isBlank() ? "" : ",", fields));
        return ref;
    }

    public synchronized void sendText(String frame) {
        ws().sendText(frame, true).join();
    }

    public JsonNode answerTo(long ref) {
        return expect(frame ->
                frame.path("ref").asLong(-1) == ref
                        && List.of("ok", "error").contains(frame.path("type").asText()));
    }

    /// Waits for the first frame of the type, among those that came already too.
    public JsonNode expect(String type) {
        return expect(frame -> frame.path("type").asText().equals(type));
    }

    public JsonNode expect(Predicate<JsonNode> wanted) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .failFast(
                        "the socket was closed",
                        () -> closed.isDone() && frames.stream().noneMatch(wanted))
                .until(
                        () -> frames.stream().filter(wanted).findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    public boolean isOpen() {
        return !closed.isDone();
    }

    public List<JsonNode> frames() {
        return List.copyOf(frames);
    }

    public List<JsonNode> frames(String type) {
        return frames.stream().filter(frame -> frame.path("type").asText().equals(type)).toList();
    }

    /// Waits until the server has closed.
    ///
    /// @return the close code; 1006 if the connection just ended
    public int closeCode() {
        return closeCodeWithin(PATIENCE);
    }

    /// Waits so long for the server to close.
    ///
    /// @return the close code; 1006 if the connection just ended
    public int closeCodeWithin(Duration limit) {
        try {
            return closed.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError("the server did not close", failed);
        }
    }

    /// Starts to read, for one that was opened deaf.
    public void listen() {
        ws().request(Long.MAX_VALUE);
    }

    /// Ends the connection without a word, as a lost line does.
    public void drop() {
        ws().abort();
    }

    @Override
    public void close() {
        ws().abort();
    }

    private WebSocket ws() {
        var connected = socket;
        if (connected == null) {
            throw new IllegalStateException("not connected");
        }
        return connected;
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        if (reading) {
            webSocket.request(Long.MAX_VALUE);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(
            WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                frames.add(JSON.readTree(partial.toString()));
            } catch (JsonProcessingException bad) {
                throw new UncheckedIOException(bad);
            }
            partial.setLength(0);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(
            WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }
}
