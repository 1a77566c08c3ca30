package org.homeroom.signaling.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.homeroom.platform.event.AccountProfileEvent;
import org.homeroom.platform.event.CallRecordEvent;
import org.homeroom.platform.event.DirectConversationEvent.DirectConversationChanged;
import org.homeroom.platform.event.DirectConversationEvent.Side;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.kafka.EventPublisher;
import org.homeroom.platform.kafka.EventReaders;
import org.homeroom.platform.test.RealInfrastructure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealInfrastructure(database = "signaling")
class CallSocketTest {
    private static final String OFFER =
            "v=0\\r\\no=- 1 1 IN IP4 127.0.0.1\\r\\ns=-\\r\\nt=0 0\\r\\n";
    private static final String MEDIA =
            "\"call\": \"%s\", \"microphone\": true, \"camera\": true, \"screen\": false, \"paused\": false";
    private static final String CANDIDATE = "candidate:1 1 udp 2113937151 127.0.0.1 50000 typ host";

    @TestHTTPResource("/ws/signaling")
    URI url;

    @Inject EventPublisher events;
    @Inject EventReaders readers;
    @Inject DirectConversations conversations;

    private final List<Phone> phones = new ArrayList<>();
    private final AccountId ana = person();
    private final AccountId ben = person();
    private final UUID call = UUID.randomUUID();
    private UUID lessons = UUID.randomUUID();

    private static AccountId person() {
        return new AccountId(UUID.randomUUID());
    }

    @BeforeEach
    void theyMayCallEachOther() {
        lessons = talk(ana, ben, true, true);
    }

    @AfterEach
    void hangUp() {
        phones.forEach(Phone::close);
    }

    private Phone phone(AccountId account) {
        return kept(Phone.attach(url, account));
    }

    private Phone kept(Phone phone) {
        phones.add(phone);
        return phone;
    }

    /// A direct conversation of two people.
    private UUID talk(AccountId one, AccountId other, boolean oneMayCall, boolean otherMayCall) {
        var id = new ConversationId(UUID.randomUUID());
        events.publish(
                        Topic.DIRECT_CONVERSATIONS,
                        new DirectConversationChanged(
                                id,
                                List.of(new Side(one, oneMayCall), new Side(other, otherMayCall)),
                                1))
                .await()
                .indefinitely();
        await().until(() -> conversations.from(one, id).isPresent());
        return id.value();
    }

    private static String problem(JsonNode answer) {
        return answer.path("problem").asText();
    }

    @Test
    void itRingsEverywhereUntilTheFirstAnswer() {
        var calling = phone(ana);
        var laptop = phone(ben);
        var phone = phone(ben);

        var started = calling.start(call, lessons);
        assertThat(started.at("/result/call/state").asText()).isEqualTo("ringing");
        for (var ringing : List.of(laptop, phone)) {
            assertThat(ringing.hears(call, "ringing").path("caller").asText())
                    .isEqualTo(ana.toString());
        }
        assertThat(laptop.answer(call).at("/result/call/state").asText()).isEqualTo("connected");

        for (var told : List.of(calling, laptop, phone)) {
            assertThat(told.hears(call, "connected").at("/calleeSeat/device").asText())
                    .isEqualTo(laptop.device.toString());
        }
        assertThat(problem(phone.answer(call))).isEqualTo("call-elsewhere");

        phone.socket.frames().forEach(AsyncApi::assertFits);
        assertThat(calling.end(call).at("/result/call/ending").asText()).isEqualTo("hung-up");
        for (var told : List.of(laptop, phone)) {
            var ended = told.hears(call, "ended");
            assertThat(ended.path("ending").asText()).isEqualTo("hung-up");
            assertThat(ended.path("endedBy").asText()).isEqualTo(ana.toString());
        }
    }

    @Test
    void ofManyWhoAnswerAtOnceOneDoes() {
        var calling = phone(ana);
        var ringing = IntStream.range(0, 8).mapToObj(i -> phone(ben)).toList();
        calling.start(call, lessons);
        ringing.forEach(phone -> phone.hears(call, "ringing"));

        var asked =
                ringing.stream()
                        .map(phone ->
                                phone.socket.send(
                                        "call.answer",
                                        "\"call\": \"%s\", \"instead\": false".formatted(call)))
                        .toList();
        var answers =
                IntStream.range(0, 8)
                        .mapToObj(i -> ringing.get(i).socket.answerTo(asked.get(i)))
                        .toList();
        assertThat(answers.stream().filter(answer -> answer.path("type").asText().equals("ok")))
                .hasSize(1);
        assertThat(answers.stream().map(CallSocketTest::problem).filter("call-elsewhere"::equals))
                .hasSize(7);
    }

