package org.homeroom.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StandInServices.class)
class SocketsTest {
    @TestHTTPResource URI base;
    Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws/chat", "/ws/signaling", "/ws/sync"})
    void whatIsSaidIsHeard(String path) throws Exception {
        var socket = browser.connect(path).join();
        socket.say("你好");

        assertThat(socket.received.poll(5, SECONDS)).isEqualTo("你好");
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1008, 1009, 4401, 4408, 4409, 4429})
    void aServicesCloseCodeReachesTheBrowser(int code) throws Exception {
        var socket = browser.connect("/ws/chat").join();
        socket.say("close " + code);

        assertThat(socket.closed.get(5, SECONDS)).isEqualTo(code);
        assertThat(socket.reason).isEqualTo("the token ended");
    }

    @Test
    void aBrowsersCloseIsAnsweredByTheService() throws Exception {
        var socket = browser.connect("/ws/chat").join();
        socket.close(1000);

        assertThat(socket.closed.get(5, SECONDS)).isEqualTo(1000);
    }

    @Test
    void aServiceThatDiesIsSaidGoodbyeTo() throws Exception {
        var socket = browser.connect("/ws/chat").join();
        socket.say("die");

        assertThat(socket.closed.get(5, SECONDS)).isEqualTo(1001);
    }

    @Test
    void aRefusedUpgradeComesBackAsItIs() {
        var refusal =
                catchThrowableOfType(
                        CompletionException.class,
                        () ->
                                browser.connect("/ws/chat", "Authorization", "Bearer refused")
                                        .join());
        var response = ((WebSocketHandshakeException) refusal.getCause()).getResponse();

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(response.headers().firstValue("X-Request-Id")).isPresent();
    }

    @Test
    void aRefusedUpgradeKeepsItsBody() throws IOException {
        try (var raw = browser.raw()) {
            raw.send(upgrade("/ws/chat", "Authorization: Bearer refused\r\nConnection: close\r\n"));

            assertThat(raw.readHead()).startsWith("HTTP/1.1 401 ");
            assertThat(new String(raw.socket().getInputStream().readNBytes(45)))
                    .startsWith("{\"type\":\"urn:homeroom:problem:not-signed-in\"}");
        }
    }

    @Test
    void subprotocolsArePassedOn() throws IOException {
        try (var raw = browser.raw()) {
            raw.send(upgrade("/ws/chat", ""));

            assertThat(raw.readHead())
                    .startsWith("HTTP/1.1 101 ")
                    .containsIgnoringCase("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        }
    }

    /// A browser that does not read must stop the service from writing: the kernel's buffers fill,
    /// the gateway keeps next to nothing, and all of it arrives once the browser reads.
    @Test
    void aSlowReaderHoldsTheServiceBack() throws IOException {
        long all = (long) StandInServices.FLOOD_FRAME * StandInServices.FLOOD_FRAMES;
        long before = flooded();
        try (var raw = browser.raw()) {
            raw.socket().setReceiveBufferSize(64 * 1024);
            raw.send(upgrade("/ws/chat", ""));
            raw.readHead();
            raw.socket().getOutputStream().write(maskedText("flood"));

            var last = new AtomicLong(-1);
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() ->
                            last.get() == last.updateAndGet(was -> flooded() - before)
                                    && last.get() > 0);
            assertThat(last.get()).as("written while nobody read").isLessThan(all / 2);

            InputStream in = raw.socket().getInputStream();
            long header = 4; // 32 KiB needs the 16-bit length
            in.skipNBytes(all + header * StandInServices.FLOOD_FRAMES);
            assertThat(flooded() - before).isEqualTo(all);
        }
    }

    private long flooded() {
        return Long.parseLong(browser.get("/api/conversations/flooded").body());
    }

    private static String upgrade(String path, String more) {
        return "GET "
                + path
                + " HTTP/1.1\r\nHost: x\r\n"
                + "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + more
                + "\r\n";
    }

    /// A text frame as a browser sends it, masked with zeroes; at most 125 bytes.
    private static byte[] maskedText(String text) {
        byte[] payload = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        return frame;
    }
}
