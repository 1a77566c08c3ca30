package org.homeroom.chat.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.chat.Classroom.numberIn;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.sent;
import static org.homeroom.chat.Classroom.upTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.homeroom.chat.Classroom;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.test.Pictures;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Posts and comments that are about a time in a video.
@QuarkusTest
@RealInfrastructure(database = "chat")
@FileServers
class MomentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String YOUTUBE =
            "{\"media\":{\"kind\":\"youtube\",\"video\":\"dQw4w9WgXcQ\"},\"position\":%s}";

    private static byte[] film() {
        return Arrays.copyOf("\0\0\0\u0018ftypmp42\0\0\0\0mp42isom".getBytes(ISO_8859_1), 9000);
    }

    private static String of(FileId file, long position) {
        return "{\"media\":{\"kind\":\"file\",\"file\":\"%s\"},\"position\":%d}"
                .formatted(file, position);
    }

    private static String comment(ConversationId id, long post, UUID clientId, String moment) {
        return Classroom.comment(id, clientId, post, "leaf") + ",\"moment\":" + moment;
    }

    private static String with(String members, FileId file) {
        return members + ",\"files\":[\"%s\"]".formatted(file);
    }

    private static String slug(JsonNode answer) {
        return answer.path("problem").asText();
    }

    @Test
    void everybodyIsToldOfItAndFindsItEverywhere() {
        var mei = new Tus(person("Mei"));
        var leo = new Tus(person("Leo"));
        var id = mei.person().channel("7B", "private");
        mei.person().seat(id, leo.person(), "member").then().statusCode(200);
        var film = mei.upload("film.mp4", film());
        try (var meis = mei.person().socket();
                var leos = leo.person().socket()) {
            var post =
                    numberIn(
                            meis.ask(
                                    "post.send",
                                    with(Classroom.post(id, UUID.randomUUID(), "Film"), film)));
            var moment = Classroom.json(of(film, 192_000));
            var said =
                    numberIn(
                            leos.ask(
                                    "comment.send",
                                    comment(id, post, UUID.randomUUID(), of(film, 192_000))));
            var told = meis.expect(sent(id, said)).path("message");
            assertThat(told.path("moment")).isEqualTo(moment);
            assertThat(mei.person().history(id).getLast()).isEqualTo(told);
            var reply =
                    numberIn(
                            meis.ask(
                                    "comment.send",
                                    comment(id, post, UUID.randomUUID(), of(film, 0))
                                            + ",\"replyTo\":"
                                            + said));
            var talk =
                    numberIn(
                            meis.ask(
                                    "post.send",
                                    Classroom.post(id, UUID.randomUUID(), "Talk")
                                            + ",\"moment\":"
                                            + YOUTUBE.formatted("359999999")));
            var comments =
                    mei.person().get("/api/conversations/%s/posts/%d/comments".formatted(id, post));
            assertThat(comments.at("/messages/0/moment")).isEqualTo(moment);
            assertThat(comments.at("/messages/1/moment/position").asLong()).isZero();
            assertThat(
                            leo.person()
                                    .get("/api/conversations/%s/posts/%d".formatted(id, talk))
                                    .at("/message/moment"))
                    .isEqualTo(Classroom.json(YOUTUBE.formatted("359999999")));
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(
                                            leo.person()
                                                    .get("/api/search/messages?q=leaf")
                                                    .at("/hits/1/message/moment"))
                                    .isEqualTo(moment));

            leos.ask(
                    "message.edit",
                    Classroom.message(id, UUID.randomUUID(), "another") + ",\"number\":" + said);
            meis.ask("message.delete", upTo(id, reply));
            var changed =
                    leo.person()
                            .get("/api/conversations/%s/changes?after=0".formatted(id))
                            .path("messages");
            assertThat(changed.at("/0/text").asText()).isEqualTo("another");
            assertThat(changed.at("/0/moment")).isEqualTo(moment);
            assertThat(changed.at("/1").has("deletedAt")).isTrue();
            assertThat(changed.at("/1").has("moment")).isFalse();
            assertThat(mei.person().history(id).get((int) reply - 1).has("moment")).isFalse();
        }
    }

    @Test
    void itIsOfWhatWasSentInTheChannelAndPlays() {
        var mei = new Tus(person("Mei"));
        var id = mei.person().channel("7B", "private");
        var other = mei.person().channel("8A", "private");
        var there = mei.upload("there.mp4", film());
        var here = mei.upload("here.mp4", film());
        var picture = mei.upload("here.png", Pictures.flagPng(40, 30));
        var unsent = mei.upload("unsent.mp4", film());
        try (var socket = mei.person().socket()) {
            numberIn(
                    socket.ask(
                            "post.send",
                            with(Classroom.post(other, UUID.randomUUID(), "There"), there)));
            var post =
                    numberIn(
                            socket.ask(
                                    "post.send",
                                    with(Classroom.post(id, UUID.randomUUID(), "Here"), here)));
            numberIn(
                    socket.ask(
                            "post.send",
                            with(Classroom.post(id, UUID.randomUUID(), "Leaf"), picture)));
            for (var file : new FileId[] {there, picture, unsent, new FileId(UUID.randomUUID())}) {
                assertThat(
                                slug(
                                        socket.ask(
                                                "comment.send",
                                                comment(id, post, UUID.randomUUID(), of(file, 1)))))
                        .isEqualTo("file-not-found");
            }
            numberIn(socket.ask("comment.send", comment(id, post, UUID.randomUUID(), of(here, 1))));
            socket.ask("message.delete", upTo(id, post));
            var next =
                    numberIn(
                            socket.ask("post.send", Classroom.post(id, UUID.randomUUID(), "Next")));
            assertThat(
                            slug(
                                    socket.ask(
                                            "comment.send",
                                            comment(id, next, UUID.randomUUID(), of(here, 1)))))
                    .isEqualTo("file-not-found");
        }
    }

    @Test
    void aRetryIsTheSameOnlyWithTheSameMoment() {
        var mei = person("Mei");
        var id = mei.channel("7B", "private");
        try (var socket = mei.socket()) {
            var post =
                    numberIn(socket.ask("post.send", Classroom.post(id, UUID.randomUUID(), "A")));
            var name = UUID.randomUUID();
            var first = socket.ask("comment.send", comment(id, post, name, YOUTUBE.formatted(7)));
            assertThat(
                            socket.ask(
                                            "comment.send",
                                            comment(id, post, name, YOUTUBE.formatted(7)))
                                    .path("result"))
                    .isEqualTo(first.path("result"));
            assertThat(
                            slug(
                                    socket.ask(
                                            "comment.send",
                                            comment(id, post, name, YOUTUBE.formatted(8)))))
                    .isEqualTo("client-id-reused");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"media\":{\"kind\":\"youtube\",\"video\":\"dQw4w9WgXcQ\"},\"position\":-1}",
                "{\"media\":{\"kind\":\"youtube\",\"video\":\"dQw4w9WgXcQ\"},\"position\":360000000}",
                "{\"media\":{\"kind\":\"youtube\",\"video\":\"dQw4w9WgXcQ\"},\"position\":1.5}",
                "{\"media\":{\"kind\":\"youtube\",\"video\":\"dQw4w9WgXcQ\"}}",
                "{\"media\":{\"kind\":\"youtube\",\"video\":\"dQw4w9WgXc\"},\"position\":1}",
                "{\"media\":{\"kind\":\"youtube\",\"video\":\"javascript:\"},\"position\":1}",
                "{\"media\":{\"kind\":\"youtube\"},\"position\":1}",
                "{\"media\":{\"kind\":\"vimeo\",\"video\":\"dQw4w9WgXcQ\"},\"position\":1}",
                "{\"media\":{\"video\":\"dQw4w9WgXcQ\"},\"position\":1}",
                "{\"media\":{\"kind\":\"file\",\"file\":\"1\"},\"position\":1}",
                "{\"media\":null,\"position\":1}",
                "{\"position\":1}",
                "\"03:12\"",
                "[]"
            })
    void whatIsNoMomentIsRefused(String moment) {
        var mei = person("Mei");
        var id = mei.channel("7B", "private");
        try (var socket = mei.socket()) {
            var post =
                    numberIn(socket.ask("post.send", Classroom.post(id, UUID.randomUUID(), "A")));
            assertThat(
                            slug(
                                    socket.ask(
                                            "comment.send",
                                            comment(id, post, UUID.randomUUID(), moment))))
                    .isEqualTo("invalid-request");
        }
    }
}
