package org.homeroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What strangers try at the door.
@QuarkusTest
@QuarkusTestResource(StandInServices.class)
class DoorTest {
    @TestHTTPResource URI base;
    Browser browser;

    @BeforeEach
    void open() {
        browser = new Browser(base);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/auth/../../q/metrics",
                "/api/auth/%2e%2e/%2E%2E/q/metrics",
                "/api/auth/..%2f..%2fq/metrics",
                "/api/auth/%2F/q/metrics",
                "/api/auth/..%5cq",
                "/api/auth/..\\q",
                "/api/auth/%252e%252e/q",
                "/api/auth/..;/q/metrics",
                "//api/auth/x",
                "/api//auth/x",
                "/api/auth/%00",
                "/api/auth/./x",
                "/api/auth/..",
            })
    void aPathWithTwoReadingsIsRefused(String path) throws IOException {
        try (var raw = browser.raw()) {
            raw.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(raw.readAll()).startsWith("HTTP/1.1 400 ");
        }
        assertThat(browser.get("/api/conversations/seen").body()).doesNotContain("/q/metrics");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Content-Length: five\r\n",
                "Content-Length: -5\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: identity\r\n",
                "Transfer-Encoding: xchunked\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
            })
    void aBodyWhoseEndIsInDoubtIsRefused(String framing) throws IOException {
        try (var raw = browser.raw()) {
            raw.send(
                    "POST /api/conversations HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                            + framing
                            + "\r\nhello");

            assertThat(raw.readAll()).startsWith("HTTP/1.1 400 ");
        }
    }

    /// The chunked body ends at the `0`; a service that went by the length would take what follows
    /// for part of it, or the other way round. What the gateway sends has one framing only.
    @Test
    void aLengthBesideChunksDoesNotSmuggleARequest() throws IOException {
        try (var raw = browser.raw()) {
            raw.send(
                    "POST /api/conversations HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                            + "Content-Length: 60\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "0\r\n\r\nGET /api/conversations/smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
            String answer = raw.readAll();

            assertThat(answer.split("HTTP/1.1 ", -1)).as("one answer, or a refusal").hasSize(2);
        }
        assertThat(browser.get("/api/conversations/seen").body()).doesNotContain("smuggled");
    }

    @Test
    void aStrangersWordAboutWhereItComesFromIsReplaced() {
        var headers =
                browser.echo(
                                "/api/conversations",
                                "X-Forwarded-For",
                                "10.0.0.1",
                                "X-Forwarded-Host",
                                "evil.example",
                                "X-Forwarded-Proto",
                                "https",
                                "X-Forwarded-Prefix",
                                "/evil",
                                "X-Real-IP",
                                "10.0.0.1",
                                "Forwarded",
                                "for=10.0.0.1")
                        .getJsonObject("headers");

        assertThat(headers.getString("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(headers.getString("x-forwarded-proto")).isEqualTo("http");
        assertThat(headers.getString("x-forwarded-host")).isEqualTo(base.getAuthority());
        assertThat(headers.fieldNames())
                .doesNotContain("x-forwarded-prefix", "x-real-ip", "forwarded");
    }

    @Test
    void headersBetweenNeighboursStopHere() throws IOException {
        try (var raw = browser.raw()) {
            raw.send(
                    "GET /api/conversations HTTP/1.1\r\nHost: x\r\n"
                            + "Connection: close\r\nConnection: X-Between-Us\r\nX-Between-Us: secret\r\n"
                            + "Keep-Alive: 5\r\nTE: trailers\r\nUpgrade: h2c\r\n"
                            + "Proxy-Authorization: Basic x\r\nProxy: evil\r\n\r\n");

            assertThat(raw.readAll())
                    .startsWith("HTTP/1.1 200 ")
                    .doesNotContain("secret", "keep-alive", "\"te\"", "h2c", "Basic", "evil");
        }
    }

    @Test
    void aServicesHeadersBetweenNeighboursStopHereToo() {
        var response = browser.get("/api/conversations/chatty");

        assertThat(response.headers().map())
                .doesNotContainKeys("x-between-us", "server", "x-powered-by");
    }

    @Test
    void theAuthorizationAndTheTraceGoThrough() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        var headers =
                browser.echo(
                                "/api/conversations",
                                "Authorization",
                                "Bearer abc",
                                "traceparent",
                                trace)
                        .getJsonObject("headers");

        assertThat(headers.getString("authorization")).isEqualTo("Bearer abc");
        assertThat(headers.getString("traceparent")).isEqualTo(trace);
    }

    @Test
    void aRequestIdIsKeptAndReturned() {
        var response = browser.get("/api/conversations", "X-Request-Id", "lesson-42");

        assertThat(response.headers().allValues("X-Request-Id")).containsExactly("lesson-42");
        assertThat(response.body()).contains("\"x-request-id\":\"lesson-42\"");
    }

    @Test
    void aServiceCannotChangeTheRequestId() {
        var response = browser.get("/api/conversations/chatty", "X-Request-Id", "of-the-browser");

        assertThat(response.headers().allValues("X-Request-Id")).containsExactly("of-the-browser");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "<script>"})
    void anOddRequestIdIsReplaced(String odd) {
        var response = browser.get("/api/conversations", "X-Request-Id", odd);

        assertThat(response.headers().firstValue("X-Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f-]{36}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/assets/app-3f2a9c71.js",
                "/q/health/live",
                "/c/some-page",
                "/assets/missing.js",
                "/ws/chat",
            })
    void everyAnswerTellsTheBrowserWhatToForbid(String path) {
        var headers = browser.get(path).headers();

        assertThat(headers.allValues("Content-Security-Policy")).hasSize(1);
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "script-src 'self';", "frame-ancestors 'none'")
                .contains("connect-src 'self' wss://class.example")
                .doesNotContain("unsafe");
        assertTheRestIsForbidden(headers);
    }

    /// A photo, a file, a document: opened by itself, nothing in it may run.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/conversations",
                "/api/users/photos/0/64.jpg",
                "/api/meetings",
                "/api/nothing",
                "/api/conversations/chatty",
                "/api/docs/auth/openapi",
            })
    void whatServicesAnswerIsNoPage(String path) {
        var headers = browser.get(path).headers();

        assertThat(headers.allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; frame-ancestors 'none'; sandbox");
        assertTheRestIsForbidden(headers);
    }

    /// Unless the service says for how long: a photo, a file.
    @Test
    void whatServicesAnswerIsNotKept() {
        assertThat(browser.get("/api/conversations").headers().allValues("Cache-Control"))
                .containsExactly("no-store");
        assertThat(browser.get("/api/conversations/kept").headers().allValues("Cache-Control"))
                .containsExactly("private, max-age=600");
    }

    private static void assertTheRestIsForbidden(HttpHeaders headers) {
        assertThat(headers.firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Permissions-Policy")).isPresent();
    }

    @Test
    void onlySwaggerUiMayUseInlineScripts() {
        assertThat(
                        browser.get("/q/swagger-ui/")
                                .headers()
                                .firstValue("Content-Security-Policy")
                                .orElseThrow())
                .contains("script-src 'self' 'unsafe-inline'");
    }
}
