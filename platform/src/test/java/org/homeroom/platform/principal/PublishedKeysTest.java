package org.homeroom.platform.principal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishedKeysTest {
    private final EllipticCurveJsonWebKey first = key("first");
    private final EllipticCurveJsonWebKey second = key("second");
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile String published = "";
    private volatile int status = 200;
    private int port;
    private HttpServer server;
    private PublishedKeys keys;

    private static EllipticCurveJsonWebKey key(String kid) {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(kid);
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @BeforeEach
    void choosePort() throws IOException {
        try (var any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = any.getLocalPort();
        }
        keys = new PublishedKeys(URI.create("http://127.0.0.1:" + port + "/keys"), now::get);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private void serve() throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(
                "/keys",
                exchange -> {
                    fetches.incrementAndGet();
                    var body = published.getBytes(UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    private void publish(EllipticCurveJsonWebKey... set) {
        published = new JsonWebKeySet(List.of(set)).toJson();
    }

    private Key resolve(String kid) throws UnresolvableKeyException {
        return keys.find(kid);
    }

    private void isUnknown(String kid) {
        assertThatThrownBy(() -> resolve(kid)).isInstanceOf(UnresolvableKeyException.class);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void aNewKeyWorksAtItsFirstUse() throws Exception {
        publish(first);
        serve();
        assertThat(resolve("first")).isEqualTo(first.getPublicKey());
        publish(first, second);
        pass(Duration.ofMillis(1001));
        assertThat(resolve("second")).isEqualTo(second.getPublicKey());
        assertThat(resolve("first")).isEqualTo(first.getPublicKey());
        assertThat(fetches).hasValue(2);
    }

    @Test
    void keysThatDoNotExistCauseOneFetchASecond() throws Exception {
        publish(first);
        serve();
        for (int i = 0; i < 100; i++) {
            isUnknown("forged" + i);
            pass(Duration.ofMillis(100));
        }
        assertThat(fetches.get()).isBetween(9, 11);
        assertThat(resolve("first")).isEqualTo(first.getPublicKey());
    }

    @Test
    void whatAKeyHasVerifiedIsGoodAsLongAsTheKeyIsKnownToBePublished() throws Exception {
        assertThat(keys.isTrusted("first")).isFalse();
        publish(first);
        serve();
        resolve("first");
        pass(Duration.ofMinutes(5));
        assertThat(keys.isTrusted("first")).isTrue();
        assertThat(keys.isTrusted("second")).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(keys.isTrusted("first")).isFalse();
        resolve("first");
        assertThat(keys.isTrusted("first")).isTrue();
        publish(second);
        pass(Duration.ofMillis(1001));
        resolve("second");
        assertThat(keys.isTrusted("first")).isFalse();
        assertThat(fetches).hasValue(3);
    }

    @Test
    void anIssuerThatIsAwayAtFirstIsFoundLater() throws Exception {
        isUnknown("first");
        publish(first);
        serve();
        pass(Duration.ofMillis(1001));
        assertThat(resolve("first")).isEqualTo(first.getPublicKey());
    }

    @Test
    void knownKeysServeWhileTheIssuerIsAwayOrIll() throws Exception {
        publish(first);
        serve();
        resolve("first");
        for (var illness : List.of("{\"keys\":[{\"kty\":\"EC\"}", "[]", "<html>", "")) {
            published = illness;
            pass(Duration.ofMinutes(6));
            assertThat(resolve("first")).isEqualTo(first.getPublicKey());
            isUnknown("second");
        }
        status = 500;
        pass(Duration.ofMinutes(6));
        assertThat(resolve("first")).isEqualTo(first.getPublicKey());
        server.stop(0);
        pass(Duration.ofMinutes(6));
        assertThat(resolve("first")).isEqualTo(first.getPublicKey());
    }

    @Test
    void aKeyThatIsNoLongerPublishedIsTrustedNoMore() throws Exception {
        publish(first, second);
        serve();
        resolve("first");
        publish(second);
        pass(Duration.ofMinutes(6));
        isUnknown("first");
    }

    @Test
    void manyAtOnceCauseOneFetch() throws Exception {
        publish(first);
        serve();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var found =
                    threads.invokeAll(
                            IntStream.range(0, 50)
                                    .<java.util.concurrent.Callable<Key>>mapToObj(
                                            _ -> () -> resolve("first"))
                                    .toList());
            for (var key : found) {
                assertThat(key.get()).isEqualTo(first.getPublicKey());
            }
        }
        assertThat(fetches).hasValue(1);
    }
}
