package org.homeroom.chat.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.chat.Classroom.bean;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.sent;
import static org.homeroom.chat.Classroom.slug;
import static org.homeroom.chat.Classroom.tell;
import static org.homeroom.chat.Classroom.upTo;
import static org.homeroom.chat.Classroom.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.chat.Database;
import org.homeroom.chat.message.Content;
import org.homeroom.chat.message.MessageStore;
import org.homeroom.chat.message.MessageText;
import org.homeroom.chat.message.Replica;
import org.homeroom.chat.message.Send;
import org.homeroom.chat.message.SendResult;
import org.homeroom.platform.event.AccountProfileEvent.ProfileRemoved;
import org.homeroom.platform.event.CallCard;
import org.homeroom.platform.event.CallSnapshot.Ending;
import org.homeroom.platform.event.DirectConversationEvent;
import org.homeroom.platform.event.DirectConversationEvent.DirectConversationChanged;
import org.homeroom.platform.event.DirectConversationEvent.Side;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.IdSource;
import org.homeroom.platform.kafka.EventReaders;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealInfrastructure(database = "chat")
class BlockTest {
    private static final String BLOCKS = "/api/conversations/blocks";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Person mei;
    private Person leo;
    private Person ana;

    @BeforeEach
    void meet() {
        mei = person("Mei");
        leo = person("Leo");
        ana = person("Ana");
    }

    private static Response block(Person one, Person other) {
        return one.rest().put(BLOCKS + "/" + other.id());
    }

    private static void blocks(Person one, Person other) {
        block(one, other).then().statusCode(204);
    }

    private static void unblocks(Person one, Person other) {
        one.rest().delete(BLOCKS + "/" + other.id()).then().statusCode(204);
    }

    private static Response open(Person one, Person other) {
        return one.rest().body(Map.of("with", other.id().toString())).post("/api/conversations");
    }

    private static List<String> blocked(Person person) {
        return person.get(BLOCKS)
                .path("blocked")
                .valueStream()
                .map(each -> each.at("/person/name").asText())
                .toList();
    }

    private static JsonNode seenBy(Person person, ConversationId conversation) {
        return person.get("/api/conversations/" + conversation);
    }

    private static String refusal(TestSocket socket, String type, String members) {
        return socket.ask(type, members).path("problem").asText("none");
    }

    private static String trySaying(TestSocket socket, ConversationId conversation) {
        return refusal(socket, "message.send", message(conversation, UUID.randomUUID(), "hey"));
    }

    private static Predicate<JsonNode> changed(ConversationId conversation, String closed) {
        return frame ->
                frame.path("type").asText().equals("conversation.changed")
                        && frame.path("conversation").asText().equals(conversation.toString())
                        && frame.path("closed").asText("open").equals(closed);
    }

    @Test
    void nothingIsWrittenBetweenTheTwoUntilItIsTakenBack() {
        var both = mei.with(leo);
        try (var meis = mei.socket();
                var leos = leo.socket()) {
            say(leos, both, "before");
            leos.ask("reaction.set", upTo(both, 1) + ",\"emoji\":\"👍\",\"present\":true");
            blocks(mei, leo);
            meis.expect(changed(both, "blocked"));
            leos.expect(changed(both, "unavailable"));
            assertThat(seenBy(mei, both).path("closed").asText()).isEqualTo("blocked");
            assertThat(seenBy(leo, both).path("closed").asText()).isEqualTo("unavailable");

            assertThat(trySaying(leos, both)).isEqualTo("conversation-closed");
            assertThat(trySaying(meis, both)).isEqualTo("conversation-closed");
            // Nor by changing what was said before.
            assertThat(
                            refusal(
                                    leos,
                                    "message.edit",
                                    upTo(both, 1)
                                            + ",\"clientId\":\"%s\",\"text\":\"worse\""
                                                    .formatted(UUID.randomUUID())))
                    .isEqualTo("conversation-closed");
            assertThat(
                            refusal(
                                    leos,
                                    "reaction.set",
                                    upTo(both, 1) + ",\"emoji\":\"💩\",\"present\":true"))
                    .isEqualTo("conversation-closed");
            assertThat(refusal(leos, "pin.set", upTo(both, 1) + ",\"present\":true"))
                    .isEqualTo("conversation-closed");
            assertThat(refusal(leos, "message.delete", upTo(both, 1))).isEqualTo("none");
            assertThat(open(leo, mei).then().statusCode(200).extract().<String>path("id"))
                    .isEqualTo(both.toString());

            unblocks(mei, leo);
            meis.expect(changed(both, "open"));
            leos.expect(changed(both, "open"));
            assertThat(seenBy(leo, both).has("closed")).isFalse();
            assertThat(say(leos, both, "after")).isEqualTo(2);
            meis.expect(sent(both, 2));
        }
    }

