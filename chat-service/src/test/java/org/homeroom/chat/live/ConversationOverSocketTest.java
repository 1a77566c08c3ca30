package org.homeroom.chat.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.numberIn;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.sent;
import static org.homeroom.chat.Classroom.upTo;
import static org.homeroom.chat.Classroom.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.homeroom.chat.Classroom;
import org.homeroom.platform.event.ChatEvent;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.kafka.EventPublisher;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealInfrastructure(database = "chat")
class ConversationOverSocketTest {
    @Test
    void aMessageReachesTheOtherAndOnesOwnOtherDevices() {
        var mei = person("林美華");
        var leo = person("Leo Marsh");
        var conversation = mei.with(leo);
        try (var laptop = mei.socket();
                var phone = mei.socket();
                var other = leo.socket()) {
            var clientId = UUID.randomUUID();
            var answer = laptop.ask("message.send", message(conversation, clientId, "你好 Leo"));

            assertThat(answer.path("type").asText()).isEqualTo("ok");
            assertThat(answer.at("/result/kind").asText()).isEqualTo("sent");
            assertThat(answer.at("/result/number").asLong()).isEqualTo(1);
            for (var socket : new TestSocket[] {laptop, phone, other}) {
                var sent = socket.expect("message.sent");
                assertThat(sent.path("conversation").asText()).isEqualTo(conversation.toString());
                assertThat(sent.at("/message/text").asText()).isEqualTo("你好 Leo");
                assertThat(sent.at("/message/clientId").asText()).isEqualTo(clientId.toString());
                assertThat(sent.at("/message/sender").asText()).isEqualTo(mei.id().toString());
            }
        }
    }

    private static JsonNode reply(TestSocket socket, ConversationId conversation, long number) {
        var fields = message(conversation, UUID.randomUUID(), "yes");
        return socket.ask("message.send", fields + ",\"replyTo\":" + number);
    }

    @Test
    void aReplySaysWhatItAnswersAndCanBeAnsweredItself() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        try (var meis = mei.socket();
                var leos = leo.socket()) {
            say(meis, conversation, "Shall we?");
            var name = UUID.randomUUID();
            var answer = message(conversation, name, "yes") + ",\"replyTo\":1";
            var first = leos.ask("message.send", answer);
            assertThat(numberIn(first)).isEqualTo(2);
            assertThat(leos.ask("message.send", answer).path("result"))
                    .isEqualTo(first.path("result"));
            assertThat(
                            leos.ask("message.send", message(conversation, name, "yes"))
                                    .path("problem")
                                    .asText())
                    .isEqualTo("client-id-reused");
            assertThat(meis.expect(sent(conversation, 2)).at("/message/replyTo").asLong())
                    .isEqualTo(1);
            assertThat(numberIn(reply(meis, conversation, 2))).isEqualTo(3);
            assertThat(mei.history(conversation))
                    .extracting(each -> each.path("replyTo").asLong())
                    .containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void onlyWhatIsThereAndMayBeSeenIsAnswered() {
        var mei = person("Mei");
        var leo = person("Leo");
        var eva = person("Eva");
        var group = mei.group(leo, person("Ana"));
        try (var meis = mei.socket();
                var evas = eva.socket()) {
            say(meis, group, "before");
            mei.seat(group, eva, "member").then().statusCode(200);
            assertThat(reply(evas, group, 1).path("problem").asText())
                    .isEqualTo("message-not-found");
            assertThat(reply(meis, group, 2).path("problem").asText())
                    .isEqualTo("message-not-found");
            meis.ask("message.delete", upTo(group, 1));
            assertThat(reply(meis, group, 1).path("problem").asText()).isEqualTo("message-deleted");
            assertThat(reply(meis, group, 0).path("problem").asText())
                    .isEqualTo("message-not-found");
            assertThat(say(meis, group, "after")).isEqualTo(2);
            assertThat(numberIn(reply(evas, group, 2))).isEqualTo(3);
        }
    }

    @Test
    void aConversationThatIsOpenedAppearsAtBothAtOnce() {
        var mei = person("Mei");
        var leo = person("Leo");
        try (var other = leo.socket()) {
            var conversation = mei.with(leo);
            var opened = other.expect("conversation.opened");
            assertThat(opened.at("/conversation/id").asText()).isEqualTo(conversation.toString());
            assertThat(opened.at("/conversation/members").findValuesAsText("name"))
                    .containsExactlyInAnyOrder("Mei", "Leo");
            try (var mine = mei.socket()) {
                mine.ask("message.send", message(conversation, UUID.randomUUID(), "first"));
                assertThat(other.expect("message.sent").at("/message/text").asText())
                        .isEqualTo("first");
            }
        }
    }

    @Test
    void typingIsSeenByTheOther() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        try (var mine = mei.socket();
                var other = leo.socket()) {
            mine.ask("typing", "\"conversation\":\"%s\",\"active\":true".formatted(conversation));
            var typing = other.expect("typing");
            assertThat(typing.path("account").asText()).isEqualTo(mei.id().toString());
            assertThat(typing.path("active").asBoolean()).isTrue();
        }
    }

