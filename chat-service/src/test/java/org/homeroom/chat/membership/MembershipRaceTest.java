package org.homeroom.chat.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.chat.Classroom.bean;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.post;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.chat.Database;
import org.homeroom.platform.event.ChannelMemberEvent;
import org.homeroom.platform.event.ChannelMemberEvent.MemberChanged;
import org.homeroom.platform.event.ChannelMemberEvent.MemberRemoved;
import org.homeroom.platform.event.DirectConversationEvent;
import org.homeroom.platform.event.DirectConversationEvent.DirectConversationChanged;
import org.homeroom.platform.event.DirectConversationEvent.Side;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.kafka.EventReaders;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;

/// Membership that changes while something else goes on.
@QuarkusTest
@RealInfrastructure(database = "chat")
class MembershipRaceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String REMOVE =
            """
            WITH changed AS (
                UPDATE conversation SET revision = revision + 1, member_count = member_count - 1
                WHERE id = '%1$s' RETURNING revision
            ), gone AS (
                DELETE FROM member WHERE conversation_id = '%1$s' AND account_id = '%2$s'
            )
            INSERT INTO former_member (conversation_id, account_id, removed, revision)
            SELECT '%1$s', '%2$s', true, revision FROM changed
            """;

    private static long waitingForLocks() {
        return Database.number(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
    }

    /// The send has begun and waits for the row that the removal holds: it saw the sender as a
    /// member, and goes on when they are none.
    private static void sendWhileBeingRemoved(
            Person sender, ConversationId id, String type, String members) throws Exception {
        try (var socket = sender.socket();
                var removal =
                        DriverManager.getConnection(
                                Database.setting("quarkus.datasource.jdbc.url"),
                                Database.setting("quarkus.datasource.username"),
                                Database.setting("quarkus.datasource.password"))) {
            removal.setAutoCommit(false);
            try (var statement = removal.createStatement()) {
                statement.execute(REMOVE.formatted(id, sender.id()));
            }
            var ref = socket.send(type, members);
            await().atMost(PATIENCE).until(() -> waitingForLocks() > 0);
            removal.commit();

            assertThat(socket.answerTo(ref).path("problem").asText())
                    .isEqualTo("conversation-not-found");
        }
        assertThat(
                        Database.number(
                                "SELECT count(*) FROM message WHERE conversation_id = ?",
                                id.value()))
                .isZero();
        assertThat(Database.number("SELECT last_number FROM conversation WHERE id = ?", id.value()))
                .isZero();
    }

    @Test
    void whoIsRemovedWhileSendingToAGroupHasSentNothing() throws Exception {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.group(leo, person("Ana"));
        sendWhileBeingRemoved(leo, id, "message.send", message(id, UUID.randomUUID(), "late"));
    }

    @Test
    void whoIsRemovedWhilePostingHasPostedNothing() throws Exception {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.channel("7B", "private");
        mei.seat(id, leo, "member").then().statusCode(200);
        sendWhileBeingRemoved(leo, id, "post.send", post(id, UUID.randomUUID(), "late"));
    }

    @Test
    void twoOwnersWhoRemoveEachOtherLeaveOne() throws Exception {
        for (var round = 0; round < 10; round++) {
            var mei = person("Mei");
            var leo = person("Leo");
            var id = mei.channel("7B", "private");
            mei.seat(id, leo, "owner").then().statusCode(200);
            try (var threads = Executors.newFixedThreadPool(2)) {
                var one = threads.submit(() -> mei.unseat(id, leo).statusCode());
                var other = threads.submit(() -> leo.unseat(id, mei).statusCode());
                assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(204, 404);
            }
            assertThat(count(id, "role = 'owner'")).isEqualTo(1);
        }
    }

    @Test
    void countsAndRevisionsHoldWhenManyComeAtOnce() throws Exception {
        var mei = person("Mei");
        var id = mei.channel("7B", "open");
        var people = IntStream.range(0, 12).mapToObj(i -> person("P" + i)).toList();
        try (var threads = Executors.newFixedThreadPool(6)) {
            var joins = new ArrayList<Future<Integer>>();
            for (var person : people) {
                // Twice each: as if the first answer had been lost.
                joins.add(threads.submit(() -> person.seat(id, person, "member").statusCode()));
                joins.add(threads.submit(() -> person.seat(id, person, "member").statusCode()));
            }
            for (var join : joins) {
                assertThat(join.get()).isEqualTo(200);
            }
        }
        assertThat(count(id, "true")).isEqualTo(13);
        var seen = mei.get("/api/conversations/" + id);
        assertThat(seen.path("memberCount").asInt()).isEqualTo(13);
        assertThat(seen.path("revision").asLong()).isEqualTo(12);
        awaitAllPublished(id);
    }

    private static long count(ConversationId id, String which) {
        return Database.number(
                "SELECT count(*) FROM member WHERE conversation_id = ? AND " + which, id.value());
    }

    private static void awaitAllPublished(ConversationId id) {
        await().atMost(PATIENCE)
                .until(
                        () ->
                                Database.number(
                                        "SELECT count(*) FROM unpublished_membership WHERE conversation_id = ?",
                                        id.value()),
                        left -> left == 0);
    }

    @Test
    void otherServicesLearnWhoIsInAChannelAsWhat() {
        var heard = new ConcurrentLinkedQueue<ChannelMemberEvent>();
        bean(EventReaders.class).readModel(Topic.CHANNEL_MEMBERS, heard::add);
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.channel("7B", "private");
        mei.seat(id, leo, "teacher").then().statusCode(200);
        mei.unseat(id, leo).then().statusCode(204);
        mei.rest().body("{\"archived\":true}").patch("/api/conversations/" + id);
        awaitAllPublished(id);

        for (var expected :
                List.of(
                        new MemberChanged(id, mei.id(), MemberRole.OWNER, 0),
                        new MemberRemoved(id, leo.id(), 2),
                        new ChannelMemberEvent.ChannelChanged(id, "7B", true, 3))) {
            await().atMost(PATIENCE).until(() -> heard.contains(expected));
        }
    }

    @Test
    void otherServicesLearnWhoMayCallWhom() {
        var heard = new ConcurrentLinkedQueue<DirectConversationEvent>();
        bean(EventReaders.class).readModel(Topic.DIRECT_CONVERSATIONS, heard::add);
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.with(leo);
        awaitAllPublished(id);

        await().atMost(PATIENCE)
                .until(() -> heard.stream().anyMatch(told -> told.conversation().equals(id)));
        assertThat(heard.stream().filter(told -> told.conversation().equals(id)))
                .allSatisfy(told ->
                        assertThat(((DirectConversationChanged) told).people())
                                .containsExactlyInAnyOrder(
                                        new Side(mei.id(), true), new Side(leo.id(), true)));
    }

    @Test
    void whoLetsNobodyCallMayStillCallAndOthersHearOfItAtOnce() {
        var heard = new ConcurrentLinkedQueue<DirectConversationEvent>();
        bean(EventReaders.class).readModel(Topic.DIRECT_CONVERSATIONS, heard::add);
        var mei = person("Mei");
        var leo = person("Leo");
        var ana = person("Ana");
        var before = mei.with(leo);
        var others = mei.with(ana);
        awaitAllPublished(before);
        assertThat(leo.get("/api/conversations/preferences/calls").path("from").asText())
                .isEqualTo("everybody");

        chooses(leo, "nobody");
        assertThat(leo.get("/api/conversations/preferences/calls").path("from").asText())
                .isEqualTo("nobody");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(latest(heard, before))
                                .containsExactlyInAnyOrder(
                                        new Side(mei.id(), false), new Side(leo.id(), true)));
        // One that is begun after it too, and no other's.
        var after = ana.with(leo);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(latest(heard, after))
                                .containsExactlyInAnyOrder(
                                        new Side(ana.id(), false), new Side(leo.id(), true)));
        assertThat(latest(heard, others)).allMatch(Side::mayCall);

        chooses(mei, "nobody");
        chooses(leo, "everybody");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(latest(heard, before))
                                .containsExactlyInAnyOrder(
                                        new Side(mei.id(), true), new Side(leo.id(), false)));
    }

    private static void chooses(Person person, String from) {
        person.rest()
                .body(Map.of("from", from))
                .put("/api/conversations/preferences/calls")
                .then()
                .statusCode(200);
    }

    /// As a reader has it who drops what is not newer.
    private static List<Side> latest(
            Collection<DirectConversationEvent> heard, ConversationId conversation) {
        return heard.stream()
                .map(DirectConversationChanged.class::cast)
                .filter(told -> told.conversation().equals(conversation))
                .reduce((known, next) -> next.revision() > known.revision() ? next : known)
                .map(DirectConversationChanged::people)
                .orElse(List.of());
    }

    @Test
    void onlyWhatCanBeChosenIs() {
        var mei = person("Mei");
        for (var body :
                List.of("{}", "{\"from\":null}", "{\"from\":\"friends\"}", "{\"from\":1}")) {
            mei.rest()
                    .body(body)
                    .put("/api/conversations/preferences/calls")
                    .then()
                    .statusCode(400);
        }
    }

    /// What was left behind by a crash is published as it is by now, not as it was.
    @Test
    void aLateMarkTellsTheNewestState() {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.channel("7B", "private");
        mei.seat(id, leo, "teacher").then().statusCode(200);
        mei.unseat(id, leo).then().statusCode(204);
        awaitAllPublished(id);
        Database.execute(
                """
                INSERT INTO unpublished_membership (conversation_id, account_id, tried_at)
                VALUES (?, ?, now() - interval '1 minute')
                """,
                id.value(),
                leo.id().value());
        awaitAllPublished(id);

        // How often it was told is left open: a mark may find that there is something newer to
        // tell.
        var heard = new ConcurrentLinkedQueue<ChannelMemberEvent>();
        bean(EventReaders.class).readModel(Topic.CHANNEL_MEMBERS, heard::add);
        await().atMost(PATIENCE).until(() -> bean(EventReaders.class).haveCaughtUp());
        var removed = new MemberRemoved(id, leo.id(), 2);
        assertThat(heard.stream().filter(event -> event.key().equals(removed.key())).toList())
                .last()
                .isEqualTo(removed);
    }
}