    @Test
    void neitherSeesWhereTheOtherIsNorThatTheyWrite() {
        var both = mei.with(leo);
        ana.with(mei);
        try (var meis = mei.socket();
                var leos = leo.socket();
                var anas = ana.socket()) {
            say(meis, both, "hello");
            leos.ask("read", upTo(both, 1));
            watch(leos, mei);
            watch(meis, leo);
            watch(anas, mei);
            blocks(mei, leo);
            leos.expect(changed(both, "unavailable"));
            meis.expect(changed(both, "blocked"));
            leos.ask("typing", "\"conversation\":\"%s\",\"active\":true".formatted(both));
            meis.ask("presence", "\"state\":\"away\"");
            anas.expect(isAway(mei));
            leos.ask("ping", "");
            assertThat(leos.frames("presence")).noneMatch(isAway(mei));
            for (var member : seenBy(leo, both).path("members")) {
                if (member.path("id").asText().equals(mei.id().toString())) {
                    assertThat(member.path("presence").asText()).isEqualTo("offline");
                    assertThat(member.path("readNumber").isNull()).isTrue();
                    assertThat(member.path("lastSeenAt").isNull()).isTrue();
                }
            }
            unblocks(mei, leo);
            meis.expect(changed(both, "open"));
            // Where the other is by now comes with it.
            leos.expect(isAway(mei));
            assertThat(meis.frames("typing")).isEmpty();
        }
    }

    @Test
    void aGroupOfBothTellsNeitherWhereTheOtherIs() {
        mei.with(leo);
        mei.group(leo, ana);
        try (var meis = mei.socket();
                var leos = leo.socket();
                var anas = ana.socket()) {
            watch(leos, mei);
            watch(anas, mei);
            blocks(mei, leo);
            meis.expect("blocks");
            try (var later = leo.socket()) {
                // Neither who asked before it was so, nor who asks now.
                watch(later, mei);
                meis.ask("presence", "\"state\":\"away\"");
                anas.expect(isAway(mei));
                for (var socket : List.of(leos, later)) {
                    socket.ask("ping", "");
                    assertThat(socket.frames("presence")).noneMatch(isAway(mei));
                }
                assertThat(later.frames("presence")).isEmpty();
                unblocks(mei, leo);
                leos.expect(isAway(mei));
                later.expect(isAway(mei));
            }
        }
    }

    private static Predicate<JsonNode> isAway(Person person) {
        return frame ->
                frame.path("type").asText().equals("presence")
                        && frame.path("account").asText().equals(person.id().toString())
                        && frame.path("state").asText().equals("away");
    }

    @Test
    void anotherReplicaStoresNothingEitherFromTheMomentOn() {
        var both = mei.with(leo);
        try (var other = new Replica()) {
            for (var i = 0; i < 5; i++) {
                assertThat(stored(other, both)).isInstanceOf(SendResult.Sent.class);
                blocks(mei, leo);
                assertThat(stored(other, both))
                        .isEqualTo(new SendResult.Refused(SendResult.Refusal.CLOSED));
                unblocks(mei, leo);
            }
        }
    }

