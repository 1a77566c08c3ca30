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
import java.util.ArrayList;
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

    @Test
    void thoseOfOneVideoAreReadInTheOrderOfItsTimes() {
        var mei = person("Mei");
        var leo = person("Leo");
        var stranger = person("Ana");
        var id = mei.channel("7B", "private");
        mei.seat(id, leo, "member").then().statusCode(200);
        var path = "/api/conversations/%s/moments".formatted(id);
        var moments = path + "?media=youtube:dQw4w9WgXcQ";
        try (var socket = mei.socket()) {
            assertThat(leo.get(moments).path("messages")).isEmpty();
            var post =
                    numberIn(
                            socket.ask(
                                    "post.send",
                                    Classroom.post(id, UUID.randomUUID(), "Talk")
                                            + ",\"moment\":"
                                            + YOUTUBE.formatted(5000)));
            for (var position : new long[] {9000, 0, 5000, 9000}) {
                numberIn(
                        socket.ask(
                                "comment.send",
                                comment(id, post, UUID.randomUUID(), YOUTUBE.formatted(position))));
            }
            var another = YOUTUBE.formatted(1).replace("dQw4", "aaaa");
            numberIn(socket.ask("comment.send", comment(id, post, UUID.randomUUID(), another)));
            var deleted =
                    numberIn(
                            socket.ask(
                                    "comment.send",
                                    comment(id, post, UUID.randomUUID(), YOUTUBE.formatted(2))));
            socket.ask("message.delete", upTo(id, deleted));

            var seen = new ArrayList<String>();
            var page = leo.get(moments + "&limit=2");
            while (true) {
                for (var message : page.path("messages")) {
                    seen.add(
                            message.at("/moment/position").asText()
                                    + " "
                                    + message.path("number").asText());
                }
                if (page.path("next").isNull()) {
                    break;
                }
                page = leo.get(moments + "&limit=2&after=" + page.path("next").asText());
            }
            assertThat(seen).containsExactly("0 3", "5000 1", "5000 4", "9000 2", "9000 5");
            assertThat(stranger.problem(404, moments)).isEqualTo("conversation-not-found");
            for (var wrong : new String[] {"", "?media=", "?media=youtube:x", "?media=file:1"}) {
                assertThat(leo.problem(400, path + wrong)).isEqualTo("invalid-request");
            }
            for (var wrong : new String[] {"1", "x-y", "-1-2", "1-99999999999999999999"}) {
                assertThat(leo.problem(400, moments + "&after=" + wrong))
                        .isEqualTo("invalid-request");
            }
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
