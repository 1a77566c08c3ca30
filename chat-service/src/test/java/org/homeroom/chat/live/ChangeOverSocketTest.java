package org.homeroom.chat.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.chat.Classroom.bean;
import static org.homeroom.chat.Classroom.comment;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.numberIn;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.post;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.upTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.homeroom.chat.Classroom;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.junit.jupiter.api.Test;

/// What becomes of messages after they were sent, and who learns of it.
@QuarkusTest
@RealInfrastructure(database = "chat")
class ChangeOverSocketTest {
    private static String on(ConversationId conversation, long number) {
        return upTo(conversation, number);
    }

    private static String edit(ConversationId conversation, long number, UUID name, String text) {
        return message(conversation, name, text) + ",\"number\":" + number;
    }

    private static String react(
            ConversationId conversation, long number, String emoji, boolean present) {
        return on(conversation, number)
                + ",\"emoji\":\"%s\",\"present\":%s".formatted(emoji, present);
    }

    private static String pin(ConversationId conversation, long number, boolean present) {
        return on(conversation, number) + ",\"present\":" + present;
    }

    /// The number of the change that an answer gives.
    private static long change(JsonNode answer) {
        assertThat(answer.path("type").asText()).as("%s", answer).isEqualTo("ok");
        assertThat(answer.at("/result/kind").asText()).isEqualTo("changed");
        return answer.at("/result/change").asLong();
    }

    private static String problem(JsonNode answer) {
        assertThat(answer.path("type").asText()).as("%s", answer).isEqualTo("error");
        assertThat(answer.path("status").asInt()).isBetween(400, 499);
        return answer.path("problem").asText();
    }

    private static Predicate<JsonNode> changed(long change) {
        return frame ->
                frame.path("type").asText().matches("(message|reaction).changed")
                        && frame.path("change").asLong() == change;
    }

    private static String path(ConversationId conversation, String rest) {
        return "/api/conversations/" + conversation + rest;
    }

    private static List<Long> numbers(JsonNode messages) {
        return IntStream.range(0, messages.size())
                .mapToObj(i -> messages.get(i).path("number").asLong())
                .toList();
    }