    @Test
    void ifBothCallAtOnceOneCallComesOfIt() {
        var one = phone(ana);
        var other = phone(ben);
        var second = UUID.randomUUID();

        var fields = "\"call\": \"%s\", \"conversation\": \"%s\", \"video\": false";
        var first = one.socket.send("call.start", fields.formatted(call, lessons));
        var crossing = other.socket.send("call.start", fields.formatted(second, lessons));
        var answers = List.of(one.socket.answerTo(first), other.socket.answerTo(crossing));

        var came = answers.stream().map(told -> told.at("/result/call/id").asText()).distinct();
        assertThat(came).hasSize(1).allMatch(id -> !id.isEmpty());
        assertThat(answers)
                .anyMatch(told -> told.at("/result/call/state").asText().equals("connected"));
    }

    @Test
    void whatTheDevicesTellEachOtherArrivesInItsOrder() {
        var calling = phone(ana);
        var answering = phone(ben);
        var other = phone(ben);
        calling.start(call, lessons);
        answering.answer(call);
        calling.hears(call, "connected");

        calling.socket.send(
                "call.description",
                "\"call\": \"%s\", \"from\": \"01890a5d-ac96-474b-8cce-b302099a8001\", \"to\": null, \"kind\": \"offer\", \"sdp\": \"%s\""
                        .formatted(call, OFFER));
        for (var i = 0; i < 50; i++) {
            calling.socket.send(
                    "call.candidate",
                    "\"call\": \"%s\", \"candidate\": \"%s\", \"mid\": \"0\", \"line\": %d, \"fragment\": null"
                            .formatted(call, CANDIDATE, i));
        }
        calling.socket.ask(
                "call.media",
                "\"call\": \"%s\", \"microphone\": true, \"camera\": false, \"screen\": false, \"paused\": false"
                        .formatted(call));

        answering.socket.expect("call.media");
        assertThat(answering.socket.expect("call.description").path("sdp").asText())
                .startsWith("v=0\r\n");
        assertThat(answering.socket.frames("call.candidate"))
                .extracting(frame -> frame.path("line").asInt())
                .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
        answering.socket.frames().forEach(AsyncApi::assertFits);
        assertThat(other.socket.frames("call.candidate")).isEmpty();
    }

    @Test
    void whoComesBackSitsWhereTheySat() {
        var calling = phone(ana);
        var answering = phone(ben);
        calling.start(call, lessons);
        answering.answer(call);
        answering.close();
        assertThat(calling.hears(call, "connected").path("id").asText()).isNotEmpty();
        calling.socket.expect(frame ->
                !frame.at("/call/calleeSeat/awaySince").isMissingNode()
                        && !frame.at("/call/calleeSeat/awaySince").isNull());
        assertThat(problem(offer(calling))).isEqualTo("peer-away");

        var back = kept(answering.again(url));
        calling.socket.expect(frame ->
                frame.at("/call/revision").asInt() == 4
                        && frame.at("/call/calleeSeat/awaySince").isNull());
        assertThat(offer(calling).path("type").asText()).isEqualTo("ok");
        back.socket.expect("call.description");
    }

    private JsonNode offer(Phone from) {
        return from.socket.ask(
                "call.description",
                "\"call\": \"%s\", \"from\": \"01890a5d-ac96-474b-8cce-b302099a8001\", \"to\": null, \"kind\": \"offer\", \"sdp\": \"%s\""
                        .formatted(call, OFFER));
    }

    @Test
    void aNewDeviceHearsOfACallThatRings() {
        phone(ana).start(call, lessons);
        var late = phone(ben);
        var attached =
                late.socket.expect(frame -> frame.at("/result/calls").isArray()).path("result");
        assertThat(attached.at("/calls/0/id").asText()).isEqualTo(call.toString());
        assertThat(attached.at("/calls/0/state").asText()).isEqualTo("ringing");
        assertThat(attached.path("now").asText()).isNotEmpty();
        late.socket.frames().forEach(AsyncApi::assertFits);
    }

