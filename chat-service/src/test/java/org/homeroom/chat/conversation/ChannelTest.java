package org.homeroom.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.chat.Classroom.comment;
import static org.homeroom.chat.Classroom.json;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.numberIn;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.post;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.slug;
import static org.homeroom.chat.Classroom.tell;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.platform.event.AccountProfileEvent.Findable;
import org.homeroom.platform.event.AccountProfileEvent.ProfileChanged;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Channels and groups over REST, with what is written in them.
@QuarkusTest
@RealInfrastructure(database = "chat")
class ChannelTest {
    private static String problem(Response response, int status) {
        return slug(response.then().statusCode(status).extract().path("type"));
    }

    private static JsonNode ok(Response response) {
        return json(response.then().statusCode(200).extract().asString());
    }

    private static Response patch(Person person, ConversationId id, String body) {
        return person.rest().body(body).patch("/api/conversations/" + id);
    }

    private static String path(ConversationId id, String rest) {
        return "/api/conversations/" + id + rest;
    }

    private static List<Long> numbers(JsonNode messages) {
        var numbers = new ArrayList<Long>();
        messages.forEach(each ->
                numbers.add(
                        (each.has("message") ? each.path("message") : each)
                                .path("number")
                                .asLong()));
        return numbers;
    }

    @Test
    void whoeverCreatesAChannelOwnsIt() {
        var mei = person("Mei");
        var id = mei.channel("七年級 理化", "private");

        var seen = mei.get("/api/conversations/" + id);
        assertThat(seen.path("kind").asText()).isEqualTo("channel");
        assertThat(seen.path("name").asText()).isEqualTo("七年級 理化");
        assertThat(seen.path("role").asText()).isEqualTo("owner");
        assertThat(seen.path("memberCount").asInt()).isEqualTo(1);
        assertThat(seen.path("members")).isEmpty();
        assertThat(seen.at("/channel/access").asText()).isEqualTo("private");
        assertThat(mei.get("/api/conversations").at("/conversations/0/id").asText())
                .isEqualTo(id.toString());
        assertThat(person("Leo").problem(404, "/api/conversations/" + id))
                .isEqualTo("conversation-not-found");
    }

    @Test
    void studentsCreateNoChannels() {
        assertThat(
                        problem(
                                person("Leo")
                                        .rest()
                                        .body(
                                                """
                                                {"name":"x","description":"","access":"open","announcementsOnly":false}
                                                """)
                                        .post("/api/conversations/channels"),
                                403))
                .isEqualTo("not-allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"\"}",
                "{\"name\":\"  \"}",
                "{\"name\":\"two\\nlines\"}",
                "{\"name\":\"turned \\u202e round\"}",
                "{\"access\":\"secret\"}",
                "{\"access\":1}",
                "{\"announcementsOnly\":\"yes\"}",
                "{\"color\":\"red\"}",
                "[]",
            })
    void termsThatAreNoneAreRefused(String body) {
        var mei = person("Mei");
        var id = mei.channel("7B", "private");

        assertThat(problem(patch(mei, id, body), 400)).isEqualTo("invalid-request");
        assertThat(problem(patch(mei, id, "{\"name\":\"" + "x".repeat(81) + "\"}"), 400))
                .isEqualTo("invalid-request");
        assertThat(mei.get("/api/conversations/" + id).path("revision").asLong()).isZero();
    }

