package org.homeroom.chat.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.chat.Classroom.bean;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.numberIn;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.post;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.sent;
import static org.homeroom.chat.Classroom.upTo;
import static org.homeroom.chat.file.FileServers.LARGEST;
import static org.homeroom.chat.file.FileServers.QUOTA;
import static org.homeroom.chat.file.Tus.expect;
import static org.homeroom.chat.file.Tus.fetch;
import static org.homeroom.chat.file.Tus.problem;
import static org.homeroom.chat.file.Tus.random;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.homeroom.chat.Database;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.test.ObjectServer;
import org.homeroom.platform.test.Pictures;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is sent on: whose words it has, whose files, and who may do it.
@QuarkusTest
@RealInfrastructure(database = "chat")
@FileServers
class ForwardTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    ObjectServer objects;

    private Tus mei;
    private Tus leo;
    private Tus eva;

    @BeforeEach
    void comeIn() {
        mei = new Tus(person("Mei"));
        leo = new Tus(person("Leo"));
        eva = new Tus(person("Eva"));
    }

    private static String forward(
            ConversationId to, UUID clientId, ConversationId from, long number) {
        return "\"conversation\":\"%s\",\"clientId\":\"%s\",\"from\":\"%s\",\"number\":%d"
                .formatted(to, clientId, from, number);
    }

    private static String fresh(ConversationId to, ConversationId from, long number) {
        return forward(to, UUID.randomUUID(), from, number);
    }

    private static String titled(String members, String title) {
        return members + ",\"title\":\"%s\"".formatted(title);
    }

    private static String slug(JsonNode answer) {
        return answer.path("problem").asText();
    }

    private static FileId file(JsonNode message, int place) {
        return FileId.fromString(message.at("/files/%d/id".formatted(place)).asText());
    }

    private static void clearOrphans() {
        bean(OrphanScheduler.class).clear().await().atMost(PATIENCE);
    }

    private static void age(FileId file) {
        Database.execute(
                "UPDATE file SET finished_at = finished_at - interval '49 hours', removed_at = removed_at - interval '6 minutes' WHERE id = ?",
                file.value());
    }

    private static long used(Tus of) {
        return Tus.json(of.get("/api/files/usage")).path("used").asLong();
    }

    private static long withFile(
            TestSocket socket, ConversationId id, String text, FileId... files) {
        var names =
                java.util.Arrays.stream(files)
                        .map(each -> "\"" + each + "\"")
                        .collect(java.util.stream.Collectors.joining(","));
        return numberIn(
                socket.ask(
                        "message.send",
                        message(id, UUID.randomUUID(), text) + ",\"files\":[" + names + "]"));
    }

    @Test
    void saysWhoSaidItFirstAndBringsItsFilesAndNoOthers() {
        var source = mei.person().with(leo.person());
        var target = leo.person().with(eva.person());
        var picture = mei.upload("map.png", Pictures.flagPng(40, 30));
        var notes = mei.upload("notes.txt", random(3 * FileServers.PIECE));
        var other = mei.upload("other.txt", random(10));
        try (var meis = mei.person().socket();
                var leos = leo.person().socket();
                var evas = eva.person().socket()) {
            withFile(meis, source, "not this", other);
            var number =
                    withFile(meis, source, "for you, <@" + eva.person().id() + ">", picture, notes);
            var first = mei.person().history(source).getLast();

            var clientId = UUID.randomUUID();
            var answer = leos.ask("message.forward", forward(target, clientId, source, number));
            var there = numberIn(answer);
            var told = evas.expect(sent(target, there)).path("message");
            assertThat(told.path("text")).isEqualTo(first.path("text"));
            assertThat(told.path("sender").asText()).isEqualTo(leo.person().id().toString());
            assertThat(told.at("/forwarded/sender").asText())
                    .isEqualTo(mei.person().id().toString());
            assertThat(told.at("/forwarded/sentAt")).isEqualTo(first.path("sentAt"));
            assertThat(told.path("forwarded").has("title")).isFalse();
            assertThat(eva.person().history(target)).containsExactly(told);
            // Whom it called there it does not call here.
            assertThat(eva.person().get("/api/conversations/" + target).path("mentions").asInt())
                    .isZero();

            var copies = new FileId[] {file(told, 0), file(told, 1)};
            assertThat(copies).doesNotContain(picture, notes);
            assertThat(fetch(eva.content(copies[1])).body())
                    .isEqualTo(random(3 * FileServers.PIECE));
            assertThat(fetch(eva.content(copies[0])).body()).isEqualTo(Pictures.flagPng(40, 30));
            var small = eva.addresses(copies[0]).getFirst().at("/preview/small").asText();
            expect(200, fetch(small));
            for (var theirs : new FileId[] {picture, notes, other}) {
                assertThat(problem(404, eva.get("/api/files/" + theirs)))
                        .isEqualTo("file-not-found");
            }
            assertThat(eva.person().problem(404, "/api/conversations/" + source))
                    .isEqualTo("conversation-not-found");

            // Tried again it is the same, and counts once.
            var used = used(leo);
            assertThat(used).isEqualTo(4096 + 3L * FileServers.PIECE);
            assertThat(
                            leos.ask("message.forward", forward(target, clientId, source, number))
                                    .path("result"))
                    .isEqualTo(answer.path("result"));
            meis.ask("message.delete", upTo(source, number));
            assertThat(
                            leos.ask("message.forward", forward(target, clientId, source, number))
                                    .path("result"))
                    .isEqualTo(answer.path("result"));
            assertThat(used(leo)).isEqualTo(used);
            assertThat(slug(leos.ask("message.forward", forward(target, clientId, source, 1))))
                    .isEmpty();
            assertThat(eva.person().history(target)).hasSize(1);

            // The bytes stay as long as somebody has them.
            age(picture);
            age(notes);
            clearOrphans();
            age(picture);
            age(notes);
            clearOrphans();
            assertThat(objects.keys(FileKeys.all(notes))).hasSize(3);
            assertThat(fetch(eva.content(copies[1])).body())
                    .isEqualTo(random(3 * FileServers.PIECE));
            expect(200, fetch(small));
            leos.ask("message.delete", upTo(target, there));
            assertThat(eva.person().history(target).getFirst().has("forwarded")).isFalse();
            for (var round = 0; round < 2; round++) {
                age(copies[0]);
                age(copies[1]);
                clearOrphans();
            }
            assertThat(objects.keys(FileKeys.all(notes))).isEmpty();
            assertThat(objects.keys(FileKeys.all(picture))).isEmpty();
            assertThat(used(leo)).isZero();
        }
    }

    @Test
    void isAPostInAChannelAndKeepsWhoSaidItFirst() {
        var channel = mei.person().channel("7B", "private");
        var other = leo.person().channel("8A", "private");
        var direct = leo.person().with(eva.person());
        mei.person().seat(channel, leo.person(), "guest").then().statusCode(200);
        try (var meis = mei.person().socket();
                var leos = leo.person().socket();
                var evas = eva.person().socket()) {
            var original =
                    numberIn(meis.ask("post.send", post(channel, UUID.randomUUID(), "Homework")));
            assertThat(slug(leos.ask("message.forward", fresh(other, channel, original))))
                    .isEqualTo("wrong-kind");
            assertThat(
                            slug(
                                    leos.ask(
                                            "message.forward",
                                            titled(fresh(other, channel, original), ""))))
                    .isEqualTo("invalid-request");
            numberIn(
                    leos.ask(
                            "message.forward", titled(fresh(other, channel, original), "From 7B")));
            var there =
                    leo.person().get("/api/conversations/%s/posts".formatted(other)).at("/posts/0");
            assertThat(there.at("/message/title").asText()).isEqualTo("From 7B");
            assertThat(there.at("/message/commentsAllowed").asBoolean()).isTrue();
            assertThat(there.at("/message/forwarded/title").asText()).isEqualTo("Homework");

            assertThat(
                            slug(
                                    leos.ask(
                                            "message.forward",
                                            titled(fresh(direct, channel, original), "x"))))
                    .isEqualTo("wrong-kind");
            var once = numberIn(leos.ask("message.forward", fresh(direct, channel, original)));
            var twice = numberIn(evas.ask("message.forward", fresh(direct, direct, once)));
            var messages = leo.person().history(direct);
            assertThat(messages.getLast().path("forwarded"))
                    .isEqualTo(messages.getFirst().path("forwarded"));
            assertThat(messages.getLast().at("/forwarded/sender").asText())
                    .isEqualTo(mei.person().id().toString());
            // Nobody puts words into somebody else's mouth.
            assertThat(
                            slug(
                                    evas.ask(
                                            "message.edit",
                                            message(direct, UUID.randomUUID(), "I never said")
                                                    + ",\"number\":"
                                                    + twice)))
                    .isEqualTo("not-allowed");
            // A guest posts nothing of their own in the channel, and of others neither.
            assertThat(slug(leos.ask("message.forward", titled(fresh(channel, direct, once), "x"))))
                    .isEqualTo("not-allowed");
        }
    }

    @Test
    void isOfWhatOneMayReadToWhereOneMayWrite() {
        var source = mei.person().group(leo.person(), person("Kai"));
        var target = leo.person().with(eva.person());
        try (var meis = mei.person().socket();
                var leos = leo.person().socket();
                var evas = eva.person().socket()) {
            var early = say(meis, source, "before Eva came");
            mei.person().seat(source, eva.person(), "member").then().statusCode(200);
            var late = say(meis, source, "with Eva");
            var mine = leo.person().with(mei.person());

            assertThat(slug(evas.ask("message.forward", fresh(target, source, early))))
                    .isEqualTo("message-not-found");
            numberIn(evas.ask("message.forward", fresh(target, source, late)));
            assertThat(slug(evas.ask("message.forward", fresh(target, source, late + 7))))
                    .isEqualTo("message-not-found");
            assertThat(slug(evas.ask("message.forward", fresh(target, mine, 1))))
                    .isEqualTo("conversation-not-found");
            assertThat(slug(evas.ask("message.forward", fresh(mine, source, late))))
                    .isEqualTo("conversation-not-found");
            eva.person().unseat(source, eva.person()).then().statusCode(204);
            assertThat(slug(evas.ask("message.forward", fresh(target, source, late))))
                    .isEqualTo("conversation-not-found");

            meis.ask("message.delete", upTo(source, late));
            assertThat(slug(leos.ask("message.forward", fresh(target, source, late))))
                    .isEqualTo("message-deleted");
            for (var wrong :
                    new String[] {
                        fresh(target, source, 0),
                        fresh(target, source, -1),
                        fresh(target, source, early).replace("\"from\"", "\"form\""),
                        forward(
                                target,
                                UUID.fromString("00000000-0000-8000-8000-000000000000"),
                                source,
                                early)
                    }) {
                assertThat(slug(leos.ask("message.forward", wrong)))
                        .isIn("invalid-request", "malformed-json", "message-not-found");
            }
            assertThat(leo.person().history(target)).hasSize(1);
        }
    }

    @Test
    void itsFilesNeedRoom() {
        var source = mei.person().with(leo.person());
        var target = leo.person().with(eva.person());
        var large = mei.upload("large.bin", random(LARGEST));
        try (var meis = mei.person().socket();
                var leos = leo.person().socket()) {
            var number = withFile(meis, source, "", large);
            for (var i = 0; i < QUOTA / LARGEST; i++) {
                leo.begun("mine.bin", LARGEST);
            }
            var before = used(leo);
            assertThat(slug(leos.ask("message.forward", fresh(target, source, number))))
                    .isEqualTo("file-quota-exceeded");
            assertThat(used(leo)).isEqualTo(before);
            assertThat(leo.person().history(target)).isEmpty();
        }
    }

    @Test
    void nobodySaysThatSomebodyElseSaidSomething() {
        var target = leo.person().with(eva.person());
        try (var leos = leo.person().socket()) {
            var forged =
                    message(target, UUID.randomUUID(), "I owe Leo money")
                            + ",\"forwarded\":{\"sender\":\"%s\",\"sentAt\":\"2026-01-01T00:00:00Z\"}"
                                    .formatted(mei.person().id());
            assertThat(leos.ask("message.send", forged).path("type").asText()).isEqualTo("error");
            assertThat(leo.person().history(target)).isEmpty();
        }
    }
}
