package org.homeroom.chat.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.chat.Classroom.comment;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.numberIn;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.post;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.slug;
import static org.homeroom.chat.Classroom.upTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.homeroom.chat.Classroom;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.chat.Database;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealInfrastructure(database = "chat")
class SearchTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static JsonNode search(Person person, String query, String... more) {
        var request = person.rest().queryParam("q", query);
        for (var i = 0; i < more.length; i += 2) {
            request.queryParam(more[i], more[i + 1]);
        }
        return Classroom.json(
                request.get("/api/search/messages").then().statusCode(200).extract().asString());
    }

    private static List<String> texts(JsonNode page) {
        var texts = new ArrayList<String>();
        page.path("hits").forEach(hit -> texts.add(hit.at("/message/text").asText()));
        return texts;
    }

    private static List<String> found(Person person, String query) {
        return texts(search(person, query));
    }

    /// What is written is found a moment later.
    private static void awaitFound(Person person, String query, String... texts) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(found(person, query)).containsExactly(texts));
    }

    private static String problem(Person person, String query) {
        return slug(
                person.rest()
                        .queryParam("q", query)
                        .get("/api/search/messages")
                        .then()
                        .statusCode(400)
                        .extract()
                        .path("type"));
    }

    @ParameterizedTest
    @CsvSource({
        "光, 光合作用在葉綠體裡進行",
        "葉綠體, 光合作用在葉綠體裡進行",
        "作用在葉, 光合作用在葉綠體裡進行",
        "chloroplast, Where are the chloroplasts?",
        "CHLORO, Where are the chloroplasts?",
        "the chloroplasts, Where are the chloroplasts?",
        "café, Ein Cafe",
        "🌱, 🌱 it grows",
    })
    void wordsAreFoundInBothLanguagesFromASingleCharacterUp(String query, String expected) {
        var mei = person("Mei");
        var leo = person("Leo");
        var chat = mei.with(leo);
        var socket = mei.socket();
        Stream.of(
                        "光合作用在葉綠體裡進行",
                        "Where are the chloroplasts?",
                        "Ein Cafe",
                        "🌱 it grows",
                        "of nothing")
                .forEach(text -> say(socket, chat, text));

        awaitFound(leo, query, expected);
        assertThat(found(leo, "體葉")).isEmpty();
        assertThat(found(leo, "\"chloroplasts the\"")).isEmpty();
    }

    @Test
    void theLatestComeFirstAndPagesGoOn() {
        var mei = person("Mei");
        var chat = mei.with(person("Leo"));
        var socket = mei.socket();
        var texts = IntStream.rangeClosed(1, 7).mapToObj(i -> "lesson " + i).toList();
        texts.forEach(text -> say(socket, chat, text));
        awaitFound(mei, "lesson", texts.reversed().toArray(String[]::new));

        var pages = new ArrayList<String>();
        var page = search(mei, "lesson", "limit", "3");
        assertThat(page.path("hits")).hasSize(3);
        pages.addAll(texts(page));
        while (!page.path("next").isNull()) {
            page = search(mei, "lesson", "limit", "3", "after", page.path("next").asText());
            pages.addAll(texts(page));
        }
        assertThat(pages).isEqualTo(texts.reversed());
    }

    @Test
    void whatWasLookedForIsMarked() {
        var mei = person("Mei");
        var chat = mei.with(person("Leo"));
        say(mei.socket(), chat, "光合作用在葉綠體裡進行");
        awaitFound(mei, "葉綠體", "光合作用在葉綠體裡進行");

        var hit = search(mei, "葉綠體").at("/hits/0");
        assertThat(hit.path("conversation").asText()).isEqualTo(chat.toString());
        assertThat(hit.at("/message/number").asLong()).isEqualTo(1);
        assertThat(hit.path("title").isNull()).isTrue();
        assertThat(hit.at("/text/marks/0/from").asInt()).isEqualTo(5);
        assertThat(hit.at("/text/marks/0/to").asInt()).isEqualTo(8);
    }

    @Test
    void operatorsNarrowIt() {
        var mei = person("Mei Chen");
        var leo = person("Leo Faro");
        var ana = person("Ana Sol");
        var chat = mei.with(leo);
        var channel = mei.channel("7B 生物", "open");
        leo.seat(channel, leo, "member").then().statusCode(200);
        var socket = mei.socket();
        say(socket, chat, "algae, see https://algae.example");
        say(leo.socket(), chat, "algae too");
        var post = numberIn(socket.ask("post.send", post(channel, UUID.randomUUID(), "algae")));
        numberIn(
                leo.socket()
                        .ask(
                                "comment.send",
                                comment(channel, UUID.randomUUID(), post, "algae indeed")));
        awaitFound(
                mei,
                "algae",
                "algae indeed",
                "text of algae",
                "algae too",
                "algae, see https://algae.example");

        assertThat(found(mei, "algae from:me"))
                .containsExactly("text of algae", "algae, see https://algae.example");
        assertThat(found(mei, "from:faro")).containsExactly("algae indeed", "algae too");
        assertThat(found(leo, "from:\"Mei Chen\" is:post")).containsExactly("text of algae");
        assertThat(found(mei, "is:comment")).containsExactly("algae indeed");
        assertThat(found(mei, "algae is:message"))
                .containsExactly("algae too", "algae, see https://algae.example");
        assertThat(found(mei, "algae is:comment is:message"))
                .containsExactly("algae indeed", "algae too", "algae, see https://algae.example");
        assertThat(found(mei, "has:link")).containsExactly("algae, see https://algae.example");
        assertThat(found(mei, "algae in:7b")).containsExactly("algae indeed", "text of algae");
        assertThat(found(mei, "in:\"Leo Faro\""))
                .containsExactly("algae too", "algae, see https://algae.example");
        assertThat(found(mei, "algae in:" + channel)).hasSize(2);
        assertThat(found(mei, "algae -indeed -see")).containsExactly("text of algae", "algae too");
        assertThat(found(mei, "algae before:2020-01-01")).isEmpty();
        assertThat(found(mei, "algae after:2020-01-01")).hasSize(4);
        assertThat(found(mei, "after:2020-01-01")).hasSize(4);
        assertThat(found(mei, "algae from:nobody-of-that-name")).isEmpty();
        assertThat(found(ana, "algae")).isEmpty();
        assertThat(found(ana, "algae in:" + channel)).isEmpty();
        assertThat(found(ana, "from:\"Mei Chen\"")).isEmpty();
        assertThat(found(ana, "after:2020-01-01")).isEmpty();
    }

    /// In a group one sees what was said since one came; who has left sees nothing.
    @Test
    void membershipDecidesAtTheMomentOfAsking() {
        var mei = person("Mei");
        var leo = person("Leo");
        var ana = person("Ana");
        var kai = person("Kai");
        var group = mei.group(leo, ana);
        var socket = mei.socket();
        say(socket, group, "plankton before");
        leo.seat(group, kai, "member").then().statusCode(200);
        say(socket, group, "plankton after");
        awaitFound(leo, "plankton", "plankton after", "plankton before");

        assertThat(found(kai, "plankton")).containsExactly("plankton after");
        assertThat(found(kai, "after:2020-01-01")).containsExactly("plankton after");
        leo.unseat(group, leo).then().statusCode(204);
        assertThat(found(leo, "plankton")).isEmpty();
        assertThat(found(mei, "plankton")).hasSize(2);
    }

    /// Removed while searching: from the answer to the removal on, no search that begins finds
    /// anything.
    @Test
    void whoIsRemovedWhileTheySearchFindsNothingFromThenOn() throws Exception {
        var mei = person("Mei");
        var leo = person("Leo");
        var channel = mei.channel("7B", "open");
        leo.seat(channel, leo, "member").then().statusCode(200);
        numberIn(mei.socket().ask("post.send", post(channel, UUID.randomUUID(), "kelp")));
        awaitFound(leo, "kelp", "text of kelp");

        try (var threads = Executors.newFixedThreadPool(2)) {
            Callable<Boolean> searching =
                    () -> {
                        while (!found(leo, "kelp").isEmpty()) {
                            // until the removal
                        }
                        return true;
                    };
            var ended = Stream.of(searching, searching).map(threads::submit).toList();
            mei.unseat(channel, leo).then().statusCode(204);
            assertThat(found(leo, "kelp")).isEmpty();
            for (var each : ended) {
                assertThat(each.get()).isTrue();
            }
        }
    }

    /// What another version of the analysis took apart, and what a replica left behind, is brought
    /// up.
    @Test
    void whatIsMissingInTheIndexIsFoundMissing() {
        var mei = person("Mei");
        var chat = mei.with(person("Leo"));
        say(mei.socket(), chat, "seaweed");
        awaitFound(mei, "seaweed", "seaweed");
        Database.execute("DELETE FROM message_words WHERE conversation_id = ?", chat.value());
        Database.execute("UPDATE indexed SET analysis = 0 WHERE conversation_id = ?", chat.value());
        assertThat(found(mei, "seaweed")).isEmpty();

        Classroom.bean(IndexScheduler.class).look().await().atMost(PATIENCE);
        awaitFound(mei, "seaweed", "seaweed");
    }

    @Test
    void whatWasEditedIsFoundByWhatItSaysNowAndWhatWasDeletedByNothing() {
        var mei = person("Mei");
        var chat = mei.with(person("Leo"));
        var socket = mei.socket();
        var first = say(socket, chat, "diatoms drift");
        var second = say(socket, chat, "diatoms too");
        awaitFound(mei, "diatoms", "diatoms too", "diatoms drift");

        socket.ask(
                "message.edit",
                upTo(chat, first)
                        + ",\"clientId\":\"%s\",\"text\":\"algae drift\""
                                .formatted(UUID.randomUUID()));
        socket.ask("message.delete", upTo(chat, second));
        assertThat(found(mei, "diatoms")).doesNotContain("diatoms too");

        awaitFound(mei, "algae", "algae drift");
        awaitFound(mei, "diatoms");
        assertThat(found(mei, "drift")).containsExactly("algae drift");
        assertThat(found(mei, "after:2020-01-01")).containsExactly("algae drift");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "…", "-light", "has:banana", "before:soon", "a\0b"})
    void whatCannotBeLookedForIsRefused(String query) {
        assertThat(problem(person("Mei"), query)).isEqualTo("invalid-request");
    }

    @Test
    void aRequestMustBeRight() {
        var mei = person("Mei");
        for (var wrong :
                List.of(
                        "?q=" + "x".repeat(201),
                        "",
                        "?q=x&zone=Moon/Crater",
                        "?q=x&limit=0",
                        "?q=x&limit=101",
                        "?q=x&after=x",
                        "?q=x&after=MjAyNi0xMS0yM1QwMDowMDowMFogeCB4")) {
            assertThat(mei.problem(400, "/api/search/messages" + wrong))
                    .as(wrong)
                    .isEqualTo("invalid-request");
        }
    }

    /// A text of one word again and again, of thousands of different ones, of one very long one, or
    /// of the signs that PostgreSQL writes between words: all are stored, and found.
    @Test
    void anyTextIsIndexed() {
        var mei = person("Mei");
        var chat = mei.with(person("Leo"));
        var socket = mei.socket();
        var texts =
                List.of(
                        "same ".repeat(3000) + "needle",
                        IntStream.range(0, 2500)
                                        .mapToObj(Integer::toString)
                                        .reduce("", (all, next) -> all + " " + next)
                                + " needle",
                        "x".repeat(16000) + " needle",
                        "' '' \\ \\' :1 & | ! ( ) <-> * ::tsvector; needle",
                        "葉綠體".repeat(1800) + "needle");
        for (var text : texts) {
            assertThat(
                            socket.ask("message.send", message(chat, UUID.randomUUID(), text))
                                    .path("type"))
                    .isEqualTo(JsonNodeFactory.instance.textNode("ok"));
        }
        awaitFound(mei, "needle", texts.reversed().toArray(String[]::new));
    }
}
