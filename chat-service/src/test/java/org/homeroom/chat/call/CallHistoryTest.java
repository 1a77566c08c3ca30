package org.homeroom.chat.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.chat.Classroom.bean;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.tell;
import static org.homeroom.chat.Classroom.upTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.chat.message.Content;
import org.homeroom.chat.message.MessageStore;
import org.homeroom.chat.message.Send;
import org.homeroom.chat.message.SendResult;
import org.homeroom.platform.event.AccountProfileEvent.ProfileRemoved;
import org.homeroom.platform.event.CallCard;
import org.homeroom.platform.event.CallSnapshot.Ending;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.IdSource;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealInfrastructure(database = "chat")
class CallHistoryTest {
    private static final String CALLS = "/api/conversations/calls";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant STARTED = Instant.parse("2026-03-02T08:00:00Z");

    private Person mei;
    private Person leo;
    private Person ana;

    @BeforeEach
    void meet() {
        mei = person("Mei");
        leo = person("Leo");
        ana = person("Ana");
    }

    private static String called(Person caller, Person callee, Ending ending) {
        return called(caller, callee, ending, false);
    }

    /// A call that is over.
    private static String called(Person caller, Person callee, Ending ending, boolean answered) {
        var id = new CallId(bean(IdSource.class).next());
        var card =
                new CallCard(
                        id,
                        false,
                        STARTED,
                        answered ? STARTED.plusSeconds(5) : null,
                        STARTED.plusSeconds(65),
                        ending);
        var send =
                new Send(
                        caller.with(callee),
                        caller.id(),
                        card.name(),
                        new Content.Called(card, callee.id()),
                        List.of());
        assertThat(bean(MessageStore.class).send(send).await().atMost(PATIENCE))
                .isInstanceOf(SendResult.Sent.class);
        return id.toString();
    }

    private static List<JsonNode> calls(Person person, String query) {
        return person.get(CALLS + query).path("calls").valueStream().toList();
    }

    private static JsonNode latest(Person person) {
        return calls(person, "").getFirst();
    }

    private static int missed(Person person) {
        return person.get(CALLS).path("missed").asInt(-1);
    }

    private static void see(Person person, String upTo) {
        person.rest().body(Map.of("upTo", upTo)).put(CALLS + "/seen").then().statusCode(204);
    }

    /// Waits until the last that was told is so many.
    private static void told(TestSocket socket, int missed) {
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            var frames = socket.frames("activity");
                            return frames.isEmpty() ? NullNode.instance : frames.getLast();
                        },
                        last -> last.path("missedCalls").asInt(-1) == missed);
    }

    @ParameterizedTest
    @CsvSource({
        "HUNG_UP, true, false", "LOST, true, false", "DECLINED, false, false",
        "CANCELLED, false, true", "UNANSWERED, false, true", "BUSY, false, true",
    })
    void eachOfTheTwoSeesItFromTheirSide(Ending ending, boolean answered, boolean missed) {
        var id = called(mei, leo, ending, answered);
        var leos = latest(leo);
        var meis = latest(mei);
        assertThat(leos.at("/call/id").asText()).isEqualTo(id);
        assertThat(leos.path("call")).isEqualTo(meis.path("call"));
        assertThat(leos.path("conversation")).isEqualTo(meis.path("conversation"));
        assertThat(leos.path("direction").asText()).isEqualTo("incoming");
        assertThat(meis.path("direction").asText()).isEqualTo("outgoing");
        assertThat(leos.at("/person/name").asText()).isEqualTo("Mei");
        assertThat(meis.at("/person/id").asText()).isEqualTo(leo.id().toString());
        assertThat(leos.path("missed").asBoolean(!missed)).isEqualTo(missed);
        assertThat(meis.path("missed").asBoolean(true)).isFalse();
        assertThat(calls(leo, "?filter=missed")).hasSize(missed ? 1 : 0);
        assertThat(calls(mei, "?filter=missed")).isEmpty();
        assertThat(missed(leo)).isEqualTo(missed ? 1 : 0);
        assertThat(missed(mei)).isZero();
        assertThat(calls(ana, "")).isEmpty();
    }

    @Test
    void theLatestComesFirstOverAllConversationsPageByPage() {
        var made = new ArrayList<String>();
        var missed = new ArrayList<String>();
        for (var i = 0; i < 7; i++) {
            made.add(called(i % 2 == 0 ? mei : ana, leo, Ending.DECLINED));
            var last = called(i % 3 == 0 ? mei : ana, leo, Ending.UNANSWERED);
            made.add(last);
            missed.add(last);
        }
        assertThat(walk("")).isEqualTo(made.reversed());
        assertThat(walk("&filter=missed")).isEqualTo(missed.reversed());
    }

    private List<String> walk(String query) {
        var found = new ArrayList<String>();
        var after = "";
        do {
            var page = leo.get(CALLS + "?limit=3" + query + after);
            page.path("calls").forEach(call -> found.add(call.at("/call/id").asText()));
            after = page.path("next").isNull() ? "" : "&after=" + page.path("next").asText();
        } while (!after.isEmpty());
        return found;
    }

    @Test
    void whatWasMissedIsCountedOnEveryDeviceUntilOneOfThemLooks() {
        try (var one = leo.socket();
                var other = leo.socket();
                var meis = mei.socket()) {
            told(one, 0);
            called(mei, leo, Ending.UNANSWERED);
            called(ana, leo, Ending.CANCELLED);
            told(one, 2);
            told(other, 2);
            // Who reads the conversation has still not looked at the list.
            one.ask("read", upTo(leo.with(mei), 1));
            assertThat(missed(leo)).isEqualTo(2);

            var seen = latest(leo).path("at").asText();
            called(mei, leo, Ending.UNANSWERED);
            told(one, 3);
            see(leo, seen);
            told(one, 1);
            told(other, 1);
            see(leo, latest(leo).path("at").asText());
            // Again, and with what is older: nothing comes back.
            see(leo, seen);
            told(other, 0);
            assertThat(missed(leo)).isZero();
            assertThat(calls(leo, "?filter=missed")).hasSize(3);
            assertThat(meis.frames("activity"))
                    .allMatch(told -> told.path("missedCalls").asInt(-1) == 0);
        }
        try (var later = leo.socket()) {
            told(later, 0);
        }
    }

    @Test
    void itSaysWhetherThePersonMayBeCalledNow() {
        called(mei, leo, Ending.UNANSWERED);
        assertThat(latest(mei).path("mayCall").asBoolean()).isTrue();
        leo.rest()
                .body(Map.of("from", "nobody"))
                .put("/api/conversations/preferences/calls")
                .then()
                .statusCode(200);
        assertThat(latest(mei).path("mayCall").asBoolean(true)).isFalse();
        assertThat(latest(leo).path("mayCall").asBoolean()).isTrue();
        tell(new ProfileRemoved(mei.id(), 2));
        assertThat(latest(leo).path("mayCall").asBoolean(true)).isFalse();
        assertThat(latest(leo).at("/person/deleted").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"?filter=declined", "?limit=0", "?limit=101", "?limit=many", "?after=x"})
    void whatCannotBeAskedIsRefused(String query) {
        assertThat(leo.problem(400, CALLS + query)).isEqualTo("invalid-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"upTo\":null}",
                "{\"upTo\":\"yesterday\"}",
                "{\"upTo\":\"-1000000-01-01T00:00:00Z\"}",
                "{\"upTo\":\"+1000000-01-01T00:00:00Z\"}",
            })
    void whatCannotBeSeenIsRefused(String body) {
        leo.rest().body(body).put(CALLS + "/seen").then().statusCode(400);
    }
}
