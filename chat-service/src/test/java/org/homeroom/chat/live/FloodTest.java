package org.homeroom.chat.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.sent;

import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealInfrastructure(database = "chat")
class FloodTest {
    /// A thousand frames and more as fast as the line takes them: the flooder is refused and in the
    /// end closed, keeps what was acknowledged, and nobody else loses anything.
    @Test
    void oneWhoFloodsHurtsOnlyThemselves() {
        var mei = person("Mei");
        var leo = person("Leo");
        var flooder = person("Flooder");
        var quiet = mei.with(leo);
        var flooded = flooder.with(mei);
        try (var meis = mei.socket();
                var leos = leo.socket();
                var flood = flooder.socket()) {
            var flooding =
                    CompletableFuture.runAsync(() -> {
                        for (var i = 0; i < 2_500; i++) {
                            flood.send(
                                    "message.send",
                                    message(flooded, UUID.randomUUID(), "flood " + i));
                        }
                    });
            for (var i = 1; i <= 60; i++) {
                assertThat(say(meis, quiet, "from Mei")).isEqualTo(2L * i - 1);
                assertThat(say(leos, quiet, "from Leo")).isEqualTo(2L * i);
            }
            assertThat(flood.closeCode()).isEqualTo(4429);
            // Sending to a socket that was closed fails: the rest of the flood is not of interest.
            flooding.exceptionally(closed -> null).join();

            for (var number : LongStream.rangeClosed(1, 120).toArray()) {
                for (var socket : new TestSocket[] {meis, leos}) {
                    socket.expect(sent(quiet, number));
                }
            }
            var stored = new HashMap<Long, String>();
            flooder.history(flooded)
                    .forEach(each ->
                            stored.put(each.path("number").asLong(), each.path("id").asText()));
            var acknowledged = flood.frames("ok").stream().filter(ok -> ok.has("result")).toList();
            assertThat(acknowledged).isNotEmpty();
            for (var ok : acknowledged) {
                assertThat(stored)
                        .containsEntry(
                                ok.at("/result/number").asLong(), ok.at("/result/id").asText());
            }
            assertThat(flood.frames("error"))
                    .extracting(refusal -> refusal.path("problem").asText())
                    .isNotEmpty()
                    .containsOnly("too-many-requests");
        }
    }
}
