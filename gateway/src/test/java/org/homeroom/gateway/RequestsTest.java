package org.homeroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.gateway.Browser.slug;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StandInServices.class)
class RequestsTest {
    @TestHTTPResource URI base;

    @TestHTTPResource(management = true)
    URI management;

    Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(base);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/auth/sign-in, auth",
        "/api/users/me, auth",
        "/api/users/me/photo?x=1&y=2&size=3, auth",
        "/api/users/photos/0/64.jpg, auth",
        "/.well-known/jwks.json, auth",
        "/api/conversations, chat",
        "/api/conversations/1/messages?before=5&limit=2, chat",
        "/api/files/1, chat",
        "/api/search?q=%E4%BD%A0%E5%A5%BD, chat",
        "/api/notifications, chat",
        "/api/reports?limit=3, chat",
        "/api/ice-servers, signaling",
    })
    void eachPathReachesItsServiceAsItWasAsked(String path, String service) {
        var echo = browser.echo(path);

        assertThat(echo.getString("service")).isEqualTo(service);
        assertThat(echo.getString("uri")).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({"auth, auth", "chat, chat", "signaling, signaling"})
    void aServicesOpenApiDocumentComesFromItsInternalPath(String name, String service) {
        var echo = browser.echo("/api/docs/" + name + "/openapi");

        assertThat(echo.getString("service")).isEqualTo(service);
        assertThat(echo.getString("uri")).isEqualTo("/q/openapi?format=json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/nothing",
                "/api/authority",
                "/api/docs/auth",
                "/ws/other",
                "/.well-known/security.txt",
                "/q/nothing",
                "/q/metrics",
                "/q/openapi",
            })
    void anAddressOfNobodyIsNotFound(String path) {
        var response = browser.get(path);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(slug(response)).isEqualTo("not-found");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }

    @Test
    void aServicesRefusalComesBackAsItIs() {
        var response = browser.get("/api/conversations/refused");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(slug(response)).isEqualTo("conversation-with-self");
    }

    @Test
    void aBodyArrivesWhole() {
        var response = browser.post("/api/conversations", "x".repeat(60_000));

        assertThat(new JsonObject(response.body()).getInteger("bodyLength")).isEqualTo(60_000);
    }

    @Test
    void aBodyInChunksArrivesWhole() {
        var response = browser.postStream("/api/conversations", new byte[60_000]);

        assertThat(new JsonObject(response.body()).getInteger("bodyLength")).isEqualTo(60_000);
    }

    @Test
    void aFileArrivesWholeWhereOneIsSent() {
        var photo = browser.put("/api/users/me/photo?x=1", new byte[1_000_000]);

        assertThat(new JsonObject(photo.body()).getInteger("bodyLength")).isEqualTo(1_000_000);
    }

    @Test
    void anUploadIsAsLongAsFilesAre() {
        var answer = browser.put("/api/files/1", new byte[40_000_000]);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getInteger("bodyLength")).isEqualTo(40_000_000);
    }

    /// Three times as long as a service may stay silent.
    @Test
    void anUploadTakesItsTimeAsLongAsItMoves() throws Exception {
        try (var raw = browser.raw();
                var line = Executors.newSingleThreadScheduledExecutor()) {
            raw.send(
                    "PATCH /api/files/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 15\r\n\r\n");
            var left = new CountDownLatch(15);
            line.scheduleAtFixedRate(
                    () -> {
                        if (left.getCount() > 0) {
                            left.countDown();
                            try {
                                raw.send("x");
                            } catch (IOException brokenOff) {
                                throw new UncheckedIOException(brokenOff);
                            }
                        }
                    },
                    0,
                    200,
                    TimeUnit.MILLISECONDS);

            assertThat(raw.readAll()).startsWith("HTTP/1.1 200 ").contains("\"bodyLength\":15");
        }
    }

    @Test
    void whoIsRefusedInTheMiddleOfAnUploadHearsIt() throws IOException {
        try (var raw = browser.raw()) {
            raw.send(
                    "PATCH /api/files/refused HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n"
                            + "x".repeat(300_000));

            assertThat(raw.readAll())
                    .startsWith("HTTP/1.1 409 ")
                    .contains(":problem:upload-offset-wrong");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/users/me/photo, 10485761",
        "/api/users/me, 65537",
        "/api/users, 65537",
        "/api/files, 1073741825"
    })
    void aFileThatIsTooLongThereIsRefusedUnread(String path, long length) throws IOException {
        try (var raw = browser.raw()) {
            raw.send(
                    "PUT %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
                            .formatted(path, length));

            assertThat(raw.readAll()).startsWith("HTTP/1.1 413 ").contains(":problem:too-large");
        }
    }

    @Test
    void aBodyThatIsAnnouncedTooLongIsRefusedUnread() throws IOException {
        try (var raw = browser.raw()) {
            raw.send(
                    "POST /api/conversations HTTP/1.1\r\nHost: x\r\nContent-Length: 65537\r\n\r\n");

            assertThat(raw.readAll()).startsWith("HTTP/1.1 413 ").contains(":problem:too-large");
        }
    }

    @Test
    void aBodyThatTurnsOutTooLongIsRefusedAndTheConnectionClosed() throws IOException {
        String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        try (var raw = browser.raw()) {
            raw.send(
                    "POST /api/conversations HTTP/1.1\r\nHost: x\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n"
                            + chunk.repeat(5));

            assertThat(raw.readAll()).startsWith("HTTP/1.1 413 ").contains(":problem:too-large");
        }
    }

    @Test
    void aServiceThatIsAwayIsAProblemWorthRetrying() {
        var response = browser.get("/api/meetings");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(slug(response)).isEqualTo("service-unavailable");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(new JsonObject(response.body()).getInteger("retryAfter")).isEqualTo(2);
    }

    @Test
    void aPostReachesTheNextReplicaWhenTheFirstTakesNoConnection() {
        // Twice, so that either order of the two replicas is seen.
        for (int i = 0; i < 2; i++) {
            var response = browser.post("/api/ice-servers", "{}");

            assertThat(new JsonObject(response.body()).getString("service")).isEqualTo("signaling");
        }
    }

    @Test
    void replicasTakeTurns() {
        String first = browser.echo("/api/playback").getString("service");
        String second = browser.echo("/api/playback").getString("service");

        assertThat(first + " " + second).containsAnyOf("sync-a sync-b", "sync-b sync-a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void aServiceThatStaysSilentIsATimeout(String method) {
        var response = browser.send(method, "/api/conversations/silent");

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(slug(response)).isEqualTo("gateway-timeout");
    }

    @Test
    void onlyWhatChangesNothingIsAskedTwiceOfAServiceThatBrokeOff() {
        int before = brokenOff();

        assertThat(slug(browser.post("/api/conversations/broken", "{}"))).isEqualTo("bad-gateway");
        assertThat(brokenOff()).isEqualTo(before + 1);
        assertThat(slug(browser.get("/api/conversations/broken"))).isEqualTo("bad-gateway");
        assertThat(brokenOff()).isEqualTo(before + 3);
    }

    private int brokenOff() {
        return Integer.parseInt(browser.get("/api/conversations/broken-off").body());
    }

    @Test
    void anAnswerThatStopsHalfWayIsNotTakenForWhole() throws IOException {
        try (var raw = browser.raw()) {
            raw.send("GET /api/conversations/stalls HTTP/1.1\r\nHost: x\r\n\r\n");

            // Closed long before the 100 bytes that were promised.
            assertThat(raw.readAll()).contains("content-length: 100").endsWith("the beginning");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PROPFIND"})
    void otherMethodsAreRefused(String method) {
        var response = browser.send(method, "/api/conversations");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(slug(response)).isEqualTo("method-not-allowed");
    }

    @Test
    void aPlainRequestToASocketIsToldToUpgrade() {
        var response = browser.get("/ws/chat");

        assertThat(response.statusCode()).isEqualTo(426);
        assertThat(slug(response)).isEqualTo("upgrade-required");
    }

    @Test
    void textIsCompressedOnTheWay() {
        var response = browser.get("/api/conversations/long", "Accept-Encoding", "gzip");

        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(response.headers().allValues("Vary")).containsExactly("accept-encoding");
    }

    @Test
    void secretsAndPicturesAndShortAnswersAreNotCompressed() {
        for (String path :
                new String[] {
                    "/api/auth/long", "/api/conversations/picture", "/api/conversations/refused"
                }) {
            assertThat(
                            browser.get(path, "Accept-Encoding", "gzip")
                                    .headers()
                                    .firstValue("Content-Encoding")
                                    .orElse("identity"))
                    .as(path)
                    .isEqualTo("identity");
        }
    }

    @Test
    void theOneSwaggerUiNamesEveryService() {
        String page = browser.get("/q/swagger-ui/").body();

        for (Service service : Service.values()) {
            assertThat(page).contains("/api/docs/" + service.label() + "/openapi");
        }
    }

    @Test
    void requestsAreCountedByRouteAndNeverByPath() {
        browser.get("/api/conversations/0192-ab");
        browser.get("/verify/a-secret-token");
        browser.get("/api/auth/%2e%2e/a-secret-token");
        browser.get("/api/meetings");
        String counted = new Browser(management).get("/q/metrics").body();

        assertThat(counted)
                .contains("uri=\"/api/conversations\"", "uri=\"/*\"", "uri=\"/refused\"")
                .contains(
                        "gateway_service_failures_total{problem=\"service-unavailable\",service=\"media\"}")
                .contains("gateway_sockets{service=\"chat\"}")
                .doesNotContain("0192-ab", "a-secret-token");
    }

    @Test
    void metricsAreNotForTheOutside() {
        assertThat(browser.get("/q/metrics").statusCode()).isEqualTo(404);
        assertThat(new Browser(management).get("/q/metrics").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void theGatewayIsHealthyWithoutItsServices(String probe) {
        var response = browser.get("/q/health/" + probe);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(response.body()).getString("status")).isEqualTo("UP");
    }
}
