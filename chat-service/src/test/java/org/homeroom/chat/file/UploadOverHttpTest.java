package org.homeroom.chat.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.file.FileServers.LARGEST;
import static org.homeroom.chat.file.FileServers.PIECE;
import static org.homeroom.chat.file.FileServers.QUOTA;
import static org.homeroom.chat.file.FileServers.UNFINISHED;
import static org.homeroom.chat.file.Tus.expect;
import static org.homeroom.chat.file.Tus.fetch;
import static org.homeroom.chat.file.Tus.header;
import static org.homeroom.chat.file.Tus.problem;
import static org.homeroom.chat.file.Tus.random;
import static org.homeroom.chat.file.Tus.send;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.homeroom.chat.Classroom;
import org.homeroom.chat.Database;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.test.ObjectServer;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Uploads by tus 1.0.0, whole and cut off, here and at another replica.
@QuarkusTest
@RealInfrastructure(database = "chat")
@FileServers
class UploadOverHttpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    ObjectServer objects;

    /// Bytes that the service has read of all uploads.
    private static double received() {
        return Classroom.bean(MeterRegistry.class)
                .counter("homeroom.chat.files.received.bytes")
                .count();
    }

    private static void awaitOffset(Tus tus, String upload, long offset) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> tus.offset(upload), at -> at == offset);
    }

    private static void assertHas(Tus tus, String upload, byte[] bytes) {
        assertThat(tus.file(Tus.id(upload)).path("bytes").asLong()).isEqualTo(bytes.length);
        assertThat(expect(200, fetch(tus.content(Tus.id(upload)))).body()).isEqualTo(bytes);
    }

    @Test
    void theProtocolIsToldToAnybody() {
        var answer =
                expect(
                        204,
                        send(
                                HttpRequest.newBuilder(Tus.at("/api/files"))
                                        .method("OPTIONS", BodyPublishers.noBody())));
        assertThat(header(answer, "Tus-Version")).isEqualTo("1.0.0");
        assertThat(header(answer, "Tus-Max-Size")).isEqualTo(Integer.toString(LARGEST));
        assertThat(header(answer, "Tus-Extension").split(","))
                .contains("creation", "creation-with-upload", "termination", "expiration");
    }

    @Test
    void aFileOfManyPiecesComesBackAsItWas() {
        var tus = new Tus(person("Mei"));
        var bytes = random(10 * PIECE + 12345);
        var begun = expect(201, tus.begin("作業.bin", bytes.length));
        assertThat(header(begun, "Upload-Offset")).isEqualTo("0");
        assertThat(header(begun, "Tus-Resumable")).isEqualTo("1.0.0");
        assertThat(header(begun, "Upload-Expires")).endsWith("GMT");
        var upload = header(begun, "Location");

        var done = expect(204, tus.patch(upload, 0, bytes));

        assertThat(header(done, "Upload-Offset")).isEqualTo(Integer.toString(bytes.length));
        assertThat(tus.file(Tus.id(upload)).path("name").asText()).isEqualTo("作業.bin");
        assertHas(tus, upload, bytes);
        assertThat(header(expect(200, tus.head(upload)), "Upload-Length"))
                .isEqualTo(Integer.toString(bytes.length));
    }

    @Test
    void theFirstBytesMayComeWithTheBeginning() {
        var tus = new Tus(person("Mei"));
        var bytes = random(PIECE + 7);
        var begun =
                expect(
                        201,
                        send(
                                tus.request("/api/files")
                                        .header("Upload-Length", Integer.toString(bytes.length))
                                        .header("Content-Type", Tus.CHUNK)
                                        .POST(
                                                BodyPublishers.ofByteArray(
                                                        Arrays.copyOf(bytes, PIECE)))));
        assertThat(header(begun, "Upload-Offset")).isEqualTo(Integer.toString(PIECE));
        var upload = header(begun, "Location");
        expect(204, tus.patch(upload, PIECE, Arrays.copyOfRange(bytes, PIECE, bytes.length)));
        assertHas(tus, upload, bytes);
    }

    @Test
    void anEmptyFileIsAFile() {
        var tus = new Tus(person("Mei"));
        assertHas(tus, tus.begun("empty.txt", 0), new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + PIECE / 2, 4 * PIECE + 99})
    void whatBreaksOffGoesOnExactlyThereAtAnotherReplica(int cut) {
        var tus = new Tus(person("Mei"));
        var bytes = random(4 * PIECE + 100);
        var upload = tus.begun("a.bin", bytes.length);
        var before = received();
        tus.breakOff(
                RestAssured.port,
                upload,
                0,
                bytes.length,
                Arrays.copyOf(bytes, cut),
                () ->
                        await().atMost(PATIENCE)
                                .pollInterval(Duration.ofMillis(5))
                                .until(() -> received() - before >= cut));
        awaitOffset(tus, upload, cut);

        try (var other = new OtherReplica(tus.person().id())) {
            var second = Math.min(bytes.length, cut + PIECE / 2 + 3);
            tus.breakOff(
                    other.port(),
                    upload,
                    cut,
                    bytes.length - cut,
                    Arrays.copyOfRange(bytes, cut, second),
                    () -> {});
            awaitOffset(tus, upload, second);

            if (second < bytes.length) {
                expect(
                        204,
                        tus.patch(upload, second, Arrays.copyOfRange(bytes, second, bytes.length)));
            }
        }
        assertHas(tus, upload, bytes);
    }

    @Test
    void anAnswerThatWasLostChangesNothing() {
        var tus = new Tus(person("Mei"));
        var bytes = random(PIECE + 1);
        var upload = tus.begun("a.bin", bytes.length);
        tus.breakOff(RestAssured.port, upload, 0, bytes.length, bytes, () -> {});
        awaitOffset(tus, upload, bytes.length);
        assertThat(problem(409, tus.patch(upload, 0, bytes))).isEqualTo("upload-offset-wrong");
        assertHas(tus, upload, bytes);
    }

    @Test
    void whatDoesNotMoveIsBrokenOffAndKept() throws Exception {
        var tus = new Tus(person("Mei"));
        var upload = tus.begun("a.bin", 1000);
        try (var socket = tus.beginPatch(RestAssured.port, upload, 0, 1000)) {
            Tus.write(socket.getOutputStream(), random(300));
            awaitOffset(tus, upload, 300);
            assertThat(new String(socket.getInputStream().readAllBytes())).contains("400");
        }
        assertThat(tus.offset(upload)).isEqualTo(300);
    }

    @Test
    void ofTwoThatUploadAtOnceOneWins() throws Exception {
        var tus = new Tus(person("Mei"));
        for (var round = 0; round < 10; round++) {
            var one = random(5 * PIECE + 1);
            var other = random(5 * PIECE + 2);
            var upload = tus.begun("a.bin", 5 * PIECE);
            try (var replica = new OtherReplica(tus.person().id());
                    var threads = Executors.newFixedThreadPool(2)) {
                var here =
                        threads.submit(() ->
                                tus.patch(upload, 0, Arrays.copyOf(one, 5 * PIECE)).statusCode());
                var there =
                        threads.submit(() -> {
                            try (var socket =
                                    tus.beginPatch(replica.port(), upload, 0, 5 * PIECE)) {
                                Tus.write(
                                        socket.getOutputStream(), Arrays.copyOf(other, 5 * PIECE));
                                var answer = new byte[12];
                                socket.getInputStream().readNBytes(answer, 0, 12);
                                return Integer.parseInt(new String(answer).substring(9));
                            }
                        });
                assertThat(List.of(here.get(), there.get())).containsExactlyInAnyOrder(204, 409);
            }
            // Whatever replica has the last byte, it is known here what the file is.
            expect(200, tus.head(upload));
            // What there is, is of one of them throughout.
            var stored = expect(200, fetch(tus.content(Tus.id(upload)))).body();
            assertThat(
                            Arrays.equals(stored, Arrays.copyOf(one, 5 * PIECE))
                                    || Arrays.equals(stored, Arrays.copyOf(other, 5 * PIECE)))
                    .isTrue();
            expect(204, tus.remove(upload));
        }
    }

    @Test
    void aWrongPlaceIsRefusedAndNothingIsLost() {
        var tus = new Tus(person("Mei"));
        var upload = tus.begun("a.bin", 100);
        expect(204, tus.patch(upload, 0, random(40)));
        for (var offset : new long[] {0, 39, 41, 100, 999_999_999_999L}) {
            assertThat(problem(409, tus.patch(upload, offset, random(5))))
                    .isEqualTo("upload-offset-wrong");
        }
        assertThat(tus.offset(upload)).isEqualTo(40);
    }

    @Test
    void noMoreIsTakenThanWasAnnounced() {
        var tus = new Tus(person("Mei"));
        assertThat(problem(413, tus.begin("a.bin", LARGEST + 1L))).isEqualTo("too-large");
        var upload = tus.begun("a.bin", 100);
        assertThat(problem(413, tus.patch(upload, 0, random(101)))).isEqualTo("too-large");
        assertThat(tus.offset(upload)).isZero();
        // Unannounced.
        var request =
                tus.request(upload)
                        .header("Upload-Offset", "0")
                        .header("Content-Type", Tus.CHUNK)
                        .method(
                                "PATCH",
                                BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(random(3 * PIECE))));
        assertThat(problem(413, send(request))).isEqualTo("too-large");
        assertThat(tus.offset(upload)).isLessThanOrEqualTo(100);
    }

    @Test
    void somebodyElsesUploadIsAsUnknownAsOneThatIsNot() {
        var mei = new Tus(person("Mei"));
        var leo = new Tus(person("Leo"));
        var nowhere = "/api/files/" + new FileId(UUID.randomUUID());
        var upload = mei.begun("a.bin", 100);
        for (var path : List.of(upload, nowhere)) {
            expect(404, leo.head(path));
            assertThat(problem(404, leo.patch(path, 0, random(5)))).isEqualTo("file-not-found");
            assertThat(problem(404, leo.remove(path))).isEqualTo("file-not-found");
            assertThat(problem(404, leo.get(path))).isEqualTo("file-not-found");
        }
        assertThat(mei.offset(upload)).isZero();
        assertThat(problem(409, mei.get(upload))).isEqualTo("upload-unfinished");
        assertThat(mei.addresses(Tus.id(upload))).isEmpty();
    }

    @Test
    void withoutATokenNothingIsBegun() {
        for (var method : new String[] {"POST", "PATCH", "HEAD", "DELETE", "GET"}) {
            var path = method.equals("POST") ? "/api/files" : "/api/files/" + UUID.randomUUID();
            var request =
                    HttpRequest.newBuilder(Tus.at(path))
                            .header("Tus-Resumable", "1.0.0")
                            .header("Content-Type", Tus.CHUNK)
                            .method(method, BodyPublishers.noBody());
            assertThat(send(request).statusCode()).as(method).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Tus-Resumable, 0.2.2, 412, upload-version-unknown",
        "Upload-Length, -1, 400, invalid-request",
        "Upload-Length, 1e3, 400, invalid-request",
        "Upload-Length, 99999999999999999999, 400, invalid-request",
        "Upload-Metadata, filename ?, 400, invalid-request",
        "Content-Type, text/plain, 415, unsupported-media-type"
    })
    void whatIsNotTheProtocolIsNamed(String name, String value, int status, String slug) {
        var tus = new Tus(person("Mei"));
        var request =
                HttpRequest.newBuilder(Tus.at("/api/files"))
                        .header("Authorization", "Bearer " + tus.person().token())
                        .header("Tus-Resumable", "1.0.0")
                        .header("Upload-Length", "100")
                        .header("Upload-Metadata", Tus.metadata("a"))
                        .header("Content-Type", Tus.CHUNK)
                        .setHeader(name, value)
                        .POST(BodyPublishers.ofByteArray(random(10)));
        assertThat(problem(status, send(request))).isEqualTo(slug);
    }

    @Test
    void whatIsMissingIsNamed() {
        var tus = new Tus(person("Mei"));
        assertThat(problem(400, send(tus.request("/api/files").POST(BodyPublishers.noBody()))))
                .isEqualTo("invalid-request");
        var upload = tus.begun("a.bin", 100);
        var noOffset =
                tus.request(upload)
                        .header("Content-Type", Tus.CHUNK)
                        .method("PATCH", BodyPublishers.ofByteArray(random(5)));
        assertThat(problem(400, send(noOffset))).isEqualTo("invalid-request");
        var noType =
                tus.request(upload)
                        .header("Upload-Offset", "0")
                        .header("Content-Type", "text/plain")
                        .method("PATCH", BodyPublishers.ofByteArray(random(5)));
        assertThat(problem(415, send(noType))).isEqualTo("unsupported-media-type");
    }

    @Test
    void whoHasNoRoomLeftLearnsHowMuchTheyUse() {
        var tus = new Tus(person("Mei"));
        var first = tus.begun("a.bin", LARGEST);
        tus.begun("b.bin", LARGEST);
        var refused = tus.begin("c.bin", LARGEST);
        assertThat(problem(413, refused)).isEqualTo("file-quota-exceeded");
        assertThat(Tus.json(refused).path("detail").asText())
                .contains(Integer.toString(2 * LARGEST), Integer.toString(QUOTA));

        expect(204, tus.remove(first));
        var usage = Tus.json(expect(200, tus.get("/api/files/usage")));
        assertThat(usage.path("used").asLong()).isEqualTo(LARGEST);
        assertThat(usage.path("limit").asLong()).isEqualTo(QUOTA);
        assertThat(usage.path("largest").asLong()).isEqualTo(LARGEST);
        expect(201, tus.begin("c.bin", LARGEST));
    }

    @Test
    void ofManyThatBeginAtOnceOnlyThoseGetInForWhomThereIsRoom() throws Exception {
        var tus = new Tus(person("Mei"));
        try (var threads = Executors.newFixedThreadPool(6)) {
            var tries =
                    IntStream.range(0, 6)
                            .mapToObj(i ->
                                    threads.submit(() -> tus.begin("a.bin", LARGEST).statusCode()))
                            .toList();
            var begun = 0;
            for (var one : tries) {
                begun += one.get() == 201 ? 1 : 0;
            }
            assertThat(begun).isEqualTo(QUOTA / LARGEST);
        }
    }

    @Test
    void nobodyBeginsAndBeginsAndNeverFinishes() {
        var tus = new Tus(person("Mei"));
        for (var i = 0; i < UNFINISHED; i++) {
            tus.begun("a.bin", 10);
        }
        assertThat(problem(429, tus.begin("a.bin", 10))).isEqualTo("too-many-requests");
    }

    @Test
    void whatWasTakenAwayIsGoneAndItsObjectsFollow() {
        var tus = new Tus(person("Mei"));
        var upload = tus.begun("a.bin", 3 * PIECE);
        expect(204, tus.patch(upload, 0, random(2 * PIECE)));
        expect(204, tus.remove(upload));
        expect(404, tus.head(upload));
        assertThat(problem(404, tus.patch(upload, 2L * PIECE, random(5))))
                .isEqualTo("file-not-found");

        Database.execute(
                "UPDATE file SET removed_at = removed_at - interval '6 minutes' WHERE id = ?",
                Tus.id(upload).value());
        Classroom.bean(OrphanScheduler.class).clear().await().atMost(PATIENCE);
        assertThat(objects.keys(FileKeys.all(Tus.id(upload)))).isEmpty();
        assertThat(
                        Database.number(
                                "SELECT count(*) FROM file WHERE id = ?", Tus.id(upload).value()))
                .isZero();
    }

    @Test
    void whileTheStorageIsAwayOnlyFilesAre() {
        var tus = new Tus(person("Mei"));
        var bytes = random(2 * PIECE);
        var upload = tus.begun("a.bin", bytes.length);
        objects.stop();
        try {
            assertThat(problem(503, tus.patch(upload, 0, bytes))).isEqualTo("storage-unavailable");
            assertThat(tus.offset(upload)).isZero();
        } finally {
            objects.startAgain();
        }
        await().atMost(PATIENCE)
                .until(() -> tus.patch(upload, tus.offset(upload), bytes).statusCode() == 204);
        assertHas(tus, upload, bytes);
    }
}
