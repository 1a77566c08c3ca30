package org.homeroom.signaling.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.homeroom.platform.event.DirectConversationEvent.DirectConversationChanged;
import org.homeroom.platform.event.DirectConversationEvent.Side;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.test.OtherServices;
import org.homeroom.platform.test.ServiceProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two people at two replicas as they ship, one of which is killed when it matters.
class CallsOverTwoReplicasIT {
    private static final long SEED = 20_261_123;
    private static final int RACES = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> LITTLE_PATIENCE =
            Map.of(
                    "SIGNALING_AWAY", "8s",
                    "SIGNALING_CALLER_AWAY", "8s",
                    "SIGNALING_REPLICA_SILENCE", "2s",
                    "SIGNALING_STARTS_PER_MINUTE", "1000");

    private static final ServiceProcess ONE =
            new ServiceProcess("signaling-1", "signaling_replicas", LITTLE_PATIENCE);
    private static final ServiceProcess OTHER =
            new ServiceProcess("signaling-2", "signaling_replicas", LITTLE_PATIENCE);

    private final List<Phone> phones = new ArrayList<>();
    private final AccountId ana = new AccountId(UUID.randomUUID());
    private final AccountId ben = new AccountId(UUID.randomUUID());
    private final UUID lessons = UUID.randomUUID();
    private final UUID call = UUID.randomUUID();

    @BeforeAll
    static void start() {
        // One after the other: the first makes the tables.
        ONE.start().awaitReady();
        OTHER.start().awaitReady();
    }

    @AfterAll
    static void stop() {
        ONE.close();
        OTHER.close();
    }

    @BeforeEach
    void theyMayCallEachOther() {
        theyMayCall(ONE, OTHER);
    }

    private void theyMayCall(ServiceProcess... replicas) {
        OtherServices.say(
                Topic.DIRECT_CONVERSATIONS,
                new DirectConversationChanged(
                        new ConversationId(lessons),
                        List.of(new Side(ana, true), new Side(ben, true)),
                        1));
        // Neither may have heard of it yet.
        for (var replica : replicas) {
            try (var trying = Phone.attach(socket(replica), ana)) {
                var attempt = UUID.randomUUID();
                await().atMost(PATIENCE)
                        .until(
                                () -> trying.start(attempt, lessons).path("type").asText(),
                                "ok"::equals);
                trying.end(attempt);
            }
        }
    }

    @AfterEach
    void hangUp() {
        phones.forEach(Phone::close);
    }

    private static URI socket(ServiceProcess replica) {
        return replica.address().resolve("/ws/signaling");
    }

    private Phone phone(AccountId account, ServiceProcess replica) {
        return kept(Phone.attach(socket(replica), account));
    }

    private Phone kept(Phone phone) {
        phones.add(phone);
        return phone;
    }

    @Test
    void whoeverCallsWhileTheirReplicaIsKilledIsAnsweredOverTheOther() {
        var calling = phone(ana, ONE);
        var ringing = phone(ben, OTHER);
        calling.start(call, lessons);
        ringing.hears(call, "ringing");

        ONE.kill();
        var back = kept(calling.again(socket(OTHER)));
        assertThat(ringing.answer(call).at("/result/call/state").asText()).isEqualTo("connected");
        back.hears(call, "connected");
        back.end(call);
        ringing.hears(call, "ended");
        ONE.start().awaitReady();
    }

    @Test
    void aCallGoesOnWhenAReplicaIsKilled() {
        var calling = phone(ana, ONE);
        var answering = phone(ben, OTHER);
        calling.start(call, lessons);
        answering.hears(call, "ringing");
        answering.answer(call);
        calling.hears(call, "connected");

        ONE.kill();
        // The replica says nothing of its end: its silence does.
        answering.socket.expect(frame ->
                frame.at("/call/id").asText().equals(call.toString())
                        && frame.at("/call/callerSeat/awaySince").isTextual());
        var back = kept(calling.again(socket(OTHER)));
        answering.socket.expect(frame ->
                frame.at("/call/id").asText().equals(call.toString())
                        && frame.at("/call/revision").asInt() == 4
                        && frame.at("/call/callerSeat/awaySince").isNull());
        back.socket.ask(
                "call.media",
                "\"call\": \"%s\", \"microphone\": true, \"camera\": true, \"screen\": false, \"paused\": false"
                        .formatted(call));
        answering.socket.expect("call.media");
        answering.end(call);
        back.hears(call, "ended");
        ONE.start().awaitReady();
    }

    @Test
    void whoDoesNotComeBackFromAKilledReplicaLosesTheCall() {
        var calling = phone(ana, ONE);
        var answering = phone(ben, OTHER);
        calling.start(call, lessons);
        answering.hears(call, "ringing");
        answering.answer(call);
        ONE.kill();
        assertThat(answering.hears(call, "ended").path("ending").asText()).isEqualTo("lost");
        ONE.start().awaitReady();
    }

