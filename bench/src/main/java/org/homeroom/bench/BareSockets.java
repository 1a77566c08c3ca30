package org.homeroom.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A process that holds sockets, writes whatever it hears to all of them, and does nothing else:
/// what a fan-out and the memory of a socket are measured beside.
final class BareSockets implements AutoCloseable {
    private static final Set<ServerWebSocket> SOCKETS = ConcurrentHashMap.newKeySet();

    private final Process process;
    private final URI address;

    private BareSockets(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /// @throws IOException if it does not come up; it has said why
    static BareSockets start() throws IOException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                // As the services have them, so that objects are of one size.
                                "-XX:+UseSerialGC",
                                "-XX:+UseCompactObjectHeaders",
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                BareSockets.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        // Not closed: that would take its output away from it.
        var port = process.inputReader().readLine();
        if (port == null) {
            throw new IOException("the bare socket server did not start");
        }
        return new BareSockets(process, URI.create("http://127.0.0.1:" + port));
    }

    URI address() {
        return address;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
    }

    /// One on each event loop, as services have it.
    public static final class Listener extends AbstractVerticle {
        private final int port;

        Listener(int port) {
            this.port = port;
        }

        @Override
        public void start() {
            vertx.createHttpServer(
                            new HttpServerOptions()
                                    .setHost("127.0.0.1")
                                    .setPort(port)
                                    .setWebSocketSubProtocols(List.of("bearer-token-carrier")))
                    .webSocketHandler(socket -> {
                        SOCKETS.add(socket);
                        socket.closeHandler(closed -> SOCKETS.remove(socket));
                        socket.textMessageHandler(
                                text -> SOCKETS.forEach(each -> each.writeTextMessage(text)));
                    })
                    .listen()
                    .onSuccess(server -> System.out.println(server.actualPort()))
                    // whoever waits for the port is told by the end of the output
                    .onFailure(failure -> {
                        System.err.println(failure);
                        Runtime.getRuntime().halt(1);
                    });
        }
    }

    /// Prints its port, and ends with whoever started it.
    public static void main(String[] args) {
        Thread.ofPlatform().daemon().start(BareSockets::endWithParent);
        Vertx.vertx().deployVerticle(() -> new Listener(0), new DeploymentOptions());
    }

    private static void endWithParent() {
        try {
            // Nothing is ever written there: it ends.
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            System.err.println(broken);
        }
        Runtime.getRuntime().halt(0);
    }
}