    private SendResult stored(Replica replica, ConversationId conversation) {
        return replica.messages
                .send(
                        new Send(
                                conversation,
                                leo.id(),
                                UUID.randomUUID(),
                                new Content.Plain(text("hey"), null),
                                List.of()))
                .await()
                .atMost(PATIENCE);
    }

    private static MessageText text(String text) {
        return switch (MessageText.check(text)) {
            case MessageText.Checked.Good(var good) -> good;
            case MessageText.Checked.Bad(var problem) -> throw new AssertionError(problem);
        };
    }

    @Test
    void noConversationIsOpenedWhileOneBlocksTheOther() {
        blocks(mei, leo);
        assertThat(slug(open(leo, mei).then().statusCode(404).extract().path("type")))
                .isEqualTo("person-not-found");
        assertThat(slug(open(mei, leo).then().statusCode(409).extract().path("type")))
                .isEqualTo("conversation-closed");
        unblocks(mei, leo);
        open(leo, mei).then().statusCode(201);
    }

    @Test
    void whoIsBlockedBringsNobodyIntoAGroupAndAChannelStaysItsTeachers() {
        blocks(mei, leo);
        leo.rest()
                .body("{\"people\":[\"%s\",\"%s\"],\"name\":null}".formatted(mei.id(), ana.id()))
                .post("/api/conversations/groups")
                .then()
                .statusCode(404);
        var group = leo.group(ana, person("Tom"));
        leo.seat(group, mei, "member").then().statusCode(404);
        ana.seat(group, mei, "member").then().statusCode(200);
        var channel = leo.channel("7B", "private");
        leo.seat(channel, mei, "member").then().statusCode(200);
    }

    @Test
    void inAGroupAllIsAsItWasButTheirMentionsDoNotConcern() {
        var group = ana.group(mei, leo);
        blocks(mei, leo);
        try (var meis = mei.socket();
                var leos = leo.socket();
                var anas = ana.socket()) {
            say(leos, group, "look <@%s>".formatted(mei.id()));
            meis.expect(sent(group, 1));
            assertThat(mei.get("/api/notifications/activity").path("items")).isEmpty();
            assertThat(mei.get("/api/notifications/activity").path("unread").asInt(-1)).isZero();
            assertThat(seenBy(mei, group).path("mentions").asInt(-1)).isZero();
            assertThat(seenBy(mei, group).path("unread").asInt(-1)).isEqualTo(1);
            say(anas, group, "look <@%s>".formatted(mei.id()));
            assertThat(mei.get("/api/notifications/activity").path("items")).hasSize(1);
            assertThat(seenBy(mei, group).path("mentions").asInt(-1)).isEqualTo(1);
        }
    }

    @Test
    void neitherMayCallTheOther() {
        var heard = new ConcurrentLinkedQueue<DirectConversationEvent>();
        bean(EventReaders.class).readModel(Topic.DIRECT_CONVERSATIONS, heard::add);
        var both = mei.with(leo);
        blocks(mei, leo);
        awaitSides(heard, both, new Side(mei.id(), false), new Side(leo.id(), false));
        // Both do, and one takes it back: it is still so.
        blocks(leo, mei);
        unblocks(mei, leo);
        assertThat(seenBy(mei, both).path("closed").asText()).isEqualTo("unavailable");
        assertThat(seenBy(leo, both).path("closed").asText()).isEqualTo("blocked");
        awaitSides(heard, both, new Side(mei.id(), false), new Side(leo.id(), false));
        unblocks(leo, mei);
        awaitSides(heard, both, new Side(mei.id(), true), new Side(leo.id(), true));
    }

