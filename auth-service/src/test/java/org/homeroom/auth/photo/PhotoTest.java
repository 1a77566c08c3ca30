package org.homeroom.auth.photo;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.homeroom.auth.AuthApi.assertProblem;
import static org.homeroom.auth.AuthApi.freshAddress;
import static org.homeroom.auth.AuthApi.person;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.homeroom.auth.AuthApi.SignedIn;
import org.homeroom.auth.AuthServers;
import org.homeroom.auth.MailServer;
import org.homeroom.auth.ProfileTopic;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.ObjectServer;
import org.homeroom.platform.test.Pictures;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealInfrastructure(database = "auth")
@AuthServers
class PhotoTest {
    private static final int LIMIT = 10 * 1024 * 1024;

    MailServer mailbox;
    ObjectServer objects;
    @Inject FakeClock clock;
    @Inject PhotoScheduler scheduler;

    @ConfigProperty(name = "homeroom.kafka.bootstrap-servers")
    String kafka;

    private static SignedIn somebody;

    private SignedIn me;

    /// One person for all: each test begins by whatever photo the one before left.
    @BeforeEach
    void signIn() {
        if (somebody == null) {
            somebody = person(mailbox, freshAddress(), "Photographed");
        }
        me = somebody;
    }

    private static Response put(SignedIn me, byte[] file, String query) {
        return given().header("Authorization", "Bearer " + me.accessToken())
                .contentType("image/png")
                .body(file)
                .put("/api/users/me/photo" + query);
    }

    private static String photo(SignedIn me, byte[] file) {
        return put(me, file, "").then().statusCode(200).extract().path("photo");
    }

    private static Response picture(String photo, Object size) {
        return given().get("/api/users/photos/%s/%s.jpg".formatted(photo, size));
    }

    /// A picture unlike that of any other number.
    private static byte[] picture(int number) {
        var image = Pictures.flag(100, 100, BufferedImage.TYPE_INT_RGB);
        image.createGraphics().fillRect(0, 0, number - 100, 10);
        return Pictures.png(image);
    }

    private void clear() throws Throwable {
        clock.advance(Duration.ofMinutes(6));
        VertxContextSupport.subscribeAndAwait(scheduler::clear);
    }

