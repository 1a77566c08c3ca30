package org.homeroom.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.homeroom.platform.event.AccountProfileEvent.Findable;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.DeviceId;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.id.MessageId;
import org.homeroom.platform.id.SessionId;
import org.homeroom.platform.json.TestJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What stands on the topics. A sample here may gain fields and never lose or rename one: records
/// of last week are still read.
class EventJsonTest {
    private static final String A = "01890a5d-ac96-774b-bcce-b302099a8001";
    private static final String B = "01890a5d-ac96-774b-bcce-b302099a8002";
    private static final String C = "01890a5d-ac96-774b-bcce-b302099a8003";
    private static final String D = "01890a5d-ac96-774b-bcce-b302099a8004";
    private static final CallId CALL = CallId.fromString(D);
    private static final AccountId ACCOUNT = AccountId.fromString(A);
    private static final ConversationId CONVERSATION = ConversationId.fromString(C);
    private static final UUID REPLICA = UUID.fromString(B);
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");

    private final ObjectMapper json = TestJson.mapper();

    static Stream<Arguments> golden() {
        return Stream.of(
                sample(
                        new AccountProfileEvent.ProfileChanged(
                                ACCOUNT,
                                3,
                                "陳老師",
                                "zh-Hant-TW",
                                "在教室",
                                "9f86d081",
                                Findable.ADDRESS),
                        A,
                        """
                        {"account":"%s","revision":3,"name":"陳老師","language":"zh-Hant-TW",
                         "status":"在教室","photo":"9f86d081","findable":"address"}\
                        """
                                .formatted(A)),
                sample(
                        new AccountProfileEvent.ProfileRemoved(ACCOUNT, 4),
                        A,
                        """
                        {"account":"%s","revision":4}\
                        """
                                .formatted(A)),
                sample(
                        new AccountSessionEvent.SessionEnded(ACCOUNT, SessionId.fromString(B), AT),
                        A,
                        """
                        {"account":"%s","session":"%s","at":"2026-01-02T03:04:05.678901Z"}\
                        """
                                .formatted(A, B)),
                sample(
                        new AccountSessionEvent.RolesChanged(ACCOUNT, Set.of("teacher"), AT),
                        A,
                        """
                        {"account":"%s","roles":["teacher"],"at":"2026-01-02T03:04:05.678901Z"}\
                        """
                                .formatted(A)),
                sample(
                        new ChatEvent.MessageSent(
                                CONVERSATION,
                                7,
                                MessageId.fromString(B),
                                ACCOUNT,
                                REPLICA,
                                "您好 \uD83D\uDE00",
                                AT,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null),
                        C,
                        """
                        {"conversation":"%s","number":7,"id":"%s","sender":"%s","clientId":"%s",
                         "text":"您好 \uD83D\uDE00","sentAt":"2026-01-02T03:04:05.678901Z"}\
                        """
                                .formatted(C, B, A, B)),
                sample(
                        new ChatEvent.MessageSent(
                                CONVERSATION,
                                7,
                                MessageId.fromString(B),
                                ACCOUNT,
                                REPLICA,
                                "好",
                                AT,
                                "作業",
                                true,
                                5L,
                                6L,
                                new Moment(new Moment.Media.YouTube("dQw4w9WgXcQ"), 192_000),
                                new CallCard(
                                        CallId.fromString(B),
                                        true,
                                        AT,
                                        null,
                                        AT,
                                        CallSnapshot.Ending.UNANSWERED),
                                new Forwarded(ACCOUNT, AT, "作業"),
                                new ChatEvent.Condition(21, AT, null, null, AT, ACCOUNT),
                                List.of(
                                        new MessageFile(
                                                new FileId(ACCOUNT.value()),
                                                "作業.png",
                                                "image/png",
                                                1234,
                                                40,
                                                30,
                                                "HwgK")),
                                12L),
                        C,
                        """
                        {"conversation":"%s","number":7,"id":"%s","sender":"%s","clientId":"%s",
                         "text":"好","sentAt":"2026-01-02T03:04:05.678901Z","title":"作業",
                         "commentsAllowed":true,"post":5,"replyTo":6,"moment":{"media":{"kind":"youtube","video":"dQw4w9WgXcQ"},"position":192000},
                         "call":{"id":"%s","video":true,"startedAt":"2026-01-02T03:04:05.678901Z",
                         "endedAt":"2026-01-02T03:04:05.678901Z","ending":"unanswered"},
                         "forwarded":{"sender":"%s","sentAt":"2026-01-02T03:04:05.678901Z","title":"作業"},
                         "condition":{"change":21,"editedAt":"2026-01-02T03:04:05.678901Z","pinnedAt":"2026-01-02T03:04:05.678901Z",
                         "pinnedBy":"%s"},"files":[{"id":"%s","name":"作業.png","type":"image/png","bytes":1234,
                         "width":40,"height":30,"placeholder":"HwgK"}],"revision":12}\
                        """
                                .formatted(C, B, A, B, B, A, A, A)),
                sample(
                        new ChatEvent.MessageChanged(
                                CONVERSATION,
                                21,
                                new ChatEvent.MessageSent(
                                        CONVERSATION,
                                        7,
                                        MessageId.fromString(B),
                                        ACCOUNT,
                                        REPLICA,
                                        "",
                                        AT,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        new ChatEvent.Condition(21, null, AT, ACCOUNT, null, null),
                                        null,
                                        12L)),
                        C,
                        """
                        {"conversation":"%s","change":21,"message":{"conversation":"%s","number":7,"id":"%s",
                         "sender":"%s","clientId":"%s","text":"","sentAt":"2026-01-02T03:04:05.678901Z",
                         "condition":{"change":21,"deletedAt":"2026-01-02T03:04:05.678901Z","deletedBy":"%s"},
                         "revision":12}}\
                        """
                                .formatted(C, C, B, A, B, A)),
                sample(
                        new ChatEvent.ReactionChanged(
                                CONVERSATION,
                                22,
                                12,
                                7,
                                ACCOUNT,
                                "👍",
                                true,
                                List.of(new ChatEvent.Reaction("👍", 2))),
                        C,
                        """
                        {"conversation":"%s","change":22,"revision":12,"number":7,"account":"%s","emoji":"👍",
                         "present":true,"reactions":[{"emoji":"👍","count":2}]}\
                        """
                                .formatted(C, A)),
                sample(
                        new ChatEvent.MessagesChanged(CONVERSATION, 22),
                        C,
                        """
                        {"conversation":"%s","lastChange":22}\
                        """
                                .formatted(C)),
                sample(
                        new ChatEvent.ChoicesChanged(ACCOUNT, CONVERSATION),
                        A,
                        """
                        {"account":"%s","conversation":"%s"}\
                        """
                                .formatted(A, C)),
                sample(
                        new ChatEvent.ReportsChanged(CONVERSATION),
                        C,
                        """
                        {"conversation":"%s"}\
                        """
                                .formatted(C)),
                sample(
                        new ChatEvent.ChoicesChanged(ACCOUNT, null),
                        A,
                        """
                        {"account":"%s"}\
                        """
                                .formatted(A)),
                sample(
                        new ChatEvent.MemberChanged(
                                CONVERSATION, ACCOUNT, MemberRole.TEACHER, 8, 3, true, 12),
                        C,
                        """
                        {"conversation":"%s","account":"%s","role":"teacher","firstNumber":8,
                         "memberCount":3,"isChannel":true,"revision":12}\
                        """
                                .formatted(C, A)),
                sample(
                        new ChatEvent.ConversationChanged(CONVERSATION, 12),
                        C,
                        """
                        {"conversation":"%s","revision":12}\
                        """
                                .formatted(C)),
                sample(
                        new ChannelMemberEvent.MemberChanged(
                                CONVERSATION, ACCOUNT, MemberRole.GUEST, 12),
                        C + "/" + A,
                        """
                        {"channel":"%s","account":"%s","role":"guest","revision":12}\
                        """
                                .formatted(C, A)),
                sample(
                        new ChannelMemberEvent.MemberRemoved(CONVERSATION, ACCOUNT, 13),
                        C + "/" + A,
                        """
                        {"channel":"%s","account":"%s","revision":13}\
                        """
                                .formatted(C, A)),
                sample(
                        new ChannelMemberEvent.ChannelChanged(CONVERSATION, "七年級理化", false, 1),
                        C,
                        """
                        {"channel":"%s","name":"七年級理化","archived":false,"revision":1}\
                        """
                                .formatted(C)),
                sample(
                        new ChatEvent.ConversationOpened(
                                CONVERSATION, List.of(ACCOUNT, AccountId.fromString(B))),
                        C,
                        """
                        {"conversation":"%s","members":["%s","%s"]}\
                        """
                                .formatted(C, A, B)),
                sample(
                        new ChatEvent.ReadMarkerMoved(CONVERSATION, ACCOUNT, 9),
                        C,
                        """
                        {"conversation":"%s","account":"%s","number":9}\
                        """
                                .formatted(C, A)),
                sample(
                        new ChatEvent.TypingChanged(CONVERSATION, ACCOUNT, true),
                        C,
                        """
                        {"conversation":"%s","account":"%s","active":true}\
                        """
                                .formatted(C, A)),
                sample(
                        new PresenceEvent.PresenceChanged(
                                ACCOUNT, REPLICA, PresenceEvent.State.AWAY, AT),
                        A + "@" + B,
                        """
                        {"account":"%s","replica":"%s","state":"AWAY",
                         "at":"2026-01-02T03:04:05.678901Z"}\
                        """
                                .formatted(A, B)),
                sample(
                        new CallSignalEvent.CallChanged(connected()),
                        D,
                        """
                        {"call":{"id":"%s","conversation":"%s","caller":"%s","callee":"%s","video":true,"revision":2,
                         "state":"connected","startedAt":"2026-01-02T03:04:05.678901Z","ringsUntil":null,"waiting":false,
                         "answeredAt":"2026-01-02T03:04:05.678901Z","endedAt":null,"ending":null,"endedBy":null,
                         "callerSeat":{"device":"%s","awaySince":null},
                         "calleeSeat":{"device":"%s","awaySince":"2026-01-02T03:04:05.678901Z"}}}\
                        """
                                .formatted(D, C, A, B, B, A)),
                sample(
                        new CallSignalEvent.SignalSent(
                                CALL,
                                ACCOUNT,
                                DeviceId.fromString(B),
                                new CallSignalEvent.Signal.Candidate(
                                        "candidate:1 1 udp 1 127.0.0.1 9 typ host", "0", 0, "u")),
                        D,
                        """
                        {"about":"%s","account":"%s","device":"%s","signal":{"type":"candidate",
                         "candidate":"candidate:1 1 udp 1 127.0.0.1 9 typ host","mid":"0","line":0,"fragment":"u"}}\
                        """
                                .formatted(D, A, B)),
                sample(
                        new CallRecordEvent.CallEnded(ended()),
                        D,
                        """
                        {"call":{"id":"%s","conversation":"%s","caller":"%s","callee":"%s","video":false,"revision":3,
                         "state":"ended","startedAt":"2026-01-02T03:04:05.678901Z","ringsUntil":null,"waiting":false,
                         "answeredAt":null,"endedAt":"2026-01-02T03:04:05.678901Z","ending":"unanswered","endedBy":null,
                         "callerSeat":{"device":"%s","awaySince":null},"calleeSeat":null}}\
                        """
                                .formatted(D, C, A, B, B)),
                sample(
                        new DirectConversationEvent.DirectConversationChanged(
                                CONVERSATION,
                                List.of(
                                        new DirectConversationEvent.Side(ACCOUNT, true),
                                        new DirectConversationEvent.Side(
                                                AccountId.fromString(B), false)),
                                4),
                        C,
                        """
                        {"conversation":"%s","people":[{"account":"%s","mayCall":true},{"account":"%s","mayCall":false}],
                         "revision":4}\
                        """
                                .formatted(C, A, B)),
                sample(
                        new PresenceEvent.ReplicaAlive(REPLICA, AT),
                        B,
                        """
                        {"replica":"%s","at":"2026-01-02T03:04:05.678901Z"}\
                        """
                                .formatted(B)));
    }

