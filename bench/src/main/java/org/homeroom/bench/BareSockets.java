package org.homeroom.bench;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A server that writes whatever it hears to all its sockets, and does nothing else: what a fan-out
/// is measured beside. Prints its port.
final class BareSockets {
    private static final Set<ServerWebSocket> SOCKETS = ConcurrentHashMap.newKeySet();

    private BareSockets() {}

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

    public static void main(String[] args) {
        Vertx.vertx().deployVerticle(() -> new Listener(0), new DeploymentOptions());
    }
}
