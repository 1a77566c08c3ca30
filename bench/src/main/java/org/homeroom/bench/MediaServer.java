package org.homeroom.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.homeroom.local.StackOptions;
import org.jspecify.annotations.Nullable;

/// media-engine as it is packaged, in a process of its own, and a client of its protocol.
final class MediaServer implements AutoCloseable, WebSocket.Listener {
    private static final Pattern LISTENING =
            Pattern.compile("Listening on: http://127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern PORT =
            Pattern.compile("(?m)^a=candidate:\\S+ 1 UDP \\d+ \\S+ (\\d+) typ host");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE = 60;

    private final Process process;
    private final double seconds;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final StringBuilder frame = new StringBuilder();
    private int next = 1;

    private MediaServer(Process process, double seconds, int port) {
        this.process = process;
        this.seconds = seconds;
        this.socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(URI.create("ws://localhost:%d/kurento".formatted(port)), this)
                        .join();
    }

    static MediaServer start() throws Exception {
        var log = Files.createTempFile("media-engine", ".log");
        long began = System.nanoTime();
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-Dquarkus.http.port=0",
                                "-Dquarkus.management.port=0",
                                "-Dmedia-engine.udp-port=0",
                                "-jar",
                                StackOptions.checkout()
                                        .resolve("media-engine/target/quarkus-app/quarkus-run.jar")
                                        .toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        while (true) {
            var said = LISTENING.matcher(Files.readString(log));
            if (said.find()) {
                double seconds = (System.nanoTime() - began) / 1e9;
                return new MediaServer(process, seconds, Integer.parseInt(said.group(1)));
            }
            if (!process.isAlive()) {
                throw new IOException("media-engine ended: " + Files.readString(log));
            }
            Thread.sleep(5);
        }
    }

    /// How long it took until it listened.
    double startSeconds() {
        return seconds;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
        frame.append(data);
        if (isLast) {
            try {
                answers.add(JSON.readTree(frame.toString()));
            } catch (IOException none) {
                throw new UncheckedIOException(none);
            }
            frame.setLength(0);
        }
        from.request(1);
        return null;
    }

    /// @return the value of the answer
    private JsonNode call(String method, ObjectNode params) throws Exception {
        var request = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", next++);
        request.put("method", method).set("params", params);
        socket.sendText(request.toString(), true).join();
        var answer = answers.poll(PATIENCE, TimeUnit.SECONDS);
        if (answer == null || answer.has("error")) {
            throw new IOException(method + " is answered " + answer);
        }
        return answer.path("result").path("value");
    }

    String pipeline() throws Exception {
        return call("create", JSON.createObjectNode().put("type", "MediaPipeline")).asText();
    }

    String endpoint(String pipeline) throws Exception {
        var params = JSON.createObjectNode().put("type", "WebRtcEndpoint");
        params.putObject("constructorParams").put("mediaPipeline", pipeline);
        return call("create", params).asText();
    }

    JsonNode invoke(String object, String operation, ObjectNode operationParams) throws Exception {
        var params = JSON.createObjectNode().put("object", object).put("operation", operation);
        params.set("operationParams", operationParams);
        return call("invoke", params);
    }

    void connect(String source, String sink) throws Exception {
        invoke(source, "connect", JSON.createObjectNode().put("sink", sink));
    }

    void release(String object) throws Exception {
        call("release", JSON.createObjectNode().put("object", object));
    }

    /// The peer joins an endpoint, and is connected when this returns.
    void join(String endpoint, MediaPeer peer) throws Exception {
        var answer =
                invoke(endpoint, "processOffer", JSON.createObjectNode().put("offer", peer.offer()))
                        .asText();
        invoke(endpoint, "gatherCandidates", JSON.createObjectNode());
        var local = invoke(endpoint, "getLocalSessionDescriptor", JSON.createObjectNode()).asText();
        var port = PORT.matcher(local);
        if (!port.find()) {
            throw new IOException("no candidate: " + local);
        }
        peer.connect(answer, Integer.parseInt(port.group(1)));
    }

    /// How many files it has open.
    long files() throws IOException {
        try (var all = Files.list(Path.of("/proc/%d/fd".formatted(pid())))) {
            return all.count();
        }
    }

    /// How many threads of the system it has.
    long threads() throws IOException {
        try (var all = Files.list(Path.of("/proc/%d/task".formatted(pid())))) {
            return all.count();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
