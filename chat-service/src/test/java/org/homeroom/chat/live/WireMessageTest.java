package org.homeroom.chat.live;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.homeroom.chat.conversation.ConversationView;
import org.homeroom.chat.conversation.ConversationView.Presence;
import org.homeroom.chat.membership.Terms;
import org.homeroom.chat.message.Message;
import org.homeroom.chat.notification.Activity;
import org.homeroom.chat.notification.Activity.Actor;
import org.homeroom.chat.notification.ConversationNotifications;
import org.homeroom.chat.notification.ConversationNotifications.Level;
import org.homeroom.chat.notification.ConversationNotifications.Mute;
import org.homeroom.chat.notification.NotificationSettings;
import org.homeroom.chat.notification.NotificationSettings.QuietHours;
import org.homeroom.platform.event.CallCard;
import org.homeroom.platform.event.CallSnapshot;
import org.homeroom.platform.event.ChatEvent;
import org.homeroom.platform.event.Forwarded;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.event.MessageFile;
import org.homeroom.platform.event.Moment;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.FileId;
import org.homeroom.platform.id.MessageId;
import org.homeroom.platform.json.StrictJson;
import org.homeroom.platform.socket.Command;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Records and `chat.json` say the same: each frame is golden text that fits its schema, and each
/// command that fits its schema is read.
class WireMessageTest {
    private static final ObjectMapper JSON = mapper();

    private static final String ID = "0197a5a0-0000-7000-8000-00000000000";
    private static final ConversationId CONVERSATION = ConversationId.fromString(ID + "1");
    private static final AccountId MEI = AccountId.fromString(ID + "2");
    private static final UUID CLIENT_ID = UUID.fromString(ID + "3");
    private static final MessageId MESSAGE_ID = MessageId.fromString(ID + "4");
    private static final Instant AT = Instant.parse("2026-03-02T08:00:00.123456Z");
    private static final Moment MOMENT =
            new Moment(new Moment.Media.File(new FileId(MESSAGE_ID.value())), 192_000);

    private static final Message MESSAGE = message(7, "你好 **Leo**", null, null, null, null);
    private static final Message REPLY = message(9, "好", null, null, 7L, 8L);
    private static final Message POST = message(7, "好", "作業", false, null, null);
    private static final CallCard CALL =
            new CallCard(
                    new CallId(MESSAGE_ID.value()), true, AT, AT, AT, CallSnapshot.Ending.HUNG_UP);
    private static final Message CARD =
            new Message(
                    7,
                    MESSAGE_ID,
                    MEI,
                    CLIENT_ID,
                    "",
                    AT,
                    null,
                    null,
                    null,
                    null,
                    null,
                    CALL,
                    null,
                    0,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    List.of());
    private static final Message STUB =
            new Message(
                    7,
                    MESSAGE_ID,
                    MEI,
                    CLIENT_ID,
                    "",
                    AT,
                    "",
                    false,
                    null,
                    null,
                    null,
                    null,
                    null,
                    3,
                    null,
                    AT,
                    MEI,
                    null,
                    null,
                    List.of(),
                    List.of());
    private static final Message PINNED =
            new Message(
                    7,
                    MESSAGE_ID,
                    MEI,
                    CLIENT_ID,
                    "好",
                    AT,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    new Forwarded(MEI, AT, "作業"),
                    4,
                    AT,
                    null,
                    null,
                    AT,
                    MEI,
                    List.of(new Message.Reaction("👍", 2, true)),
                    List.of(
                            new MessageFile(
                                    new FileId(MESSAGE_ID.value()),
                                    "作業.png",
                                    "image/png",
                                    1234,
                                    40,
                                    30,
                                    "HwgK")));
    private static final ConversationView.Channel CHANNEL =
            new ConversationView.Channel("理化", Terms.Access.OPEN, true, AT);
    private static final ConversationView VIEW =
            new ConversationView(
                    CONVERSATION,
                    ConversationView.Kind.DIRECT,
                    null,
                    null,
                    MemberRole.MEMBER,
                    List.of(
                            new ConversationView.Member(
                                    MEI, "林美華", "在教室", "9f86d081", null, 7L, Presence.ONLINE, null),
                            new ConversationView.Member(
                                    AccountId.fromString(ID + "5"),
                                    "",
                                    "",
                                    null,
                                    true,
                                    null,
                                    Presence.OFFLINE,
                                    AT)),
                    2,
                    0,
                    1,
                    7,
                    4,
                    MESSAGE,
                    7,
                    7,
                    31,
                    100,
                    2,
                    new ConversationNotifications(Level.ALL, new Mute(null), true, 7L),
                    AT,
                    ConversationView.Closed.BLOCKED);
    private static final ConversationView NEW_VIEW =
            new ConversationView(
                    CONVERSATION,
                    ConversationView.Kind.CHANNEL,
                    "七年級",
                    CHANNEL,
                    MemberRole.GUEST,
                    List.of(),
                    3,
                    12,
                    1,
                    0,
                    0,
                    null,
                    0,
                    0,
                    1,
                    0,
                    0,
                    new ConversationNotifications(Level.MENTIONS, null, false, null),
                    AT,
                    null);

