package org.homeroom.chat.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasKey;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.sent;
import static org.homeroom.chat.Classroom.upTo;
import static org.homeroom.chat.Classroom.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.homeroom.chat.Classroom;
import org.homeroom.chat.Database;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.test.CapturedLogs;
import org.homeroom.platform.test.TestSocket;
import org.junit.jupiter.api.Test;

/// The database and Kafka go away and come back while people write.
@QuarkusTest
@WithTestResource(value = OwnServers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class OutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    OwnServers servers;

    /// Sends as a client does: the same again until there is an answer that counts.
    private static JsonNode sendUntilStored(
            TestSocket socket, ConversationId conversation, UUID clientId, String text) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .pollDelay(Duration.ZERO)
                .until(
                        () -> socket.ask("message.send", message(conversation, clientId, text)),
                        answer -> {
                            if (answer.path("type").asText().equals("ok")) {
                                return true;
                            }
                            assertThat(answer.path("problem").asText())
                                    .isIn("internal-error", "busy");
                            return false;
                        })
                .path("result");
    }

    @Test
    void whatWasAcknowledgedIsThereOnceAfterTheDatabaseWasKilled() throws Exception {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        var acknowledged = new ConcurrentHashMap<String, String>();
        // Not on the common pool: whoever waits for a process to end needs it.
        try (var meis = mei.socket();
                var leos = leo.socket();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Future<?>>();
            for (var socket : List.of(meis, leos)) {
                writers.add(
                        threads.submit(() -> {
                            for (var i = 0; i < 150; i++) {
                                var sent =
                                        sendUntilStored(
                                                socket, conversation, UUID.randomUUID(), "text");
                                acknowledged.put(
                                        sent.path("number").asText(), sent.path("id").asText());
                            }
                        }));
            }
            for (var kill = 1; kill <= 2; kill++) {
                var enough = 80 * kill;
                await().atMost(PATIENCE).until(() -> acknowledged.size() >= enough);
                servers.killPostgres();
                servers.startPostgres();
            }
            for (var writer : writers) {
                writer.get();
            }

            var history = mei.history(conversation);
            assertThat(history.stream().map(each -> each.path("number").asLong()))
                    .isEqualTo(LongStream.rangeClosed(1, 300).boxed().toList());
            assertThat(new HashSet<>(history.stream().map(each -> each.path("clientId")).toList()))
                    .hasSize(300);
            for (var each : history) {
                assertThat(acknowledged)
                        .containsEntry(each.path("number").asText(), each.path("id").asText());
            }
            for (var number = 1; number <= 300; number++) {
                leos.expect(sent(conversation, number));
            }
        }
    }

    @Test
    void aSocketThatOpensWithoutADatabaseIsClosedToComeBack() throws Exception {
        var mei = person("Mei");
        var conversation = mei.with(person("Leo"));
        var before = mei.socket();
        servers.killPostgres();
        try (var socket = TestSocket.open(Classroom.socketUrl(), mei.token())) {
            assertThat(socket.closeCode()).isEqualTo(1011);
            mei.rest()
                    .get("/api/conversations")
                    .then()
                    .statusCode(500)
                    .body("type", endsWith("internal-error"))
                    .body("$", hasKey("traceId"));
        } finally {
            servers.startPostgres();
        }
        // One that was open all the while just goes on.
        assertThat(say(before, conversation, "back")).isEqualTo(1);
        before.close();
        try (var socket = mei.socket()) {
            assertThat(say(socket, conversation, "again")).isEqualTo(2);
        }
    }

    @Test
    void whatHappensWithoutKafkaIsToldWhenItIsBack() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        try (var meis = mei.socket();
                var leos = leo.socket();
                var leosPhone = leo.socket();
                var logs = new CapturedLogs()) {
            say(meis, conversation, "before");
            leos.expect(sent(conversation, 1));
            watch(leos, mei);
            servers.stopKafka();
            try {
                meis.ask("presence", "\"state\":\"away\"");
                for (var number = 2; number <= 6; number++) {
                    assertThat(say(meis, conversation, "meanwhile")).isEqualTo(number);
                }
                leos.ask("read", upTo(conversation, 4));
                assertThat(leo.history(conversation)).hasSize(6);
                // Long enough for those who published to have given up.
                await().atMost(PATIENCE).until(() -> logs.text().contains("the relay will try"));
                assertThat(leos.frames("message.sent")).hasSize(1);
            } finally {
                servers.startKafka();
            }
            for (var number = 2; number <= 6; number++) {
                leos.expect(sent(conversation, number));
            }
            for (var socket : List.of(leosPhone, meis)) {
                socket.expect(frame ->
                        frame.path("type").asText().equals("read")
                                && frame.path("number").asLong() == 4);
            }
            leos.expect(frame ->
                    frame.path("type").asText().equals("presence")
                            && frame.path("account").asText().equals(mei.id().toString())
                            && frame.path("state").asText().equals("away"));
            await().atMost(PATIENCE)
                    .until(
                            () -> Database.number("SELECT count(*) FROM unpublished"),
                            left -> left == 0);
        }
    }
}