    /// The service clears by itself, too, and may be at it.
    private void awaitNothingOf(String photo) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> objects.keys("photos/" + photo).isEmpty());
    }

    @Test
    void aPhotoIsShownToEverybodyInThreeSizes() {
        var photo = photo(me, Pictures.flagJpeg(400, 300));

        assertThat(photo).matches("[0-9a-f]{64}");
        me.request().get("/api/users/me").then().body("photo", equalTo(photo));
        me.request().get("/api/users/" + me.account()).then().body("photo", equalTo(photo));
        for (var size : List.of(64, 256, 1024)) {
            var answer = picture(photo, size);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.contentType()).isEqualTo("image/jpeg");
            assertThat(Pictures.read(answer.asByteArray()).getWidth()).isEqualTo(size);
            assertThat(answer.header("Cache-Control"))
                    .isEqualTo("public, max-age=31536000, immutable");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; sandbox");
        }
    }

    @Test
    void whoHasThePictureIsToldSo() {
        var photo = photo(me, Pictures.flagJpeg(400, 300));
        var etag = picture(photo, 64).header("ETag");

        assertThat(etag).isEqualTo("\"" + photo + "-64\"");
        var again =
                given().header("If-None-Match", etag)
                        .get("/api/users/photos/%s/64.jpg".formatted(photo));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo(etag);
        given().header("If-None-Match", "\"another\"")
                .get("/api/users/photos/%s/64.jpg".formatted(photo))
                .then()
                .statusCode(200);
    }

    @Test
    void othersAreToldOfANewPhoto() {
        var profiles = new ProfileTopic(kafka);
        var photo = photo(me, picture(123));

        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        profiles.await(me.account(), 1)
                                .getLast()
                                .value()
                                .contains("\"photo\":\"" + photo + "\""));
    }

    @Test
    void thePartThatWasChosenIsShown() {
        var photo =
                put(me, Pictures.flagPng(400, 300), "?x=250&y=150&size=150")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("photo");

        var corner = Pictures.read(picture(photo, 64).asByteArray()).getRGB(5, 5);
        assertThat(corner & 0xFF).isLessThan(80); // yellow, not blue
        assertThat(corner >> 16 & 0xFF).isGreaterThan(180);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?x=0&y=0&size=301",
                "?x=350&y=0&size=100",
                "?x=0&y=250&size=100",
                "?x=2147483647&y=2147483647&size=2147483647",
                "?x=-1&y=0&size=10",
                "?x=0&y=0&size=0",
                "?x=0&y=0",
                "?size=10",
                "?x=a&y=0&size=10",
                "?x=99999999999&y=0&size=10",
            })
    void aPartThatIsNotInsideIsRefused(String query) {
        assertProblem(put(me, Pictures.flagPng(400, 300), query), 400, "invalid-request");
    }

    @Test
    void howLargeThePictureIsIsTold() {
        put(me, Pictures.flagPng(400, 300), "?x=0&y=0&size=301")
                .then()
                .body("violations.message", hasItem("must be inside of 400 × 300"));
    }

    @Test
    void whatIsNoPictureIsRefusedWhateverItIsCalled() {
        for (var file :
                List.of(
                        new byte[0],
                        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(UTF_8),
                        "<!doctype html><script>alert(1)</script>".getBytes(UTF_8),
                        Pictures.emptyPng(40_000, 40_000),
                        Arrays.copyOf(Pictures.flagJpeg(200, 200), 500))) {
            assertProblem(put(me, file, ""), 422, "photo-unreadable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json", "image/svg+xml", "nonsense/of mine"})
    void whatIsAPictureIsTakenWhateverItIsCalled(String type) throws IOException {
        var file = Pictures.flagPng(60, 60);
        try (var raw = new Raw()) {
            raw.send(
                    """
                    PUT /api/users/me/photo HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Content-Type: %s\r
                    Content-Length: %d\r
                    Connection: close\r
                    \r
                    """
                            .formatted(me.accessToken(), type, file.length));
            raw.send(file);
            assertThat(raw.readAll()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void theLargestFileIsTaken() {
        var picture = Pictures.flagPng(300, 300);

        // What stands behind the end of a picture is not looked at.
        assertThat(photo(me, Arrays.copyOf(picture, LIMIT))).isNotNull();
    }

    @Test
    void aFileThatIsAnnouncedTooLargeIsRefusedUnread() throws IOException {
        try (var raw = new Raw()) {
            raw.send(
                    """
                    PUT /api/users/me/photo HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Content-Length: %d\r
                    \r
                    """
                            .formatted(me.accessToken(), LIMIT + 1));
            assertThat(raw.readUntil(":problem:too-large")).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void aFileThatTurnsOutTooLargeIsRefused() throws IOException {
        var chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        try (var raw = new Raw()) {
            raw.send(
                    """
                    PUT /api/users/me/photo HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Transfer-Encoding: chunked\r
                    \r
                    """
                            .formatted(me.accessToken()));
            for (var i = 0; i <= LIMIT / 0x10000; i++) {
                raw.send(chunk);
            }
            assertThat(raw.readUntil(":problem:too-large")).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void aFileMayComeInPieces() throws IOException {
        var file = Pictures.flagPng(300, 200);
        try (var raw = new Raw()) {
            raw.send(
                    """
                    PUT /api/users/me/photo HTTP/1.1\r
                    Host: localhost\r
                    Authorization: Bearer %s\r
                    Transfer-Encoding: chunked\r
                    Connection: close\r
                    \r
                    """
                            .formatted(me.accessToken()));
            for (var at = 0; at < file.length; at += 100) {
                var piece = Arrays.copyOfRange(file, at, Math.min(at + 100, file.length));
                raw.send("%x\r\n".formatted(piece.length));
                raw.send(piece);
                raw.send("\r\n");
            }
            raw.send("0\r\n\r\n");
            assertThat(raw.readAll()).startsWith("HTTP/1.1 200 ").contains("\"photo\":\"");
        }
    }

    /// A connection on which anything can be said.
    private static final class Raw implements AutoCloseable {
        private final Socket socket;

        Raw() throws IOException {
            socket = new Socket("localhost", RestAssured.port);
            socket.setSoTimeout(20_000);
        }

        void send(String text) throws IOException {
            send(text.getBytes(US_ASCII));
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        String readAll() throws IOException {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }

        /// What comes until this is said: the connection may stay open for what is still to come.
        String readUntil(String said) throws IOException {
            var heard = new StringBuilder();
            while (heard.indexOf(said) < 0) {
                var next = socket.getInputStream().read();
                if (next < 0) {
                    throw new AssertionError(heard);
                }
                heard.append((char) next);
            }
            return heard.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void theSamePictureIsTheSamePhotoAndThatOfSomebodyElseAnother() {
        var file = picture(140);
        var photo = photo(me, file);

        assertThat(photo(me, file)).isEqualTo(photo);
        assertThat(photo(person(mailbox, freshAddress(), "Twin"), file)).isNotEqualTo(photo);
    }

    @Test
    void aPhotoThatWasReplacedIsDeleted() throws Throwable {
        var before = photo(me, picture(150));
        var after = photo(me, picture(151));
        assertThat(objects.keys("photos/" + before)).hasSize(3);
        clear();

        awaitNothingOf(before);
        assertProblem(picture(before, 64), 404, "not-found");
        picture(after, 64).then().statusCode(200);
    }

    @Test
    void aPhotoThatWasTakenAwayIsDeletedAndMayComeBack() throws Throwable {
        var file = picture(160);
        var photo = photo(me, file);

        me.request()
                .delete("/api/users/me/photo")
                .then()
                .statusCode(200)
                .body("photo", nullValue());
        me.request().get("/api/users/me").then().body("photo", nullValue());
        clear();
        awaitNothingOf(photo);

        assertThat(photo(me, file)).isEqualTo(photo);
        clear();
        picture(photo, 64).then().statusCode(200);
        me.request().delete("/api/users/me/photo").then().statusCode(200);
        me.request().delete("/api/users/me/photo").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000/64.jpg",
                "0000000000000000000000000000000000000000000000000000000000000000/65.jpg",
                "0000000000000000000000000000000000000000000000000000000000000000/64.png",
                "0000000000000000000000000000000000000000000000000000000000000000/",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "000000000000000000000000000000000000000000000000000000000000000A/64.jpg",
                "..%2f..%2fsecret/64.jpg",
                "x/64.jpg",
            })
    void whatIsNoPhotoIsNotFound(String path) {
        var answer = given().urlEncodingEnabled(false).get("/api/users/photos/" + path);

        assertProblem(answer, 404, "not-found");
    }

    @Test
    void strangersChangeNothing() {
        assertProblem(
                given().body(Pictures.flagPng(9, 9)).put("/api/users/me/photo"),
                401,
                "not-signed-in");
        assertProblem(given().delete("/api/users/me/photo"), 401, "not-signed-in");
    }

    @Test
    void whileTheStorageIsAwayOnlyPhotosAre() throws Throwable {
        var photo = photo(me, picture(170));
        objects.stop();
        try {
            for (var answer : List.of(put(me, picture(171), ""), picture(photo, 64))) {
                assertProblem(answer, 503, "storage-unavailable");
                assertThat(answer.header("Retry-After")).isEqualTo("5");
            }
            given().get("/q/health/ready").then().statusCode(200);
            me.request().get("/api/users/me").then().statusCode(200).body("photo", equalTo(photo));
            me.request().delete("/api/users/me/photo").then().statusCode(200);
            clear(); // fails, and says so in the log only
        } finally {
            objects.startAgain();
        }
        assertThat(objects.keys("photos/" + photo)).hasSize(3);
        clear();
        awaitNothingOf(photo);
        picture(photo(me, picture(171)), 64).then().statusCode(200);
    }
}
