package org.homeroom.chat.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.homeroom.chat.Classroom.message;
import static org.homeroom.chat.Classroom.numberIn;
import static org.homeroom.chat.Classroom.person;
import static org.homeroom.chat.Classroom.post;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.homeroom.chat.Classroom.Person;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// People come, go, write and come back, without waiting for anybody to have heard of it. Nobody
/// hears what was stored while they were not in, everybody who is in can read all that they may,
/// and numbers have no gaps.
@QuarkusTest
@RealInfrastructure(database = "chat")
class MembershipModelTest {
    private static final int STEPS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource({"1, true", "2, false", "3, true", "4, false"})
    void nobodyHearsWhatTheirMembershipDoesNotAllow(long seed, boolean isChannel) {
        var random = new Random(seed);
        var owner = person("Mei");
        var people = List.of(person("Leo"), person("Ana"), person("Eva"));
        var id =
                isChannel
                        ? owner.channel("7B", "private")
                        : owner.group(people.toArray(Person[]::new));
        var members = new HashSet<Person>();
        members.add(owner);
        if (!isChannel) {
            members.addAll(people);
        }
        // Of each person: the messages that were stored while they were in, and those since they
        // came in last.
        var allowed = new HashMap<Person, Set<Long>>();
        var since = new HashMap<Person, Long>();
        var sockets = new HashMap<Person, TestSocket>();
        var all = new ArrayList<>(people);
        all.add(owner);
        all.forEach(one -> {
            allowed.put(one, new TreeSet<>());
            since.put(one, 1L);
            sockets.put(one, one.socket());
        });
        var last = 0L;
        for (var step = 0; step < STEPS; step++) {
            var one = people.get(random.nextInt(people.size()));
            switch (random.nextInt(4)) {
                case 0 -> {
                    owner.seat(id, one, "member").then().statusCode(200);
                    if (members.add(one)) {
                        since.put(one, isChannel ? 1 : last + 1);
                    }
                }
                case 1 -> {
                    // In a group nobody is removed; whoever is out already is not there.
                    var by = isChannel ? owner : one;
                    by.unseat(id, one)
                            .then()
                            .statusCode(isChannel || members.contains(one) ? 204 : 404);
                    members.remove(one);
                }
                default -> {
                    var sender = random.nextInt(3) == 0 ? one : owner;
                    var answer = send(sockets.get(sender), id, isChannel);
                    if (members.contains(sender)) {
                        last++;
                        assertThat(numberIn(answer)).isEqualTo(last);
                        for (var member : members) {
                            allowed.get(member).add(last);
                        }
                    } else {
                        assertThat(answer.path("problem").asText())
                                .isEqualTo("conversation-not-found");
                    }
                }
            }
        }
        numberIn(send(sockets.get(owner), id, isChannel));
        last++;
        for (var member : members) {
            allowed.get(member).add(last);
        }
        // Whoever stays hears everything, though perhaps not in order.
        var every = LongStream.rangeClosed(1, last).boxed().toList();
        await().atMost(PATIENCE)
                .until(() -> heard(sockets.get(owner), id), heard -> heard.size() == every.size());
        assertThat(heard(sockets.get(owner), id)).containsExactlyElementsOf(every);
        for (var one : all) {
            assertThat(allowed.get(one)).containsAll(heard(sockets.get(one), id));
            if (members.contains(one)) {
                assertThat(one.history(id).stream().map(each -> each.path("number").asLong()))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(since.get(one), last).boxed().toList());
            } else {
                assertThat(one.problem(404, "/api/conversations/" + id + "/messages"))
                        .isEqualTo("conversation-not-found");
            }
            sockets.get(one).close();
        }
        var seen = owner.get("/api/conversations/" + id);
        assertThat(seen.path("memberCount").asInt()).isEqualTo(members.size());
    }

    private static JsonNode send(TestSocket socket, ConversationId id, boolean isChannel) {
        return isChannel
                ? socket.ask("post.send", post(id, UUID.randomUUID(), "post"))
                : socket.ask("message.send", message(id, UUID.randomUUID(), "text"));
    }

    private static Set<Long> heard(TestSocket socket, ConversationId id) {
        var numbers = new TreeSet<Long>();
        for (var frame : socket.frames()) {
            if (frame.path("type").asText().equals("message.sent")
                    && frame.path("conversation").asText().equals(id.toString())) {
                numbers.add(frame.at("/message/number").asLong());
            }
        }
        return numbers;
    }
}