    @Test
    void aCallThatWaitsIsAnsweredInsteadOfTheOther() {
        var chia = person();
        var second = UUID.randomUUID();
        var evenings = talk(chia, ben, true, true);
        var calling = phone(ana);
        var answering = phone(ben);
        var third = phone(chia);
        calling.start(call, lessons);
        answering.answer(call);
        third.start(second, evenings);
        assertThat(answering.hears(second, "ringing").path("waiting").asBoolean()).isTrue();
        assertThat(problem(answering.answer(second))).isEqualTo("device-in-call");

        answering.answerInstead(second);
        assertThat(calling.hears(call, "ended").path("endedBy").asText()).isEqualTo(ben.toString());
        third.hears(second, "connected");
    }

    @Test
    void eachCallIsRecordedOnceItIsOver() {
        var records = new CopyOnWriteArrayList<CallRecordEvent>();
        readers.readModel(Topic.CALL_RECORDS, records::add);
        var calling = phone(ana);
        calling.start(call, lessons);
        calling.end(call);
        await().untilAsserted(() ->
                assertThat(records)
                        .extracting(CallRecordEvent::about)
                        .containsOnlyOnce(new CallId(call)));
    }

    @Test
    void withAnAccountItsCallsEnd() {
        var calling = phone(ana);
        calling.start(call, lessons);
        events.publish(Topic.ACCOUNT_PROFILES, new AccountProfileEvent.ProfileRemoved(ben, 9))
                .await()
                .indefinitely();
        calling.hears(call, "ended");
        assertThat(problem(calling.start(UUID.randomUUID(), lessons)))
                .isEqualTo("recipient-deleted");
    }

    @Test
    void whoMayNotBeCalledIsNot() {
        var quiet = talk(ana, ben, false, true);
        assertThat(problem(phone(ana).start(call, quiet))).isEqualTo("call-not-allowed");
        assertThat(phone(ben).start(call, quiet).path("type").asText()).isEqualTo("ok");
    }

    @Test
    void nobodyCallsThemselves() {
        var alone = new ConversationId(UUID.randomUUID());
        // chat-service opens none such
        conversations.apply(
                new DirectConversationChanged(
                        alone, List.of(new Side(ana, true), new Side(ana, true)), 1));
        assertThat(problem(phone(ana).start(call, alone.value())))
                .isEqualTo("conversation-not-found");
    }

    /// Nor answers their own call, on whichever device.
    @Test
    void whoCallsDoesNotAnswer() {
        var calling = phone(ana);
        var beside = phone(ana);
        calling.start(call, lessons);
        assertThat(problem(calling.answer(call))).isEqualTo("call-not-found");
        assertThat(problem(beside.answer(call))).isEqualTo("call-not-found");
        assertThat(calling.end(call).at("/result/call/ending").asText()).isEqualTo("cancelled");
    }

    /// A device that has not heard the answer asks again.
    @Test
    void whatIsAskedTwiceIsDoneOnceAndAnsweredTheSame() {
        var calling = phone(ana);
        var answering = phone(ben);
        assertThat(calling.start(call, lessons).at("/result/call/revision").asInt()).isEqualTo(1);
        assertThat(calling.start(call, lessons).at("/result/call/revision").asInt()).isEqualTo(1);
        assertThat(answering.answer(call).at("/result/call/revision").asInt()).isEqualTo(2);
        assertThat(answering.answer(call).at("/result/call/revision").asInt()).isEqualTo(2);
        assertThat(answering.end(call).at("/result/call/revision").asInt()).isEqualTo(3);
        assertThat(answering.end(call).at("/result/call/revision").asInt()).isEqualTo(3);
        // what was asked before it ended and comes after it
        assertThat(problem(answering.answer(call))).isEqualTo("call-over");
        assertThat(calling.start(call, lessons).at("/result/call/state").asText())
                .isEqualTo("ended");
        calling.hears(call, "ended");
    }

    @Test
    void signalsInAnotherOrderOrTwiceGoOnAsTheyCame() {
        var calling = phone(ana);
        var answering = phone(ben);
        calling.start(call, lessons);
        answering.answer(call);
        calling.hears(call, "connected");
        // a candidate of a description that comes after it, twice
        assertThat(candidate(calling).path("type").asText()).isEqualTo("ok");
        assertThat(offer(calling).path("type").asText()).isEqualTo("ok");
        assertThat(offer(calling).path("type").asText()).isEqualTo("ok");
        calling.socket.ask("call.media", MEDIA.formatted(call));
        answering.socket.expect("call.media");
        assertThat(answering.socket.frames("call.candidate")).hasSize(1);
        assertThat(answering.socket.frames("call.description")).hasSize(2);
    }