    private static long rows(String table, ConversationId conversation) {
        return bean(Pool.class)
                .preparedQuery(
                        "SELECT count(*) FROM %s WHERE conversation_id = $1".formatted(table))
                .executeAndAwait(Tuple.of(conversation.value()))
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void anEditIsToldAndItsHistoryKept() {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.with(leo);
        try (var meis = mei.socket();
                var leos = leo.socket()) {
            say(meis, id, "fist");
            var name = UUID.randomUUID();
            assertThat(change(meis.ask("message.edit", edit(id, 1, name, "first")))).isEqualTo(1);
            var told = leos.expect(changed(1)).path("message");
            assertThat(told.path("text").asText()).isEqualTo("first");
            assertThat(told.path("change").asLong()).isEqualTo(1);
            assertThat(told.has("editedAt")).isTrue();
            assertThat(change(meis.ask("message.edit", edit(id, 1, UUID.randomUUID(), "First"))))
                    .isEqualTo(2);
            // The first one again, from a device that never heard its answer.
            assertThat(change(meis.ask("message.edit", edit(id, 1, name, "first")))).isEqualTo(1);
            assertThat(leo.history(id).getFirst().path("text").asText()).isEqualTo("First");

            var first = leo.get(path(id, "/messages/1/edits?limit=1"));
            assertThat(first.at("/editions/0/text").asText()).isEqualTo("first");
            var rest = leo.get(path(id, "/messages/1/edits?before=" + first.path("next").asLong()));
            assertThat(rest.at("/editions/0/text").asText()).isEqualTo("fist");
            assertThat(rest.path("editions")).hasSize(1);
            assertThat(rest.path("next").isNull()).isTrue();
            assertThat(leo.get(path(id, "")).path("lastChange").asLong()).isEqualTo(2);
        }
    }

    @Test
    void commentsAreSwitchedOffAndOnAgainAndStay() {
        var mei = person("Mei");
        var leo = person("Leo");
        var channel = mei.channel("7B", "private");
        mei.seat(channel, leo, "member").then().statusCode(200);
        try (var meis = mei.socket();
                var leos = leo.socket()) {
            var number =
                    numberIn(meis.ask("post.send", post(channel, UUID.randomUUID(), "Homework")));
            var first = comment(channel, UUID.randomUUID(), number, "Done");
            numberIn(leos.ask("comment.send", first));
            var off = Classroom.upTo(channel, number) + ",\"allowed\":false";
            assertThat(problem(leos.ask("comments.set", off))).isEqualTo("not-allowed");
            assertThat(problem(meis.ask("comments.set", off.replace(":" + number, ":2"))))
                    .isEqualTo("wrong-kind");
            assertThat(change(meis.ask("comments.set", off))).isEqualTo(1);
            assertThat(leos.expect(changed(1)).at("/message/commentsAllowed").asBoolean())
                    .isFalse();
            var late = comment(channel, UUID.randomUUID(), number, "Mine too");
            assertThat(problem(leos.ask("comment.send", late))).isEqualTo("comments-closed");
            // What was said before stays, and its answer too.
            assertThat(numberIn(leos.ask("comment.send", first))).isEqualTo(2);
            assertThat(
                            leo.get(path(channel, "/posts/%d/comments".formatted(number)))
                                    .path("messages"))
                    .hasSize(1);
            assertThat(
                            leo.get(path(channel, "/posts/" + number))
                                    .at("/message/commentsAllowed")
                                    .asBoolean())
                    .isFalse();
            assertThat(change(meis.ask("comments.set", off.replace("false", "true")))).isEqualTo(2);
            assertThat(numberIn(leos.ask("comment.send", late))).isEqualTo(3);
        }
    }

    @Test
    void aRetryOfAMessageThatWasEditedOrDeletedFindsItsPlace() {
        var mei = person("Mei");
        var id = mei.with(person("Leo"));
        try (var meis = mei.socket()) {
            var name = UUID.randomUUID();
            var send = message(id, name, "first");
            assertThat(numberIn(meis.ask("message.send", send))).isEqualTo(1);
            change(meis.ask("message.edit", edit(id, 1, UUID.randomUUID(), "other")));
            assertThat(numberIn(meis.ask("message.send", send))).isEqualTo(1);
            change(meis.ask("message.delete", on(id, 1)));
            assertThat(numberIn(meis.ask("message.send", send))).isEqualTo(1);
            assertThat(mei.history(id)).hasSize(1);
        }
    }

    @Test
    void ofWhatIsDeletedAStubStaysAndNothingElse() {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.channel("7B", "open");
        leo.seat(id, leo, "member").then().statusCode(200);
        try (var meis = mei.socket();
                var leos = leo.socket()) {
            numberIn(leos.ask("post.send", post(id, UUID.randomUUID(), "secret")));
            numberIn(
                    meis.ask(
                            "comment.send",
                            comment(id, UUID.randomUUID(), 1, "<@%s>".formatted(leo.id()))));
            change(
                    leos.ask(
                            "message.edit",
                            edit(id, 1, UUID.randomUUID(), "worse") + ",\"title\":\"t\""));
            change(meis.ask("reaction.set", react(id, 1, "👍", true)));
            change(meis.ask("pin.set", pin(id, 1, true)));
            var change = change(meis.ask("message.delete", on(id, 1)));

            var told = leos.expect(changed(change)).path("message");
            assertThat(told.path("text").asText()).isEmpty();
            assertThat(told.path("deletedBy").asText()).isEqualTo(mei.id().toString());
            var stub = leo.get(path(id, "/posts/1"));
            assertThat(stub.path("comments").asInt()).isEqualTo(1);
            assertThat(stub.at("/message/title").asText()).isEmpty();
            assertThat(stub.path("message").has("reactions")).isFalse();
            assertThat(stub.path("message").has("pinnedAt")).isFalse();
            assertThat(leo.get(path(id, "/messages/1/edits")).path("editions")).isEmpty();
            assertThat(leo.get(path(id, "/pins")).path("messages")).isEmpty();
            assertThat(rows("edition", id)).isZero();
            assertThat(rows("reaction", id)).isZero();

            assertThat(problem(leos.ask("comment.send", comment(id, UUID.randomUUID(), 1, "?"))))
                    .isEqualTo("message-deleted");
            change(meis.ask("message.delete", on(id, 2)));
            assertThat(rows("mention", id)).isZero();
            assertThat(change(leos.ask("message.delete", on(id, 1)))).isEqualTo(change);
        }
    }

    @Test
    void reactionsAreCountedOnceEachAndEverybodySeesTheirOwn() {
        var mei = person("Mei");
        var leo = person("Leo");
        var id = mei.with(leo);
        try (var meis = mei.socket();
                var leos = leo.socket()) {
            say(meis, id, "hi");
            assertThat(change(leos.ask("reaction.set", react(id, 1, "👍", true)))).isEqualTo(1);
            assertThat(change(leos.ask("reaction.set", react(id, 1, "👍", true)))).isEqualTo(1);
            assertThat(change(meis.ask("reaction.set", react(id, 1, "👍", true)))).isEqualTo(2);
            assertThat(change(meis.ask("reaction.set", react(id, 1, "❤️", true)))).isEqualTo(3);
            var told = leos.expect(changed(3));
            assertThat(told.path("account").asText()).isEqualTo(mei.id().toString());
            assertThat(told.path("reactions").toString())
                    .isEqualTo("[{\"emoji\":\"👍\",\"count\":2},{\"emoji\":\"❤️\",\"count\":1}]");
            assertThat(leo.history(id).getFirst().path("reactions").toString())
                    .isEqualTo(
                            "[{\"emoji\":\"👍\",\"count\":2,\"mine\":true},"
                                    + "{\"emoji\":\"❤️\",\"count\":1,\"mine\":false}]");
            var who = mei.get(path(id, "/messages/1/reactions?emoji=👍&limit=1"));
            assertThat(who.at("/people/0/name").asText()).isEqualTo("Leo");
            assertThat(
                            mei.get(
                                            path(
                                                    id,
                                                    "/messages/1/reactions?emoji=👍&after="
                                                            + who.path("next").asLong()))
                                    .at("/people/0/id")
                                    .asText())
                    .isEqualTo(mei.id().toString());
            assertThat(mei.problem(400, path(id, "/messages/1/reactions?emoji=x")))
                    .isEqualTo("invalid-request");
            change(leos.ask("reaction.set", react(id, 1, "👍", false)));
            assertThat(problem(leos.ask("reaction.set", react(id, 1, "ok", true))))
                    .isEqualTo("invalid-request");
            assertThat(problem(leos.ask("reaction.set", react(id, 2, "👍", true))))
                    .isEqualTo("message-not-found");
            assertThat(mei.history(id).getFirst().path("reactions").toString())
                    .isEqualTo(
                            "[{\"emoji\":\"👍\",\"count\":1,\"mine\":true},"
                                    + "{\"emoji\":\"❤️\",\"count\":1,\"mine\":true}]");
        }
    }

    @Test
    void whoMissedChangesAsksForThemAndSeesNoneOfBeforeTheyCame() {
        var mei = person("Mei");
        var leo = person("Leo");
        var ana = person("Ana");
        var id = mei.group(leo, person("Eva"));
        try (var meis = mei.socket()) {
            for (var i = 0; i < 3; i++) {
                say(meis, id, "early");
            }
            mei.seat(id, ana, "member").then().statusCode(200);
            try (var anas = ana.socket()) {
                say(meis, id, "late");
                change(meis.ask("message.edit", edit(id, 3, UUID.randomUUID(), "three")));
                change(meis.ask("pin.set", pin(id, 1, true)));
                change(meis.ask("pin.set", pin(id, 4, true)));
                change(meis.ask("message.edit", edit(id, 3, UUID.randomUUID(), "drei")));

                var first = leo.get(path(id, "/changes?limit=2"));
                assertThat(numbers(first.path("messages"))).containsExactly(1L, 4L);
                assertThat(first.path("hasAfter").asBoolean()).isTrue();
                assertThat(first.path("lastChange").asLong()).isEqualTo(3);
                var rest = leo.get(path(id, "/changes?after=3"));
                assertThat(numbers(rest.path("messages"))).containsExactly(3L);
                assertThat(rest.path("lastChange").asLong()).isEqualTo(4);
                assertThat(numbers(leo.get(path(id, "/pins")).path("messages")))
                        .containsExactly(4L, 1L);

                var seen = ana.get(path(id, "/changes"));
                assertThat(numbers(seen.path("messages"))).containsExactly(4L);
                assertThat(seen.path("lastChange").asLong()).isEqualTo(4);
                assertThat(numbers(ana.get(path(id, "/pins")).path("messages")))
                        .containsExactly(4L);
                for (var rest1 : new String[] {"/messages/3/edits", "/messages/3/reactions"}) {
                    assertThat(ana.problem(404, path(id, rest1))).isEqualTo("message-not-found");
                }
                assertThat(problem(anas.ask("reaction.set", react(id, 1, "👍", true))))
                        .isEqualTo("message-not-found");
                say(meis, id, "last");
                anas.expect(frame -> frame.at("/message/number").asLong() == 5);
                assertThat(anas.frames("message.changed"))
                        .extracting(frame -> frame.at("/message/number").asLong())
                        .containsExactly(4L);
            }
        }
    }

    @Test
    void mentionsAreCountedFromTheMarkerOfThoseWhoAreIn() {
        var mei = person("Mei");
        var leo = person("Leo");
        var ana = person("Ana");
        var id = mei.channel("7B", "open");
        leo.seat(id, leo, "member").then().statusCode(200);
        try (var meis = mei.socket();
                var leos = leo.socket()) {
            numberIn(meis.ask("post.send", post(id, UUID.randomUUID(), "all <@channel>")));
            var call = "<@%s> and <@%s>".formatted(leo.id(), ana.id());
            numberIn(meis.ask("comment.send", comment(id, UUID.randomUUID(), 1, call)));
            numberIn(
                    meis.ask(
                            "comment.send",
                            comment(
                                    id,
                                    UUID.randomUUID(),
                                    1,
                                    "<@channel> <@%s>".formatted(leo.id()))));
            assertThat(mentions(leo, id)).isEqualTo(3);
            assertThat(mentions(mei, id)).isZero();
            // Whoever comes later was not called.
            ana.seat(id, ana, "member").then().statusCode(200);
            assertThat(mentions(ana, id)).isZero();

            leos.ask("read", on(id, 2));
            assertThat(leos.expect(frame -> frame.has("mentions")).path("mentions").asInt())
                    .isEqualTo(1);
            change(meis.ask("message.edit", edit(id, 3, UUID.randomUUID(), "nobody")));
            assertThat(mentions(leo, id)).isZero();

            assertThat(
                            problem(
                                    leos.ask(
                                            "comment.send",
                                            comment(id, UUID.randomUUID(), 1, "<@channel>"))))
                    .isEqualTo("not-allowed");
        }
    }

    private static int mentions(Person person, ConversationId id) {
        return person.get(path(id, "")).path("mentions").asInt();
    }

    @Test
    void tenThousandMentionsAreNone() {
        var mei = person("Mei");
        var id = mei.with(person("Leo"));
        try (var socket = mei.socket()) {
            assertThat(
                            problem(
                                    socket.ask(
                                            "message.send",
                                            message(id, UUID.randomUUID(), calls(400)))))
                    .isEqualTo("too-many-mentions");
            assertThat(mei.history(id)).isEmpty();
        }
        // So many do not even fit into a frame.
        var socket = mei.socket();
        socket.send("message.send", message(id, UUID.randomUUID(), calls(10_000)));
        assertThat(socket.closeCode()).isEqualTo(1009);
        assertThat(mei.history(id)).isEmpty();
    }

    private static String calls(int people) {
        return IntStream.range(0, people)
                .mapToObj(i -> "<@" + UUID.randomUUID() + ">")
                .collect(Collectors.joining());
    }

    @Test
    void aFeedIsOrderedByItsLastComments() {
        var mei = person("Mei");
        var id = mei.channel("7B", "open");
        try (var socket = mei.socket()) {
            for (var i = 1; i <= 3; i++) {
                numberIn(socket.ask("post.send", post(id, UUID.randomUUID(), "post " + i)));
            }
            numberIn(socket.ask("comment.send", comment(id, UUID.randomUUID(), 1, "again")));
            var page = mei.get(path(id, "/posts?sort=active&limit=2"));
            assertThat(page.path("posts"))
                    .extracting(post -> post.at("/message/number").asLong())
                    .containsExactly(1L, 3L);
            var next =
                    mei.get(
                            path(id, "/posts?sort=active&before=")
                                    + page.at("/posts/1/lastNumber").asLong());
            assertThat(next.path("posts"))
                    .extracting(post -> post.at("/message/number").asLong())
                    .containsExactly(2L);
            assertThat(mei.get(path(id, "/posts")).at("/posts/0/message/number").asLong())
                    .isEqualTo(3);
            assertThat(mei.problem(400, path(id, "/posts?sort=best"))).isEqualTo("invalid-request");
        }
    }

    @Test
    void whoDoesNotShareTheirReadingDoesNotSeeThatOfOthers() {
        var mei = person("Mei");
        var leo = person("Leo");
        var ana = person("Ana");
        var id = mei.group(leo, ana);
        assertThat(leo.get("/api/conversations/preferences").path("sharesReading").asBoolean())
                .isTrue();
        leo.rest()
                .body("{\"sharesReading\":false}")
                .put("/api/conversations/preferences")
                .then()
                .statusCode(200);
        assertThat(leo.get("/api/conversations/preferences").path("sharesReading").asBoolean())
                .isFalse();
        try (var meis = mei.socket();
                var leos = leo.socket();
                var anas = ana.socket()) {
            say(meis, id, "one");
            say(meis, id, "two");
            leos.ask("read", on(id, 1));
            leos.expect(readBy(leo, 1));
            anas.ask("read", on(id, 2));
            meis.expect(readBy(ana, 2));
            anas.expect(readBy(ana, 2));
            meis.ask("read", on(id, 1));
            anas.expect(readBy(mei, 1));

            assertThat(meis.frames("read")).noneMatch(readBy(leo, 1));
            assertThat(leos.frames("read")).allMatch(readBy(leo, 1));
            assertThat(readNumbers(mei, id)).containsExactly("1", "null", "2");
            assertThat(readNumbers(leo, id)).containsExactly("null", "1", "null");
        }
    }

    private static Predicate<JsonNode> readBy(Person person, long number) {
        return frame ->
                frame.path("type").asText().equals("read")
                        && frame.path("account").asText().equals(person.id().toString())
                        && frame.path("number").asLong() == number;
    }

    /// In the order in which people came to be.
    private static List<String> readNumbers(Person viewer, ConversationId id) {
        var numbers = new ArrayList<String>();
        viewer.get(path(id, ""))
                .path("members")
                .forEach(member -> numbers.add(member.path("readNumber").toString()));
        return numbers;
    }

    @Test
    void manyReactionsAtOnceAreAllCounted() {
        var mei = person("Mei");
        var people = IntStream.range(0, 6).mapToObj(i -> person("Person " + i)).toList();
        var id = mei.group(people.toArray(Person[]::new));
        var sockets = people.stream().map(Person::socket).toList();
        try (var meis = mei.socket()) {
            say(meis, id, "Who comes?");
            var asked = new HashMap<TestSocket, List<Long>>();
            for (var socket : sockets) {
                var refs = asked.computeIfAbsent(socket, none -> new ArrayList<>());
                for (var i = 0; i < 10; i++) {
                    refs.add(socket.send("reaction.set", react(id, 1, "👍", i % 2 == 0)));
                }
                refs.add(socket.send("reaction.set", react(id, 1, "🙌", true)));
            }
            var changes = new TreeSet<Long>();
            asked.forEach((socket, refs) ->
                    refs.forEach(ref -> changes.add(change(socket.answerTo(ref)))));
            assertThat(changes)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 66).boxed().toList());
            assertThat(mei.history(id).getFirst().path("reactions").toString())
                    .isEqualTo("[{\"emoji\":\"🙌\",\"count\":6,\"mine\":false}]");
        } finally {
            sockets.forEach(TestSocket::close);
        }
    }
}