    @Test
    void whoWasWrittenToMayCallIfOneChoosesSo() {
        var heard = new ConcurrentLinkedQueue<DirectConversationEvent>();
        bean(EventReaders.class).readModel(Topic.DIRECT_CONVERSATIONS, heard::add);
        var both = leo.with(mei);
        var others = ana.with(mei);
        try (var meis = mei.socket();
                var leos = leo.socket()) {
            say(meis, others, "written before it was chosen");
            say(leos, both, "I wrote, Mei has not");
            mei.rest()
                    .body(Map.of("from", "contacts"))
                    .put("/api/conversations/preferences/calls")
                    .then()
                    .statusCode(200);
            awaitSides(heard, both, new Side(mei.id(), true), new Side(leo.id(), false));
            awaitSides(heard, others, new Side(mei.id(), true), new Side(ana.id(), true));
            say(meis, both, "and now I have");
            awaitSides(heard, both, new Side(mei.id(), true), new Side(leo.id(), true));
        }
    }

    private static void awaitSides(
            Collection<DirectConversationEvent> heard, ConversationId conversation, Side... sides) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(
                                        heard.stream()
                                                .map(DirectConversationChanged.class::cast)
                                                .filter(told ->
                                                        told.conversation().equals(conversation))
                                                .reduce((known, next) ->
                                                        next.revision() > known.revision()
                                                                ? next
                                                                : known)
                                                .map(DirectConversationChanged::people)
                                                .orElse(List.of()))
                                .containsExactlyInAnyOrder(sides));
    }

    @Test
    void whatIsLeftOfACallThatBeganBeforeIsKept() {
        var both = mei.with(leo);
        blocks(leo, mei);
        var started = Instant.parse("2026-03-02T08:00:00Z");
        var card =
                new CallCard(
                        new CallId(bean(IdSource.class).next()),
                        false,
                        started,
                        started,
                        started.plusSeconds(60),
                        Ending.HUNG_UP);
        var send =
                new Send(
                        both, mei.id(), card.name(), new Content.Called(card, leo.id()), List.of());
        assertThat(bean(MessageStore.class).send(send).await().atMost(PATIENCE))
                .isInstanceOf(SendResult.Sent.class);
    }

    @Test
    void theListIsOnesOwnAndToldToAllOfOnesDevices() {
        blocks(mei, leo);
        try (var one = mei.socket();
                var other = mei.socket();
                var leos = leo.socket()) {
            one.expect(told(List.of(leo)));
            blocks(mei, ana);
            blocks(mei, ana);
            one.expect(told(List.of(ana, leo)));
            other.expect(told(List.of(ana, leo)));
            assertThat(blocked(mei)).containsExactly("Ana", "Leo");
            assertThat(blocked(leo)).isEmpty();
            tell(new ProfileRemoved(ana.id(), 2));
            assertThat(blocked(mei)).containsExactly("Leo");
            unblocks(mei, leo);
            unblocks(mei, leo);
            other.expect(told(List.of(ana)));
            assertThat(leos.frames("blocks")).allMatch(frame -> frame.path("accounts").isEmpty());
        }
    }

    private static Predicate<JsonNode> told(List<Person> people) {
        return frame ->
                frame.path("type").asText().equals("blocks")
                        && frame.path("accounts")
                                .valueStream()
                                .map(JsonNode::asText)
                                .toList()
                                .equals(people.stream().map(each -> each.id().toString()).toList());
    }

    @Test
    void whatCannotBeBlockedIsRefused() {
        assertThat(slug(block(mei, mei).then().statusCode(400).extract().path("type")))
                .isEqualTo("invalid-request");
        assertThat(
                        slug(
                                mei.rest()
                                        .put(BLOCKS + "/" + UUID.randomUUID())
                                        .then()
                                        .extract()
                                        .path("type")))
                .isIn("person-not-found", "invalid-request");
        mei.rest().put(BLOCKS + "/nobody").then().statusCode(400);
        Database.execute(
                """
                INSERT INTO block (blocker_id, blocked_id, at)
                SELECT ?, gen_random_uuid(), now() FROM generate_series(1, 1000)
                """,
                mei.id().value());
        assertThat(slug(block(mei, leo).then().statusCode(409).extract().path("type")))
                .isEqualTo("too-many-blocks");
    }
}
