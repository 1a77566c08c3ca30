package org.homeroom.chat.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.upTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.homeroom.chat.Classroom;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.kafka.EventPublisher;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.RevocationRules;
import org.homeroom.platform.test.TestSocket;
import org.homeroom.platform.test.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the commands of this socket refuse; what every socket does is proven in platform.
@QuarkusTest
@RealInfrastructure(database = "chat")
class BadInputTest {
    private static String problem(TestSocket socket, String type, String fields) {
        return problem(socket.ask(type, fields));
    }

    private static String problem(JsonNode answer) {
        assertThat(answer.path("type").asText()).as("%s", answer).isEqualTo("error");
        assertThat(answer.path("title").asText()).isNotEmpty();
        assertThat(answer.path("detail").asText()).isNotEmpty();
        assertThat(answer.path("status").asInt()).isBetween(400, 499);
        return answer.path("problem").asText();
    }

    @Inject EventPublisher publisher;

    @Test
    void whoseSessionHasEndedIsOut() {
        new RevocationRules(publisher, "/api/conversations", Classroom.socketUrl()).hold();
    }

    @Test
    void textHasFromOneTo16384Bytes() {
        var mei = person("Mei");
        var conversation = mei.with(person("Leo"));
        try (var socket = mei.socket()) {
            for (var empty : new String[] {"", " \n\t"}) {
                assertThat(problem(socket.ask("message.send", send(conversation, empty))))
                        .isEqualTo("text-empty");
            }
            for (var tooLong :
                    new String[] {
                        "a".repeat(16_385), "好".repeat(5_462), "😀".repeat(4_096) + "a"
                    }) {
                assertThat(problem(socket.ask("message.send", send(conversation, tooLong))))
                        .isEqualTo("text-too-long");
            }
            for (var full :
                    new String[] {
                        "a".repeat(16_384), "好".repeat(5_461) + "a", "😀".repeat(4_096), "a"
                    }) {
                say(socket, conversation, full);
                assertThat(mei.history(conversation).getLast().path("text").asText())
                        .isEqualTo(full);
            }
        }
    }