    /// Two people with a device at each replica do at once whatever they like; then they all know
    /// the same.
    @Test
    void whateverIsDoneAtOnceAllDevicesKnowTheSameInTheEnd() {
        var random = new Random(SEED);
        var everybody =
                List.of(phone(ana, ONE), phone(ana, OTHER), phone(ben, ONE), phone(ben, OTHER));
        for (var race = 0; race < RACES; race++) {
            var names = List.of(UUID.randomUUID(), UUID.randomUUID());
            var asked = new ArrayList<Runnable>();
            for (var step = 0; step < 8; step++) {
                var phone = everybody.get(random.nextInt(everybody.size()));
                var name = names.get(random.nextInt(names.size()));
                var ref = ask(phone, name, random.nextInt(3));
                asked.add(() -> phone.socket.answerTo(ref));
            }
            asked.forEach(Runnable::run);
            everybody.forEach(phone -> names.forEach(phone::end));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        for (var name : names) {
                            var known =
                                    everybody.stream().map(phone -> newest(phone, name)).toList();
                            assertThat(known).allMatch(known.getFirst()::equals);
                            assertThat(known.getFirst()).isIn("never began", "ended");
                        }
                    });
        }
    }

    /// Round by round a call rings at both devices of whoever is called. Up to five things are done
    /// to it at once from all four devices: at once, or about when its time is over.
    @Test
    void eachCallEndsInOneRecordWhateverEndsIt() {
        var impatient =
                Map.of(
                        "SIGNALING_RING", "1s",
                        "SIGNALING_LOOK_EVERY", "200ms",
                        "SIGNALING_STARTS_PER_MINUTE", "1000");
        try (var one = new ServiceProcess("signaling-3", "signaling_races", impatient);
                var other = new ServiceProcess("signaling-4", "signaling_races", impatient)) {
            one.start().awaitReady();
            other.start().awaitReady();
            theyMayCall(one, other);
            var callers = List.of(phone(ana, one), phone(ana, other));
            var callees = List.of(phone(ben, one), phone(ben, other));
            var random = new Random(SEED);
            var calls = Stream.generate(() -> race(random, callers, callees)).limit(RACES).toList();

            var records = CallRecords.of(calls);
            assertThat(records).hasSize(RACES);
            assertThat(records.values()).allSatisfy(ways -> assertThat(ways).hasSize(1));
            assertThat(records.values().stream().flatMap(Set::stream).map(way -> way.split(" ")[0]))
                    .contains("hung-up", "declined", "cancelled", "unanswered");
            // whoever comes now hears of no call that goes on
            for (var late : List.of(phone(ana, other), phone(ben, one))) {
                var known = late.socket.expect(frame -> frame.at("/result/calls").isArray());
                assertThat(known.at("/result/calls")).isEmpty();
            }
        }
    }

    /// @return the name of a call that is over at all devices
    private UUID race(Random random, List<Phone> callers, List<Phone> callees) {
        var everybody = Stream.concat(callers.stream(), callees.stream()).toList();
        var name = UUID.randomUUID();
        // it would not ring if somebody were stuck in the one before
        var rings = callers.get(random.nextInt(2)).start(name, lessons).at("/result/call");
        assertThat(rings.path("id").asText()).isEqualTo(name.toString());
        assertThat(rings.path("state").asText()).isEqualTo("ringing");
        assertThat(rings.path("waiting").asBoolean()).isFalse();
        callees.forEach(phone -> phone.hears(name, "ringing"));
        if (random.nextBoolean()) {
            var about =
                    Instant.parse(rings.path("ringsUntil").asText())
                            .plusMillis(random.nextInt(250) - 25L);
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> !Instant.now().isBefore(about));
        }
        var asked = new ArrayList<Runnable>();
        for (var steps = random.nextInt(6); steps > 0; steps--) {
            var phone = everybody.get(random.nextInt(everybody.size()));
            // answers; or declines, cancels or hangs up, whichever it is then
            var ref = ask(phone, name, 1 + random.nextInt(2));
            asked.add(() -> phone.socket.answerTo(ref));
        }
        asked.forEach(Runnable::run);
        // a call that was answered lasts until somebody has enough of it
        if (everybody.stream().anyMatch(phone -> newest(phone, name).equals("connected"))) {
            everybody.forEach(phone -> phone.end(name));
        }
        everybody.forEach(phone -> phone.hears(name, "ended"));
        assertThat(everybody)
                .allSatisfy(phone -> assertThat(newest(phone, name)).isEqualTo("ended"));
        return name;
    }

    private long ask(Phone phone, UUID name, int what) {
        var call = "\"call\": \"%s\"".formatted(name);
        return switch (what) {
            case 0 ->
                    phone.socket.send(
                            "call.start",
                            call
                                    + ", \"conversation\": \"%s\", \"video\": true"
                                            .formatted(lessons));
            case 1 -> phone.socket.send("call.answer", call + ", \"instead\": true");
            default -> phone.socket.send("call.end", call);
        };
    }

    /// The state of a call by the newest that a device was told of it.
    private static String newest(Phone phone, UUID name) {
        return phone.socket.frames().stream()
                .flatMap(frame -> Stream.of(frame.path("call"), frame.at("/result/call")))
                .filter(told -> told.path("id").asText().equals(name.toString()))
                .max((one, other) ->
                        Integer.compare(
                                one.path("revision").asInt(), other.path("revision").asInt()))
                .map(told -> told.path("state").asText())
                .orElse("never began");
    }
}
