package org.homeroom.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.say;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.homeroom.platform.test.CapturedLogs;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealInfrastructure(database = "chat")
class LogsTest {
    @Test
    void noTextNoTokenAndNothingThatBlocks() {
        try (var logs = new CapturedLogs()) {
            var mei = person("Mei");
            var leo = person("Leo");
            var conversation = mei.with(leo);
            var token = leo.token();
            try (var socket = mei.socket();
                    var other = leo.socket()) {
                var clientId = UUID.randomUUID();
                for (var i = 0; i < 100; i++) {
                    socket.send(
                            "message.send",
                            message(conversation, UUID.randomUUID(), "secret words"));
                }
                say(socket, conversation, "secret words");
                socket.ask("message.send", message(conversation, clientId, "secret words"));
                socket.ask("message.send", message(conversation, clientId, "secret others"));
                socket.ask("message.send", "\"text\":\"secret words\"");
                socket.sendText("{\"type\":\"message.send\",\"text\":\"secret words");
                other.ask("session.refresh", "\"token\":\"" + token + "\"");
                other.ask("session.refresh", "\"token\":\"secret token\"");
                mei.rest().body("{\"with\":\"secret words\"}").post("/api/conversations");
                mei.rest().body("{secret words").post("/api/conversations");
                mei.get("/api/conversations/" + conversation + "/messages");
                other.expect(frame -> frame.at("/message/number").asLong() == 102);
            }
            assertThat(logs.text())
                    .doesNotContain("secret", token, mei.token(), "BlockedThreadChecker");
            assertThat(logs.warnings()).isEmpty();
        }
    }
}