    @Test
    void rolesAreGivenAndWhoHasThemMayWhatTheyAllow() {
        var mei = person("Mei");
        var leo = person("Leo");
        var ana = person("Ana");
        var id = mei.channel("7B", "private");
        assertThat(ok(mei.seat(id, leo, "teacher")).path("role").asText()).isEqualTo("teacher");
        assertThat(ok(leo.seat(id, ana, "member")).path("name").asText()).isEqualTo("Ana");
        assertThat(problem(ana.seat(id, leo, "member"), 403)).isEqualTo("not-allowed");
        assertThat(problem(ana.unseat(id, leo), 403)).isEqualTo("not-allowed");
        assertThat(problem(leo.seat(id, ana, "owner"), 403)).isEqualTo("not-allowed");
        assertThat(problem(mei.unseat(id, mei), 409)).isEqualTo("last-owner");
        assertThat(problem(patch(ana, id, "{\"name\":\"ours\"}"), 403)).isEqualTo("not-allowed");
        assertThat(problem(patch(leo, id, "{\"archived\":true}"), 403)).isEqualTo("not-allowed");

        var page = ana.get(path(id, "/members?limit=2"));
        assertThat(page.path("members")).hasSize(2);
        var rest = ana.get(path(id, "/members?limit=2&after=" + page.path("next").asText()));
        assertThat(rest.path("members")).hasSize(1);
        assertThat(rest.path("next").isNull()).isTrue();
        // Everybody here begins to be found by a letter, and nobody from elsewhere.
        person("Leona");
        var named = ana.get(path(id, "/members?q=le"));
        assertThat(named.path("members"))
                .extracting(one -> one.path("name").asText())
                .containsExactly("Leo");
        assertThat(named.at("/members/0/role").asText()).isEqualTo("teacher");
        assertThat(named.path("next").isNull()).isTrue();
        assertThat(ana.get(path(id, "/members?q=zzz")).path("members")).isEmpty();
        assertThat(ana.problem(400, path(id, "/members?q=" + "x".repeat(81))))
                .isEqualTo("invalid-request");
        assertThat(person("Kai").problem(404, path(id, "/members?q=le")))
                .isEqualTo("conversation-not-found");

        leo.unseat(id, ana).then().statusCode(204);
        leo.unseat(id, ana).then().statusCode(204);
        assertThat(ana.problem(404, path(id, "/members"))).isEqualTo("conversation-not-found");
        assertThat(problem(ana.unseat(id, ana), 404)).isEqualTo("conversation-not-found");
    }

    @Test
    void anOpenChannelIsFoundAndJoined() {
        var mei = person("Mei");
        var leo = person("Leo");
        var name = "Chess " + UUID.randomUUID();
        var id = mei.channel(name, "open");
        var hidden = mei.channel(name + " hidden", "private");
        var found = leo.get("/api/conversations/channels?q=" + name.toUpperCase(Locale.ROOT));
        assertThat(found.path("channels")).hasSize(1);
        assertThat(found.at("/channels/0/id").asText()).isEqualTo(id.toString());
        assertThat(found.at("/channels/0/isMember").asBoolean()).isFalse();

        assertThat(ok(leo.seat(id, leo, "member")).path("role").asText()).isEqualTo("member");
        assertThat(problem(leo.seat(hidden, leo, "member"), 404))
                .isEqualTo("conversation-not-found");
        mei.unseat(id, leo).then().statusCode(204);
        assertThat(problem(leo.seat(id, leo, "member"), 403)).isEqualTo("not-allowed");
    }

