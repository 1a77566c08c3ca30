package org.homeroom.chat.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.homeroom.chat.Classroom.bean;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.say;
import static org.homeroom.chat.Classroom.sent;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.junit.jupiter.api.Test;

@QuarkusTest
@RealInfrastructure(database = "chat")
class SendTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @Test
    void numbersHaveNoGapsAndEverySocketsOrderIsKept() {
        var mei = person("Mei");
        var leo = person("Leo");
        var ana = person("Ana");
        record Line(Person from, ConversationId to) {}
        var lines = new ArrayList<Line>();
        for (var pair : List.of(List.of(mei, leo), List.of(mei, ana), List.of(leo, ana))) {
            var conversation = pair.getFirst().with(pair.getLast());
            pair.forEach(person -> lines.add(new Line(person, conversation)));
        }
        try (var meis = mei.socket();
                var leos = leo.socket();
                var anas = ana.socket()) {
            var sockets = Map.of(mei, meis, leo, leos, ana, anas);
            var refs = new HashMap<Line, List<Long>>();
            for (var i = 0; i < 50; i++) {
                for (var line : lines) {
                    var text = line.from.name() + " " + i;
                    refs.computeIfAbsent(line, none -> new ArrayList<>())
                            .add(
                                    sockets.get(line.from)
                                            .send(
                                                    "message.send",
                                                    message(line.to, UUID.randomUUID(), text)));
                }
            }
            for (var line : lines) {
                var numbers =
                        refs.get(line).stream()
                                .map(ref -> sockets.get(line.from).answerTo(ref))
                                .map(answer -> answer.at("/result/number").asLong())
                                .toList();
                assertThat(numbers).hasSize(50).isSorted().doesNotHaveDuplicates();

                var history = line.from.history(line.to);
                assertThat(history.stream().map(m -> m.path("number").asLong()))
                        .isEqualTo(upTo(100));
                assertThat(
                                history.stream()
                                        .filter(m ->
                                                m.path("sender")
                                                        .asText()
                                                        .equals(line.from.id().toString()))
                                        .map(m -> m.path("text").asText()))
                        .isEqualTo(
                                IntStream.range(0, 50)
                                        .mapToObj(i -> line.from.name() + " " + i)
                                        .toList());
                for (var number : upTo(100)) {
                    sockets.get(line.from).expect(sent(line.to, number));
                }
            }
        }
    }

    @Test
    void aRetryGetsTheFirstAnswerAgain() {
        var mei = person("Mei");
        var conversation = mei.with(person("Leo"));
        var once = message(conversation, UUID.randomUUID(), "once");
        try (var socket = mei.socket();
                var other = mei.socket()) {
            // In the same group, in one that is being committed, or in a later one: as it happens.
            var first = socket.send("message.send", once);
            var retries =
                    Stream.generate(() -> socket.send("message.send", once)).limit(5).toList();
            say(socket, conversation, "between");
            var elsewhere = other.ask("message.send", once).path("result");
            var later = socket.ask("message.send", once).path("result");

            var answer = socket.answerTo(first).path("result");
            assertThat(answer.path("number").asLong()).isEqualTo(1);
            assertThat(elsewhere).isEqualTo(answer);
            assertThat(later).isEqualTo(answer);
            for (var retry : retries) {
                assertThat(socket.answerTo(retry).path("result")).isEqualTo(answer);
            }
            var stored = mei.history(conversation);
            assertThat(stored).hasSize(2);
            assertThat(stored.getFirst().path("id")).isEqualTo(answer.path("id"));
            assertThat(stored.getFirst().path("sentAt")).isEqualTo(answer.path("sentAt"));
        }
    }

    @Test
    void retriesAmongFreshMessagesLeaveNoGap() {
        var mei = person("Mei");
        var conversation = mei.with(person("Leo"));
        var random = new Random(7);
        try (var socket = mei.socket()) {
            var sends = new ArrayList<String>();
            var refs = new ArrayList<List<Long>>();
            for (var i = 0; i < 200; i++) {
                if (sends.isEmpty() || random.nextBoolean()) {
                    sends.add(message(conversation, UUID.randomUUID(), "text " + sends.size()));
                    refs.add(new ArrayList<>());
                }
                var which =
                        random.nextInt(4) == 0 ? random.nextInt(sends.size()) : sends.size() - 1;
                refs.get(which).add(socket.send("message.send", sends.get(which)));
            }
            var tried = refs.stream().filter(tries -> !tries.isEmpty()).toList();
            var numbers = new ArrayList<Long>();
            for (var tries : tried) {
                var answers =
                        tries.stream().map(ref -> socket.answerTo(ref).path("result")).toList();
                assertThat(answers).containsOnly(answers.getFirst());
                numbers.add(answers.getFirst().path("number").asLong());
            }
            assertThat(numbers.stream().sorted().toList()).isEqualTo(upTo(tried.size()));
            assertThat(mei.history(conversation)).hasSize(tried.size());
        }
    }

    @Test
    void aNameStandsForOneMessageForEver() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        var other = mei.with(person("Ana"));
        var name = UUID.randomUUID();
        try (var socket = mei.socket();
                var leos = leo.socket()) {
            socket.ask("message.send", message(conversation, name, "first"));

            assertThat(problem(socket, message(conversation, name, "another")))
                    .isEqualTo("client-id-reused");
            assertThat(problem(socket, message(other, name, "first")))
                    .isEqualTo("client-id-reused");
            // Names are each sender's own.
            assertThat(problem(leos, message(conversation, name, "first"))).isEmpty();
            // And a refused one leaves no gap.
            assertThat(say(socket, conversation, "next")).isEqualTo(3);
            assertThat(say(socket, other, "first here")).isEqualTo(1);
        }
    }

    private static String problem(TestSocket socket, String send) {
        return socket.ask("message.send", send).path("problem").asText();
    }

    @Test
    void twoReplicasShareOneOrder() {
        var mei = person("Mei");
        var leo = person("Leo");
        var conversation = mei.with(leo);
        try (var one = new Replica();
                var other = new Replica()) {
            var stores = List.of(one.messages, other.messages, bean(MessageStore.class));
            var random = new Random(11);
            var results = new HashMap<Send, List<Uni<SendResult>>>();
            for (var i = 0; i < 400; i++) {
                var send = send(conversation, random.nextBoolean() ? mei : leo, "text " + i);
                var tries = results.computeIfAbsent(send, none -> new ArrayList<>());
                tries.add(stores.get(random.nextInt(3)).send(send));
                if (random.nextInt(4) == 0) {
                    tries.add(stores.get(random.nextInt(3)).send(send));
                }
            }
            var numbers = new ArrayList<Long>();
            for (var tries : results.values()) {
                var answers = tries.stream().map(SendTest::awaited).toList();
                assertThat(answers).containsOnly(answers.getFirst());
                assertThat(answers.getFirst()).isInstanceOf(SendResult.Sent.class);
                numbers.add(((SendResult.Sent) answers.getFirst()).number());
            }
            assertThat(numbers.stream().sorted().toList()).isEqualTo(upTo(400));
            assertThat(mei.history(conversation)).hasSize(400);
        }
    }

    /// Two groups that hold each other's client ids would wait for each other for ever; PostgreSQL
    /// ends one of them, and nobody in it may notice.
    @Test
    void groupsInEachOthersWayBothGetThrough() {
        var mei = person("Mei");
        var leo = person("Leo");
        var here = mei.with(leo);
        var there = mei.with(person("Ana"));
        try (var one = new Replica();
                var other = new Replica()) {
            for (var round = 0; round < 10; round++) {
                var names = Stream.generate(UUID::randomUUID).limit(20).toList();
                var results = new HashMap<UUID, List<Uni<SendResult>>>();
                var innocent = new ArrayList<Uni<SendResult>>();
                for (var i = 0; i < 20; i++) {
                    var forth = names.get(i);
                    var back = names.get(19 - i);
                    results.computeIfAbsent(forth, none -> new ArrayList<>())
                            .add(one.messages.send(named(here, mei, forth)));
                    results.computeIfAbsent(back, none -> new ArrayList<>())
                            .add(other.messages.send(named(there, mei, back)));
                    innocent.add(one.messages.send(send(here, leo, "innocent")));
                }
                for (var twins : results.values()) {
                    assertThat(twins.stream().map(SendTest::awaited))
                            .hasSize(2)
                            .hasAtLeastOneElementOfType(SendResult.Sent.class)
                            .hasAtLeastOneElementOfType(SendResult.ClientIdReused.class);
                }
                assertThat(innocent.stream().map(SendTest::awaited))
                        .hasOnlyElementsOfType(SendResult.Sent.class);
            }
            for (var conversation : List.of(here, there)) {
                var history = mei.history(conversation);
                assertThat(history.stream().map(m -> m.path("number").asLong()))
                        .isEqualTo(upTo(history.size()));
            }
        }
    }

    @Test
    void aStrangerAmongThemStopsNobody() {
        var mei = person("Mei");
        var leo = person("Leo");
        var stranger = person("Stranger");
        var conversation = mei.with(leo);
        var messages = bean(MessageStore.class);
        var strange = new ArrayList<Uni<SendResult>>();
        var good = new ArrayList<Uni<SendResult>>();
        for (var i = 0; i < 50; i++) {
            good.add(messages.send(send(conversation, i % 2 == 0 ? mei : leo, "text")));
            strange.add(messages.send(send(conversation, stranger, "let me in")));
        }
        var nowhere = new ConversationId(UUID.randomUUID());

        assertThat(strange.stream().map(SendTest::awaited))
                .containsOnly(new SendResult.NotAMember());
        assertThat(good.stream().map(SendTest::awaited))
                .hasOnlyElementsOfType(SendResult.Sent.class);
        assertThat(awaited(messages.send(send(nowhere, mei, "echo"))))
                .isEqualTo(new SendResult.NotAMember());
        assertThat(mei.history(conversation)).hasSize(50);
    }

    /// Under load, conversations are committed together: a stranger, a retry and a name that is
    /// taken among them change nothing for the others, on whatever replica.
    @Test
    void conversationsThatAreCommittedTogetherAreEachOnTheirOwn() {
        var mei = person("Mei");
        var stranger = person("Stranger");
        var conversations =
                IntStream.range(0, 40).mapToObj(i -> mei.with(person("Friend " + i))).toList();
        var old = named(conversations.getFirst(), mei, UUID.randomUUID());
        try (var one = new Replica();
                var other = new Replica()) {
            var stores = List.of(one.messages, other.messages, bean(MessageStore.class));
            var first = awaited(one.messages.send(old));
            var random = new Random(23);
            var good = new ArrayList<Uni<SendResult>>();
            var strange = new ArrayList<Uni<SendResult>>();
            var retries = new ArrayList<Uni<SendResult>>();
            var taken = new ArrayList<Uni<SendResult>>();
            for (var round = 0; round < 30; round++) {
                for (var conversation : conversations) {
                    good.add(
                            stores.get(random.nextInt(3))
                                    .send(send(conversation, mei, "round " + round)));
                }
                var store = stores.get(random.nextInt(3));
                strange.add(store.send(send(conversations.get(round), stranger, "let me in")));
                retries.add(store.send(old));
                taken.add(store.send(named(conversations.get(5), mei, old.clientId())));
            }

            assertThat(good.stream().map(SendTest::awaited))
                    .hasOnlyElementsOfType(SendResult.Sent.class);
            assertThat(strange.stream().map(SendTest::awaited))
                    .containsOnly(new SendResult.NotAMember());
            assertThat(retries.stream().map(SendTest::awaited)).containsOnly(first);
            assertThat(taken.stream().map(SendTest::awaited))
                    .containsOnly(new SendResult.ClientIdReused());
        }
        for (var conversation : conversations) {
            var history = mei.history(conversation);
            var expected = conversation.equals(conversations.getFirst()) ? 31 : 30;
            assertThat(history.stream().map(m -> m.path("number").asLong()))
                    .isEqualTo(upTo(expected));
        }
        assertThat(bean(MeterRegistry.class).get("homeroom.chat.messages.together").summary().max())
                .isGreaterThan(1);
    }

    private static Send send(ConversationId conversation, Person sender, String text) {
        return new Send(
                conversation,
                sender.id(),
                UUID.randomUUID(),
                new Content.Plain(new MessageText(text), null),
                List.of());
    }

    private static Send named(ConversationId conversation, Person sender, UUID clientId) {
        return new Send(
                conversation,
                sender.id(),
                clientId,
                new Content.Plain(new MessageText("text"), null),
                List.of());
    }

    private static SendResult awaited(Uni<SendResult> result) {
        return result.await().atMost(PATIENCE);
    }
}