    @Test
    void strangersCallNobodyAndHearNothing() {
        var calling = phone(ana);
        var stranger = phone(person());
        assertThat(problem(stranger.start(call, lessons))).isEqualTo("conversation-not-found");
        assertThat(problem(stranger.start(call, UUID.randomUUID())))
                .isEqualTo("conversation-not-found");
        calling.start(call, lessons);
        assertThat(problem(stranger.answer(call))).isEqualTo("call-not-found");
        assertThat(problem(stranger.end(call))).isEqualTo("call-not-found");
        assertThat(problem(stranger.answer(UUID.randomUUID()))).isEqualTo("call-not-found");
        // Of another's name for a call they learn nothing either.
        var own = talk(stranger.account, ben, true, true);
        assertThat(problem(stranger.start(call, own))).isEqualTo("call-not-found");
        assertThat(stranger.socket.frames("call.changed")).isEmpty();
    }

    /// Strangers hold no lock in common, and the name is the key of the row.
    @Test
    void ofStrangersWhoGiveTheirCallsOneNameAtOnceOneHasIt() {
        var pairs =
                IntStream.range(0, 6)
                        .mapToObj(i -> phone(person()))
                        .collect(
                                Collectors.toMap(
                                        caller -> caller,
                                        caller -> talk(caller.account, person(), true, true)));
        var fields = "\"call\": \"%s\", \"conversation\": \"%s\", \"video\": false";
        var asked = new HashMap<Phone, Long>();
        pairs.forEach((caller, conversation) ->
                asked.put(
                        caller,
                        caller.socket.send("call.start", fields.formatted(call, conversation))));
        var problems =
                asked.entrySet().stream()
                        .map(one -> problem(one.getKey().socket.answerTo(one.getValue())))
                        .toList();
        assertThat(problems).containsOnlyOnce("").contains("call-not-found");
        assertThat(problems).allMatch(List.of("", "call-not-found")::contains);
    }

    @Test
    void signalsNeedACallThatIsAnsweredByThisVeryDevice() {
        var calling = phone(ana);
        var beside = phone(ana);
        var answering = phone(ben);
        var stranger = phone(person());
        assertThat(problem(offer(calling))).isEqualTo("call-not-found");
        calling.start(call, lessons);
        assertThat(problem(offer(calling))).isEqualTo("call-not-answered");
        assertThat(problem(offer(stranger))).isEqualTo("call-not-found");
        answering.answer(call);
        calling.hears(call, "connected");
        assertThat(problem(offer(beside))).isEqualTo("call-elsewhere");
        assertThat(problem(offer(stranger))).isEqualTo("call-not-found");
        assertThat(problem(beside.end(call))).isEqualTo("call-elsewhere");
        calling.end(call);
        assertThat(problem(offer(calling))).isEqualTo("call-over");
        assertThat(answering.socket.frames("call.description")).isEmpty();
    }

    @Test
    void howACallWasIsCountedOnce() {
        var calling = phone(ana);
        var answering = phone(ben);
        var stranger = phone(person());
        calling.start(call, lessons);
        answering.answer(call);
        calling.end(call);
        answering.hears(call, "ended");
        var before = metric("homeroom_calls_path_total{path=\"relayed\"}");
        var report =
                "\"call\": \"%s\", \"setUpMs\": 412, \"path\": \"relayed\", \"loss\": 0.02, \"roundTripMs\": 38, \"freezes\": 1"
                        .formatted(call);
        assertThat(calling.socket.ask("call.report", report).path("type").asText()).isEqualTo("ok");
        assertThat(calling.socket.ask("call.report", report).path("type").asText()).isEqualTo("ok");
        assertThat(problem(stranger.socket.ask("call.report", report))).isEqualTo("call-not-found");
        assertThat(metric("homeroom_calls_path_total{path=\"relayed\"}")).isEqualTo(before + 1);
        for (var wrong : List.of("\"loss\": 1.1", "\"loss\": -0.1")) {
            assertThat(
                            problem(
                                    calling.socket.ask(
                                            "call.report",
                                            report.replace("\"loss\": 0.02", wrong))))
                    .isEqualTo("invalid-request");
        }
        assertThat(
                        problem(
                                calling.socket.ask(
                                        "call.report",
                                        report.replace("\"freezes\": 1", "\"freezes\": -1"))))
                .isEqualTo("invalid-request");
    }