    @Test
    void aReadMarkerMovesOnAllDevicesAndOnlyForward() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        try (var mine = mei.socket();
                var laptop = leo.socket();
                var phone = leo.socket()) {
            for (var i = 0; i < 3; i++) {
                mine.ask("message.send", message(conversation, UUID.randomUUID(), "text"));
            }
            var read = "\"conversation\":\"%s\",\"number\":%d";
            assertThat(laptop.ask("read", read.formatted(conversation, 2)).path("type").asText())
                    .isEqualTo("ok");
            assertThat(phone.expect("read").path("unread").asInt(-1)).isEqualTo(1);
            var seen = mine.expect("read");
            assertThat(seen.path("number").asLong()).isEqualTo(2);
            assertThat(seen.has("unread")).isFalse();

            laptop.ask("read", read.formatted(conversation, 1));
            leo.rest()
                    .get("/api/conversations/" + conversation)
                    .then()
                    .statusCode(200)
                    .body("readNumber", org.hamcrest.Matchers.is(2))
                    .body("unread", org.hamcrest.Matchers.is(1));
            assertThat(laptop.ask("read", read.formatted(conversation, 4)).path("problem").asText())
                    .isEqualTo("message-not-found");
        }
    }

    @Test
    void presenceFollowsTheSockets() {
        var mei = person("Mei");
        var leo = person("Leo");
        mei.with(leo);
        try (var mine = mei.socket()) {
            watch(mine, leo);
            mine.expect(presence(leo, "offline"));
            try (var other = leo.socket()) {
                mine.expect(presence(leo, "online"));
                other.ask("presence", "\"state\":\"away\"");
                mine.expect(presence(leo, "away"));
            }
            var offline =
                    mine.expect(
                            presence(leo, "offline")
                                    .and(frame -> !frame.path("lastSeenAt").isNull()));
            try (var later = mei.socket()) {
                watch(later, leo);
                assertThat(later.expect(presence(leo, "offline")).path("lastSeenAt"))
                        .as("known to those who come later")
                        .isEqualTo(offline.path("lastSeenAt"));
            }
            var member =
                    StreamSupport.stream(
                                    mei.get("/api/conversations")
                                            .at("/conversations/0/members")
                                            .spliterator(),
                                    false)
                            .filter(each -> each.path("id").asText().equals(leo.id().toString()))
                            .findFirst()
                            .orElseThrow();
            assertThat(member.path("lastSeenAt")).isEqualTo(offline.path("lastSeenAt"));
        }
    }

    private static Predicate<JsonNode> presence(Classroom.Person person, String state) {
        return frame ->
                frame.path("type").asText().equals("presence")
                        && frame.path("account").asText().equals(person.id().toString())
                        && frame.path("state").asText().equals(state);
    }

    @Test
    void resumeTellsWhatChangedMeanwhileAndNothingElse() {
        var mei = person("Mei");
        var leo = person("Leo");
        var ana = person("Ana");
        var quiet = leo.with(ana);
        var conversation = mei.with(leo);
        var cursor =
                leo.rest()
                        .get("/api/conversations")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("cursor");
        try (var mine = mei.socket()) {
            mine.ask("message.send", message(conversation, UUID.randomUUID(), "missed"));
        }
        try (var other = leo.socket()) {
            var answer = other.ask("resume", "\"cursor\":\"%s\"".formatted(cursor));
            assertThat(answer.at("/result/kind").asText()).isEqualTo("resumed");
            var changed = answer.at("/result/conversations");
            assertThat(changed.findValuesAsText("id")).contains(conversation.toString());
            assertThat(changed.findValuesAsText("id")).doesNotContain(quiet.toString());
            assertThat(changed.get(0).path("unread").asInt()).isEqualTo(1);

            var next = answer.at("/result/cursor").asText();
            assertThat(
                            other.ask("resume", "\"cursor\":\"%s\"".formatted(next))
                                    .at("/result/conversations"))
                    .isEmpty();
            for (var bad : new String[] {"abc", "-1", "9223372036854775807", ""}) {
                assertThat(
                                other.ask("resume", "\"cursor\":\"%s\"".formatted(bad))
                                        .path("problem")
                                        .asText())
                        .isEqualTo("cursor-unknown");
            }
        }
    }

    @Test
    void whoOpensASocketIsToldWhoEverybodyIs() {
        var mei = person("Mei");
        var leo = person("Leo");
        mei.with(leo);
        try (var other = leo.socket()) {
            other.ask("presence", "\"state\":\"away\"");
            watch(other, leo);
            other.expect(presence(leo, "away"));
            Classroom.rename(leo, 2, "Leonard");
            try (var mine = mei.socket()) {
                assertThat(mine.frames().getFirst().path("type").asText()).isEqualTo("hello");
                // All of it before the first answer, and where they are only when it is asked.
                assertThat(mine.frames()).anyMatch(profile(leo, "Leonard"));
                assertThat(mine.frames("presence")).isEmpty();
                watch(mine, leo);
                assertThat(mine.frames()).anyMatch(presence(leo, "away"));
            }
        }
    }

    @Test
    void aPageHearsOnlyOfThoseWhomItShows() {
        var mei = person("Mei");
        var leo = person("Leo");
        var ana = person("Ana");
        mei.with(leo);
        mei.with(ana);
        try (var laptop = mei.socket();
                var phone = mei.socket();
                var leos = leo.socket();
                var anas = ana.socket()) {
            watch(laptop, leo, ana);
            laptop.expect(presence(leo, "online"));
            laptop.expect(presence(ana, "online"));
            // The list is scrolled on: in place of the first, not besides.
            watch(phone, leo);
            watch(phone, ana);
            phone.expect(presence(ana, "online"));

            leos.ask("presence", "\"state\":\"away\"");
            anas.ask("presence", "\"state\":\"away\"");
            laptop.expect(presence(leo, "away"));
            laptop.expect(presence(ana, "away"));
            phone.expect(presence(ana, "away"));
            assertThat(phone.frames()).noneMatch(presence(leo, "away"));

            // What happened meanwhile is told when they are shown again.
            watch(phone, leo);
            phone.expect(presence(leo, "away"));
            watch(phone);
            watch(laptop, ana);
            anas.ask("presence", "\"state\":\"online\"");
            laptop.expect(frame -> last(laptop, ana).equals("online"));
            assertThat(last(phone, ana)).isEqualTo("away");
        }
    }

    private static String last(TestSocket socket, Classroom.Person person) {
        return socket.frames("presence").stream()
                .filter(frame -> frame.path("account").asText().equals(person.id().toString()))
                .map(frame -> frame.path("state").asText())
                .reduce("", (before, state) -> state);
    }

    @Test
    void nobodyIsToldWhereAStrangerIs() {
        var mei = person("Mei");
        var leo = person("Leo");
        var eva = person("Eva");
        leo.with(eva);
        var channel = leo.channel("7B", "private");
        leo.seat(channel, mei, "member").then().statusCode(200);
        try (var mine = mei.socket();
                var leos = leo.socket();
                var evas = eva.socket()) {
            watch(evas, leo);
            evas.expect(presence(leo, "online"));
            // Not of those in the same channel either; one who is nobody is answered the same way.
            assertThat(
                            watch(
                                            mine,
                                            List.of(
                                                    leo.id().toString(),
                                                    eva.id().toString(),
                                                    UUID.randomUUID().toString()))
                                    .path("type")
                                    .asText())
                    .isEqualTo("ok");
            leos.ask("presence", "\"state\":\"away\"");
            evas.expect(presence(leo, "away"));
            mine.ask("ping", "");
            assertThat(mine.frames("presence")).isEmpty();

            // Once they meet, who is shown already is told of.
            var group = leo.group(eva, mei);
            mine.expect(presence(leo, "away"));
            mine.expect(presence(eva, "online"));
            // And not any more when they part.
            mei.unseat(group, mei).then().statusCode(204);
            mine.expect("conversation.left");
            leos.ask("presence", "\"state\":\"online\"");
            evas.expect(frame -> last(evas, leo).equals("online"));
            mine.ask("ping", "");
            assertThat(last(mine, leo)).isEqualTo("away");
        }
    }

    private static Predicate<JsonNode> profile(Classroom.Person person, String name) {
        return frame ->
                frame.path("type").asText().equals("profile")
                        && frame.path("account").asText().equals(person.id().toString())
                        && frame.path("name").asText().equals(name);
    }

    @Test
    void aNewNameIsToldToThoseWhoKnowThePerson() {
        var mei = person("Mei");
        var leo = person("Leo");
        mei.with(leo);
        try (var mine = mei.socket()) {
            Classroom.rename(leo, 2, "Leonard");
            mine.expect(profile(leo, "Leonard"));
        }
    }

    @Test
    void everyFrameThatIsSentIsAsDescribed() {
        var mei = person("Mei");
        var leo = person("Leo");
        try (var mine = mei.socket()) {
            var conversation = leo.with(mei);
            mine.expect("conversation.opened");
            try (var other = leo.socket()) {
                Classroom.say(other, conversation, "first");
                mine.ask("read", Classroom.upTo(conversation, 1));
                mine.expect(frame -> frame.has("unread"));
                other.expect("read");
                other.ask(
                        "typing",
                        "\"conversation\":\"%s\",\"active\":true".formatted(conversation));
                mine.expect("typing");
                Classroom.rename(leo, 2, "Leonard");
                mine.expect(profile(leo, "Leonard"));
                mine.ask("message.send", message(conversation, UUID.randomUUID(), "second"));
                mine.expect(Classroom.sent(conversation, 2));
                mine.ask(
                        "message.edit",
                        message(conversation, UUID.randomUUID(), "third") + ",\"number\":2");
                mine.expect("message.changed");
                other.ask(
                        "reaction.set",
                        Classroom.upTo(conversation, 2) + ",\"emoji\":\"👍\",\"present\":true");
                mine.expect("reaction.changed");
                Classroom.bean(EventPublisher.class)
                        .publish(Topic.CHAT_EVENTS, new ChatEvent.MessagesChanged(conversation, 2))
                        .await()
                        .indefinitely();
                mine.expect("messages.changed");
                mine.expect(frame -> frame.at("/items/0/kind").asText().equals("reaction"));
                mei.rest()
                        .body(
                                "{\"level\":\"mentions\",\"mute\":{\"until\":null},\"favourite\":true}")
                        .put("/api/conversations/%s/notifications".formatted(conversation));
                mine.expect("conversation.notifications");
                mei.rest()
                        .body(
                                """
                                {"messages":true,"mentions":true,"reactions":true,"added":true,
                                 "quietHours":{"from":"22:00","to":"07:00","days":[1],"zone":"UTC"}}
                                """)
                        .put("/api/notifications/settings");
                mine.expect("notifications");
                mine.ask("resume", "\"cursor\":\"0\"");
                mine.ask("presence", "\"state\":\"away\"");
                watch(mine, mei, leo);
                mine.expect(presence(mei, "away"));
                mine.ask("session.refresh", "\"token\":\"none\"");
                mine.ask("session.refresh", "\"token\":\"%s\"".formatted(mei.token()));
                mine.sendText("{");
                mine.expect(frame -> frame.path("problem").asText().equals("malformed-json"));
            }
            mine.expect(presence(leo, "offline"));
            var channel = leo.channel("7B", "private");
            leo.seat(channel, mei, "member").then().statusCode(200);
            mine.expect(frame -> frame.at("/conversation/kind").asText().equals("channel"));
            leo.seat(channel, mei, "teacher").then().statusCode(200);
            mine.expect("member.changed");
            var eva = person("Eva");
            leo.seat(channel, eva, "member").then().statusCode(200);
            try (var others = leo.socket()) {
                others.ask("post.send", Classroom.post(channel, UUID.randomUUID(), "Frogs"));
            }
            eva.rest()
                    .body("{\"reason\":\"spam\",\"words\":\"\"}")
                    .post("/api/reports/%s/1".formatted(channel))
                    .then()
                    .statusCode(204);
            mine.expect("reports");
            leo.rest().body("{\"name\":\"8B\"}").patch("/api/conversations/" + channel);
            mine.expect("conversation.changed");
            leo.unseat(channel, mei).then().statusCode(204);
            mine.expect("conversation.left");

            var schemas = new HashMap<>(AsyncApi.EVENTS);
            schemas.putAll(AsyncApi.ANSWERS);
            var seen = new HashSet<String>();
            for (var frame : mine.frames()) {
                var type = frame.path("type").asText();
                assertThat(AsyncApi.faults(schemas.get(type), frame)).as("%s", frame).isEmpty();
                seen.add(type);
            }
            assertThat(seen).isEqualTo(schemas.keySet());
        }
    }
}
