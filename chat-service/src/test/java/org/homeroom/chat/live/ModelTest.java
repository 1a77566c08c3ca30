package org.homeroom.chat.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.upTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.chat.change.Change;
import org.homeroom.chat.change.Change.Deed;
import org.homeroom.chat.change.ChangeResult;
import org.homeroom.chat.change.Emoji;
import org.homeroom.chat.message.Content;
import org.homeroom.chat.message.MessageText;
import org.homeroom.chat.message.PostTitle;
import org.homeroom.chat.message.Replica;
import org.homeroom.chat.message.Send;
import org.homeroom.chat.message.SendResult;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The guarantees of the whole: people write, edit, delete, react, pin, read, come and go, many at
/// once, by two replicas, with retries, on lines that break, delay, double, reorder and lose. At
/// the end every client holds what a fresh load shows, which is what was acknowledged; nothing is
/// lost or doubled, no number is skipped, nobody heard what their membership did not allow, and
/// Activity has what concerns somebody and counts what of it is unread.
@QuarkusTest
@RealInfrastructure(database = "chat")
class ModelTest {
    /// Stated, so that a failure can be had again.
    private static final long SEED = 20_261_123;

    private static final int STEPS = 10_000;

    /// Steps that are under way together.
    private static final int AT_ONCE = 80;

    /// What a socket may be sent at once before it is told to slow down.
    private static final int BURST = 250;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> EMOJI = List.of("👍", "❤️", "😂", "🎉");

    private enum Kind {
        DIRECT,
        GROUP,
        CHANNEL
    }

    /// A conversation, and what is known of it.
    ///
    /// @param mayHear of each person the numbers that were stored while they were in
    /// @param mayHearChanges likewise, of changes
    private record Place(
            ConversationId id,
            Kind kind,
            Set<Person> members,
            Acknowledged acknowledged,
            Map<Person, Set<Long>> mayHear,
            Map<Person, Set<Long>> mayHearChanges) {}

    /// A step that is under way, and what its answer, or refusal, means.
    private record Asked(
            Person by, Place place, CompletableFuture<Outcome> outcome, Meaning means) {}

    private interface Meaning {
        void of(long number);
    }

    /// @param number of the message or the change
    /// @param problem null if it was carried out
    private record Outcome(long number, @Nullable String problem) {}

    private final Random random = new Random(SEED);
    private final Map<Person, Mirror> mirrors = new LinkedHashMap<>();
    private final List<Place> places = new ArrayList<>();
    private final Map<TestSocket, Map<Long, CompletableFuture<Outcome>>> waiting = new HashMap<>();
    private final Map<TestSocket, Integer> looked = new HashMap<>();
    private final Map<TestSocket, Integer> used = new HashMap<>();
    private final List<TestSocket> all = new ArrayList<>();
    private final Map<TestSocket, Person> owners = new HashMap<>();
    private Replica replica;
    private int steps;

    @Test
    void everyClientEndsWithWhatWasAcknowledged() {
        var mei = person("Mei");
        var others = List.of(person("Leo"), person("Ana"), person("Eva"), person("Bob"));
        var everybody = new ArrayList<>(others);
        everybody.add(mei);
        var direct = mei.with(others.getFirst());
        var group = mei.group(others.toArray(Person[]::new));
        var channel = mei.channel("7B", "open");
        others.forEach(one -> one.seat(channel, one, "member").then().statusCode(200));
        place(direct, Kind.DIRECT, everybody, List.of(mei, others.getFirst()));
        place(group, Kind.GROUP, everybody, everybody);
        place(channel, Kind.CHANNEL, everybody, everybody);
        everybody.forEach(one -> {
            mirrors.put(one, Mirror.loaded(one));
            connect(one);
        });
        try (var second = new Replica()) {
            replica = second;
            while (steps < STEPS) {
                comeAndGo(mei, others);
                breakLines(everybody);
                var asked = ask(everybody);
                // Somebody is removed while all that is under way.
                var chosen = random.nextInt(4) == 0 ? pick(others) : null;
                var removed = places.getLast().members.contains(chosen) ? chosen : null;
                if (removed != null) {
                    unseat(places.getLast(), mei, removed);
                }
                learn(asked, removed);
                mirrors.values().forEach(mirror -> mirror.stumble(random));
            }
            everybody.forEach(this::connect);
            for (var one : everybody) {
                await().atMost(PATIENCE).untilAsserted(() -> requireFresh(one));
                await().atMost(PATIENCE).untilAsserted(() -> requireToldOfActivity(one));
            }
            assertThat(Mirror.activity(mei)).isEqualTo(mirrors.get(mei).concerning()).isNotEmpty();
        }
        requireTruth(mei, everybody);
        all.forEach(TestSocket::close);
    }

