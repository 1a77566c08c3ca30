package org.homeroom.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.WebSocketInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// Small real servers that stand in for the services behind the gateway. Each echoes what reached
/// it, and misbehaves on request; what they saw is asked for over HTTP too.
public final class StandInServices implements QuarkusTestResourceLifecycleManager {
    static final int FLOOD_FRAME = 32 * 1024;
    static final int FLOOD_FRAMES = 2048;

    private final Vertx vertx = Vertx.vertx();
    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    private final AtomicInteger brokenOff = new AtomicInteger();
    private final List<Socket> deaf = new ArrayList<>();
    private final AtomicLong flooded = new AtomicLong();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "homeroom.public-url",
                "https://class.example",
                "homeroom.auth-urls",
                url(listen("auth")),
                "homeroom.chat-urls",
                url(listen("chat")),
                "homeroom.signaling-urls",
                url(closedPort()) + "," + url(listen("signaling")),
                "homeroom.media-urls",
                url(closedPort()),
                "homeroom.sync-urls",
                url(listen("sync-a")) + "," + url(listen("sync-b")),
                "homeroom.gateway.response-timeout",
                "1s",
                "homeroom.gateway.body-limit",
                "64K");
    }

    @Override
    public void stop() {
        for (Socket socket : deaf) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    /// A port that is taken, so that nobody else gets it, and where nobody listens.
    private int closedPort() {
        try {
            var socket = new Socket();
            socket.bind(new InetSocketAddress("127.0.0.1", 0));
            deaf.add(socket);
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int listen(String name) {
        HttpServer server = vertx.createHttpServer();
        server.requestHandler(request -> answer(name, request));
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private void answer(String name, HttpServerRequest request) {
        seen.add(request.method() + " " + request.uri());
        HttpServerResponse response = request.response();
        if (request.path().startsWith("/ws/")) {
            upgrade(request);
            return;
        }
        switch (request.path()) {
            case "/api/conversations/silent" -> {}
            case "/api/conversations/broken" -> {
                brokenOff.incrementAndGet();
                request.connection().close();
            }
            case "/api/conversations/broken-off" -> response.end(brokenOff.toString());
            case "/api/conversations/flooded" -> response.end(flooded.toString());
            case "/api/conversations/seen" ->
                    response.end(seen.stream().collect(Collectors.joining("\n")));
            case "/api/conversations/stalls" -> {
                response.putHeader("Content-Length", "100");
                response.write("only the beginning");
            }
            case "/api/files/refused" -> {
                // As chat-service does where an upload goes on elsewhere.
                response.putHeader("Connection", "close")
                        .setStatusCode(409)
                        .putHeader("Content-Type", "application/problem+json")
                        .end("{\"type\":\"urn:homeroom:problem:upload-offset-wrong\"}");
                vertx.setTimer(1000, late -> request.connection().close());
            }
            case "/api/conversations/refused" ->
                    response.setStatusCode(422)
                            .putHeader("Content-Type", "application/problem+json")
                            .end("{\"type\":\"urn:homeroom:problem:conversation-with-self\"}");
            case "/api/conversations/chatty" ->
                    response.putHeader("Server", "stand-in")
                            .putHeader("X-Powered-By", "stand-in")
                            .putHeader("Connection", "X-Between-Us")
                            .putHeader("X-Between-Us", "secret")
                            .putHeader("X-Request-Id", "of-the-service")
                            .putHeader("Content-Security-Policy", "default-src *")
                            .end("{}");
            case "/api/conversations/kept" ->
                    response.putHeader("Cache-Control", "private, max-age=600").end("{}");
            case "/api/conversations/long", "/api/auth/long" ->
                    response.putHeader("Content-Type", "application/json")
                            .end(new JsonArray(List.of("x".repeat(20_000))).toBuffer());
            case "/api/conversations/picture" ->
                    response.putHeader("Content-Type", "image/png")
                            .end(Buffer.buffer(new byte[20_000]));
            default -> echo(name, request);
        }
    }

    private static void echo(String name, HttpServerRequest request) {
        request.body()
                .onSuccess(body -> {
                    var headers = new JsonObject();
                    for (String header : request.headers().names()) {
                        headers.put(
                                header.toLowerCase(Locale.ROOT),
                                String.join("|", request.headers().getAll(header)));
                    }
                    request.response()
                            .putHeader("Content-Type", "application/json")
                            .end(
                                    new JsonObject()
                                            .put("service", name)
                                            .put("method", request.method().name())
                                            .put("uri", request.uri())
                                            .put("headers", headers)
                                            .put("bodyLength", body.length())
                                            .toBuffer());
                });
    }

    private void upgrade(HttpServerRequest request) {
        String token = request.getHeader("Authorization");
        if ("Bearer refused".equals(token)) {
            request.response()
                    .setStatusCode(401)
                    .putHeader("Content-Type", "application/problem+json")
                    .putHeader("WWW-Authenticate", "Bearer")
                    .end("{\"type\":\"urn:homeroom:problem:not-signed-in\"}");
            return;
        }
        request.toWebSocket().onSuccess(this::converse);
    }

    private void converse(ServerWebSocket socket) {
        socket.textMessageHandler(text -> {
            switch (text.split(" ")[0]) {
                case "close" ->
                        socket.close(Short.parseShort(text.split(" ")[1]), "the token ended");
                case "die" ->
                        ((WebSocketInternal) socket)
                                .channelHandlerContext()
                                .channel()
                                .unsafe()
                                .closeForcibly();
                case "flood" -> flood(socket);
                default -> socket.writeTextMessage(text);
            }
        });
    }

    /// Writes only as fast as the reader takes it, and counts.
    private void flood(ServerWebSocket socket) {
        var frame = Buffer.buffer(new byte[FLOOD_FRAME]);
        var left = new AtomicInteger(FLOOD_FRAMES);
        Runnable more =
                () -> {
                    while (left.get() > 0 && !socket.writeQueueFull()) {
                        left.decrementAndGet();
                        flooded.addAndGet(FLOOD_FRAME);
                        socket.writeBinaryMessage(frame);
                    }
                };
        socket.drainHandler(drained -> more.run());
        more.run();
    }
}
