package org.homeroom.gateway;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who hangs up leaves nothing behind: a replica that is thought to be busy gets less to do than
/// the others, and holds a gateway back that wants to stop.
@QuarkusTest
@QuarkusTestResource(StandInServices.class)
class HungUpTest {
    /// Some hang up before the service is asked, some before it has answered, some while it does.
    private static final int CALLERS = 200;

    @TestHTTPResource URI base;
    @Inject Gateway gateway;

    @ParameterizedTest
    @CsvSource({
        "GET, /api/conversations, ''",
        "HEAD, /api/conversations/long, ''",
        "GET, /api/conversations/long, ''",
        "GET, /api/conversations/silent, ''",
        "GET, /api/conversations/stalls, ''",
        "GET, /api/conversations/broken, ''",
        "POST, /api/conversations, Content-Length: 100",
        "POST, /api/conversations/refused, Content-Length: 100",
        "GET, /ws/chat, Upgrade: websocket",
        "GET, /ws/sync, Upgrade: websocket",
        "GET, /ws/chat, Upgrade: websocket|Authorization: Bearer refused",
    })
    void noReplicaStaysBusyForNobody(String method, String path, String headers)
            throws IOException {
        var browser = new Browser(base);
        for (int i = 0; i < CALLERS; i++) {
            try (var raw = browser.raw()) {
                // every other connection is reset (RFC 9293, section 3.10.4), not ended
                raw.socket().setSoLinger(i % 2 == 0, 0);
                raw.send(request(method, path, headers));
                if (i % 4 >= 2) {
                    browser.get("/api/conversations");
                }
            }
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> !gateway.isBusy());
    }

    private static String request(String method, String path, String headers) {
        var more = headers.isEmpty() ? "" : headers.replace("|", "\r\n") + "\r\n";
        return """
        %s %s HTTP/1.1\r
        Host: x\r
        Connection: keep-alive, Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        %s\r
        """
                .formatted(method, path, more);
    }
}
