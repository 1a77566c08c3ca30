package org.homeroom.chat.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.chat.Classroom.bean;
import static org.homeroom.chat.Classroom.comment;
import static org.homeroom.chat.Classroom.numberIn;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.post;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.sent;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.Unremovable;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.chat.Database;
import org.homeroom.platform.event.ChatEvent;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.MessageId;
import org.homeroom.platform.kafka.EventPublisher;
import org.homeroom.platform.socket.Peer;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.junit.jupiter.api.Test;

/// What open sockets hear when who is in a conversation changes, and what they do not hear.
@QuarkusTest
@RealInfrastructure(database = "chat")
class MembershipOverSocketTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Predicate<JsonNode> of(String type, ConversationId conversation) {
        return frame ->
                frame.path("type").asText().equals(type)
                        && (frame.path("conversation").asText().equals(conversation.toString())
                                || frame.at("/conversation/id")
                                        .asText()
                                        .equals(conversation.toString()));
    }

    private static Predicate<JsonNode> changed(
            ConversationId conversation, Person person, String role) {
        return of("member.changed", conversation)
                .and(frame -> frame.path("account").asText().equals(person.id().toString()))
                .and(frame ->
                        role == null
                                ? frame.path("role").isNull()
                                : frame.path("role").asText().equals(role));
    }

    private static void publish(ChatEvent event) {
        bean(EventPublisher.class).publish(Topic.CHAT_EVENTS, event).await().atMost(PATIENCE);
    }

    /// When it returns, what was published of the conversation before has been told.
    private static void catchUp(ConversationId conversation, Person witness, TestSocket socket) {
        var mark = Instant.EPOCH.plusSeconds(System.nanoTime() >>> 20);
        var number = mark.getEpochSecond();
        publish(
                new ChatEvent.MessageSent(
                        conversation,
                        number,
                        new MessageId(UUID.randomUUID()),
                        witness.id(),
                        UUID.randomUUID(),
                        "mark",
                        mark,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        0L));
        socket.expect(sent(conversation, number));
    }

    private static List<String> types(TestSocket socket, ConversationId conversation) {
        return socket.frames().stream()
                .filter(frame ->
                        frame.path("conversation").asText().equals(conversation.toString())
                                || frame.at("/conversation/id")
                                        .asText()
                                        .equals(conversation.toString()))
                .map(frame -> frame.path("type").asText())
                .toList();
    }

    @Test
    void whoIsAddedIsToldOnAllDevicesAndHearsFromThenOn() {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.channel("7B", "private");
        try (var meis = mei.socket();
                var phone = leo.socket();
                var laptop = leo.socket()) {
            mei.seat(id, leo, "guest").then().statusCode(200);
            for (var device : List.of(phone, laptop)) {
                var opened = device.expect(of("conversation.opened", id)).path("conversation");
                assertThat(opened.path("role").asText()).isEqualTo("guest");
                assertThat(opened.path("memberCount").asInt()).isEqualTo(2);
            }
            var told = meis.expect(changed(id, leo, "guest"));
            assertThat(told.path("memberCount").asInt()).isEqualTo(2);
            numberIn(meis.ask("post.send", post(id, UUID.randomUUID(), "one")));
            phone.expect(sent(id, 1));
            laptop.expect(sent(id, 1));
            numberIn(phone.ask("comment.send", comment(id, UUID.randomUUID(), 1, "ah")));
            var comment = laptop.expect(sent(id, 2)).path("message");
            assertThat(comment.path("post").asInt()).isEqualTo(1);
            meis.expect(sent(id, 2));

            mei.seat(id, leo, "member").then().statusCode(200);
            phone.expect(changed(id, leo, "member"));
            mei.rest().body("{\"announcementsOnly\":true}").patch("/api/conversations/" + id);
            var rules = laptop.expect(of("conversation.changed", id));
            assertThat(rules.at("/channel/announcementsOnly").asBoolean()).isTrue();
            assertThat(
                            phone.ask("post.send", post(id, UUID.randomUUID(), "no"))
                                    .path("problem")
                                    .asText())
                    .isEqualTo("not-allowed");
        }
    }

    @Test
    void whoIsRemovedIsToldOnAllDevicesAndHearsAndFetchesNothingAnyMore() {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.channel("7B", "private");
        mei.seat(id, leo, "member").then().statusCode(200);
        try (var meis = mei.socket();
                var phone = leo.socket();
                var laptop = leo.socket()) {
            numberIn(phone.ask("post.send", post(id, UUID.randomUUID(), "one")));
            meis.expect(sent(id, 1));
            laptop.expect(sent(id, 1));
            mei.unseat(id, leo).then().statusCode(204);
            phone.expect(of("conversation.left", id));
            laptop.expect(of("conversation.left", id));
            meis.expect(changed(id, leo, null));
            numberIn(meis.ask("post.send", post(id, UUID.randomUUID(), "two")));
            meis.expect(sent(id, 2));
            catchUp(id, mei, meis);

            for (var device : List.of(phone, laptop)) {
                assertThat(types(device, id).getLast()).isEqualTo("conversation.left");
            }
            for (var command :
                    List.of(
                            post(id, UUID.randomUUID(), "three"),
                            comment(id, UUID.randomUUID(), 1, "on my own"))) {
                var type = command.contains("\"post\"") ? "comment.send" : "post.send";
                assertThat(phone.ask(type, command).path("problem").asText())
                        .isEqualTo("conversation-not-found");
            }
            assertThat(
                            phone.ask("read", "\"conversation\":\"%s\",\"number\":1".formatted(id))
                                    .path("problem")
                                    .asText())
                    .isEqualTo("conversation-not-found");
            assertThat(
                            phone.ask(
                                            "typing",
                                            "\"conversation\":\"%s\",\"active\":true".formatted(id))
                                    .path("problem")
                                    .asText())
                    .isEqualTo("conversation-not-found");
        }
        for (var path :
                List.of("", "/messages", "/posts", "/posts/1", "/posts/1/comments", "/members")) {
            assertThat(leo.problem(404, "/api/conversations/" + id + path))
                    .as(path)
                    .isEqualTo("conversation-not-found");
        }
        assertThat(leo.get("/api/conversations").path("conversations")).isEmpty();
    }

    /// The message is stored after the removal, on a replica that is quicker on its way to Kafka
    /// than the one that removed.
    @Test
    void aMessageThatOvertakesTheRemovalIsNotHeard() {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.channel("7B", "private");
        mei.seat(id, leo, "member").then().statusCode(200);
        try (var meis = mei.socket();
                var leos = leo.socket()) {
            // The removal is in the database and its event has not left yet.
            Database.execute(
                    """
                    WITH changed AS (
                        UPDATE conversation SET revision = 2, member_count = 1, changed = pg_current_xact_id()
                        WHERE id = ? RETURNING id
                    ), gone AS (
                        DELETE FROM member WHERE conversation_id = ? AND account_id = ?
                    )
                    INSERT INTO former_member (conversation_id, account_id, removed, revision)
                    SELECT id, ?, true, 2 FROM changed
                    """,
                    id.value(),
                    id.value(),
                    leo.id().value(),
                    leo.id().value());
            numberIn(meis.ask("post.send", post(id, UUID.randomUUID(), "in private")));
            meis.expect(sent(id, 1));
            catchUp(id, mei, meis);

            leos.expect(of("conversation.left", id));
            assertThat(types(leos, id)).doesNotContain("message.sent");
        }
    }

    @Test
    void oldNewsDoesNotBringBackWhoWasRemoved() {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.channel("7B", "private");
        mei.seat(id, leo, "member").then().statusCode(200);
        try (var meis = mei.socket();
                var leos = leo.socket()) {
            mei.unseat(id, leo).then().statusCode(204);
            leos.expect(of("conversation.left", id));
            publish(new ChatEvent.MemberChanged(id, leo.id(), MemberRole.MEMBER, 1, 2, true, 1));
            numberIn(meis.ask("post.send", post(id, UUID.randomUUID(), "in private")));
            meis.expect(sent(id, 1));
            catchUp(id, mei, meis);

            assertThat(types(leos, id).getLast()).isEqualTo("conversation.left");
        }
    }

    @Test
    void resumeTellsWhatOneIsNoLongerIn() {
        var mei = person("Mei");
        var leo = person("Leo");
        var kept = mei.channel("kept", "private");
        var lost = mei.channel("lost", "private");
        var back = mei.channel("back", "private");
        for (var id : List.of(kept, lost, back)) {
            mei.seat(id, leo, "member").then().statusCode(200);
        }
        var cursor = leo.get("/api/conversations").path("cursor").asText();
        for (var id : List.of(lost, back)) {
            mei.unseat(id, leo).then().statusCode(204);
        }
        mei.seat(back, leo, "guest").then().statusCode(200);
        try (var socket = leo.socket()) {
            var resumed = socket.ask("resume", "\"cursor\":\"" + cursor + "\"").path("result");
            assertThat(resumed.path("left"))
                    .extracting(JsonNode::asText)
                    .containsExactly(lost.toString());
            assertThat(resumed.path("conversations"))
                    .extracting(one -> one.path("id").asText() + one.path("role").asText())
                    .contains(back + "guest")
                    .doesNotContain(lost + "member");
        }
    }

    @Test
    void aGroupsNewcomerIsIntroducedAndHearsOnlyWhatFollows() {
        var mei = person("Mei");
        var leo = person("Leo");
        var ana = person("Ana");
        var eva = person("Eva");
        try (var meis = mei.socket();
                var evas = eva.socket()) {
            var id = mei.group(leo, ana);
            meis.expect(of("conversation.opened", id));
            assertThat(say(meis, id, "before")).isEqualTo(1);
            leo.seat(id, eva, "member").then().statusCode(200);
            var opened = evas.expect(of("conversation.opened", id)).path("conversation");
            assertThat(opened.path("firstNumber").asLong()).isEqualTo(2);
            assertThat(opened.path("lastMessage").isNull()).isTrue();
            meis.expect(changed(id, eva, "member"));
            meis.expect(frame ->
                    frame.path("type").asText().equals("profile")
                            && frame.path("account").asText().equals(eva.id().toString()));
            assertThat(say(meis, id, "after")).isEqualTo(2);
            evas.expect(sent(id, 2));
            // A late copy of what was said before she came.
            publish(
                    new ChatEvent.MessageSent(
                            id,
                            1,
                            new MessageId(UUID.randomUUID()),
                            mei.id(),
                            UUID.randomUUID(),
                            "before",
                            Instant.EPOCH,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            0L));
            assertThat(say(meis, id, "last")).isEqualTo(3);
            evas.expect(sent(id, 3));
            assertThat(evas.frames()).noneMatch(sent(id, 1));

            eva.unseat(id, eva).then().statusCode(204);
            evas.expect(of("conversation.left", id));
            meis.expect(changed(id, eva, null));
            assertThat(bean(AudienceProbe.class).acquaintancesOf(mei.id()))
                    .doesNotContain(eva.id());
        }
    }

    /// Who hears of somebody, as this replica has it.
    @Unremovable
    @Singleton
    static class AudienceProbe {
        private final Audience<Peer> audience;

        AudienceProbe(Audience<Peer> audience) {
            this.audience = audience;
        }

        List<AccountId> acquaintancesOf(AccountId account) {
            return audience.ofAcquaintances(account).stream()
                    .map(peer -> peer.principal().account())
                    .toList();
        }
    }
}
