package org.homeroom.platform.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.json.TestJson;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.homeroom.platform.socket.FrameCodec.Decoded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCodecTest {
    private static final String ID = "01890a5d-ac96-774b-bcce-b302099a8057";

    sealed interface TestCommand extends Command {}

    @JsonTypeName("say")
    record Say(@Nullable Long ref, String text, int times, @Nullable String note)
            implements TestCommand {}

    /// Commands may be sorted into sealed interfaces of their own.
    sealed interface About extends TestCommand {}

    @JsonTypeName("about.open")
    record Open(@Nullable Long ref, ConversationId conversation) implements About {}

    private final ObjectMapper json = TestJson.mapper();
    private final FrameCodec codec = new FrameCodec(json, TestCommand.class);

    private void isRead(String frame, Command command) {
        assertThat(codec.decode(frame)).isEqualTo(new Decoded.Read(command));
    }

    private void isRefused(
            String frame, @Nullable Long ref, CommonProblem type, @Nullable String detail) {
        assertThat(codec.decode(frame))
                .isInstanceOfSatisfying(
                        Decoded.Unreadable.class,
                        unreadable -> {
                            assertThat(unreadable.problem().type()).as(frame).isEqualTo(type);
                            assertThat(unreadable.ref()).as(frame).isEqualTo(ref);
                            assertThat(unreadable.problem().detail())
                                    .doesNotContain("homeroom", "java", "FrameCodec", "Exception");
                            if (detail != null) {
                                assertThat(unreadable.problem().detail()).isEqualTo(detail);
                            }
                        });
    }

    @Test
    void commandsAreReadWhereverTheirTypeStands() {
        isRead(
                "{\"type\":\"say\",\"ref\":3,\"text\":\"a\",\"times\":2}",
                new Say(3L, "a", 2, null));
        isRead(
                "{\"note\":null,\"text\":\"a\",\"times\":2,\"ref\":0,\"type\":\"say\"}",
                new Say(0L, "a", 2, null));
        isRead("{\"type\":\"say\",\"text\":\"\",\"times\":-1}", new Say(null, "", -1, null));
        isRead(
                "{\"type\":\"say\",\"ref\":null,\"text\":\"\",\"times\":0}",
                new Say(null, "", 0, null));
        isRead(
                "{\"type\":\"about.open\",\"ref\":9007199254740991,\"conversation\":\"%s\"}"
                        .formatted(ID),
                new Open(9007199254740991L, ConversationId.fromString(ID)));
    }

    @Test
    void everySocketUnderstandsPingAndRefresh() {
        isRead("{\"type\":\"ping\"}", new FrameCodec.Common.Ping(null));
        isRead(
                "{\"type\":\"session.refresh\",\"ref\":1,\"token\":\"t\"}",
                new FrameCodec.Common.RefreshSession(1L, "t"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"type\":",
                "{\"type\":\"say\",\"text\":\"a\",\"times\":2",
                "{\"type\":\"say\",\"text\":\"a\",\"times\":2}}",
                "{'type':'say'}",
                "{type:\"ping\"}",
                "{\"type\":\"ping\",}",
                "{\"type\":\"say\",\"text\":\"a\\q\",\"times\":2}",
                "{\"type\":\"say\",\"text\":\"a\nb\",\"times\":2}",
                "{\"type\":\"say\",\"text\":\"a\",\"text\":\"b\",\"times\":2}",
                "{\"type\":\"say\",\"text\":\"a\",\"times\":02}",
                "{\"type\":\"say\",\"text\":\"a\",\"times\":NaN}",
                "nonsense",
                "\u0000",
                "\ufeff{\"type\":\"ping\"}x",
            })
    void whatIsNotJsonIsSaidToBeMalformed(String frame) {
        isRefused(frame, null, CommonProblem.MALFORMED_JSON, "The frame is not well-formed JSON.");
    }

    @Test
    void evenAMalformedFramesRefIsAnsweredIfItCouldBeRead() {
        isRefused("{\"ref\":7,\"type\":\"say\",", 7L, CommonProblem.MALFORMED_JSON, null);
        isRefused("{\"text\":{\"ref\":1},\"type\":", null, CommonProblem.MALFORMED_JSON, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "5",
                "\"ping\"",
                "true",
                "[]",
                "[{\"type\":\"ping\"}]",
                "{}",
                "{\"type\":\"ping\"} {\"type\":\"ping\"}",
            })
    void whatIsNoCommandIsInvalid(String frame) {
        isRefused(frame, null, CommonProblem.INVALID_REQUEST, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Say", "say ", "org.homeroom.platform.socket.FrameCodec", "ok", "5"})
    void anotherTypeIsUnknown(String type) {
        isRefused(
                "{\"type\":\"%s\",\"ref\":4}".formatted(type),
                4L,
                CommonProblem.UNKNOWN_TYPE,
                null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"ref\":4} | “type” is missing.",
                "{\"ref\":4,\"type\":null} | ",
                "{\"ref\":4,\"type\":{}} | ",
                "{\"type\":\"say\",\"ref\":4,\"times\":2} | “text” is missing or not of the right kind.",
                "{\"type\":\"say\",\"ref\":4,\"text\":\"a\"} | “times” is missing or not of the right kind.",
                "{\"type\":\"say\",\"ref\":4,\"text\":null,\"times\":2} | “text” is missing or not of the right kind.",
                "{\"type\":\"say\",\"ref\":4,\"text\":5,\"times\":2} | “text” is missing or not of the right kind.",
                "{\"type\":\"say\",\"ref\":4,\"text\":[],\"times\":2} | “text” is missing or not of the right kind.",
                "{\"type\":\"say\",\"ref\":4,\"text\":\"a\",\"times\":\"2\"} | “times” is missing or not of the right kind.",
                "{\"type\":\"say\",\"ref\":4,\"text\":\"a\",\"times\":2.5} | “times” is missing or not of the right kind.",
                "{\"type\":\"say\",\"ref\":4,\"text\":\"a\",\"times\":99999999999} | “times” is missing or not of the right kind.",
                "{\"type\":\"say\",\"ref\":4,\"text\":\"a\",\"times\":2,\"x\":1} | “x” is not a field of this.",
                "{\"type\":\"say\",\"ref\":4,\"text\":\"\\ud800\",\"times\":2} | “text” has a NUL or half of a character in it.",
                "{\"type\":\"say\",\"ref\":4,\"text\":\"\\u0000\",\"times\":2} | “text” has a NUL or half of a character in it.",
                "{\"type\":\"about.open\",\"ref\":4,\"conversation\":\"1-1-1-1-1\"} | “conversation” is missing or not of the right kind.",
                "{\"type\":\"session.refresh\",\"ref\":4} | “token” is missing or not of the right kind.",
                "{\"type\":\"ping\",\"ref\":4,\"token\":\"a\"} | “token” is not a field of this.",
            })
    void aFieldThatDoesNotFitIsNamedToTheCommandThatHasIt(String frame, @Nullable String detail) {
        isRefused(frame, 4L, CommonProblem.INVALID_REQUEST, detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1.5",
                "1.0",
                "9007199254740992",
                "9223372036854775807",
                "1e3",
                "99999999999999999999",
                "\"1\"",
                "true",
                "{}",
                "[1]"
            })
    void aRefThatIsNoneIsRefusedWithoutOne(String ref) {
        isRefused(
                "{\"type\":\"ping\",\"ref\":%s}".formatted(ref),
                null,
                CommonProblem.INVALID_REQUEST,
                null);
    }

    @Test
    void nestingIsBounded() {
        isRefused(
                "{\"type\":\"say\",\"ref\":1,\"text\":%s".formatted("[".repeat(60_000)),
                1L,
                CommonProblem.INVALID_REQUEST,
                null);
    }

    @Test
    void answersAreWrittenAsTheContractSays() throws Exception {
        assertThat(json.readTree(codec.ok(3, null)))
                .isEqualTo(json.readTree("{\"type\":\"ok\",\"ref\":3}"));
        assertThat(json.readTree(codec.ok(3, Map.of("kind", "sent"))))
                .isEqualTo(
                        json.readTree(
                                "{\"type\":\"ok\",\"ref\":3,\"result\":{\"kind\":\"sent\"}}"));
        assertThat(
                        json.readTree(
                                codec.error(
                                        null, Problem.of(CommonProblem.NOT_FOUND, "Not here."))))
                .isEqualTo(
                        json.readTree(
                                """
                                {"type":"error","problem":"not-found","title":"Not found",
                                 "status":404,"detail":"Not here."}\
                                """));
        var limited =
                Problem.retry(CommonProblem.TOO_MANY_REQUESTS, "Slower.", Duration.ofSeconds(2));
        assertThat(json.readTree(codec.error(5L, limited)))
                .isEqualTo(
                        json.readTree(
                                """
                                {"type":"error","ref":5,"problem":"too-many-requests",
                                 "title":"Too many requests","status":429,"detail":"Slower.",
                                 "retryAfter":2}\
                                """));
    }
}
