package org.homeroom.chat.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.homeroom.chat.file.FileKind.Shown;
import org.homeroom.platform.test.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileKindTest {
    private static FileKind of(byte[] head, String name) {
        return FileKind.of(head, new FileName(name));
    }

    private static FileKind of(String head, String name) {
        return of(head.getBytes(ISO_8859_1), name);
    }

    @Test
    void picturesAreKnownByTheirBytes() {
        var png = new FileKind("image/png", Shown.PICTURE);
        assertThat(of(Pictures.flagPng(4, 4), "a.png")).isEqualTo(png);
        assertThat(of(Pictures.flagPng(4, 4), "a.exe")).isEqualTo(png);
        assertThat(of(Pictures.flagJpeg(4, 4), "a.png"))
                .isEqualTo(new FileKind("image/jpeg", Shown.PICTURE));
        assertThat(of(Pictures.file("lossy.webp"), "a"))
                .isEqualTo(new FileKind("image/webp", Shown.PICTURE));
    }

    @ParameterizedTest
    @CsvSource({
        "'<!DOCTYPE html><html><script>alert(1)</script>', a.png",
        "'<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>', a.jpeg",
        "'MZ\u0090\u0000\u0003\u0000\u0000\u0000', a.mp4",
        "'%PDF-1.7\n', a.webp",
        "'just words', a.png",
        "'\u0001\u0002\u0003\u0004', a.png",
        "'\u0001\u0002\u0003\u0004', a.mp4",
        "'', a.mp3"
    })
    void aNameMakesNothingShown(String head, String name) {
        var kind = of(head, name);
        assertThat(kind.shown()).isEqualTo(Shown.NOT);
        assertThat(kind.type())
                .doesNotStartWith("image/p")
                .doesNotContain("jpeg", "mp4", "webp", "mpeg");
    }

    @Test
    void whatAPageIsIsSaid() {
        assertThat(of("<!DOCTYPE html><html><body>", "a.png").type()).isEqualTo("text/html");
        assertThat(
                        of(
                                        "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                                        "a")
                                .type())
                .isEqualTo("image/svg+xml");
        assertThat(of("%PDF-1.7\n", "a.png").type()).isEqualTo("application/pdf");
    }

    @Test
    void aNameSaysWhichOfItsKindAFileIs() throws IOException {
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("a.txt"));
            out.write("hello".getBytes(UTF_8));
            out.closeEntry();
        }
        assertThat(of(zip.toByteArray(), "a.zip").type()).isEqualTo("application/zip");
        assertThat(of(zip.toByteArray(), "a.epub").type()).isEqualTo("application/epub+zip");
        assertThat(of(zip.toByteArray(), "a.png").type()).isEqualTo("application/zip");
        assertThat(of("hello", "a.csv").type()).isEqualTo("text/csv");
    }

    @ParameterizedTest
    @CsvSource({
        "'\u0000\u0000\u0000\u0018ftypmp42\u0000\u0000\u0000\u0000mp42isom', video/mp4",
        "'\u0000\u0000\u0000\u0020ftypisom\u0000\u0000\u0002\u0000isomiso2avc1mp41', video/mp4",
        "'\u0000\u0000\u0000\u001cftypM4A \u0000\u0000\u0000\u0000M4A mp42', audio/mp4",
        "'ID3\u0003\u0000\u0000\u0000\u0000\u0000\u0000', audio/mpeg",
        "'RIFF\u0024\u0000\u0000\u0000WAVEfmt ', audio/wav",
        "'fLaC\u0000\u0000\u0000\u0010', audio/flac"
    })
    void whatBrowsersPlayIsPlayed(String head, String type) {
        assertThat(of(head, "a.txt")).isEqualTo(new FileKind(type, Shown.MEDIA));
        assertThat(FileKind.isPlayed(type)).isTrue();
    }

    @Test
    void webmIsToldFromOtherMatroska() {
        var webm =
                "\u001aE\u00df\u00a3\u009fB\u0086\u0081\u0001B\u00f7\u0081\u0001B\u00f2\u0081\u0004B\u00f3\u0081\u0008B\u0082\u0084webm";
        assertThat(of(webm, "a")).isEqualTo(new FileKind("video/webm", Shown.MEDIA));
        assertThat(of(webm.replace("\u0084webm", "\u0088matroska"), "a.webm").shown())
                .isEqualTo(Shown.NOT);
    }
}