    private static Message message(
            long number,
            String text,
            @Nullable String title,
            @Nullable Boolean commentsAllowed,
            @Nullable Long post,
            @Nullable Long replyTo) {
        return new Message(
                number,
                MESSAGE_ID,
                MEI,
                CLIENT_ID,
                text,
                AT,
                title,
                commentsAllowed,
                post,
                replyTo,
                replyTo == null ? null : MOMENT,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of());
    }

    private static final String MESSAGE_TEXT =
            """
            {"number":7,"id":"%s4","sender":"%s2","clientId":"%s3","text":"你好 **Leo**","sentAt":"2026-03-02T08:00:00.123456Z","change":0}\
            """
                    .formatted(ID, ID, ID);
    private static final String VIEW_TEXT =
            """
            {"id":"%s1","kind":"direct","name":null,"channel":null,"role":"member","members":[\
            {"id":"%s2","name":"林美華","status":"在教室","photo":"9f86d081","readNumber":7,"presence":"online","lastSeenAt":null},\
            {"id":"%s5","name":"","status":"","photo":null,"deleted":true,"readNumber":null,"presence":"offline","lastSeenAt":"2026-03-02T08:00:00.123456Z"}],\
            "memberCount":2,"revision":0,"firstNumber":1,"lastNumber":7,"lastChange":4,"lastMessage":%s,"readNumber":7,"seenNumber":7,"readRevision":31,"unread":100,"mentions":2,"notifications":{"level":"all","mute":{"until":null},"favourite":true,"archivedUpTo":7},"createdAt":"2026-03-02T08:00:00.123456Z","closed":"blocked"}\
            """
                    .formatted(ID, ID, ID, MESSAGE_TEXT);
    private static final String CHANNEL_TEXT =
            """
            {"description":"理化","access":"open","announcementsOnly":true,"archivedAt":"2026-03-02T08:00:00.123456Z"}\
            """;
    private static final String NEW_VIEW_TEXT =
            """
            {"id":"%s1","kind":"channel","name":"七年級","channel":\
            """
                            .formatted(ID)
                    + CHANNEL_TEXT
                    + """
                    ,"role":"guest","members":[],"memberCount":3,"revision":12,"firstNumber":1,"lastNumber":0,"lastChange":0,"lastMessage":null,"readNumber":0,"seenNumber":0,"readRevision":1,"unread":0,"mentions":0,\
                    "notifications":{"level":"mentions","mute":null,"favourite":false,"archivedUpTo":null},\
                    "createdAt":"2026-03-02T08:00:00.123456Z"}\
                    """;

    /// A frame and its text on the wire.
    record Golden(Object frame, String text) {}