    private static CallSnapshot connected() {
        return new CallSnapshot(
                CALL,
                CONVERSATION,
                ACCOUNT,
                AccountId.fromString(B),
                true,
                2,
                CallSnapshot.State.CONNECTED,
                AT,
                null,
                false,
                AT,
                null,
                null,
                null,
                new CallSnapshot.Seat(DeviceId.fromString(B), null),
                new CallSnapshot.Seat(DeviceId.fromString(A), AT));
    }

    private static CallSnapshot ended() {
        return new CallSnapshot(
                CALL,
                CONVERSATION,
                ACCOUNT,
                AccountId.fromString(B),
                false,
                3,
                CallSnapshot.State.ENDED,
                AT,
                null,
                false,
                null,
                AT,
                CallSnapshot.Ending.UNANSWERED,
                null,
                new CallSnapshot.Seat(DeviceId.fromString(B), null),
                null);
    }

    private static Arguments sample(Event event, String key, String document) {
        return Arguments.of(event, key, document);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("golden")
    void anEventIsWrittenAsItWasAgreedAndReadBack(Event event, String key, String document)
            throws Exception {
        assertThat(json.readTree(json.writeValueAsBytes(event))).isEqualTo(json.readTree(document));
        assertThat((Object) json.readValue(document, event.getClass())).isEqualTo(event);
        assertThat(event.key()).isEqualTo(key);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("golden")
    void aFieldOfANewerVersionIsSkipped(Event event, String key, String document) throws Exception {
        var newer = document.replaceFirst("\\{", "{\"addedLater\":{\"deep\":[1]},");
        var reader =
                json.readerFor(event.getClass())
                        .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        assertThat((Object) reader.readValue(newer)).isEqualTo(event);
    }

    @Test
    void aProfileOfTheFirstVersionIsStillRead() throws Exception {
        var first =
                """
                {"account":"%s","revision":1,"name":"Mei","language":"en"}\
                """
                        .formatted(A);
        assertThat(json.readValue(first, AccountProfileEvent.ProfileChanged.class))
                .isEqualTo(
                        new AccountProfileEvent.ProfileChanged(
                                ACCOUNT, 1, "Mei", "en", null, null, null));
    }

    @Test
    void everyEventHasASample() {
        var sampled = golden().<Class<?>>map(sample -> sample.get()[0].getClass()).toList();
        assertThat(sampled)
                .hasSameElementsAs(
                        Topic.all().stream()
                                .<Class<?>>flatMap(topic -> topic.eventTypes().values().stream())
                                .toList());
    }
}
