package org.homeroom.chat.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.chat.Classroom.comment;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.numberIn;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.upTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealInfrastructure(database = "chat")
class ActivityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Person mei;
    private Person leo;
    private Person ana;
    private ConversationId channel;
    private TestSocket socket;

    @BeforeEach
    void meet() {
        mei = person("Mei");
        leo = person("Leo");
        ana = person("Ana");
        channel = mei.channel("7B", "open");
        leo.seat(channel, leo, "member").then().statusCode(200);
        ana.seat(channel, ana, "member").then().statusCode(200);
        socket = mei.socket();
    }

    private static JsonNode activity(Person person) {
        return person.get("/api/notifications/activity");
    }

    /// Kind, number and, if it is, “new”, of each item.
    private static List<String> items(Person person) {
        var items = new ArrayList<String>();
        activity(person)
                .path("items")
                .forEach(item ->
                        items.add(
                                item.path("kind").asText()
                                        + " "
                                        + item.path("number").asText()
                                        + (item.path("unread").asBoolean() ? " new" : "")));
        return items;
    }

    private static int unread(Person person) {
        return activity(person).path("unread").asInt();
    }

    /// Waits until the last that was told is so many.
    private static JsonNode told(TestSocket socket, int unread) {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            var frames = socket.frames("activity");
                            return frames.isEmpty() ? NullNode.instance : frames.getLast();
                        },
                        last -> last.path("unread").asInt(-1) == unread);
    }

    private long posted(TestSocket by, String text) {
        return numberIn(
                by.ask(
                        "post.send",
                        message(channel, UUID.randomUUID(), text)
                                + ",\"title\":\"Leaves\",\"commentsAllowed\":true"));
    }

    private long commented(TestSocket by, long post, String more) {
        return numberIn(
                by.ask("comment.send", comment(channel, UUID.randomUUID(), post, "indeed") + more));
    }

    private static void react(TestSocket by, ConversationId to, long number, boolean present) {
        by.ask("reaction.set", upTo(to, number) + ",\"emoji\":\"👍\",\"present\":" + present);
    }

    private static void notice(Person person, String upTo) {
        person.rest()
                .body("{\"upTo\":\"%s\",\"conversation\":null}".formatted(upTo))
                .put("/api/notifications/activity/read")
                .then()
                .statusCode(204);
    }

    @Test
    void mentionsCommentsRepliesAndReactionsAreInItOnceEach() {
        var leoSocket = leo.socket();
        var anaSocket = ana.socket();
        var post = posted(socket, "look <@%s> <@channel>".formatted(leo.id()));
        var comment = commented(leoSocket, post, "");
        var reply = commented(anaSocket, post, ",\"replyTo\":" + comment);
        react(leoSocket, channel, post, true);
        react(anaSocket, channel, post, true);
        react(socket, channel, post, true);

        assertThat(items(leo))
                .containsExactly("reply " + reply + " new", "mention " + post + " new");
        assertThat(items(ana)).containsExactly("mention " + post + " new");
        assertThat(items(mei))
                .containsExactly(
                        "reaction " + post + " new",
                        "comment " + reply + " new",
                        "comment " + comment + " new");
        var folded = activity(mei).at("/items/0");
        assertThat(folded.path("people").findValuesAsText("name")).containsExactly("Ana", "Leo");
        assertThat(folded.path("count").asInt()).isEqualTo(2);
        assertThat(folded.path("emoji")).extracting(JsonNode::asText).containsExactly("👍");
        assertThat(folded.path("title").asText()).isEqualTo("Leaves");
        assertThat(folded.path("name").asText()).isEqualTo("7B");
        assertThat(activity(leo).at("/items/0/post").asLong()).isEqualTo(post);
        assertThat(unread(mei)).isEqualTo(3);
    }

    @Test
    void whatIsReadInPlaceOrSaidToBeSeenIsNoLongerUnreadAndAllSocketsAreTold() {
        var leoSocket = leo.socket();
        var leoOther = leo.socket();
        told(leoSocket, 0);
        var first = posted(socket, "<@%s>".formatted(leo.id()));
        var told = told(leoOther, 1);
        assertThat(told.at("/items/0/kind").asText()).isEqualTo("mention");
        assertThat(told.at("/items/0/number").asLong()).isEqualTo(first);

        leoSocket.ask("read", upTo(channel, first));
        told(leoOther, 0);
        assertThat(items(leo)).containsExactly("mention " + first);

        var own = posted(leoSocket, "mine");
        var second = posted(socket, "again <@%s>".formatted(leo.id()));
        react(socket, channel, own, true);
        told(leoOther, 2);
        notice(leo, activity(leo).at("/items/0/at").asText());
        assertThat(items(leo))
                .containsExactly("reaction " + own, "mention " + second, "mention " + first);
        told(leoSocket, 0);
        assertThat(unread(leo)).isZero();
    }

    @Test
    void onlyWhatWasSeenIsNoLongerUnread() {
        posted(socket, "<@%s>".formatted(leo.id()));
        var seen = activity(leo).at("/items/0/at").asText();
        var later = posted(socket, "<@%s>".formatted(leo.id()));
        notice(leo, seen);

        assertThat(items(leo)).first().isEqualTo("mention " + later + " new");
        assertThat(unread(leo)).isEqualTo(1);
    }

    @Test
    void itFollowsEditsDeletesAndReactionsTakenBack() {
        var leoSocket = leo.socket();
        told(leoSocket, 0);
        var own = posted(leoSocket, "mine");
        var post = posted(socket, "<@%s>".formatted(leo.id()));
        react(socket, channel, own, true);
        told(leoSocket, 2);

        react(socket, channel, own, false);
        assertThat(items(leo)).containsExactly("mention " + post + " new");
        edit(post, "nobody");
        told(leoSocket, 0);
        assertThat(items(leo)).isEmpty();

        edit(post, "after all <@%s>".formatted(leo.id()));
        assertThat(items(leo)).containsExactly("mention " + post + " new");
        socket.ask("message.delete", upTo(channel, post));
        assertThat(items(leo)).isEmpty();
        assertThat(unread(leo)).isZero();
    }

    private void edit(long post, String text) {
        socket.ask(
                "message.edit",
                message(channel, UUID.randomUUID(), text)
                        + ",\"number\":%d,\"title\":\"Leaves\"".formatted(post));
    }

    /// A comment stays one whomever it mentioned meanwhile.
    @Test
    void aCommentThatCalledItsPostsAuthorIsAComment() {
        var anaSocket = ana.socket();
        var post = posted(socket, "mine");
        var comment = commented(anaSocket, post, "");
        var call = "indeed <@%s>".formatted(mei.id());
        for (var text : List.of(call, "indeed not")) {
            anaSocket.ask(
                    "message.edit",
                    message(channel, UUID.randomUUID(), text) + ",\"number\":" + comment);
            assertThat(items(mei))
                    .containsExactly(
                            (text.equals(call) ? "mention " : "comment ") + comment + " new");
        }
    }

    @Test
    void whoIsAddedFindsItAndWhoLeavesSeesNothingAnyMore() {
        var kai = person("Kai");
        var kaiSocket = kai.socket();
        told(kaiSocket, 0);
        mei.seat(channel, kai, "member").then().statusCode(200);
        told(kaiSocket, 1);
        assertThat(items(kai)).containsExactly("added 0 new");
        assertThat(activity(kai).at("/items/0/people/0/name").asText()).isEqualTo("Mei");
        posted(socket, "<@%s>".formatted(kai.id()));
        told(kaiSocket, 2);

        mei.unseat(channel, kai).then().statusCode(204);
        assertThat(items(kai)).isEmpty();
        assertThat(unread(kai)).isZero();
        // Who came by themselves was not added.
        assertThat(items(ana)).isEmpty();
    }

    /// In a group nothing of before one came concerns one.
    @Test
    void nothingOfBeforeOneCameIsInIt() {
        var group = mei.group(leo, ana);
        var kai = person("Kai");
        say(socket, group, "<@channel> welcome");
        leo.seat(group, kai, "member").then().statusCode(200);

        assertThat(items(kai)).isEmpty();
        assertThat(items(ana)).containsExactly("mention 1 new");
        var second = say(socket, group, "<@channel> again");
        assertThat(items(kai)).containsExactly("mention " + second + " new");
    }

    /// In direct conversations and groups too. Whether a device makes a sound of it is a matter of
    /// the device: what is muted concerns one none the less.
    @Test
    void whoIsAnsweredFindsTheAnswer() {
        var group = mei.group(leo, ana);
        var leoSocket = leo.socket();
        var anaSocket = ana.socket();
        told(leoSocket, 0);
        var said = say(leoSocket, group, "who has the book?");
        var answer = replied(anaSocket, group, said);
        var told = told(leoSocket, 1);
        assertThat(told.at("/items/0/kind").asText()).isEqualTo("reply");
        assertThat(told.at("/items/0/number").asLong()).isEqualTo(answer);
        assertThat(items(leo)).containsExactly("reply " + answer + " new");
        // Nobody else, and not oneself.
        assertThat(items(mei)).isEmpty();
        replied(leoSocket, group, said);
        assertThat(items(leo)).containsExactly("reply " + answer + " new");

        leo.rest()
                .body("{\"level\":\"nothing\",\"mute\":{\"until\":null},\"favourite\":false}")
                .put("/api/conversations/%s/notifications".formatted(group))
                .then()
                .statusCode(200);
        var second = replied(socket, group, said);
        told(leoSocket, 2);
        assertThat(items(leo))
                .containsExactly("reply " + second + " new", "reply " + answer + " new");
        anaSocket.ask("message.delete", upTo(group, answer));
        told(leoSocket, 1);
        assertThat(items(leo)).containsExactly("reply " + second + " new");

        leo.unseat(group, leo).then().statusCode(204);
        assertThat(items(leo)).isEmpty();
        assertThat(unread(leo)).isZero();
        replied(socket, group, said);
        assertThat(items(leo)).isEmpty();
    }

    private static long replied(TestSocket by, ConversationId to, long number) {
        return numberIn(
                by.ask(
                        "message.send",
                        message(to, UUID.randomUUID(), "I do") + ",\"replyTo\":" + number));
    }

    @Test
    void whatIsMarkedAsUnreadIsUnreadHereToo() {
        var leoSocket = leo.socket();
        told(leoSocket, 0);
        var post = posted(socket, "<@%s>".formatted(leo.id()));
        told(leoSocket, 1);
        leoSocket.ask("read", upTo(channel, post));
        told(leoSocket, 0);
        leoSocket.ask("unread", "\"conversation\":\"%s\"".formatted(channel));
        told(leoSocket, 1);
        assertThat(items(leo)).containsExactly("mention " + post + " new");
    }

    @Test
    void pagesGoOn() {
        var numbers =
                IntStream.range(0, 7)
                        .mapToObj(i -> posted(socket, "<@%s> %d".formatted(leo.id(), i)))
                        .toList();
        var found = new ArrayList<Long>();
        var next = "";
        do {
            var page = leo.get("/api/notifications/activity?limit=3" + next);
            page.path("items").forEach(item -> found.add(item.path("number").asLong()));
            next = page.path("next").isNull() ? "" : "&after=" + page.path("next").asText();
        } while (!next.isEmpty());
        assertThat(found).isEqualTo(numbers.reversed());
    }

    @Test
    void choicesAreKeptAndToldToTheOtherDevices() {
        var other = leo.socket();
        var path = "/api/conversations/" + channel;
        assertThat(leo.get(path).at("/notifications/level").asText()).isEqualTo("mentions");
        leo.rest()
                .body("{\"level\":\"all\",\"mute\":{\"until\":null},\"favourite\":true}")
                .put(path + "/notifications")
                .then()
                .statusCode(200);
        var told =
                other.expect(
                        frame -> frame.path("type").asText().equals("conversation.notifications"));
        assertThat(leo.get(path).path("notifications")).isEqualTo(told.path("notifications"));
        assertThat(told.at("/notifications/mute/until").isNull()).isTrue();
        assertThat(told.at("/notifications/favourite").asBoolean()).isTrue();

        var settings =
                """
                {"messages":true,"mentions":true,"reactions":true,"added":false,
                 "quietHours":{"from":"22:00","to":"07:00","days":[1,2],"zone":"Asia/Taipei"}}
                """;
        leo.rest().body(settings).put("/api/notifications/settings").then().statusCode(200);
        var changed = other.expect(frame -> frame.path("type").asText().equals("notifications"));
        assertThat(leo.get("/api/notifications/settings")).isEqualTo(changed.path("settings"));
        assertThat(mei.get("/api/notifications/settings").path("reactions").asBoolean()).isFalse();
    }

    @Test
    void whatIsPutAwayIsPutAwayUpToItsLastMessageOnAllDevices() {
        var other = leo.socket();
        var path = "/api/conversations/" + channel;
        var last = mei.get(path).path("lastNumber").asLong();
        assertThat(leo.get(path).at("/notifications/archivedUpTo").isNull()).isTrue();
        // Nobody puts away what was not said yet, or it would never come back.
        var answer = archive(path, String.valueOf(Long.MAX_VALUE)).statusCode(200).extract();
        assertThat(answer.jsonPath().getLong("archivedUpTo")).isEqualTo(last);
        var told =
                other.expect(
                        frame -> frame.path("type").asText().equals("conversation.notifications"));
        assertThat(told.at("/notifications/archivedUpTo").asLong()).isEqualTo(last);
        assertThat(leo.get(path).path("notifications")).isEqualTo(told.path("notifications"));
        assertThat(mei.get(path).at("/notifications/archivedUpTo").isNull()).isTrue();

        archive(path, "null").statusCode(200);
        assertThat(leo.get(path).at("/notifications/archivedUpTo").isNull()).isTrue();
        for (var wrong : List.of("-1", "9223372036854775808", "\"7\"", "true", "0.5")) {
            var problem = archive(path, wrong).statusCode(400).extract().jsonPath();
            assertThat(problem.getString("type")).startsWith("urn:homeroom:problem:");
        }
    }

    private ValidatableResponse archive(String conversation, String upTo) {
        return leo.rest()
                .body(
                        "{\"level\":\"all\",\"mute\":null,\"favourite\":false,\"archivedUpTo\":%s}"
                                .formatted(upTo))
                .put(conversation + "/notifications")
                .then();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"from\":\"22:00\",\"to\":\"22:00\",\"days\":[1],\"zone\":\"UTC\"}",
                "{\"from\":\"24:00\",\"to\":\"07:00\",\"days\":[1],\"zone\":\"UTC\"}",
                "{\"from\":\"22:00\",\"to\":\"07:00\",\"days\":[],\"zone\":\"UTC\"}",
                "{\"from\":\"22:00\",\"to\":\"07:00\",\"days\":[8],\"zone\":\"UTC\"}",
                "{\"from\":\"22:00\",\"to\":\"07:00\",\"days\":[1],\"zone\":\"Moon/Crater\"}",
                "7"
            })
    void impossibleQuietHoursAreRefused(String quiet) {
        leo.rest()
                .body(
                        "{\"messages\":true,\"mentions\":true,\"reactions\":true,\"added\":true,\"quietHours\":%s}"
                                .formatted(quiet))
                .put("/api/notifications/settings")
                .then()
                .statusCode(400);
    }

    @Test
    void aStrangerChoosesNothing() {
        var kai = person("Kai");
        kai.rest()
                .body("{\"level\":\"all\",\"mute\":null,\"favourite\":true}")
                .put("/api/conversations/" + channel + "/notifications")
                .then()
                .statusCode(404);
        for (var wrong :
                List.of(
                        "{\"level\":\"loud\",\"mute\":null,\"favourite\":true}",
                        "{\"level\":\"all\",\"mute\":{\"until\":\"+99999-01-01T00:00:00Z\"},\"favourite\":true}",
                        "{\"level\":null,\"mute\":null,\"favourite\":true}")) {
            leo.rest()
                    .body(wrong)
                    .put("/api/conversations/" + channel + "/notifications")
                    .then()
                    .statusCode(400);
        }
        assertThat(leo.problem(400, "/api/notifications/activity?after=x"))
                .isEqualTo("invalid-request");
    }
}
