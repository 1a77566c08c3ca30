package org.homeroom.chat.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.upTo;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.homeroom.chat.Classroom;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// However often a client was away, and whatever happened meanwhile: what it holds after resuming
/// is what a reload would show.
@QuarkusTest
@RealInfrastructure(database = "chat")
class ResumeTest {
    private static final int STEPS = 80;

    private record Conversation(ConversationId id, List<Person> members) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void eventsAppliedAreWhatAReloadShows(long seed) {
        var random = new Random(seed);
        var leo = person("Leo");
        var others = List.of(person("Mei"), person("Ana"), person("Bob"));
        var unmet = new ArrayList<>(others);
        var conversations = new ArrayList<Conversation>();
        var sockets = new HashMap<Person, TestSocket>();
        var revisions = new HashMap<Person, Long>();
        var numbers = new HashMap<ConversationId, Long>();
        try (var phone = leo.socket()) {
            var watching = leo.socket();
            var view = View.loaded(leo);
            view.resume(watching);
            for (var step = 0; step < STEPS; step++) {
                var somebody = others.get(random.nextInt(others.size()));
                switch (random.nextInt(10)) {
                    case 0 -> {
                        if (!unmet.isEmpty()) {
                            var met = unmet.removeFirst();
                            var id = random.nextBoolean() ? met.with(leo) : leo.with(met);
                            conversations.add(new Conversation(id, List.of(leo, met)));
                        }
                    }
                    case 1 -> {
                        if (watching == null) {
                            continue;
                        }
                        view.apply(watching);
                        watching.close();
                        watching = null;
                    }
                    case 2 -> {
                        if (sockets.containsKey(somebody)) {
                            sockets.remove(somebody).close();
                        }
                    }
                    case 3 -> {
                        var state = random.nextBoolean() ? "\"away\"" : "\"online\"";
                        socket(sockets, somebody).ask("presence", "\"state\":" + state);
                    }
                    case 4 -> {
                        var revision = revisions.merge(somebody, 1L, Long::sum) + 1;
                        Classroom.rename(somebody, revision, "Name " + revision);
                    }
                    default -> {
                        if (!conversations.isEmpty()) {
                            var in = conversations.get(random.nextInt(conversations.size()));
                            var who = in.members.get(random.nextInt(2));
                            var socket = who == leo ? phone : socket(sockets, who);
                            var last = numbers.getOrDefault(in.id, 0L);
                            if (last > 0 && random.nextInt(3) == 0) {
                                socket.ask("read", upTo(in.id, 1 + random.nextLong(last)));
                            } else {
                                var send = message(in.id, UUID.randomUUID(), "step " + step);
                                var sent = socket.ask("message.send", send);
                                numbers.put(in.id, sent.at("/result/number").asLong());
                            }
                        }
                    }
                }
                if (watching == null && (step == STEPS - 1 || random.nextInt(4) == 0)) {
                    watching = leo.socket();
                    view.resume(watching);
                    compare(view, watching, leo);
                }
            }
            compare(view, watching, leo);
            watching.close();
            assertThat(conversations).isNotEmpty();
        } finally {
            sockets.values().forEach(TestSocket::close);
        }
    }

    private static void compare(View view, TestSocket watching, Person leo) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    view.apply(watching);
                    assertThat(view.shown()).isEqualTo(View.loaded(leo).shown());
                    assertThat(view.unread()).isEqualTo(View.unreadOnServer(leo));
                });
    }

    private static TestSocket socket(HashMap<Person, TestSocket> sockets, Person person) {
        return sockets.computeIfAbsent(person, Person::socket);
    }
}
