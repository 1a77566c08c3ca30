package org.homeroom.engine.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client that sends what the test says, well formed or not.
final class TestClient implements WebSocket.Listener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final BlockingQueue<ObjectNode> answers = new LinkedBlockingQueue<>();
    final List<ObjectNode> events = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder frame = new StringBuilder();
    private final WebSocket socket;
    private int next = 1;

    TestClient(URI address) {
        socket = HTTP.newWebSocketBuilder().buildAsync(address, this).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        frame.append(data);
        if (isLast) {
            var read = (ObjectNode) Json.parse(frame.toString()).orElseThrow();
            frame.setLength(0);
            (read.path("method").asText().equals("onEvent") ? events : answers).add(read);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    /// @return what is answered
    ObjectNode sends(String text) {
        socket.sendText(text, true).join();
        return nextAnswer();
    }

    ObjectNode nextAnswer() {
        try {
            var answer = answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(answer).as("nothing is answered").isNotNull();
            return answer;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    void sendsUnanswered(String text) {
        socket.sendText(text, true).join();
    }

    void sendsBytes() {
        socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
    }

    /// @param params pairs of names and values
    JsonNode calls(String method, Object... params) {
        var all = Json.object();
        for (int i = 0; i < params.length; i += 2) {
            all.putPOJO((String) params[i], params[i + 1]);
        }
        var request = Json.object().put("jsonrpc", "2.0").put("id", next++).put("method", method);
        request.set("params", all);
        return sends(Json.write(request));
    }

    /// @return the value of what is answered
    String makes(String type, @Nullable String pipeline) {
        var params = Json.object();
        if (pipeline != null) {
            params.put("mediaPipeline", pipeline);
        }
        return calls("create", "type", type, "constructorParams", params)
                .path("result")
                .path("value")
                .asText();
    }

    /// @param params pairs of names and values
    JsonNode invokes(String object, String operation, Object... params) {
        var all = Json.object();
        for (int i = 0; i < params.length; i += 2) {
            all.putPOJO((String) params[i], params[i + 1]);
        }
        return calls("invoke", "object", object, "operation", operation, "operationParams", all);
    }

    /// As a cable that is pulled.
    void vanishes() {
        closed.complete(1006);
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