    /// @param name with its labels, as Prometheus reads it
    private static double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                // A sample may be followed by an exemplar.
                .mapToDouble(line ->
                        Double.parseDouble(line.substring(name.length()).strip().split(" ")[0]))
                .sum();
    }

    static Stream<String> nonsense() {
        var call = "\"call\": \"00000000-0000-4000-8000-000000000000\", ";
        return Stream.of(
                call
                        + "\"from\": \"01890a5d-ac96-474b-8cce-b302099a8001\", \"to\": null, \"kind\": \"offer\", \"sdp\": \"hello\"",
                call
                        + "\"from\": \"01890a5d-ac96-474b-8cce-b302099a8001\", \"to\": null, \"kind\": \"offer\", \"sdp\": \"\"",
                call
                        + "\"from\": \"01890a5d-ac96-474b-8cce-b302099a8001\", \"to\": null, \"kind\": \"offer\", \"sdp\": \"v=0\\r\\no=-\\r\\ns=-\\r\\n<script>\"",
                call
                        + "\"from\": \"01890a5d-ac96-474b-8cce-b302099a8001\", \"to\": null, \"kind\": \"offer\", \"sdp\": \"%s\""
                                .formatted(OFFER + "a=" + "x".repeat(60_000)));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void whatIsNoDescriptionIsNotSentOn(String fields) {
        var calling = phone(ana);
        var answering = phone(ben);
        calling.start(call, lessons);
        answering.answer(call);
        calling.hears(call, "connected");
        var own = fields.replaceFirst("00000000-0000-4000-8000-000000000000", call.toString());
        var answer = calling.socket.ask("call.description", own);
        assertThat(problem(answer)).isEqualTo("invalid-request");
        assertThat(answering.socket.frames("call.description")).isEmpty();
    }

    @Test
    void aDescriptionOfAMegabyteEndsTheSocket() {
        var calling = phone(ana);
        calling.socket.sendText(
                "{\"type\":\"call.description\",\"ref\":9,\"call\":\"%s\",\"from\": \"01890a5d-ac96-474b-8cce-b302099a8001\", \"to\": null, \"kind\":\"offer\",\"sdp\":\"%s\"}"
                        .formatted(call, "v".repeat(1_000_000)));
        assertThat(calling.socket.closeCode()).isEqualTo(1009);
    }

    @Test
    void candidatesByTheThousandAreNotSentOn() {
        var calling = phone(ana);
        var answering = phone(ben);
        calling.start(call, lessons);
        answering.answer(call);
        calling.hears(call, "connected");
        // However slow the machine is, it asks faster than the bucket is filled again.
        var sentOn = 0;
        while (!problem(candidate(calling)).equals("too-many-requests")) {
            assertThat(++sentOn).isLessThan(5_000);
        }
        assertThat(sentOn).isGreaterThanOrEqualTo(200);
        calling.socket.ask("call.media", MEDIA.formatted(call));
        answering.socket.expect("call.media");
        assertThat(answering.socket.frames("call.candidate")).hasSize(sentOn);
    }

    private JsonNode candidate(Phone from) {
        return from.socket.ask(
                "call.candidate",
                "\"call\": \"%s\", \"candidate\": \"%s\", \"mid\": null, \"line\": null, \"fragment\": null"
                        .formatted(call, CANDIDATE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"candid", "candidate:\\u0000", "v=0"})
    void whatIsNoCandidateIsNotSentOn(String candidate) {
        var calling = phone(ana);
        var answering = phone(ben);
        calling.start(call, lessons);
        answering.answer(call);
        calling.hears(call, "connected");
        var answer =
                calling.socket.ask(
                        "call.candidate",
                        "\"call\": \"%s\", \"candidate\": \"%s\", \"mid\": null, \"line\": null, \"fragment\": null"
                                .formatted(call, candidate));
        assertThat(problem(answer)).isIn("invalid-request", "malformed-json");
    }

    @Test
    void aHundredCallsAMinuteAreTooMany() {
        var calling = phone(ana);
        var problems = new ArrayList<String>();
        for (var i = 0; i < 12; i++) {
            var id = UUID.randomUUID();
            problems.add(problem(calling.start(id, lessons)));
            calling.end(id);
        }
        assertThat(problems.subList(0, 10)).containsOnly("");
        assertThat(problems.subList(10, 12)).containsOnly("too-many-requests");
    }

    @Test
    void aSocketIsOneDevice() {
        var phone = phone(ana);
        var answer = phone.socket.ask("attach", "\"device\": \"%s\"".formatted(UUID.randomUUID()));
        assertThat(problem(answer)).isEqualTo("device-not-attached");
        var again = phone.socket.ask("attach", "\"device\": \"%s\"".formatted(phone.device));
        assertThat(again.path("type").asText()).isEqualTo("ok");
    }
}
