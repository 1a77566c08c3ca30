package org.homeroom.chat.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.file.FileServers.PIECE;
import static org.homeroom.chat.file.Tus.expect;
import static org.homeroom.chat.file.Tus.fetch;
import static org.homeroom.chat.file.Tus.header;
import static org.homeroom.chat.file.Tus.problem;
import static org.homeroom.chat.file.Tus.random;

import io.quarkus.test.junit.QuarkusTest;
import java.awt.image.BufferedImage;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.test.Pictures;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What browsers get of files, and what they are told about it.
@QuarkusTest
@RealInfrastructure(database = "chat")
@FileServers
class DownloadTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=10-19, 10, 10",
        "bytes=65530-65540, 65530, 11",
        "bytes=131072-, 131072, 65636",
        "bytes=-5, 196703, 5",
        "bytes=0-, 0, 196708"
    })
    void aPartIsThatPart(String range, int first, int length) {
        var tus = new Tus(person("Mei"));
        var bytes = random(3 * PIECE + 100);
        var content = tus.content(tus.upload("film.bin", bytes));
        var answer = expect(206, fetch(content, Map.of("Range", range)));
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(bytes, first, first + length));
        assertThat(header(answer, "Content-Range"))
                .isEqualTo("bytes %d-%d/%d".formatted(first, first + length - 1, bytes.length));
        assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(length));
    }

    @Test
    void whatIsNotThereIsSaidToBeNotThere() {
        var tus = new Tus(person("Mei"));
        var content = tus.content(tus.upload("a.bin", random(100)));
        var answer = expect(416, fetch(content, Map.of("Range", "bytes=100-")));
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes */100");
        expect(200, fetch(content, Map.of("Range", "bytes=0-1,5-6")));
    }

    @Test
    void aBrowserAsksAgainOnlyForWhatItHasNot() {
        var tus = new Tus(person("Mei"));
        var content = tus.content(tus.upload("a.bin", random(100)));
        var etag = header(fetch(content), "ETag");
        assertThat(expect(304, fetch(content, Map.of("If-None-Match", etag))).body()).isEmpty();
        expect(206, fetch(content, Map.of("Range", "bytes=5-", "If-Range", etag)));
        expect(200, fetch(content, Map.of("Range", "bytes=5-", "If-Range", "\"other\"")));
        var head =
                Tus.send(
                        HttpRequest.newBuilder(Tus.at(content))
                                .method("HEAD", BodyPublishers.noBody()));
        assertThat(header(expect(200, head), "Content-Length")).isEqualTo("100");
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a.png, '<!DOCTYPE html><script>alert(1)</script>'",
        "a.svg, '<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>'",
        "a.html, '<html><body onload=alert(1)>'",
        "a.js, 'alert(1)'",
        "a.pdf, '%PDF-1.7 /JS'",
        "a.xml, '<?xml version=\"1.0\"?><?xml-stylesheet href=\"javascript:\"?><a/>'",
        "a.jpg, 'GIF89a=1;alert(1)'"
    })
    void nothingThatCouldRunIsMoreThanBytesToSave(String name, String text) {
        var tus = new Tus(person("Mei"));
        var file = tus.upload(name, text.getBytes(UTF_8));
        var answer = expect(200, fetch(tus.content(file)));
        assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(answer, "Content-Disposition")).startsWith("attachment;");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Content-Security-Policy"))
                .isEqualTo("default-src 'none'; sandbox");
        assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(tus.file(file).has("width")).isFalse();
        assertThat(tus.addresses(file).getFirst().has("preview")).isFalse();
        assertThat(problem(404, fetch(tus.content(file).replace("/content", "/preview/320"))))
                .isEqualTo("file-not-found");
    }

    @Test
    void aPolyglotIsAPictureAndNothingElse() {
        var tus = new Tus(person("Mei"));
        var script = "/*<script>alert(1)</script>*/".getBytes(ISO_8859_1);
        var file =
                tus.upload("a.html", Pictures.withChunk(Pictures.flagPng(40, 30), "tEXt", script));
        var answer = expect(200, fetch(tus.content(file)));
        assertThat(header(answer, "Content-Type")).isEqualTo("image/png");
        assertThat(header(answer, "Content-Disposition")).startsWith("attachment;");
        var preview = tus.addresses(file).getFirst().at("/preview/large").asText();
        assertThat(new String(fetch(preview).body(), ISO_8859_1)).doesNotContain("script");
    }

    @Test
    void aNameCannotBreakOutOfItsHeader() {
        var tus = new Tus(person("Mei"));
        var file = tus.upload("../a\"; x=\r\nSet-Cookie: b=c\u202Egnp.exe", random(10));
        var answer = expect(200, fetch(tus.content(file)));
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(header(answer, "Content-Disposition"))
                .isEqualTo(
                        "attachment; filename=\"a_; x=Set-Cookie_ b=cgnp.exe\";"
                                + " filename*=UTF-8''a_%3B%20x%3DSet-Cookie_%20b%3Dcgnp.exe");
    }

    @Test
    void previewsAreDrawnAnewUprightAndSmall() {
        var tus = new Tus(person("Mei"));
        var camera =
                Pictures.withExif(
                        Pictures.jpeg(Pictures.flag(1600, 800, BufferedImage.TYPE_INT_RGB)),
                        Pictures.exif(6));
        var file = tus.upload("camera.jpg", camera);
        var seen = tus.file(file);
        assertThat(seen.path("width").asInt()).isEqualTo(800);
        assertThat(seen.path("height").asInt()).isEqualTo(1600);
        var addresses = tus.addresses(file).getFirst().path("preview");
        for (var size : Map.of("small", 320, "large", 1280).entrySet()) {
            var answer = expect(200, fetch(addresses.path(size.getKey()).asText()));
            assertThat(header(answer, "Content-Type")).isEqualTo("image/jpeg");
            assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(new String(answer.body(), ISO_8859_1)).doesNotContain("Exif");
            var image = Pictures.read(answer.body());
            assertThat(image.getHeight()).isEqualTo(size.getValue());
            assertThat(image.getWidth()).isEqualTo(size.getValue() / 2);
        }
    }

    @Test
    void aBombIsAFileLikeAnyOther() {
        var tus = new Tus(person("Mei"));
        var bombs =
                Map.of(
                        "wide.png", Pictures.emptyPng(60_000, 60_000),
                        "cut.png", Arrays.copyOf(Pictures.flagPng(400, 300), 300),
                        "swollen.png",
                                Pictures.withChunk(
                                        Pictures.emptyPng(9_000, 9_000),
                                        "iCCP",
                                        Pictures.deflated(50_000_000)));
        bombs.forEach((name, bytes) -> {
            var file = tus.upload(name, bytes);
            assertThat(tus.file(file).path("type").asText()).isEqualTo("image/png");
            assertThat(tus.file(file).has("width")).as(name).isFalse();
            var answer = expect(200, fetch(tus.content(file)));
            assertThat(answer.body()).isEqualTo(bytes);
            assertThat(header(answer, "Content-Type")).isEqualTo("application/octet-stream");
        });
    }

    @Test
    void filmsAndSoundsArePlayedInPlace() {
        var tus = new Tus(person("Mei"));
        var film = Arrays.copyOf("\0\0\0\u0018ftypmp42\0\0\0\0mp42isom".getBytes(ISO_8859_1), 9000);
        var file = tus.upload("film.mp4", film);
        assertThat(tus.file(file).path("type").asText()).isEqualTo("video/mp4");
        var answer = expect(206, fetch(tus.content(file), Map.of("Range", "bytes=0-")));
        assertThat(header(answer, "Content-Type")).isEqualTo("video/mp4");
        assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
    }

    @Test
    void anAddressThatWasNotGivenOutOpensNothing() {
        var mei = new Tus(person("Mei"));
        var leo = new Tus(person("Leo"));
        var meis = mei.content(mei.upload("a.bin", random(10)));
        var leos = leo.upload("b.bin", random(10));
        var ticket = meis.substring(meis.indexOf('?'));
        for (var address :
                new String[] {
                    "/api/files/" + leos + "/content" + ticket,
                    "/api/files/" + leos + "/content",
                    "/api/files/" + leos + "/content?ticket=",
                    "/api/files/" + leos + "/preview/320?ticket=x",
                    "/api/files/" + new FileId(UUID.randomUUID()) + "/content" + ticket
                }) {
            assertThat(problem(410, fetch(address))).isEqualTo("file-address-ended");
        }
        assertThat(problem(404, fetch("/api/files/1-1-1-1-1/content" + ticket)))
                .isEqualTo("file-not-found");
    }
}