    private static String send(ConversationId conversation, String text) {
        return message(conversation, UUID.randomUUID(), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\ud83d", "a\\ude00", "\\ude00\\ud83d", "\\ud83dA"})
    void textThatNobodyCouldKeepIsRefused(String escaped) {
        var mei = person("Mei");
        var conversation = mei.with(person("Leo"));
        try (var socket = mei.socket()) {
            var send =
                    "\"conversation\":\"%s\",\"clientId\":\"%s\",\"text\":\"%s\""
                            .formatted(conversation, UUID.randomUUID(), escaped);
            assertThat(problem(socket, "message.send", send)).isEqualTo("invalid-request");
            assertThat(say(socket, conversation, "\u0001 and \uFFFF")).isEqualTo(1);
        }
    }

    @Test
    void aStrangerCannotTellAConversationFromNone() {
        var stranger = person("Stranger");
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        try (var socket = stranger.socket();
                var meis = mei.socket();
                var leos = leo.socket()) {
            say(meis, conversation, "between us");
            for (var id :
                    new ConversationId[] {conversation, new ConversationId(UUID.randomUUID())}) {
                assertThat(problem(socket, "message.send", send(id, "let me in")))
                        .isEqualTo("conversation-not-found");
                assertThat(
                                problem(
                                        socket,
                                        "typing",
                                        "\"conversation\":\"%s\",\"active\":true".formatted(id)))
                        .isEqualTo("conversation-not-found");
                assertThat(problem(socket, "read", upTo(id, 1)))
                        .isEqualTo("conversation-not-found");
            }
            say(meis, conversation, "still between us");
            leos.expect(frame -> frame.at("/message/number").asLong() == 2);
            assertThat(leos.frames("typing")).isEmpty();
            assertThat(leos.frames("read")).isEmpty();
            assertThat(socket.frames("message.sent")).isEmpty();
            assertThat(mei.history(conversation)).hasSize(2);
        }
    }

    @Test
    void aMarkerStandsOnAMessage() {
        var mei = person("Mei");
        var conversation = mei.with(person("Leo"));
        try (var socket = mei.socket()) {
            assertThat(problem(socket, "read", upTo(conversation, 1)))
                    .isEqualTo("message-not-found");
            say(socket, conversation, "one");
            for (var number : new long[] {2, Long.MAX_VALUE}) {
                assertThat(problem(socket, "read", upTo(conversation, number)))
                        .isEqualTo("message-not-found");
            }
            for (var number :
                    new String[] {"0", "-1", "1.0", "\"1\"", "null", "9223372036854775808"}) {
                var read = "\"conversation\":\"%s\",\"number\":%s".formatted(conversation, number);
                assertThat(problem(socket, "read", read)).isEqualTo("invalid-request");
            }
        }
    }

    @Test
    void aPageShowsAHundredPeopleAndEachOnce() {
        var ids = Stream.generate(() -> UUID.randomUUID().toString()).limit(101).toList();
        try (var socket = person("Mei").socket()) {
            assertThat(Classroom.watch(socket, ids.subList(0, 100)).path("type").asText())
                    .isEqualTo("ok");
            assertThat(Classroom.watch(socket, ids).path("problem").asText())
                    .isEqualTo("invalid-request");
            assertThat(
                            Classroom.watch(socket, List.of(ids.getFirst(), ids.getFirst()))
                                    .path("problem")
                                    .asText())
                    .isEqualTo("invalid-request");
            for (var bad : new String[] {"null", "[null]", "\"\"", "[1]", "[\"mei\"]", "{}"}) {
                assertThat(problem(socket, "presence.watch", "\"accounts\":" + bad))
                        .isEqualTo("invalid-request");
            }
            assertThat(Classroom.watch(socket, List.of()).path("type").asText()).isEqualTo("ok");
        }
    }

    @Test
    void whoIsOfflineClosesTheSocket() {
        try (var socket = person("Mei").socket()) {
            for (var state : new String[] {"\"offline\"", "\"ONLINE\"", "\"busy\"", "0", "null"}) {
                assertThat(problem(socket, "presence", "\"state\":" + state))
                        .isEqualTo("invalid-request");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "abc",
                "-1",
                "1.5",
                "0x10",
                "1; DROP TABLE message",
                "9223372036854775807",
                "9999999999999999999",
                "18446744073709551616",
                "１２３"
            })
    void aCursorThatNobodyGaveOutIsRefused(String cursor) {
        try (var socket = person("Mei").socket()) {
            assertThat(problem(socket, "resume", "\"cursor\":\"%s\"".formatted(cursor)))
                    .isEqualTo("cursor-unknown");
        }
    }

    @Test
    void aCursorOfSomebodyElseTellsOnesOwn() {
        var mei = person("Mei");
        var leo = person("Leo");
        var ana = person("Ana");
        var cursor = ana.get("/api/conversations").path("cursor");
        mei.with(leo);
        try (var socket = ana.socket()) {
            assertThat(socket.ask("resume", "\"cursor\":" + cursor).at("/result/conversations"))
                    .isEmpty();
        }
    }

    @Test
    void aCommandThatIsNoneIsRefusedByItsRef() {
        try (var socket = person("Mei").socket()) {
            assertThat(problem(socket, "message.unsend", "")).isEqualTo("unknown-type");
            assertThat(problem(socket, "typing", "\"active\":true")).isEqualTo("invalid-request");
            assertThat(problem(socket, "resume", "\"cursor\":\"0\",\"more\":1"))
                    .isEqualTo("invalid-request");
            assertThat(problem(socket, "message.send", "\"text\":\"without\""))
                    .isEqualTo("invalid-request");
        }
    }

    @Test
    void withoutAGoodTokenThereIsNoSocket() {
        var mei = person("Mei");
        for (var token :
                new String[] {
                    TestTokens.expiringIn(Duration.ofMinutes(-5), mei.id(), "Mei"),
                    TestTokens.foreignSigned(mei.id(), "Mei"),
                    TestTokens.unsigned(mei.id(), "Mei"),
                    TestTokens.hmacWithPublicKey(mei.id(), "Mei"),
                    null
                }) {
            assertThat(TestSocket.tryOpen(Classroom.socketUrl(), token, null)).isEqualTo(401);
        }
        assertThat(
                        TestSocket.tryOpen(
                                Classroom.socketUrl(), mei.token(), "https://evil.example.org"))
                .isEqualTo(403);
    }
}
