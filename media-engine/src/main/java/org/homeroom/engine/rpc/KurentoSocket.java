package org.homeroom.engine.rpc;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// The sockets of clients: frames in, in their order on a thread of each, and frames out.
public final class KurentoSocket {
    /// Where Kurento has it.
    public static final String PATH = "/kurento";

    /// In bytes: kurento-client takes no longer ones, and sends none.
    private static final int MOST_FRAME = 1_000_000;

    /// In bytes: who lets so much wait does not read.
    private static final long MOST_WAITING = 8_000_000;

    /// In frames: who sends faster than it is answered waits.
    private static final int MOST_UNANSWERED = 64;

    /// Clients have one each, or some.
    private static final int MOST = 1_000;

    private static final short PROTOCOL_ERROR = 1002;
    private static final short NO_TEXT = 1003;
    private static final short TOO_SLOW = 1008;
    private static final short TOO_LONG = 1009;

    private final Requests requests;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();

    public KurentoSocket(Requests requests) {
        this.requests = requests;
    }

    /// With frames as long as clients send them.
    public static void customize(HttpServerOptions options) {
        options.setMaxWebSocketFrameSize(MOST_FRAME).setMaxWebSocketMessageSize(MOST_FRAME);
    }

    /// How many are open.
    public int open() {
        return clients.size();
    }

    /// Takes what comes to the server's port.
    public void handle(HttpServerRequest request) {
        var upgrade = request.getHeader(HttpHeaderNames.UPGRADE);
        if (upgrade == null || !"websocket".equalsIgnoreCase(upgrade)) {
            refuse(request, HttpResponseStatus.UPGRADE_REQUIRED);
        } else if (!isOwnPage(request)) {
            refuse(request, HttpResponseStatus.FORBIDDEN);
        } else if (clients.size() >= MOST) {
            refuse(request, HttpResponseStatus.SERVICE_UNAVAILABLE);
        } else {
            request.toWebSocket().onSuccess(socket -> opened(socket, socket.path()));
        }
    }

    private static void refuse(HttpServerRequest request, HttpResponseStatus status) {
        request.response().setStatusCode(status.code()).end(status.reasonPhrase());
    }

    /// Pages of others may not speak to a server that a browser can reach and they cannot. (The
    /// Java client says where it connects to.)
    private static boolean isOwnPage(HttpServerRequest request) {
        var origin = request.getHeader(HttpHeaderNames.ORIGIN);
        if (origin == null) {
            return true;
        }
        try {
            var authority = URI.create(origin).getAuthority();
            return authority != null
                    && authority.equalsIgnoreCase(request.getHeader(HttpHeaderNames.HOST));
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private void opened(ServerWebSocket socket, String path) {
        if (!path.equals(PATH)) {
            socket.close(PROTOCOL_ERROR, "Invalid path");
            return;
        }
        var client = new Client(socket);
        clients.add(client);
        socket.textMessageHandler(client::received);
        // a frame that is too long; Vert.x drops it and says so here
        socket.exceptionHandler(_ -> socket.close(TOO_LONG, "At most a million bytes"));
        socket.binaryMessageHandler(_ -> socket.close(NO_TEXT, "Text frames only"));
        var thread = Thread.ofVirtual().name("rpc-" + socket.remoteAddress()).start(client::serve);
        socket.closeHandler(_ -> {
            clients.remove(client);
            thread.interrupt();
        });
    }

    /// One client's line.
    private final class Client implements Line {
        private final ServerWebSocket socket;
        private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
        private final AtomicLong waiting = new AtomicLong();

        Client(ServerWebSocket socket) {
            this.socket = socket;
        }

        void received(String frame) {
            frames.add(frame);
            if (frames.size() >= MOST_UNANSWERED) {
                socket.pause();
            }
        }

        void serve() {
            try {
                while (true) {
                    send(requests.answer(this, frames.take()));
                    if (frames.isEmpty()) {
                        socket.resume();
                    }
                }
            } catch (InterruptedException closed) {
                requests.lost(this);
            }
        }

        @Override
        public void send(String frame) {
            if (waiting.addAndGet(frame.length()) > MOST_WAITING) {
                socket.close(TOO_SLOW, "Too much waits to be read");
                return;
            }
            socket.writeTextMessage(frame).onComplete(_ -> waiting.addAndGet(-frame.length()));
        }
    }

    /// A server of its own, for who has none.
    public static final class Server implements AutoCloseable {
        private final Vertx vertx;
        private final int port;

        private Server(Vertx vertx, int port) {
            this.vertx = vertx;
            this.port = port;
        }

        public int port() {
            return port;
        }

        @Override
        public void close() {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /// Serves the socket. May not be called on an event loop.
    ///
    /// @param at port 0 for any that is free
    /// @throws java.util.concurrent.CompletionException where the port is taken
    public Server listen(InetSocketAddress at) {
        var vertx = Vertx.vertx();
        var options = new HttpServerOptions();
        customize(options);
        var server =
                vertx.createHttpServer(options)
                        .requestHandler(this::handle)
                        .listen(at.getPort(), at.getAddress().getHostAddress())
                        .onFailure(_ -> vertx.close())
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
        return new Server(vertx, server.actualPort());
    }
}
