package org.homeroom.chat.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.chat.Classroom.comment;
import static org.homeroom.chat.Classroom.numberIn;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.post;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.sent;
import static org.homeroom.chat.Classroom.upTo;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.homeroom.chat.Database;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.junit.jupiter.api.Test;

/// What a crash between the commit and Kafka leaves behind is told all the same.
@QuarkusTest
@RealInfrastructure(database = "chat")
class RelayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static void awaitAllPublished(ConversationId conversation) {
        await().atMost(PATIENCE)
                .until(
                        () ->
                                Database.number(
                                        "SELECT count(*) FROM unpublished WHERE conversation_id = ?",
                                        conversation.value()),
                        left -> left == 0);
    }

    @Test
    void messagesLeftBehindAreDelivered() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        try (var other = leo.socket()) {
            Database.execute(
                    """
                    WITH numbered AS (
                        UPDATE conversation SET last_number = 2, changed = pg_current_xact_id() WHERE id = ?
                        RETURNING id
                    ), stored AS (
                        INSERT INTO message
                        SELECT id, number, gen_random_uuid(), ?, gen_random_uuid(), 'left behind', now()
                        FROM numbered, generate_series(1, 2) AS number
                    )
                    INSERT INTO unpublished (conversation_id, first_number, last_number, tried_at)
                    SELECT id, 1, 2, now() - interval '1 minute' FROM numbered
                    """,
                    conversation.value(),
                    mei.id().value());

            for (var number : new long[] {1, 2}) {
                var sent = other.expect(sent(conversation, number));
                assertThat(sent.at("/message/text").asText()).isEqualTo("left behind");
            }
            awaitAllPublished(conversation);
        }
    }

    @Test
    void ofChangesLeftBehindOneLearnsHowFarTheyWent() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        try (var mine = mei.socket();
                var other = leo.socket()) {
            say(mine, conversation, "said");
            Database.execute(
                    """
                    WITH counted AS (
                        UPDATE conversation SET last_change = 2, changed = pg_current_xact_id() WHERE id = ?
                        RETURNING id
                    ), altered AS (
                        UPDATE message SET text = 'meant', change = 2, edited_at = now() FROM counted
                        WHERE conversation_id = counted.id
                    )
                    INSERT INTO unpublished (conversation_id, first_number, last_number, last_change, tried_at)
                    SELECT id, 0, 0, 2, now() - interval '1 minute' FROM counted
                    """,
                    conversation.value());

            var told = other.expect("messages.changed");
            assertThat(told.path("conversation").asText()).isEqualTo(conversation.toString());
            assertThat(told.path("lastChange").asLong()).isEqualTo(2);
            var asked = leo.get("/api/conversations/" + conversation + "/changes?after=1");
            assertThat(asked.at("/messages/0/text").asText()).isEqualTo("meant");
            awaitAllPublished(conversation);
        }
    }

    @Test
    void aConversationWhoseOpeningWasLeftBehindAppears() {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = UUID.randomUUID();
        try (var mine = mei.socket();
                var other = leo.socket()) {
            Database.execute(
                    """
                    WITH opened AS (
                        INSERT INTO conversation (id, kind, direct_low, direct_high, created_at, last_at)
                        VALUES (?, 'direct', LEAST(?::uuid, ?::uuid), GREATEST(?::uuid, ?::uuid), now(), now())
                        RETURNING id, direct_low, direct_high
                    ), joined AS (
                        INSERT INTO member (conversation_id, account_id)
                        SELECT id, unnest(ARRAY[direct_low, direct_high]) FROM opened
                    )
                    INSERT INTO unpublished (conversation_id, first_number, last_number, tried_at)
                    SELECT id, 0, 0, now() - interval '1 minute' FROM opened
                    """,
                    id,
                    mei.id().value(),
                    leo.id().value(),
                    mei.id().value(),
                    leo.id().value());

            for (var socket : new TestSocket[] {mine, other}) {
                assertThat(socket.expect("conversation.opened").at("/conversation/id").asText())
                        .isEqualTo(id.toString());
            }
            say(mine, new ConversationId(id), "they hear each other");
            other.expect("message.sent");
            awaitAllPublished(new ConversationId(id));
        }
    }

    @Test
    void aReadMarkerLeftBehindMovesOnAllDevices() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        try (var mine = mei.socket();
                var other = leo.socket()) {
            say(mine, conversation, "one");
            say(mine, conversation, "two");
            Database.execute(
                    """
                    WITH moved AS (
                        UPDATE member SET read_number = 1, changed = pg_current_xact_id()
                        WHERE conversation_id = ? AND account_id = ?
                        RETURNING conversation_id, account_id
                    )
                    INSERT INTO unpublished (conversation_id, reader_id, first_number, last_number, tried_at)
                    SELECT conversation_id, account_id, 1, 1, now() - interval '1 minute' FROM moved
                    """,
                    conversation.value(),
                    leo.id().value());

            assertThat(mine.expect("read").path("number").asLong()).isEqualTo(1);
            assertThat(other.expect("read").path("unread").asInt(-1)).isEqualTo(1);
            awaitAllPublished(conversation);
        }
    }

    @Test
    void ofAReportLeftBehindThoseHearWhoAnswerForIt() {
        var mei = person("Mei");
        var leo = person("Leo");
        var channel = mei.channel("7B", "private");
        mei.seat(channel, leo, "member").then().statusCode(200);
        try (var teacher = mei.socket();
                var member = leo.socket()) {
            var post = numberIn(teacher.ask("post.send", post(channel, UUID.randomUUID(), "Labs")));
            numberIn(member.ask("comment.send", comment(channel, UUID.randomUUID(), post, "no")));
            Database.execute(
                    """
                    WITH kept AS (
                        INSERT INTO report (id, conversation_id, number, reporter_id, reason, words, at, text)
                        SELECT gen_random_uuid(), conversation_id, number, ?, 'other', '', now(), text
                        FROM message WHERE conversation_id = ? AND number = 2
                        RETURNING conversation_id)
                    INSERT INTO unpublished (conversation_id, first_number, last_number, of_reports, tried_at)
                    SELECT conversation_id, 0, 0, true, now() - interval '1 minute' FROM kept
                    """,
                    mei.id().value(),
                    channel.value());
            assertThat(teacher.expect("reports").path("open").asInt()).isEqualTo(1);
            awaitAllPublished(channel);
        }
    }

    @Test
    void nothingIsLeftAfterABusyRun() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        try (var mine = mei.socket();
                var other = leo.socket()) {
            for (var i = 0; i < 50; i++) {
                var number = say(mine, conversation, "text " + i);
                other.send("read", upTo(conversation, number));
            }
            awaitAllPublished(conversation);
        }
    }

    @Test
    void whatOneReplicaHasTakenOnNoOtherTakes() {
        var mei = person("Mei");
        var conversation = mei.with(person("Leo"));
        awaitAllPublished(conversation);
        // Too fresh for the service's own relay, and old for ours.
        Database.execute(
                """
                INSERT INTO unpublished (conversation_id, first_number, last_number, tried_at)
                SELECT ?, 0, 0, now() FROM generate_series(1, 150)
                """,
                conversation.value());
        var taken = 0;
        try (var one = new Replica();
                var other = new Replica()) {
            var soon = Instant.now().plusSeconds(1);
            var later = soon.plusSeconds(60);
            int published;
            do {
                published =
                        Uni.join()
                                .all(
                                        one.publications.publishAgain(soon, later),
                                        other.publications.publishAgain(soon, later))
                                .andFailFast()
                                .await()
                                .atMost(PATIENCE)
                                .stream()
                                .mapToInt(rows -> rows)
                                .sum();
                taken += published;
            } while (published > 0);
            assertThat(taken).isEqualTo(150);
            // While they are there: the last rows are cleared after the call, by whoever took them.
            awaitAllPublished(conversation);
        }
    }
}