    /// The last number that was told is the one that is so.
    private void requireToldOfActivity(Person one) {
        var told = mirrors.get(one).socket().frames("activity");
        assertThat(told).isNotEmpty();
        assertThat(told.getLast().path("unread"))
                .isEqualTo(one.get("/api/notifications/activity?limit=1").path("unread"));
    }

    private void place(ConversationId id, Kind kind, List<Person> everybody, List<Person> members) {
        var mayHear = new HashMap<Person, Set<Long>>();
        var mayHearChanges = new HashMap<Person, Set<Long>>();
        everybody.forEach(one -> {
            mayHear.put(one, new HashSet<>());
            mayHearChanges.put(one, new HashSet<>());
        });
        places.add(
                new Place(
                        id,
                        kind,
                        new HashSet<>(members),
                        new Acknowledged(),
                        mayHear,
                        mayHearChanges));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void connect(Person one) {
        var mirror = mirrors.get(one);
        mirror.disconnect();
        mirror.connect();
        var socket = mirror.socket();
        if (socket != null) {
            all.add(socket);
            owners.put(socket, one);
        }
    }

    /// One after the other, and without waiting for anybody to have heard of it.
    private void comeAndGo(Person mei, List<Person> others) {
        for (var i = random.nextInt(4); i > 0; i--) {
            var one = pick(others);
            var place = places.get(1 + random.nextInt(2));
            if (place.members.contains(one)) {
                unseat(place, place.kind == Kind.GROUP ? one : mei, one);
            } else {
                mei.seat(place.id, one, "member").then().statusCode(200);
                place.members.add(one);
            }
            steps++;
        }
    }

    private void unseat(Place place, Person by, Person one) {
        if (place.members.remove(one)) {
            by.unseat(place.id, one).then().statusCode(204);
            steps++;
        }
    }

    private void breakLines(List<Person> everybody) {
        for (var each : everybody) {
            if (used.getOrDefault(mirrors.get(each).socket(), 0) > BURST - AT_ONCE) {
                connect(each);
                steps++;
            }
        }
        var one = pick(everybody);
        switch (random.nextInt(4)) {
            case 0 -> {
                mirrors.get(one).disconnect();
                steps++;
            }
            case 1 -> {
                connect(one);
                steps++;
            }
            default -> {}
        }
    }

    private List<Asked> ask(List<Person> everybody) {
        var asked = new ArrayList<Asked>();
        for (var i = 0; i < AT_ONCE; i++) {
            var place = pick(places);
            var by = pick(everybody);
            var number = place.acknowledged.pick(random);
            var chance = random.nextInt(100);
            if (number == null || chance < 40) {
                send(asked, place, by, number);
            } else if (chance < 48) {
                read(by, place, number);
            } else {
                change(asked, place, by, number, deed(chance, place, everybody));
            }
            steps++;
        }
        return asked;
    }

    private void read(Person by, Place place, long number) {
        var socket = mirrors.get(by).socket();
        if (socket != null) {
            used.merge(socket, 1, Integer::sum);
            socket.send("read", upTo(place.id, number));
        }
    }

    private Deed deed(int chance, Place place, List<Person> everybody) {
        if (chance < 62) {
            return new Change.Edit(
                    UUID.randomUUID(), null, new MessageText(words(place, everybody)));
        }
        if (chance < 68) {
            return new Change.Delete();
        }
        return chance < 90
                ? new Change.React(new Emoji(pick(EMOJI)), random.nextInt(3) > 0)
                : new Change.Pin(random.nextBoolean());
    }

    private String words(Place place, List<Person> everybody) {
        var text = "text " + random.nextInt(1_000_000);
        return switch (random.nextInt(6)) {
            case 0 -> text + " <@%s>".formatted(pick(everybody).id());
            case 1 -> place.kind == Kind.CHANNEL ? text : text + " <@channel>";
            default -> text;
        };
    }

    private void send(List<Asked> asked, Place place, Person by, @Nullable Long number) {
        var clientId = UUID.randomUUID();
        var text = words(place, List.copyOf(mirrors.keySet()));
        var content = content(place, text, number);
        var replyTo = content.parts().replyTo();
        Meaning means = place_ -> place.acknowledged.sent(clientId, by.id(), text, replyTo, place_);
        var send = new Send(place.id, by.id(), clientId, content, List.of());
        asked.add(new Asked(by, place, send(by, send), means));
        if (random.nextInt(12) == 0) {
            // The answer was lost, or seemed to be.
            asked.add(new Asked(by, place, send(by, send), means));
        }
    }

    private Content content(Place place, String text, @Nullable Long number) {
        var words = new MessageText(text);
        if (place.kind != Kind.CHANNEL) {
            return new Content.Plain(words, random.nextInt(3) == 0 ? number : null);
        }
        return number == null || random.nextBoolean()
                ? new Content.Post(new PostTitle("Title"), words, true)
                : new Content.Comment(number, null, words);
    }

    private CompletableFuture<Outcome> send(Person by, Send send) {
        var socket = mirrors.get(by).socket();
        if (socket == null || random.nextBoolean()) {
            return replica.messages
                    .send(send)
                    .map(result ->
                            switch (result) {
                                case SendResult.Sent(var number, _, _) -> new Outcome(number, null);
                                case SendResult.NotAMember() ->
                                        new Outcome(0, "conversation-not-found");
                                case SendResult.Refused(var reason) ->
                                        new Outcome(0, refusal(reason.name()));
                                case SendResult.ClientIdReused(), SendResult.TooManyWaiting() ->
                                        throw new AssertionError(result.toString());
                            })
                    .subscribeAsCompletionStage();
        }
        var fields = message(send.conversation(), send.clientId(), send.content().text().value());
        return switch (send.content()) {
            case Content.Plain plain ->
                    expect(
                            socket,
                            "message.send",
                            plain.replyTo() == null
                                    ? fields
                                    : fields + ",\"replyTo\":" + plain.replyTo());
            case Content.Post _ ->
                    expect(
                            socket,
                            "post.send",
                            fields + ",\"title\":\"Title\",\"commentsAllowed\":true");
            case Content.Comment comment ->
                    expect(socket, "comment.send", fields + ",\"post\":" + comment.post());
        };
    }

    private void change(List<Asked> asked, Place place, Person by, long number, Deed deed) {
        Meaning means = change -> place.acknowledged.done(number, by.id(), deed, change);
        asked.add(new Asked(by, place, change(by, place, number, deed), means));
        if (random.nextInt(12) == 0) {
            asked.add(new Asked(by, place, change(by, place, number, deed), means));
        }
    }

    private CompletableFuture<Outcome> change(Person by, Place place, long number, Deed deed) {
        var socket = mirrors.get(by).socket();
        if (socket == null || random.nextBoolean()) {
            return replica.changes
                    .make(new Change(place.id, number, by.id(), deed))
                    .map(result ->
                            switch (result) {
                                case ChangeResult.Done(var change) -> new Outcome(change, null);
                                case ChangeResult.Refused(var reason) ->
                                        new Outcome(0, refusal(reason.name()));
                                case ChangeResult.TooManyWaiting() ->
                                        throw new AssertionError(result.toString());
                            })
                    .subscribeAsCompletionStage();
        }
        var target = upTo(place.id, number);
        return switch (deed) {
            case Change.Edit edit ->
                    expect(
                            socket,
                            "message.edit",
                            message(place.id, edit.clientId(), edit.text().value())
                                    + ",\"number\":"
                                    + number);
            case Change.Delete() -> expect(socket, "message.delete", target);
            case Change.React(var emoji, var present) ->
                    expect(
                            socket,
                            "reaction.set",
                            target
                                    + ",\"emoji\":\"%s\",\"present\":%s"
                                            .formatted(emoji.value(), present));
            case Change.Pin(var present) ->
                    expect(socket, "pin.set", target + ",\"present\":" + present);
        };
    }

    private static String refusal(String reason) {
        return switch (reason) {
            case "NOT_A_MEMBER" -> "conversation-not-found";
            case "NO_SUCH_MESSAGE" -> "message-not-found";
            case "DELETED" -> "message-deleted";
            case "NOT_ALLOWED" -> "not-allowed";
            case "WRONG_KIND" -> "wrong-kind";
            case "TOO_MANY_PINS" -> "too-many-pins";
            default -> reason;
        };
    }

    private CompletableFuture<Outcome> expect(TestSocket socket, String type, String fields) {
        var outcome = new CompletableFuture<Outcome>();
        used.merge(socket, 1, Integer::sum);
        waiting.computeIfAbsent(socket, none -> new HashMap<>())
                .put(socket.send(type, fields), outcome);
        return outcome;
    }

    /// Waits for the answers, and takes them into the model.
    private void learn(List<Asked> asked, @Nullable Person removed) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    waiting.forEach(this::answers);
                    return asked.stream().allMatch(each -> each.outcome.isDone());
                });
        waiting.clear();
        var before = new HashMap<ConversationId, Set<Long>>();
        var beforeChanges = new HashMap<ConversationId, Set<Long>>();
        for (var place : places) {
            before.put(place.id, Set.copyOf(place.acknowledged.numbers()));
            beforeChanges.put(place.id, Set.copyOf(place.acknowledged.changes()));
        }
        for (var each : asked) {
            var outcome = each.outcome.join();
            var isIn = each.place.members.contains(each.by);
            var isLeaving = each.by == removed && each.place.kind == Kind.CHANNEL;
            if (outcome.problem == null) {
                assertThat(isIn || isLeaving).as("a stranger wrote").isTrue();
                each.means.of(outcome.number);
            } else if (isIn) {
                assertThat(outcome.problem).isIn(Acknowledged.problems().toList());
            } else if (!isLeaving) {
                assertThat(outcome.problem).isEqualTo("conversation-not-found");
            }
        }
        for (var place : places) {
            var hearing = new HashSet<>(place.members);
            if (removed != null && place.kind == Kind.CHANNEL) {
                hearing.add(removed);
            }
            for (var one : hearing) {
                grow(place.mayHear.get(one), place.acknowledged.numbers(), before.get(place.id));
                grow(
                        place.mayHearChanges.get(one),
                        place.acknowledged.changes(),
                        beforeChanges.get(place.id));
            }
        }
    }

    private static void grow(Set<Long> allowed, Set<Long> now, Set<Long> before) {
        now.stream().filter(each -> !before.contains(each)).forEach(allowed::add);
    }

    private void answers(TestSocket socket, Map<Long, CompletableFuture<Outcome>> outcomes) {
        var frames = socket.frames();
        for (var frame : frames.subList(looked.getOrDefault(socket, 0), frames.size())) {
            var outcome = outcomes.get(frame.path("ref").asLong(-1));
            if (outcome != null) {
                outcome.complete(outcome(frame));
            }
        }
        looked.put(socket, frames.size());
    }

    private static Outcome outcome(JsonNode answer) {
        if (answer.path("type").asText().equals("error")) {
            return new Outcome(0, answer.path("problem").asText());
        }
        var result = answer.path("result");
        return new Outcome(
                result.path(result.path("kind").asText().equals("sent") ? "number" : "change")
                        .asLong(),
                null);
    }

    private void requireFresh(Person one) {
        var mirror = mirrors.get(one);
        mirror.catchUp();
        assertThat(mirror.shown()).isEqualTo(Mirror.loaded(one).shown());
        assertThat(mirror.shown()).containsAllEntriesOf(Mirror.countedByServer(one));
    }

    private void requireTruth(Person mei, List<Person> everybody) {
        var heard = new HashMap<Person, Integer>();
        for (var place : places) {
            place.acknowledged.requireShown(mirrors.get(mei).messages(place.id.toString()));
            assertThat(place.acknowledged.lastNumber()).isGreaterThan(STEPS / 50);
            assertThat(place.acknowledged.changes()).hasSizeGreaterThan(STEPS / 50);
        }
        for (var socket : all) {
            var one = owners.get(socket);
            for (var frame : socket.frames()) {
                var type = frame.path("type").asText();
                for (var place : places) {
                    if (!frame.path("conversation").asText().equals(place.id.toString())) {
                        continue;
                    }
                    if (type.equals("message.sent")) {
                        heard.merge(one, 1, Integer::sum);
                        assertThat(place.mayHear.get(one))
                                .contains(frame.at("/message/number").asLong());
                    } else if (type.equals("message.changed") || type.equals("reaction.changed")) {
                        heard.merge(one, 1, Integer::sum);
                        assertThat(place.mayHearChanges.get(one))
                                .contains(frame.path("change").asLong());
                    }
                }
            }
        }
        assertThat(heard.keySet()).containsExactlyInAnyOrderElementsOf(everybody);
        assertThat(steps).isGreaterThanOrEqualTo(STEPS);
    }
}
