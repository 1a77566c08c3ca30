package org.homeroom.chat.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.chat.Classroom.bean;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.sent;
import static org.homeroom.chat.Classroom.upTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.chat.message.Content;
import org.homeroom.chat.message.MessageStore;
import org.homeroom.chat.message.Replica;
import org.homeroom.chat.message.Send;
import org.homeroom.chat.message.SendResult;
import org.homeroom.platform.event.CallCard;
import org.homeroom.platform.event.CallRecordEvent;
import org.homeroom.platform.event.CallSnapshot;
import org.homeroom.platform.event.CallSnapshot.Ending;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.DeviceId;
import org.homeroom.platform.id.IdSource;
import org.homeroom.platform.kafka.EventPublisher;
import org.homeroom.platform.test.RealInfrastructure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealInfrastructure(database = "chat")
class CallRecordTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    // More digits than PostgreSQL keeps.
    private static final Instant STARTED = Instant.parse("2026-03-02T08:00:00.123456789Z");

    private Person mei;
    private Person leo;
    private ConversationId conversation;

    @BeforeEach
    void meet() {
        mei = person("Mei");
        leo = person("Leo");
        conversation = mei.with(leo);
    }

    /// Mei called Leo.
    private CallSnapshot call(Ending ending, @Nullable Instant answeredAt) {
        var seat = new CallSnapshot.Seat(new DeviceId(UUID.randomUUID()), null);
        return new CallSnapshot(
                new CallId(bean(IdSource.class).next()),
                conversation,
                mei.id(),
                leo.id(),
                true,
                3,
                CallSnapshot.State.ENDED,
                STARTED,
                null,
                false,
                answeredAt,
                STARTED.plusSeconds(60),
                ending,
                null,
                seat,
                answeredAt == null ? null : seat);
    }

    private static void record(CallSnapshot call) {
        bean(EventPublisher.class)
                .publish(Topic.CALL_RECORDS, new CallRecordEvent.CallEnded(call))
                .await()
                .atMost(PATIENCE);
    }

    private List<JsonNode> history(int size) {
        return await().atMost(PATIENCE)
                .until(() -> leo.get(page()).path("messages"), messages -> messages.size() == size)
                .valueStream()
                .toList();
    }

    private String page() {
        return "/api/conversations/%s/messages?limit=100".formatted(conversation);
    }

    private JsonNode seenBy(Person person) {
        return person.get("/api/conversations/" + conversation);
    }

    @ParameterizedTest
    @CsvSource({
        "HUNG_UP, true, false", "LOST, true, false", "DECLINED, false, false",
        "CANCELLED, false, true", "UNANSWERED, false, true", "BUSY, false, true",
    })
    void itIsAMessageOfTheCallerAndUnreadOnlyIfItWasMissed(
            Ending ending, boolean answered, boolean missed) {
        try (var meis = mei.socket();
                var leos = leo.socket()) {
            say(meis, conversation, "before");
            leos.ask("read", upTo(conversation, 1));
            var call = call(ending, answered ? STARTED.plusSeconds(5) : null);
            record(call);
            var card = leos.expect(sent(conversation, 2)).path("message");
            meis.expect(sent(conversation, 2));
            assertThat(card).isEqualTo(history(2).getLast());
            assertThat(seenBy(leo).path("lastMessage")).isEqualTo(card);
            assertThat(card.path("sender").asText()).isEqualTo(mei.id().toString());
            assertThat(card.path("text").asText("none")).isEmpty();
            assertThat(card.at("/call/id").asText()).isEqualTo(call.id().toString());
            assertThat(card.at("/call/video").asBoolean()).isTrue();
            assertThat(card.at("/call/startedAt").asText())
                    .isEqualTo("2026-03-02T08:00:00.123456Z");
            assertThat(card.path("call").has("answeredAt")).isEqualTo(answered);
            assertThat(card.at("/call/ending").asText())
                    .isEqualTo(ending == Ending.HUNG_UP ? "hung-up" : ending.name().toLowerCase());

            assertThat(seenBy(leo).path("unread").asInt(-1)).isEqualTo(missed ? 1 : 0);
            assertThat(seenBy(mei).path("unread").asInt(-1)).isZero();
            var activity = leo.get("/api/notifications/activity");
            assertThat(activity.path("unread").asInt(-1)).isEqualTo(missed ? 1 : 0);
            if (missed) {
                var item = activity.at("/items/0");
                assertThat(item.path("kind").asText()).isEqualTo("call");
                assertThat(item.path("call")).isEqualTo(card.path("call"));
                assertThat(item.at("/people/0/id").asText()).isEqualTo(mei.id().toString());
            } else {
                assertThat(activity.path("items")).isEmpty();
            }
            assertThat(mei.get("/api/notifications/activity").path("items")).isEmpty();

            // The last of somebody else that can be unread.
            leos.ask("read", upTo(conversation, 2));
            leos.ask("unread", "\"conversation\":\"%s\"".formatted(conversation));
            assertThat(seenBy(leo).path("readNumber").asLong(-1)).isEqualTo(missed ? 1 : 0);
            assertThat(seenBy(leo).path("unread").asInt(-1)).isEqualTo(1);
        }
    }

    @Test
    void whoMissedACallIsToldInActivityAtOnce() {
        try (var leos = leo.socket()) {
            leos.expect(frame -> frame.path("type").asText().equals("activity"));
            record(call(Ending.UNANSWERED, null));
            leos.expect(frame ->
                    frame.path("type").asText().equals("activity")
                            && frame.path("unread").asInt() == 1);
        }
    }

    @Test
    void howOftenEverItIsToldAndInWhateverOrderEachCallIsThereOnce() {
        var calls = IntStream.range(0, 12).mapToObj(_ -> call(Ending.UNANSWERED, null)).toList();
        var told = new ArrayList<CallSnapshot>();
        for (var i = 0; i < 4; i++) {
            told.addAll(calls);
        }
        Collections.shuffle(told, new Random(7));
        try (var meis = mei.socket()) {
            for (var i = 0; i < told.size(); i++) {
                record(told.get(i));
                if (i % 8 == 0) {
                    say(meis, conversation, "among them");
                }
            }
            // Every partition has been read to here once this has come.
            history(12 + 6);
            calls.forEach(CallRecordTest::record);
            var last = call(Ending.DECLINED, null);
            record(last);
            var messages = history(12 + 6 + 1);
            assertThat(messages)
                    .extracting(message -> message.path("number").asLong())
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 19).boxed().toList());
            assertThat(messages.stream().filter(message -> message.has("call")))
                    .extracting(message -> message.at("/call/id").asText())
                    .doesNotHaveDuplicates()
                    .hasSize(13);
        }
    }

    @Test
    void twoReplicasThatKeepOneCallAtATimeKeepItOnce() {
        try (var other = new Replica()) {
            for (var i = 1; i <= 20; i++) {
                var card = CallCard.of(call(Ending.UNANSWERED, null));
                var send =
                        new Send(
                                conversation,
                                mei.id(),
                                card.name(),
                                new Content.Called(card, leo.id()),
                                List.of());
                var here = bean(MessageStore.class).send(send);
                var there = other.messages.send(send);
                assertThat(here.await().atMost(PATIENCE))
                        .isEqualTo(there.await().atMost(PATIENCE))
                        .isInstanceOfSatisfying(
                                SendResult.Sent.class,
                                kept -> assertThat(kept.number()).isPositive());
                assertThat(history(i)).hasSize(i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message.edit,\"clientId\":\"00000000-0000-4000-8000-000000000001\",\"text\":\"other\"",
                "message.delete",
                "reaction.set,\"emoji\":\"👍\",\"present\":true",
                "pin.set,\"present\":true",
            })
    void nothingBecomesOfIt(String asked) {
        record(call(Ending.UNANSWERED, null));
        history(1);
        var type = asked.split(",", 2)[0];
        try (var meis = mei.socket()) {
            var refused = meis.ask(type, upTo(conversation, 1) + asked.substring(type.length()));
            assertThat(refused.path("problem").asText()).isEqualTo("wrong-kind");
        }
    }

    @Test
    void itIsNotAnswered() {
        record(call(Ending.UNANSWERED, null));
        history(1);
        try (var leos = leo.socket()) {
            var refused =
                    leos.ask(
                            "message.send",
                            message(conversation, UUID.randomUUID(), "why?") + ",\"replyTo\":1");
            assertThat(refused.path("problem").asText()).isEqualTo("wrong-kind");
        }
    }

    @Test
    void aCallerCannotTakeItsPlace() {
        var call = call(Ending.UNANSWERED, null);
        try (var meis = mei.socket()) {
            var refused =
                    meis.ask(
                            "message.send",
                            message(conversation, CallCard.of(call).name(), "nothing happened"));
            assertThat(refused.path("problem").asText()).isEqualTo("invalid-request");
        }
        record(call);
        assertThat(history(1).getFirst().has("call")).isTrue();
    }

    @Test
    void aCallThatHasNoPlaceKeepsNobodyElsesOut() {
        var elsewhere = conversation;
        conversation = new ConversationId(bean(IdSource.class).next());
        for (var i = 0; i < 8; i++) {
            record(call(Ending.UNANSWERED, null));
        }
        conversation = elsewhere;
        for (var i = 0; i < 8; i++) {
            record(call(Ending.UNANSWERED, null));
        }
        assertThat(history(8)).hasSize(8);
    }

    @Test
    void itIsFoundByNoWord() {
        record(call(Ending.UNANSWERED, null));
        history(1);
        try (var meis = mei.socket()) {
            say(meis, conversation, "unanswered questions");
        }
        var found =
                await().atMost(PATIENCE)
                        .until(
                                () -> leo.get("/api/search/messages?q=unanswered").path("hits"),
                                hits -> !hits.isEmpty());
        assertThat(found).hasSize(1);
        assertThat(found.at("/0/message/number").asLong()).isEqualTo(2);
    }
}