    static Stream<Golden> frames() {
        return Stream.of(
                new Golden(
                        new ChatFrame.Hello(MEI, 25, 16_384),
                        """
                        {"type":"hello","account":"%s2","pingAfterSeconds":25,"maxTextBytes":16384}\
                        """),
                new Golden(
                        new ChatFrame.MessageSent(CONVERSATION, MESSAGE),
                        """
                        {"type":"message.sent","conversation":"%s1","message":\
                        """
                                + MESSAGE_TEXT
                                + "}"),
                new Golden(
                        new ChatFrame.ConversationOpened(VIEW),
                        """
                        {"type":"conversation.opened","conversation":\
                        """
                                + VIEW_TEXT
                                + "}"),
                new Golden(
                        new ChatFrame.ConversationOpened(NEW_VIEW),
                        """
                        {"type":"conversation.opened","conversation":\
                        """
                                + NEW_VIEW_TEXT
                                + "}"),
                new Golden(
                        new ChatFrame.MessageSent(CONVERSATION, POST),
                        """
                        {"type":"message.sent","conversation":"%s1","message":\
                        {"number":7,"id":"%s4","sender":"%s2","clientId":"%s3","text":"好",\
                        "sentAt":"2026-03-02T08:00:00.123456Z","title":"作業","commentsAllowed":false,"change":0}}\
                        """),
                new Golden(
                        new ChatFrame.MessageSent(CONVERSATION, REPLY),
                        """
                        {"type":"message.sent","conversation":"%s1","message":\
                        {"number":9,"id":"%s4","sender":"%s2","clientId":"%s3","text":"好",\
                        "sentAt":"2026-03-02T08:00:00.123456Z","post":7,"replyTo":8,\
                        "moment":{"media":{"kind":"file","file":"%s4"},"position":192000},"change":0}}\
                        """),
                new Golden(
                        new ChatFrame.MessageChanged(CONVERSATION, 3, STUB),
                        """
                        {"type":"message.changed","conversation":"%s1","change":3,"message":\
                        {"number":7,"id":"%s4","sender":"%s2","clientId":"%s3","text":"",\
                        "sentAt":"2026-03-02T08:00:00.123456Z","title":"","commentsAllowed":false,"change":3,\
                        "deletedAt":"2026-03-02T08:00:00.123456Z","deletedBy":"%s2"}}\
                        """),
                new Golden(
                        new ChatFrame.MessageChanged(CONVERSATION, 4, PINNED),
                        """
                        {"type":"message.changed","conversation":"%s1","change":4,"message":\
                        {"number":7,"id":"%s4","sender":"%s2","clientId":"%s3","text":"好",\
                        "sentAt":"2026-03-02T08:00:00.123456Z",\
                        "forwarded":{"sender":"%s2","sentAt":"2026-03-02T08:00:00.123456Z","title":"作業"},"change":4,"editedAt":"2026-03-02T08:00:00.123456Z",\
                        "pinnedAt":"2026-03-02T08:00:00.123456Z","pinnedBy":"%s2",\
                        "reactions":[{"emoji":"👍","count":2,"mine":true}],\
                        "files":[{"id":"%s4","name":"作業.png","type":"image/png","bytes":1234,"width":40,"height":30,"placeholder":"HwgK"}]}}\
                        """),
                new Golden(
                        new ChatFrame.ReactionChanged(
                                CONVERSATION,
                                5,
                                7,
                                MEI,
                                "👍",
                                true,
                                List.of(new ChatEvent.Reaction("👍", 2))),
                        """
                        {"type":"reaction.changed","conversation":"%s1","change":5,"number":7,"account":"%s2",\
                        "emoji":"👍","present":true,"reactions":[{"emoji":"👍","count":2}]}\
                        """),
                new Golden(
                        new ChatFrame.MessagesChanged(CONVERSATION, 5),
                        """
                        {"type":"messages.changed","conversation":"%s1","lastChange":5}\
                        """),
                new Golden(
                        new ChatFrame.ConversationChanged(CONVERSATION, 12, "七年級", CHANNEL, null),
                        """
                        {"type":"conversation.changed","conversation":"%s1","revision":12,"name":"七年級","channel":\
                        """
                                + CHANNEL_TEXT
                                + "}"),
                new Golden(
                        new ChatFrame.ConversationChanged(
                                CONVERSATION, 12, null, null, ConversationView.Closed.UNAVAILABLE),
                        """
                        {"type":"conversation.changed","conversation":"%s1","revision":12,"name":null,"channel":null,"closed":"unavailable"}\
                        """),
                new Golden(
                        new ChatFrame.BlocksChanged(List.of(MEI)),
                        """
                        {"type":"blocks","accounts":["%s2"]}\
                        """),
                new Golden(
                        new ChatFrame.ConversationLeft(CONVERSATION, 12),
                        """
                        {"type":"conversation.left","conversation":"%s1","revision":12}\
                        """),
                new Golden(
                        new ChatFrame.MemberChanged(CONVERSATION, 12, MEI, 3, MemberRole.TEACHER),
                        """
                        {"type":"member.changed","conversation":"%s1","revision":12,"account":"%s2","memberCount":3,"role":"teacher"}\
                        """),
                new Golden(
                        new ChatFrame.MemberChanged(CONVERSATION, 12, MEI, 3, null),
                        """
                        {"type":"member.changed","conversation":"%s1","revision":12,"account":"%s2","memberCount":3,"role":null}\
                        """),
                new Golden(
                        new ChatFrame.Typing(CONVERSATION, MEI, true),
                        """
                        {"type":"typing","conversation":"%s1","account":"%s2","active":true}\
                        """),
                new Golden(
                        new ChatFrame.Read(CONVERSATION, MEI, 7, null, null, null, null),
                        """
                        {"type":"read","conversation":"%s1","account":"%s2","number":7}\
                        """),
                new Golden(
                        new ChatFrame.Read(CONVERSATION, MEI, 7, 9L, 12L, 3, 1),
                        """
                        {"type":"read","conversation":"%s1","account":"%s2","number":7,"seenNumber":9,"readRevision":12,"unread":3,"mentions":1}\
                        """),
                new Golden(
                        new ChatFrame.ActivityChanged(
                                3,
                                0,
                                List.of(
                                        new Activity(
                                                Activity.Kind.REACTION,
                                                CONVERSATION,
                                                "七年級",
                                                9,
                                                7L,
                                                AT,
                                                true,
                                                "作業",
                                                "好",
                                                List.of(new Actor(MEI, "林美華", "9f86d081", null)),
                                                4,
                                                List.of("👍"),
                                                null))),
                        """
                        {"type":"activity","unread":3,"missedCalls":0,"items":[{"kind":"reaction","conversation":"%s1","name":"七年級","number":9,\
                        "post":7,"at":"2026-03-02T08:00:00.123456Z","unread":true,"title":"作業","text":"好",\
                        "people":[{"id":"%s2","name":"林美華","photo":"9f86d081"}],"count":4,"emoji":["👍"]}]}\
                        """),
                new Golden(
                        new ChatFrame.MessageSent(CONVERSATION, CARD),
                        """
                        {"type":"message.sent","conversation":"%s1","message":{"number":7,"id":"%s4","sender":"%s2","clientId":"%s3",\
                        "text":"","sentAt":"2026-03-02T08:00:00.123456Z","call":{"id":"%s4","video":true,\
                        "startedAt":"2026-03-02T08:00:00.123456Z","answeredAt":"2026-03-02T08:00:00.123456Z",\
                        "endedAt":"2026-03-02T08:00:00.123456Z","ending":"hung-up"},"change":0}}\
                        """),
                new Golden(
                        new ChatFrame.ActivityChanged(
                                1,
                                2,
                                List.of(
                                        new Activity(
                                                Activity.Kind.CALL,
                                                CONVERSATION,
                                                null,
                                                7,
                                                null,
                                                AT,
                                                true,
                                                null,
                                                "",
                                                List.of(new Actor(MEI, "林美華", null, null)),
                                                1,
                                                List.of(),
                                                new CallCard(
                                                        new CallId(MESSAGE_ID.value()),
                                                        false,
                                                        AT,
                                                        null,
                                                        AT,
                                                        CallSnapshot.Ending.CANCELLED)))),
                        """
                        {"type":"activity","unread":1,"missedCalls":2,"items":[{"kind":"call","conversation":"%s1","name":null,"number":7,\
                        "post":null,"at":"2026-03-02T08:00:00.123456Z","unread":true,"title":null,"text":"",\
                        "people":[{"id":"%s2","name":"林美華","photo":null}],"count":1,"emoji":[],\
                        "call":{"id":"%s4","video":false,"startedAt":"2026-03-02T08:00:00.123456Z",\
                        "endedAt":"2026-03-02T08:00:00.123456Z","ending":"cancelled"}}]}\
                        """),
                new Golden(
                        new ChatFrame.ActivityChanged(
                                0,
                                0,
                                List.of(
                                        new Activity(
                                                Activity.Kind.ADDED,
                                                CONVERSATION,
                                                null,
                                                0,
                                                null,
                                                AT,
                                                false,
                                                null,
                                                "",
                                                List.of(new Actor(MEI, "", null, true)),
                                                1,
                                                List.of(),
                                                null))),
                        """
                        {"type":"activity","unread":0,"missedCalls":0,"items":[{"kind":"added","conversation":"%s1","name":null,"number":0,\
                        "post":null,"at":"2026-03-02T08:00:00.123456Z","unread":false,"title":null,"text":"",\
                        "people":[{"id":"%s2","name":"","photo":null,"deleted":true}],"count":1,"emoji":[]}]}\
                        """),
                new Golden(
                        new ChatFrame.ConversationNotificationsChanged(
                                CONVERSATION,
                                new ConversationNotifications(
                                        Level.NOTHING, new Mute(AT), false, null)),
                        """
                        {"type":"conversation.notifications","conversation":"%s1","notifications":\
                        {"level":"nothing","mute":{"until":"2026-03-02T08:00:00.123456Z"},"favourite":false,"archivedUpTo":null}}\
                        """),
                new Golden(
                        new ChatFrame.ReportsChanged(3),
                        """
                        {"type":"reports","open":3}\
                        """),
                new Golden(
                        new ChatFrame.NotificationSettingsChanged(
                                new NotificationSettings(
                                        true,
                                        true,
                                        false,
                                        true,
                                        new QuietHours(
                                                "22:00", "07:00", Set.of(7), "Asia/Taipei"))),
                        """
                        {"type":"notifications","settings":{"messages":true,"mentions":true,"reactions":false,"added":true,\
                        "quietHours":{"from":"22:00","to":"07:00","days":[7],"zone":"Asia/Taipei"}}}\
                        """),
                new Golden(
                        new ChatFrame.PresenceChanged(MEI, Presence.AWAY, null),
                        """
                        {"type":"presence","account":"%s2","state":"away","lastSeenAt":null}\
                        """),
                new Golden(
                        new ChatFrame.PresenceChanged(MEI, Presence.OFFLINE, AT),
                        """
                        {"type":"presence","account":"%s2","state":"offline","lastSeenAt":"2026-03-02T08:00:00.123456Z"}\
                        """),
                new Golden(
                        new ChatFrame.ProfileChanged(MEI, "林美華", "在教室", "9f86d081", null),
                        """
                        {"type":"profile","account":"%s2","name":"林美華","status":"在教室","photo":"9f86d081"}\
                        """),
                new Golden(
                        new ChatFrame.ProfileChanged(MEI, "", "", null, true),
                        """
                        {"type":"profile","account":"%s2","name":"","status":"","photo":null,"deleted":true}\
                        """));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameIsWrittenAsItIsDescribed(Golden golden) throws Exception {
        var text = JSON.writerFor(ChatFrame.class).writeValueAsString(golden.frame);

        assertThat(text).isEqualTo(golden.text.replace("%s", ID));
        var frame = JSON.readTree(text);
        assertThat(AsyncApi.faults(AsyncApi.EVENTS.get(frame.path("type").asText()), frame))
                .isEmpty();
    }

    @Test
    void everyFrameHasAGoldenText() {
        assertThat(frames().<Class<?>>map(golden -> golden.frame.getClass()))
                .containsAll(records(ChatFrame.class));
    }

    static Stream<Golden> results() {
        return Stream.of(
                new Golden(
                        new ChatFrame.Result.Sent(CONVERSATION, 7, MESSAGE_ID, AT),
                        """
                        {"kind":"sent","conversation":"%s1","number":7,"id":"%s4","sentAt":"2026-03-02T08:00:00.123456Z"}\
                        """),
                new Golden(
                        new ChatFrame.Result.Changed(CONVERSATION, 7, 5),
                        """
                        {"kind":"changed","conversation":"%s1","number":7,"change":5}\
                        """),
                new Golden(
                        new ChatFrame.Result.Resumed(
                                "812", List.of(VIEW, NEW_VIEW), List.of(CONVERSATION)),
                        """
                        {"kind":"resumed","cursor":"812","conversations":[\
                        """
                                + VIEW_TEXT
                                + ","
                                + NEW_VIEW_TEXT
                                + "],\"left\":[\"%s1\"]}"));
    }

    @ParameterizedTest
    @MethodSource("results")
    void aResultIsWrittenAsItIsDescribed(Golden golden) throws Exception {
        var text = JSON.writeValueAsString(golden.frame);

        assertThat(text).isEqualTo(golden.text.replace("%s", ID));
        var ok = JSON.createObjectNode().put("type", "ok").put("ref", 1);
        ok.set("result", JSON.readTree(text));
        assertThat(AsyncApi.faults("Ok", ok)).isEmpty();
    }

    @Test
    void everyResultHasAGoldenText() {
        assertThat(results().<Class<?>>map(golden -> golden.frame.getClass()))
                .containsAll(records(ChatFrame.Result.class));
    }

    static Stream<Golden> commands() {
        return Stream.of(
                new Golden(
                        new ChatCommand.SendMessage(1L, CONVERSATION, CLIENT_ID, "你好", null, null),
                        """
                        {"type":"message.send","ref":1,"conversation":"%s1","clientId":"%s3","text":"你好"}\
                        """),
                new Golden(
                        new ChatCommand.SendMessage(1L, CONVERSATION, CLIENT_ID, "好", 8L, null),
                        """
                        {"type":"message.send","ref":1,"conversation":"%s1","clientId":"%s3","text":"好","replyTo":8}\
                        """),
                new Golden(
                        new ChatCommand.SendPost(
                                1L,
                                CONVERSATION,
                                CLIENT_ID,
                                "作業",
                                "好",
                                true,
                                new Moment(new Moment.Media.YouTube("dQw4w9WgXcQ"), 0),
                                null),
                        """
                        {"type":"post.send","ref":1,"conversation":"%s1","clientId":"%s3","title":"作業","text":"好","commentsAllowed":true,"moment":{"media":{"kind":"youtube","video":"dQw4w9WgXcQ"},"position":0}}\
                        """),
                new Golden(
                        new ChatCommand.SendComment(
                                1L,
                                CONVERSATION,
                                CLIENT_ID,
                                7,
                                "好",
                                8L,
                                MOMENT,
                                List.of(new FileId(MESSAGE_ID.value()))),
                        """
                        {"type":"comment.send","ref":1,"conversation":"%s1","clientId":"%s3","post":7,"text":"好","replyTo":8,"moment":{"media":{"kind":"file","file":"%s4"},"position":192000},"files":["%s4"]}\
                        """),
                new Golden(
                        new ChatCommand.ForwardMessage(
                                1L, CONVERSATION, CLIENT_ID, CONVERSATION, 7, "作業"),
                        """
                        {"type":"message.forward","ref":1,"conversation":"%s1","clientId":"%s3","from":"%s1","number":7,"title":"作業"}\
                        """),
                new Golden(
                        new ChatCommand.EditMessage(1L, CONVERSATION, 7, CLIENT_ID, "作業", "好"),
                        """
                        {"type":"message.edit","ref":1,"conversation":"%s1","number":7,"clientId":"%s3","title":"作業","text":"好"}\
                        """),
                new Golden(
                        new ChatCommand.DeleteMessage(1L, CONVERSATION, 7),
                        """
                        {"type":"message.delete","ref":1,"conversation":"%s1","number":7}\
                        """),
                new Golden(
                        new ChatCommand.SetReaction(1L, CONVERSATION, 7, "👍", true),
                        """
                        {"type":"reaction.set","ref":1,"conversation":"%s1","number":7,"emoji":"👍","present":true}\
                        """),
                new Golden(
                        new ChatCommand.SetPin(1L, CONVERSATION, 7, false),
                        """
                        {"type":"pin.set","ref":1,"conversation":"%s1","number":7,"present":false}\
                        """),
                new Golden(
                        new ChatCommand.SetComments(1L, CONVERSATION, 7, false),
                        """
                        {"type":"comments.set","ref":1,"conversation":"%s1","number":7,"allowed":false}\
                        """),
                new Golden(
                        new ChatCommand.SetTyping(2L, CONVERSATION, true),
                        """
                        {"type":"typing","ref":2,"conversation":"%s1","active":true}\
                        """),
                new Golden(
                        new ChatCommand.SetTyping(null, CONVERSATION, false),
                        """
                        {"type":"typing","conversation":"%s1","active":false}\
                        """),
                new Golden(
                        new ChatCommand.MarkRead(3L, CONVERSATION, 7),
                        """
                        {"type":"read","ref":3,"conversation":"%s1","number":7}\
                        """),
                new Golden(
                        new ChatCommand.MarkUnread(3L, CONVERSATION),
                        """
                        {"type":"unread","ref":3,"conversation":"%s1"}\
                        """),
                new Golden(
                        new ChatCommand.SetPresence(4L, Presence.AWAY),
                        """
                        {"type":"presence","ref":4,"state":"away"}\
                        """),
                new Golden(
                        new ChatCommand.WatchPresence(4L, List.of(MEI)),
                        """
                        {"type":"presence.watch","ref":4,"accounts":["%s2"]}\
                        """),
                new Golden(
                        new ChatCommand.Resume(5L, "812"),
                        """
                        {"type":"resume","ref":5,"cursor":"812"}\
                        """));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandIsReadAsItIsDescribed(Golden golden) throws Exception {
        var frame = golden(golden);
        assertThat(AsyncApi.faults(commandSchema(frame), frame)).isEmpty();
        assertThat(read(frame)).isEqualTo(golden.frame);
    }

    @Test
    void everyCommandHasAGoldenText() {
        assertThat(commands().<Class<?>>map(golden -> golden.frame.getClass()))
                .containsAll(records(ChatCommand.class));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandWithoutOneOfItsFieldsIsRefusedByBoth(Golden golden) throws Exception {
        var frame = golden(golden);
        var required = AsyncApi.required(commandSchema(frame));
        for (var field : fieldsOf(frame)) {
            var without = frame.deepCopy();
            without.remove(field);
            assertThat(AsyncApi.faults(commandSchema(frame), without).isEmpty())
                    .as("schema without %s", field)
                    .isEqualTo(!required.contains(field));
            if (required.contains(field)) {
                assertThatThrownBy(() -> read(without))
                        .as("record without %s", field)
                        .isInstanceOf(JsonProcessingException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandWithAFieldMoreOrOfAnotherKindIsRefusedByBoth(Golden golden) throws Exception {
        var frame = golden(golden);
        var bad = new ArrayList<ObjectNode>();
        bad.add(frame.deepCopy().put("more", 1));
        for (var field : fieldsOf(frame)) {
            bad.add(frame.deepCopy().putObject(field).objectNode());
            if (!frame.get(field).isArray()) {
                var array = frame.deepCopy();
                array.putArray(field);
                bad.add(array);
            }
            var other = frame.deepCopy();
            if (frame.get(field).isTextual()) {
                other.put(field, 1);
            } else {
                other.put(field, "1");
            }
            bad.add(other);
        }
        for (var each : bad) {
            assertThat(AsyncApi.faults(commandSchema(frame), each)).as("%s", each).isNotEmpty();
            assertThatThrownBy(() -> read(each))
                    .as("%s", each)
                    .isInstanceOf(JsonProcessingException.class);
        }
    }

    @Test
    void codeAndDocumentKnowTheSameTypes() {
        assertThat(AsyncApi.COMMANDS.keySet())
                .isEqualTo(union(types(ChatCommand.class), Set.of("ping", "session.refresh")));
        assertThat(AsyncApi.EVENTS.keySet()).isEqualTo(types(ChatFrame.class));
        assertThat(AsyncApi.ANSWERS.keySet()).containsExactlyInAnyOrder("ok", "error");
        assertThat(AsyncApi.resultKinds())
                .containsExactlyInAnyOrderElementsOf(types(ChatFrame.Result.class));
    }

    private static ObjectNode golden(Golden golden) throws IOException {
        return (ObjectNode) JSON.readTree(golden.text.replace("%s", ID));
    }

    private static Command read(JsonNode frame) throws IOException {
        return JSON.readerFor(Command.class).readValue(frame.toString());
    }

    private static ObjectMapper mapper() {
        var mapper = new ObjectMapper().findAndRegisterModules();
        new StrictJson().customize(mapper);
        mapper.registerSubtypes(ChatCommand.class.getPermittedSubclasses());
        return mapper;
    }

    private static String commandSchema(JsonNode frame) {
        return AsyncApi.COMMANDS.get(frame.path("type").asText());
    }

    private static List<String> fieldsOf(JsonNode frame) {
        var fields = new ArrayList<String>();
        frame.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static List<Class<?>> records(Class<?> sealed) {
        return Stream.<Class<?>>of(sealed.getPermittedSubclasses())
                .filter(Class::isRecord)
                .toList();
    }

    private static Set<String> types(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .filter(Class::isRecord)
                .map(type -> type.getAnnotation(JsonTypeName.class).value())
                .collect(toSet());
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        var all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }
}
