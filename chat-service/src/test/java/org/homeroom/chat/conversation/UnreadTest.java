package org.homeroom.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.upTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.function.Predicate;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.chat.Database;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealInfrastructure(database = "chat")
class UnreadTest {
    private static int unread(Person viewer, ConversationId conversation) {
        var one = viewer.get("/api/conversations/" + conversation).path("unread").asInt();
        assertThat(viewer.get("/api/conversations").at("/conversations/0/unread").asInt())
                .isEqualTo(one);
        return one;
    }

    @Test
    void itIsExactUpTo99AndThen100() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        try (var meis = mei.socket();
                var leos = leo.socket()) {
            assertThat(unread(leo, conversation)).isZero();
            for (var i = 1; i <= 99; i++) {
                say(meis, conversation, "text");
            }
            assertThat(unread(leo, conversation)).isEqualTo(99);
            say(leos, conversation, "one's own does not count");
            assertThat(unread(leo, conversation)).isEqualTo(99);
            say(meis, conversation, "text");
            assertThat(unread(leo, conversation)).isEqualTo(100);
            say(meis, conversation, "text");
            assertThat(unread(leo, conversation)).isEqualTo(100);
            assertThat(unread(mei, conversation)).as("Leo's one").isEqualTo(1);

            leos.ask("read", upTo(conversation, 1));
            assertThat(unread(leo, conversation)).isEqualTo(100);
            leos.ask("read", upTo(conversation, 2));
            assertThat(unread(leo, conversation)).isEqualTo(99);
            leos.ask("read", upTo(conversation, 102));
            assertThat(unread(leo, conversation)).isZero();
        }
    }

    @Test
    void theMarkerIsTheSameOnAllDevices() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        try (var meis = mei.socket();
                var laptop = leo.socket();
                var phone = leo.socket()) {
            for (var i = 0; i < 5; i++) {
                say(meis, conversation, "text");
            }
            // Both at once, the later one lower.
            laptop.send("read", upTo(conversation, 4));
            phone.send("read", upTo(conversation, 2));
            for (var device : new TestSocket[] {laptop, phone}) {
                var read =
                        device.expect(frame ->
                                frame.path("type").asText().equals("read")
                                        && frame.path("number").asLong() == 4);
                assertThat(read.path("unread").asInt(-1)).isEqualTo(1);
            }
            meis.expect(frame ->
                    frame.path("type").asText().equals("read")
                            && frame.path("number").asLong() == 4);
            assertThat(unread(leo, conversation)).isEqualTo(1);
            // A command without effect is told to nobody.
            var rows =
                    "SELECT count(*) FROM unpublished WHERE reader_id IS NOT NULL AND conversation_id = ?";
            laptop.ask("read", upTo(conversation, 3));
            assertThat(Database.number(rows, conversation.value())).isZero();
        }
    }

    @Test
    void aConversationIsMarkedAsUnreadForOneselfAlone() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        var unread = "\"conversation\":\"%s\"".formatted(conversation);
        try (var meis = mei.socket();
                var laptop = leo.socket();
                var phone = leo.socket()) {
            assertThat(laptop.ask("unread", unread).path("problem").asText())
                    .as("nobody has written")
                    .isEqualTo("message-not-found");
            say(meis, conversation, "first");
            say(meis, conversation, "second <@%s>".formatted(leo.id()));
            say(laptop, conversation, "one's own is never unread");
            laptop.ask("read", upTo(conversation, 3));
            var before = phone.expect(marker(3)).path("readRevision").asLong();

            laptop.ask("unread", unread);
            for (var device : new TestSocket[] {laptop, phone}) {
                var back = device.expect(marker(1));
                assertThat(back.path("unread").asInt(-1)).isEqualTo(1);
                assertThat(back.path("mentions").asInt(-1)).isEqualTo(1);
                assertThat(back.path("readRevision").asLong()).isGreaterThan(before);
            }
            var seen = leo.get("/api/conversations/" + conversation);
            assertThat(seen.path("readNumber").asLong()).isEqualTo(1);
            assertThat(seen.path("unread").asInt(-1)).isEqualTo(1);
            // Again is nothing new.
            var rows =
                    "SELECT count(*) FROM unpublished WHERE reader_id IS NOT NULL AND conversation_id = ?";
            laptop.ask("unread", unread);
            assertThat(Database.number(rows, conversation.value())).isZero();
            // What others know of one's reading does not go back.
            assertThat(readBy(leo, mei, conversation)).isEqualTo(3);
            phone.ask("read", upTo(conversation, 2));
            laptop.expect(marker(2));
            assertThat(readBy(leo, mei, conversation)).isEqualTo(3);
            assertThat(unread(leo, conversation)).isZero();
            assertThat(meis.frames("read"))
                    .isNotEmpty()
                    .allMatch(frame -> frame.path("number").asLong() == 3)
                    .noneMatch(frame -> frame.has("readRevision"));
            assertThat(person("Eva").socket().ask("unread", unread).path("problem").asText())
                    .isEqualTo("conversation-not-found");
        }
    }

    private static Predicate<JsonNode> marker(long number) {
        return frame ->
                frame.path("type").asText().equals("read")
                        && frame.path("number").asLong() == number;
    }

    /// How far somebody has read as another sees it.
    private static long readBy(Person reader, Person viewer, ConversationId conversation) {
        for (var member : viewer.get("/api/conversations/" + conversation).path("members")) {
            if (member.path("id").asText().equals(reader.id().toString())) {
                return member.path("readNumber").asLong();
            }
        }
        throw new AssertionError("not in it");
    }
}
