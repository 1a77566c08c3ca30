package org.homeroom.chat.conversation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.chat.Classroom.json;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.slug;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealInfrastructure(database = "chat")
class ConversationResourceTest {
    private static final String CONVERSATIONS = "/api/conversations";

    private static String messages(ConversationId conversation, String query) {
        return CONVERSATIONS + "/" + conversation + "/messages" + query;
    }

    private static List<Long> numbers(JsonNode page) {
        var numbers = new ArrayList<Long>();
        page.path("messages").forEach(message -> numbers.add(message.path("number").asLong()));
        return numbers;
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void twoPeopleHaveOneConversationWhoeverOpensIt() {
        var mei = person("Mei");
        var leo = person("Leo");
        var opened =
                mei.rest()
                        .body(Map.of("with", leo.id().toString()))
                        .post(CONVERSATIONS)
                        .then()
                        .statusCode(201)
                        .extract();
        var id = opened.<String>path("id");
        assertThat(opened.header("Location")).endsWith(CONVERSATIONS + "/" + id);
        for (var again : List.of(List.of(mei, leo), List.of(leo, mei))) {
            var found =
                    again.getFirst()
                            .rest()
                            .body(Map.of("with", again.getLast().id().toString()))
                            .post(CONVERSATIONS)
                            .then()
                            .statusCode(200)
                            .extract();
            assertThat(found.<String>path("id")).isEqualTo(id);
        }
    }

    @Test
    void twoPeopleWhoOpenAtOnceMeetInTheSame() throws Exception {
        var mei = person("Mei");
        var leo = person("Leo");
        try (var threads = Executors.newFixedThreadPool(8)) {
            var opened =
                    threads.invokeAll(
                            IntStream.range(0, 16)
                                    .<Callable<ConversationId>>mapToObj(
                                            i -> () -> i % 2 == 0 ? mei.with(leo) : leo.with(mei))
                                    .toList());
            var ids = new HashSet<ConversationId>();
            for (var each : opened) {
                ids.add(each.get());
            }
            assertThat(ids).hasSize(1);
        }
    }

    @Test
    void historyIsReadInBothDirections() {
        var mei = person("Mei");
        var conversation = mei.with(person("Leo"));
        assertThat(mei.get(messages(conversation, "")))
                .isEqualTo(
                        json(
                                "{\"messages\":[],\"hasBefore\":false,\"hasAfter\":false,\"lastChange\":0}"));
        try (var socket = mei.socket()) {
            for (var i = 1; i <= 25; i++) {
                say(socket, conversation, "text " + i);
            }
        }
        for (var limit : new int[] {1, 7, 25, 100}) {
            var forward = new ArrayList<Long>();
            JsonNode page;
            do {
                var last = forward.isEmpty() ? 0 : forward.getLast();
                page = mei.get(messages(conversation, "?after=" + last + "&limit=" + limit));
                assertThat(page.path("hasBefore").asBoolean()).isEqualTo(last > 0);
                forward.addAll(numbers(page));
            } while (page.path("hasAfter").asBoolean());
            assertThat(forward).isEqualTo(range(1, 25));

            var backward = new ArrayList<Long>();
            page = mei.get(messages(conversation, "?limit=" + limit));
            assertThat(page.path("hasAfter").asBoolean()).isFalse();
            backward.addAll(numbers(page));
            while (page.path("hasBefore").asBoolean()) {
                page =
                        mei.get(
                                messages(
                                        conversation,
                                        "?before=" + backward.getFirst() + "&limit=" + limit));
                assertThat(page.path("hasAfter").asBoolean()).isTrue();
                backward.addAll(0, numbers(page));
            }
            assertThat(backward).isEqualTo(range(1, 25));
        }
        assertThat(mei.get(messages(conversation, "?before=1")))
                .isEqualTo(
                        json(
                                "{\"messages\":[],\"hasBefore\":false,\"hasAfter\":true,\"lastChange\":0}"));
        for (var beyond : new long[] {25, 26, Long.MAX_VALUE}) {
            assertThat(mei.get(messages(conversation, "?after=" + beyond)))
                    .isEqualTo(
                            json(
                                    "{\"messages\":[],\"hasBefore\":true,\"hasAfter\":false,\"lastChange\":0}"));
        }
        assertThat(numbers(mei.get(messages(conversation, "?limit=3&before=" + Long.MAX_VALUE))))
                .isEqualTo(range(23, 25));
        assertThat(numbers(mei.get(messages(conversation, "")))).as("50 by default").hasSize(25);
    }

    @Test
    void theListIsPagedWithoutDoublesOrHolesWhileMessagesArrive() {
        var mei = person("Mei");
        var others = IntStream.range(0, 13).mapToObj(i -> person("Person " + i)).toList();
        var all = others.stream().map(mei::with).toList();
        try (var socket = mei.socket()) {
            all.forEach(conversation -> say(socket, conversation, "hello"));
            var seen = new ArrayList<String>();
            var first = mei.get(CONVERSATIONS + "?limit=3");
            var page = first;
            var step = 0;
            while (true) {
                page.path("conversations").forEach(each -> seen.add(each.path("id").asText()));
                if (page.path("next").isNull()) {
                    break;
                }
                // One that has been seen, and one that would have come, go to the front.
                say(socket, all.get(12 - step), "again");
                say(socket, all.get(step), "again");
                step++;
                page = mei.get(CONVERSATIONS + "?limit=3&after=" + page.path("next").asText());
            }
            assertThat(seen).doesNotHaveDuplicates();
            var resumed =
                    socket.ask("resume", "\"cursor\":" + first.path("cursor"))
                            .at("/result/conversations");
            resumed.forEach(each -> seen.add(each.path("id").asText()));
            assertThat(new HashSet<>(seen))
                    .isEqualTo(new HashSet<>(all.stream().map(Object::toString).toList()));
        }
        var list = mei.get(CONVERSATIONS);
        assertThat(list.path("next").isNull()).isTrue();
        var times = list.path("conversations").findValuesAsText("sentAt");
        assertThat(times).hasSize(13).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void anEmptyListSaysFromWhenOnConversationsAreNews() {
        var mei = person("Mei");
        var empty = mei.get(CONVERSATIONS);
        assertThat(empty.path("conversations")).isEmpty();
        assertThat(empty.path("next").isNull()).isTrue();
        var conversation = mei.with(person("Leo"));
        try (var socket = mei.socket()) {
            var resumed = socket.ask("resume", "\"cursor\":" + empty.path("cursor"));
            assertThat(resumed.at("/result/conversations").findValuesAsText("createdAt"))
                    .hasSize(1);
            assertThat(resumed.at("/result/conversations/0/id").asText())
                    .isEqualTo(conversation.toString());
        }
    }

    @Test
    void aPageThatEndsWithTheLastHasNoNext() {
        var mei = person("Mei");
        IntStream.range(0, 4).forEach(i -> mei.with(person("Person " + i)));

        var page = mei.get(CONVERSATIONS + "?limit=2");
        assertThat(page.path("conversations")).hasSize(2);
        page = mei.get(CONVERSATIONS + "?limit=2&after=" + page.path("next").asText());
        assertThat(page.path("conversations")).hasSize(2);
        assertThat(page.path("next").isNull()).isTrue();
        assertThat(mei.get(CONVERSATIONS + "?limit=4").path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=-1",
                "?limit=101",
                "?limit=abc",
                "?limit=1.5",
                "?limit=99999999999",
                "?after=abc",
                "?after=MjAyNi0wMy0wMlQwODowMDowMFo",
                "?after=KzEwMDAwMDAwMDAtMTItMzFUMjM6NTk6NTlaIDAxOTdhNWEwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMQ"
            })
    void aListParameterThatIsNoneIsRefused(String query) {
        assertThat(person("Mei").problem(400, CONVERSATIONS + query)).isEqualTo("invalid-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=-1",
                "?limit=101",
                "?limit=1000000",
                "?limit=abc",
                "?limit=99999999999",
                "?before=0",
                "?before=-1",
                "?before=abc",
                "?before=9223372036854775808",
                "?after=-1",
                "?after=abc",
                "?after=1e3",
                "?before=5&after=5"
            })
    void aHistoryParameterThatIsNoneIsRefused(String query) {
        var mei = person("Mei");
        assertThat(mei.problem(400, messages(mei.with(person("Leo")), query)))
                .isEqualTo("invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1-1-1-1-1", "null", "0197a5a0-0000-7000-8000-00000000000g"})
    void anIdThatIsNoneIsRefused(String id) {
        var mei = person("Mei");
        assertThat(mei.problem(400, CONVERSATIONS + "/" + id)).isEqualTo("invalid-request");
        assertThat(mei.problem(400, CONVERSATIONS + "/" + id + "/messages"))
                .isEqualTo("invalid-request");
    }

    @Test
    void aStrangerCannotTellAConversationFromNone() {
        var stranger = person("Stranger");
        var conversation = person("Mei").with(person("Leo"));
        for (var id : new Object[] {conversation, UUID.randomUUID()}) {
            for (var path : new String[] {"", "/messages", "/messages?after=3"}) {
                assertThat(stranger.problem(404, CONVERSATIONS + "/" + id + path))
                        .isEqualTo("conversation-not-found");
            }
        }
        assertThat(stranger.get(CONVERSATIONS).path("conversations")).isEmpty();
    }

    @Test
    void nobodyTalksToNobodyOrToThemselves() {
        var mei = person("Mei");
        assertThat(refusal(mei, 404, "{\"with\":\"%s\"}".formatted(UUID.randomUUID())))
                .isEqualTo("person-not-found");
        assertThat(refusal(mei, 422, "{\"with\":\"%s\"}".formatted(mei.id())))
                .isEqualTo("conversation-with-self");
    }

    private static String refusal(Person person, int status, String body) {
        return slug(
                person.rest()
                        .body(body)
                        .post(CONVERSATIONS)
                        .then()
                        .statusCode(status)
                        .contentType("application/problem+json")
                        .extract()
                        .path("type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "\"text\"",
                "{}",
                "{\"with\":null}",
                "{\"with\":5}",
                "{\"with\":\"Mei\"}",
                "{\"with\":\"1-1-1-1-1\"}",
                "{\"with\":{}}",
                "{\"with\":\"0197a5a0-0000-7000-8000-000000000001\",\"more\":1}"
            })
    void aBodyThatIsNoneIsRefused(String body) {
        assertThat(refusal(person("Mei"), 400, body)).isEqualTo("invalid-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "with",
                "{\"with\":\"0197a5a0-0000-7000-8000-000000000001\"",
                "{\"with\":\"0197a5a0-0000-7000-8000-000000000001\",\"with\":\"0197a5a0-0000-7000-8000-000000000001\"}"
            })
    void aBodyThatIsNoJsonIsRefused(String body) {
        assertThat(refusal(person("Mei"), 400, body)).isEqualTo("malformed-json");
    }

    @Test
    void anEmptyOneAForeignOneAndATooLongOneAreRefused() {
        var mei = person("Mei");
        assertThat(refusal(mei, 400, "")).isIn("invalid-request", "malformed-json");
        assertThat(refusal(mei, 400, "[".repeat(100))).isIn("invalid-request", "malformed-json");
        assertThat(
                        slug(
                                mei.rest()
                                        .contentType("text/plain")
                                        .body("with")
                                        .post(CONVERSATIONS)
                                        .then()
                                        .statusCode(415)
                                        .extract()
                                        .path("type")))
                .isEqualTo("unsupported-media-type");
        mei.rest().body(" ".repeat(1_100_000)).post(CONVERSATIONS).then().statusCode(413);
    }

    @Test
    void withoutAGoodTokenNothingIsTold() {
        var mei = person("Mei");
        var conversation = mei.with(person("Leo"));
        for (var token :
                new String[] {
                    TestTokens.expiringIn(Duration.ofMinutes(-5), mei.id(), "Mei"),
                    TestTokens.foreignSigned(mei.id(), "Mei"),
                    TestTokens.unsigned(mei.id(), "Mei"),
                    TestTokens.hmacWithPublicKey(mei.id(), "Mei"),
                    "nonsense"
                }) {
            for (var path :
                    new String[] {
                        CONVERSATIONS,
                        CONVERSATIONS + "/" + conversation,
                        messages(conversation, "")
                    }) {
                var type = given().auth().oauth2(token).get(path).then().statusCode(401).extract();
                assertThat(slug(type.path("type"))).isEqualTo("not-signed-in");
            }
        }
        given().get(CONVERSATIONS).then().statusCode(401);
    }
}
