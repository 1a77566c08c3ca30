package org.homeroom.chat.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.chat.Classroom.bean;
import static org.homeroom.chat.Classroom.json;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.numberIn;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.post;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.sent;
import static org.homeroom.chat.Classroom.upTo;
import static org.homeroom.chat.file.FileServers.PIECE;
import static org.homeroom.chat.file.Tus.expect;
import static org.homeroom.chat.file.Tus.fetch;
import static org.homeroom.chat.file.Tus.problem;
import static org.homeroom.chat.file.Tus.random;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.chat.Database;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.test.ObjectServer;
import org.homeroom.platform.test.Pictures;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;

/// Files that are sent with messages: who may have them, and for how long.
@QuarkusTest
@RealInfrastructure(database = "chat")
@FileServers
class FileInConversationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    ObjectServer objects;

    private static String with(String members, FileId... files) {
        return members
                + Stream.of(files)
                        .map(file -> "\"" + file + "\"")
                        .collect(Collectors.joining(",", ",\"files\":[", "]"));
    }

    private static String fresh(ConversationId id, String text, FileId... files) {
        return with(message(id, UUID.randomUUID(), text), files);
    }

    private static String slug(JsonNode answer) {
        return answer.path("problem").asText();
    }

    private static void age(FileId file, String interval) {
        Database.execute(
                "UPDATE file SET finished_at = finished_at - ?::interval, expires_at = expires_at - ?::interval WHERE id = ?",
                interval,
                interval,
                file.value());
    }

    private static void clearOrphans() {
        bean(OrphanScheduler.class).clear().await().atMost(PATIENCE);
    }

    private static long present(FileId file) {
        return Database.number(
                "SELECT count(*) FROM file WHERE id = ? AND removed_at IS NULL", file.value());
    }

    /// By what their bytes are, and by the words of their names, until the message is deleted.
    @Test
    void messagesAreFoundByTheirFiles() {
        var mei = new Tus(person("Mei"));
        var leo = person("Leo");
        var id = mei.person().with(leo);
        var picture = mei.upload("photo of 光合作用.png", Pictures.flagPng(40, 30));
        var notes = mei.upload("Field_notes.txt", "hello".getBytes(StandardCharsets.UTF_8));
        var socket = mei.person().socket();
        var both = numberIn(socket.ask("message.send", fresh(id, "see", picture, notes)));
        say(socket, id, "photo, without one");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(found(leo, "photo")).containsExactly(both + 1, both));
        assertThat(found(leo, "光合")).containsExactly(both);
        assertThat(found(leo, "notes has:file")).containsExactly(both);
        assertThat(found(leo, "has:image")).containsExactly(both);
        assertThat(found(leo, "has:video")).isEmpty();
        assertThat(found(leo, "\"txt see\"")).isEmpty();
        var hit = leo.get("/api/search/messages?q=notes").at("/hits/0");
        assertThat(hit.at("/files/0/marks")).isEmpty();
        assertThat(hit.at("/files/1/marks/0/from").asInt()).isEqualTo(6);

        socket.ask("message.delete", upTo(id, both));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(found(leo, "has:file")).isEmpty());
    }

    private static List<Long> found(Person viewer, String query) {
        var hits =
                json(
                        viewer.rest()
                                .queryParam("q", query)
                                .get("/api/search/messages")
                                .then()
                                .statusCode(200)
                                .extract()
                                .asString());
        return hits.path("hits")
                .valueStream()
                .map(hit -> hit.at("/message/number").asLong())
                .toList();
    }

    @Test
    void everybodyInTheConversationIsToldOfTheFilesAndHasThem() {
        var mei = new Tus(person("Mei"));
        var leo = new Tus(person("Leo"));
        var eva = new Tus(person("Eva"));
        var id = mei.person().with(leo.person());
        var picture = mei.upload("photo.png", Pictures.flagPng(40, 30));
        var words = mei.upload("notes.txt", "hello".getBytes(StandardCharsets.UTF_8));
        assertThat(leo.addresses(picture)).isEmpty();

        try (var meis = mei.person().socket();
                var leos = leo.person().socket()) {
            var number = numberIn(meis.ask("message.send", fresh(id, "", words, picture)));
            var told = leos.expect(sent(id, number)).at("/message");

            assertThat(told.path("text").asText()).isEmpty();
            var files = told.path("files");
            assertThat(files.at("/0/id").asText()).isEqualTo(words.toString());
            assertThat(files.at("/0/type").asText()).isEqualTo("text/plain");
            assertThat(files.at("/0").has("width")).isFalse();
            assertThat(files.at("/1/name").asText()).isEqualTo("photo.png");
            assertThat(files.at("/1/type").asText()).isEqualTo("image/png");
            assertThat(files.at("/1/width").asInt()).isEqualTo(40);
            assertThat(files.at("/1/height").asInt()).isEqualTo(30);
            assertThat(files.at("/1/placeholder").asText()).isNotEmpty();
            assertThat(leo.person().history(id).getFirst()).isEqualTo(told);
            assertThat(leo.person().get("/api/conversations/" + id).path("lastMessage"))
                    .isEqualTo(told);
        }
        assertThat(leo.addresses(picture, words)).hasSize(2);
        assertThat(new String(fetch(leo.content(words)).body(), StandardCharsets.UTF_8))
                .isEqualTo("hello");
        assertThat(eva.addresses(picture, words)).isEmpty();
        assertThat(problem(404, eva.get("/api/files/" + picture))).isEqualTo("file-not-found");
        assertThat(problem(409, mei.remove("/api/files/" + picture))).isEqualTo("file-sent");
    }

    @Test
    void postsAndCommentsHaveFilesToo() {
        var mei = new Tus(person("Mei"));
        var id = mei.person().channel("7B", "private");
        try (var meis = mei.person().socket()) {
            var one = mei.upload("a.txt", random(10));
            var two = mei.upload("b.txt", random(10));
            var post = numberIn(meis.ask("post.send", with(post(id, UUID.randomUUID(), "T"), one)));
            numberIn(meis.ask("comment.send", fresh(id, "", two) + ",\"post\":" + post));
            assertThat(mei.person().history(id))
                    .extracting(said -> said.at("/files/0/name").asText())
                    .containsExactly("a.txt", "b.txt");
        }
    }

    @Test
    void whatCannotBeSentIsSaid() {
        var mei = new Tus(person("Mei"));
        var leo = new Tus(person("Leo"));
        var id = mei.person().with(leo.person());
        try (var meis = mei.person().socket();
                var leos = leo.person().socket()) {
            var file = mei.upload("a.txt", random(10));
            var begun = Tus.id(mei.begun("b.txt", 10));
            var nothing = new FileId(UUID.randomUUID());

            assertThat(slug(leos.ask("message.send", fresh(id, "mine", file))))
                    .isEqualTo("file-not-found");
            assertThat(slug(meis.ask("message.send", fresh(id, "none", file, nothing))))
                    .isEqualTo("file-not-found");
            assertThat(slug(meis.ask("message.send", fresh(id, "early", file, begun))))
                    .isEqualTo("upload-unfinished");
            assertThat(slug(meis.ask("message.send", fresh(id, "twice", file, file))))
                    .isEqualTo("invalid-request");
            var eleven =
                    IntStream.range(0, 11)
                            .mapToObj(i -> new FileId(UUID.randomUUID()))
                            .toArray(FileId[]::new);
            assertThat(slug(meis.ask("message.send", fresh(id, "many", eleven))))
                    .isEqualTo("invalid-request");
            assertThat(slug(meis.ask("message.send", fresh(id, "")))).isEqualTo("text-empty");

            assertThat(numberIn(meis.ask("message.send", fresh(id, "now", file)))).isEqualTo(1);
            assertThat(slug(meis.ask("message.send", fresh(id, "again", file))))
                    .isEqualTo("file-sent");
            assertThat(mei.person().history(id)).hasSize(1);
        }
    }

    @Test
    void aRetryGetsTheFirstAnswerAndOtherFilesAreAnotherMessage() {
        var mei = new Tus(person("Mei"));
        var id = mei.person().with(person("Leo"));
        try (var meis = mei.person().socket()) {
            var one = mei.upload("a.txt", random(10));
            var two = mei.upload("b.txt", random(10));
            var clientId = UUID.randomUUID();
            var first = meis.ask("message.send", with(message(id, clientId, ""), one));
            var again = meis.ask("message.send", with(message(id, clientId, ""), one));
            assertThat(again.path("result")).isEqualTo(first.path("result"));
            assertThat(slug(meis.ask("message.send", with(message(id, clientId, ""), two))))
                    .isEqualTo("client-id-reused");
            assertThat(slug(meis.ask("message.send", message(id, clientId, "x"))))
                    .isEqualTo("client-id-reused");
        }
    }

    @Test
    void ofManyMessagesThatNameAFileAtOnceOneHasIt() {
        var mei = new Tus(person("Mei"));
        var here = mei.person().with(person("Leo"));
        var there = mei.person().with(person("Eva"));
        try (var meis = mei.person().socket()) {
            for (var round = 0; round < 10; round++) {
                var file = mei.upload("a.txt", random(10));
                var refs =
                        Stream.of(here, there, here, there, here)
                                .map(id -> meis.send("message.send", fresh(id, "mine", file)))
                                .toList();
                var answers = refs.stream().map(meis::answerTo).toList();
                assertThat(answers)
                        .filteredOn(answer -> answer.path("type").asText().equals("ok"))
                        .hasSize(1);
                assertThat(answers)
                        .filteredOn(answer -> !answer.path("type").asText().equals("ok"))
                        .allSatisfy(answer -> assertThat(slug(answer)).isEqualTo("file-sent"));
            }
        }
    }

    @Test
    void whoIsRemovedHasItNoMoreAndWhoComesLaterToAGroupNeverHad() {
        var mei = new Tus(person("Mei"));
        var leo = new Tus(person("Leo"));
        var eva = new Tus(person("Eva"));
        var channel = mei.person().channel("7B", "private");
        mei.person().seat(channel, leo.person(), "member").then().statusCode(200);
        var group = mei.person().group(leo.person(), person("Ana"));
        var inChannel = mei.upload("a.txt", random(10));
        var inGroup = mei.upload("b.txt", random(10));
        try (var meis = mei.person().socket()) {
            numberIn(meis.ask("post.send", with(post(channel, UUID.randomUUID(), "T"), inChannel)));
            numberIn(meis.ask("message.send", fresh(group, "g", inGroup)));
        }
        var address = leo.content(inChannel);
        expect(200, fetch(address));

        mei.person().unseat(channel, leo.person()).then().statusCode(204);
        assertThat(problem(404, fetch(address))).isEqualTo("file-not-found");
        assertThat(leo.addresses(inChannel, inGroup)).hasSize(1);

        mei.person().seat(group, eva.person(), "member").then().statusCode(200);
        assertThat(eva.addresses(inGroup)).isEmpty();

        // Also whoever sent it.
        leo.person().unseat(group, leo.person()).then().statusCode(204);
        mei.person().unseat(group, mei.person()).then().statusCode(204);
        assertThat(mei.addresses(inGroup)).isEmpty();
    }

    @Test
    void whoIsRemovedWhileADownloadRunsGetsNoMoreOfIt() throws Exception {
        var mei = new Tus(person("Mei"));
        var leo = new Tus(person("Leo"));
        var id = mei.person().channel("7B", "private");
        mei.person().seat(id, leo.person(), "member").then().statusCode(200);
        var bytes = random(FileServers.LARGEST);
        var file = mei.upload("long.bin", bytes);
        try (var meis = mei.person().socket()) {
            numberIn(meis.ask("post.send", with(post(id, UUID.randomUUID(), "T"), file)));
        }
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(16 << 10);
            socket.connect(new java.net.InetSocketAddress("localhost", RestAssured.port));
            Tus.write(
                    socket.getOutputStream(),
                    "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                            .formatted(leo.content(file))
                            .getBytes(StandardCharsets.ISO_8859_1));
            var in = socket.getInputStream();
            assertThat(in.readNBytes(PIECE)).hasSize(PIECE);

            mei.person().unseat(id, leo.person()).then().statusCode(204);
            var rest = 0L;
            try {
                rest = in.readAllBytes().length;
            } catch (java.io.IOException cut) {
                assertThat(cut).isNotNull();
            }
            assertThat(PIECE + rest).isLessThan(bytes.length);
        }
    }

    @Test
    void whoIsRemovedWhileSendingHasSentNothingAndKeepsTheFile() throws Exception {
        var mei = new Tus(person("Mei"));
        var leo = new Tus(person("Leo"));
        var id = mei.person().group(leo.person(), person("Ana"));
        var upload = leo.begun("late.txt", 10);
        try (var leos = leo.person().socket();
                var removal =
                        DriverManager.getConnection(
                                Database.setting("quarkus.datasource.jdbc.url"),
                                Database.setting("quarkus.datasource.username"),
                                Database.setting("quarkus.datasource.password"))) {
            removal.setAutoCommit(false);
            try (var statement = removal.createStatement()) {
                statement.execute(
                        "UPDATE conversation SET revision = revision + 1, member_count = member_count - 1 WHERE id = '%s'"
                                .formatted(id));
                statement.execute(
                        "DELETE FROM member WHERE conversation_id = '%s' AND account_id = '%s'"
                                .formatted(id, leo.person().id()));
            }
            // While uploading, nobody asks where it is to go.
            expect(204, leo.patch(upload, 0, random(10)));
            var ref = leos.send("message.send", fresh(id, "late", Tus.id(upload)));
            await().atMost(PATIENCE)
                    .until(() ->
                            Database.number(
                                            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                                    + " AND wait_event_type = 'Lock'")
                                    > 0);
            removal.commit();
            assertThat(slug(leos.answerTo(ref))).isEqualTo("conversation-not-found");
            var elsewhere = leo.person().with(person("Eva"));
            numberIn(leos.ask("message.send", fresh(elsewhere, "here", Tus.id(upload))));
        }
    }

    @Test
    void whatNobodySendsIsClearedAwayAndWhatIsSentStays() {
        var mei = new Tus(person("Mei"));
        var id = mei.person().with(person("Leo"));
        var unfinished = mei.begun("a.bin", 3 * PIECE);
        expect(204, mei.patch(unfinished, 0, random(PIECE)));
        var unsent = mei.upload("b.png", Pictures.flagPng(40, 30));
        var young = mei.upload("c.txt", random(10));
        var sent = mei.upload("d.png", Pictures.flagPng(40, 30));
        try (var meis = mei.person().socket()) {
            numberIn(meis.ask("message.send", fresh(id, "", sent)));
        }
        age(Tus.id(unfinished), "25 hours");
        age(unsent, "49 hours");
        age(young, "47 hours");
        age(sent, "1 year");
        expect(404, mei.head(unfinished));

        clearOrphans();
        assertThat(
                        Stream.of(Tus.id(unfinished), unsent, young, sent)
                                .map(FileInConversationTest::present))
                .containsExactly(0L, 0L, 1L, 1L);
        // Not at once: an object may be on its way.
        assertThat(objects.keys(FileKeys.all(unsent))).isNotEmpty();
        Database.execute(
                "UPDATE file SET removed_at = removed_at - interval '6 minutes' WHERE removed_at IS NOT NULL");
        clearOrphans();
        assertThat(objects.keys(FileKeys.all(unsent))).isEmpty();
        assertThat(objects.keys(FileKeys.all(Tus.id(unfinished)))).isEmpty();
        assertThat(objects.keys(FileKeys.all(sent))).hasSize(3);
        expect(200, fetch(mei.content(sent)));
        assertThat(Tus.json(mei.get("/api/files/usage")).path("used").asLong()).isEqualTo(2 * 4096);
    }

    @Test
    void theFilesOfADeletedMessageAreGone() {
        var mei = new Tus(person("Mei"));
        var leo = new Tus(person("Leo"));
        var id = mei.person().with(leo.person());
        var file = mei.upload("a.txt", random(10));
        try (var meis = mei.person().socket()) {
            var number = numberIn(meis.ask("message.send", fresh(id, "look", file)));
            var address = leo.content(file);
            var edited =
                    meis.ask(
                            "message.edit",
                            message(id, UUID.randomUUID(), "look again") + ",\"number\":" + number);
            assertThat(edited.path("type").asText()).isEqualTo("ok");
            assertThat(mei.person().history(id).getFirst().path("files")).hasSize(1);

            meis.ask(
                    "message.delete",
                    "\"conversation\":\"%s\",\"number\":%d".formatted(id, number));

            assertThat(mei.person().history(id).getFirst().has("files")).isFalse();
            assertThat(problem(404, fetch(address))).isEqualTo("file-not-found");
            assertThat(say(meis, id, "next")).isEqualTo(2);
        }
        age(file, "49 hours");
        clearOrphans();
        assertThat(present(file)).isZero();
    }

    /// Cleared away or sent, and never both, however the two meet.
    @Test
    void whatIsSentWhileItIsBeingClearedAwayIsOneOfBoth() throws Exception {
        var mei = new Tus(person("Mei"));
        var id = mei.person().with(person("Leo"));
        var files = IntStream.range(0, 60).mapToObj(i -> mei.upload("a.txt", random(10))).toList();
        files.forEach(file -> age(file, "49 hours"));
        try (var meis = mei.person().socket();
                var threads = Executors.newFixedThreadPool(2)) {
            var clearing =
                    threads.submit(() -> {
                        while (files.stream()
                                .anyMatch(file -> present(file) == 1 && named(file) == 0)) {
                            clearOrphans();
                        }
                        return true;
                    });
            var answers =
                    files.stream()
                            .map(file -> meis.ask("message.send", fresh(id, "mine", file)))
                            .toList();
            assertThat(clearing.get()).isTrue();
            for (var i = 0; i < files.size(); i++) {
                var isSent = answers.get(i).path("type").asText().equals("ok");
                assertThat(present(files.get(i))).isEqualTo(isSent ? 1 : 0);
                assertThat(named(files.get(i))).isEqualTo(isSent ? 1 : 0);
                if (!isSent) {
                    assertThat(slug(answers.get(i))).isEqualTo("file-not-found");
                }
            }
        }
    }

    private static long named(FileId file) {
        return Database.number("SELECT count(*) FROM message_file WHERE file_id = ?", file.value());
    }

    /// Held at the moment between its look and its removal: PostgreSQL itself refuses.
    @Test
    void theDatabaseLetsNothingBeRemovedThatIsSent() {
        var mei = new Tus(person("Mei"));
        var id = mei.person().with(person("Leo"));
        var file = mei.upload("a.txt", random(10));
        try (var meis = mei.person().socket()) {
            numberIn(meis.ask("message.send", fresh(id, "", file)));
        }
        for (var statement :
                List.of(
                        "UPDATE file SET removed_at = now() WHERE id = ?",
                        "DELETE FROM file WHERE id = ?")) {
            assertThat(
                            org.assertj.core.api.Assertions.catchThrowable(
                                    () -> Database.execute(statement, file.value())))
                    .hasMessageContaining("message_file_sendable");
        }
        assertThat(Arrays.equals(fetch(mei.content(file)).body(), random(10))).isTrue();
    }
}
