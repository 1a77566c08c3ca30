package org.homeroom.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How tunnels end, byte by byte: the service is a bare TCP server that has said "101".
class TunnelTest {
    private static final byte[] HELLO = {(byte) 0x81, 2, 'h', 'i'};
    private static final byte[] GOING_AWAY = {(byte) 0x88, 2, 0x03, (byte) 0xe9};

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<NetSocket> service = new LinkedBlockingQueue<>();
    private SocketProxy proxy;
    private Browser browser;

    @BeforeEach
    void start() {
        NetServer server =
                vertx.createNetServer()
                        .connectHandler(socket ->
                                socket.handler(upgrade -> {
                                    socket.handler(ignored -> {});
                                    socket.write(
                                            "HTTP/1.1 101 Switching Protocols\r\n"
                                                    + "Upgrade: websocket\r\n"
                                                    + "Connection: Upgrade\r\n\r\n");
                                    service.add(socket);
                                }));
        int port = done(server.listen(0, "127.0.0.1")).actualPort();
        HttpClient client = vertx.createHttpClient();
        var replicas =
                new Replicas(
                        List.of(URI.create("http://127.0.0.1:" + port)), InstantSource.system());
        var second = Duration.ofSeconds(1);
        proxy =
                new SocketProxy(
                        vertx,
                        new Origin(Service.CHAT, replicas, client, second, second),
                        failure -> {});
        Router router = Router.router(vertx);
        router.route("/ws/chat").handler(proxy);
        int gateway =
                done(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                        .actualPort();
        browser = new Browser(URI.create("http://127.0.0.1:" + gateway));
    }

    @AfterEach
    void stop() {
        done(vertx.close());
    }

    @Test
    void aStoppingGatewaySaysGoodbyeBetweenTwoFrames() throws Exception {
        try (var raw = connect()) {
            service().write(Buffer.buffer(HELLO));
            assertThat(raw.socket().getInputStream().readNBytes(HELLO.length)).isEqualTo(HELLO);
            Future<Void> closed = proxy.close();

            assertThat(raw.socket().getInputStream().readNBytes(4)).isEqualTo(GOING_AWAY);
            raw.socket().getOutputStream().write(new byte[] {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0});
            assertThat(raw.socket().getInputStream().read()).as("end").isEqualTo(-1);
            done(closed);
            assertThat(proxy.open()).isZero();
        }
    }

    @Test
    void aFrameThatIsOnItsWayIsFinishedFirst() throws Exception {
        try (var raw = connect()) {
            NetSocket socket = service();
            socket.write(Buffer.buffer(HELLO).slice(0, 3));
            assertThat(raw.socket().getInputStream().readNBytes(3)).startsWith(0x81);
            proxy.close();
            socket.write(Buffer.buffer(HELLO).slice(3, 4));

            assertThat(raw.socket().getInputStream().readNBytes(5))
                    .isEqualTo(new byte[] {'i', (byte) 0x88, 2, 0x03, (byte) 0xe9});
        }
    }

    @Test
    void aBrowserThatDoesNotAnswerIsNotWaitedForLong() throws Exception {
        try (var raw = connect()) {
            service();
            Future<Void> closed = proxy.close();

            assertThat(raw.socket().getInputStream().readAllBytes()).isEqualTo(GOING_AWAY);
            done(closed);
        }
    }

    @Test
    void aServiceThatDiesInTheMiddleOfAFrameEndsTheConnectionOnly() throws Exception {
        try (var raw = connect()) {
            NetSocket socket = service();
            socket.end(Buffer.buffer(HELLO).slice(0, 3));

            assertThat(raw.socket().getInputStream().readAllBytes()).hasSize(3);
        }
    }

    @Test
    void nothingFollowsTheServicesOwnCloseFrame() throws Exception {
        byte[] tokenEnded = {(byte) 0x88, 2, 0x11, 0x31};
        try (var raw = connect()) {
            service().end(Buffer.buffer(tokenEnded));

            assertThat(raw.socket().getInputStream().readAllBytes()).isEqualTo(tokenEnded);
        }
    }

    @Test
    void aBrowserThatIsGoneIsGoneForTheServiceToo() throws Exception {
        var raw = connect();
        var gone = new LinkedBlockingQueue<String>();
        service().closeHandler(closed -> gone.add("closed"));
        raw.close();

        assertThat(gone.poll(5, SECONDS)).isEqualTo("closed");
    }

    private Browser.Raw connect() throws Exception {
        var raw = browser.raw();
        raw.send(
                "GET /ws/chat HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\n\r\n");
        assertThat(raw.readHead()).startsWith("HTTP/1.1 101 ");
        return raw;
    }

    private NetSocket service() throws InterruptedException {
        return service.poll(5, SECONDS);
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().orTimeout(10, SECONDS).join();
    }
}