    @Test
    void postsAndCommentsAreOrdersOfOneLog() {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.channel("7B", "private");
        mei.seat(id, leo, "guest").then().statusCode(200);
        try (var meis = mei.socket();
                var leos = leo.socket()) {
            assertThat(numberIn(meis.ask("post.send", post(id, UUID.randomUUID(), "one"))))
                    .isEqualTo(1);
            assertThat(numberIn(meis.ask("post.send", post(id, UUID.randomUUID(), "two"))))
                    .isEqualTo(2);
            assertThat(numberIn(leos.ask("comment.send", comment(id, UUID.randomUUID(), 1, "ah"))))
                    .isEqualTo(3);
            var reply = comment(id, UUID.randomUUID(), 1, "oh") + ",\"replyTo\":3";
            var first = meis.ask("comment.send", reply);
            assertThat(numberIn(first)).isEqualTo(4);
            assertThat(meis.ask("comment.send", reply).path("result"))
                    .isEqualTo(first.path("result"));
            var deep = comment(id, UUID.randomUUID(), 1, "eh") + ",\"replyTo\":4";
            assertThat(meis.ask("comment.send", deep).path("problem").asText())
                    .isEqualTo("message-not-found");
            assertThat(
                            meis.ask("comment.send", comment(id, UUID.randomUUID(), 3, "on it"))
                                    .path("problem")
                                    .asText())
                    .isEqualTo("message-not-found");
            assertThat(
                            leos.ask("post.send", post(id, UUID.randomUUID(), "guest"))
                                    .path("problem")
                                    .asText())
                    .isEqualTo("not-allowed");
        }
        var feed = leo.get(path(id, "/posts"));
        assertThat(numbers(feed.path("posts"))).containsExactly(2L, 1L);
        assertThat(feed.path("hasBefore").asBoolean()).isFalse();
        assertThat(feed.at("/posts/1/comments").asInt()).isEqualTo(2);
        assertThat(feed.at("/posts/1/message/title").asText()).isEqualTo("one");
        assertThat(feed.at("/posts/0/lastCommentAt").isNull()).isTrue();
        var older = leo.get(path(id, "/posts?limit=1"));
        assertThat(older.path("hasBefore").asBoolean()).isTrue();
        assertThat(numbers(leo.get(path(id, "/posts?before=2")).path("posts"))).containsExactly(1L);

        var comments = leo.get(path(id, "/posts/1/comments?limit=1"));
        assertThat(numbers(comments.path("messages"))).containsExactly(3L);
        assertThat(comments.path("hasAfter").asBoolean()).isTrue();
        var rest = leo.get(path(id, "/posts/1/comments?after=3"));
        assertThat(rest.at("/messages/0/replyTo").asInt()).isEqualTo(3);
        assertThat(leo.problem(404, path(id, "/posts/3"))).isEqualTo("message-not-found");
        assertThat(leo.problem(404, path(id, "/posts/9/comments"))).isEqualTo("message-not-found");
        assertThat(person("Eve").problem(404, path(id, "/posts")))
                .isEqualTo("conversation-not-found");
        assertThat(leo.history(id)).hasSize(4);
    }

    @Test
    void anArchivedChannelIsReadAndNotWritten() {
        var mei = person("Mei");
        var id = mei.channel("7B", "private");
        try (var socket = mei.socket()) {
            var kept = post(id, UUID.randomUUID(), "kept");
            var first = socket.ask("post.send", kept);
            var archived = ok(patch(mei, id, "{\"archived\":true}"));
            assertThat(archived.at("/channel/archivedAt").isTextual()).isTrue();
            assertThat(
                            socket.ask("post.send", post(id, UUID.randomUUID(), "late"))
                                    .path("problem")
                                    .asText())
                    .isEqualTo("channel-archived");
            // Stored before: a retry gets its first answer.
            assertThat(socket.ask("post.send", kept).path("result"))
                    .isEqualTo(first.path("result"));
            assertThat(problem(mei.seat(id, person("Leo"), "member"), 409))
                    .isEqualTo("channel-archived");
            assertThat(mei.history(id)).hasSize(1);
            ok(patch(mei, id, "{\"archived\":false}"));
            assertThat(numberIn(socket.ask("post.send", post(id, UUID.randomUUID(), "again"))))
                    .isEqualTo(2);
        }
    }

    @Test
    void inAGroupOneSeesWhatWasSaidSinceOneCame() {
        var mei = person("Mei");
        var leo = person("Leo");
        var ana = person("Ana");
        var eva = person("Eva");
        var id = mei.group(leo, ana);
        try (var socket = mei.socket()) {
            say(socket, id, "before");
            ok(leo.seat(id, eva, "member"));
            say(socket, id, "after");
        }
        var seen = eva.get("/api/conversations/" + id);
        assertThat(seen.path("firstNumber").asLong()).isEqualTo(2);
        assertThat(seen.path("unread").asInt()).isEqualTo(1);
        assertThat(seen.path("members")).hasSize(4);
        assertThat(numbers(eva.get(path(id, "/messages")).path("messages"))).containsExactly(2L);
        assertThat(eva.get(path(id, "/messages")).path("hasBefore").asBoolean()).isFalse();
        assertThat(numbers(eva.get(path(id, "/messages?after=0")).path("messages")))
                .containsExactly(2L);
        assertThat(eva.get(path(id, "/messages?before=2")).path("messages")).isEmpty();
        assertThat(problem(leo.unseat(id, eva), 403)).isEqualTo("not-allowed");
        assertThat(problem(leo.seat(id, person("Max"), "owner"), 422)).isEqualTo("wrong-kind");
        assertThat(problem(patch(mei, id, "{\"archived\":true}"), 422)).isEqualTo("wrong-kind");
        assertThat(ok(patch(eva, id, "{\"name\":\"Physics\"}")).path("name").asText())
                .isEqualTo("Physics");
    }

    @Test
    void aDirectConversationHasNoRolesAndNoTerms() {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.with(leo);

        assertThat(problem(mei.seat(id, person("Ana"), "member"), 422)).isEqualTo("wrong-kind");
        assertThat(problem(mei.unseat(id, mei), 422)).isEqualTo("wrong-kind");
        assertThat(problem(patch(mei, id, "{\"name\":\"us\"}"), 422)).isEqualTo("wrong-kind");
        try (var socket = mei.socket()) {
            assertThat(
                            socket.ask("post.send", post(id, UUID.randomUUID(), "no"))
                                    .path("problem")
                                    .asText())
                    .isEqualTo("wrong-kind");
            assertThat(
                            socket.ask(
                                            "message.send",
                                            message(
                                                    mei.channel("7B", "open"),
                                                    UUID.randomUUID(),
                                                    "no"))
                                    .path("problem")
                                    .asText())
                    .isEqualTo("wrong-kind");
        }
    }

    @Test
    void whoMayNotBeFoundIsNotAddedByStrangers() {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.channel("7B", "private");
        tell(new ProfileChanged(leo.id(), 2, "Leo", "en", "", null, Findable.NOBODY));
        assertThat(problem(mei.seat(id, leo, "member"), 404)).isEqualTo("person-not-found");
        // From outside one does not even learn that.
        assertThat(problem(person("Eve").seat(id, leo, "member"), 404))
                .isEqualTo("conversation-not-found");
        leo.with(mei);
        ok(mei.seat(id, leo, "member"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50})
    void aGroupOfTooFewOrTooManyIsRefused(int others) {
        var mei = person("Mei");
        var people = Stream.generate(() -> UUID.randomUUID().toString()).limit(others).toList();
        assertThat(
                        problem(
                                mei.rest()
                                        .body(Map.of("people", people, "name", "x"))
                                        .post("/api/conversations/groups"),
                                400))
                .isEqualTo("invalid-request");
    }

    @Test
    void aGroupOfOneselfOfTheSameTwiceOrOfNobodyIsRefused() {
        var mei = person("Mei");
        var leo = person("Leo").id().toString();
        var self = mei.id().toString();
        record Bad(List<String> people, int status, String problem) {}
        for (var bad :
                List.of(
                        new Bad(List.of(self, leo), 422, "conversation-with-self"),
                        new Bad(Collections.nCopies(2, leo), 400, "invalid-request"),
                        new Bad(
                                List.of(leo, UUID.randomUUID().toString()),
                                404,
                                "person-not-found"))) {
            assertThat(
                            problem(
                                    mei.rest()
                                            .body(Map.of("people", bad.people, "name", "x"))
                                            .post("/api/conversations/groups"),
                                    bad.status))
                    .isEqualTo(bad.problem);
        }
    }
}
