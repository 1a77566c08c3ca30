package org.homeroom.platform.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.test.CapturedLogs;
import org.homeroom.platform.test.FakeClock;
import org.homeroom.platform.test.RealInfrastructure;
import org.homeroom.platform.test.TestSocket;
import org.homeroom.platform.test.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@RealInfrastructure
class SocketTest {
    private static final AccountId MING =
            AccountId.fromString("01890a5d-ac96-774b-bcce-b302099a8001");
    private static final AccountId HUA =
            AccountId.fromString("01890a5d-ac96-774b-bcce-b302099a8002");
    private static final int LIMIT = 65_536;

    @TestHTTPResource("/ws/echo")
    URI url;

    @Inject EchoSocket echo;
    @Inject FakeClock clock;
    @Inject MeterRegistry metrics;

    @BeforeEach
    void now() {
        clock.set(Instant.now());
    }

    @AfterEach
    void letAllGo() {
        echo.bench.complete(null);
        echo.bench = new CompletableFuture<>();
        await().until(() -> echo.peers.isEmpty());
    }

    private static String token(AccountId account) {
        return TestTokens.of(account, "Ming");
    }

    private TestSocket open() {
        return TestSocket.open(url, token(MING));
    }

    private RawSocket openRaw() throws IOException {
        return RawSocket.open(url, token(MING));
    }

    private static void isProblem(JsonNode frame, String slug, int status) {
        assertThat(frame.path("type").asText()).isEqualTo("error");
        assertThat(frame.path("problem").asText()).isEqualTo(slug);
        assertThat(frame.path("status").asInt()).isEqualTo(status);
        assertThat(frame.path("title").asText()).isNotBlank();
        assertThat(frame.path("detail").asText())
                .isNotBlank()
                .doesNotContain("homeroom", "Exception", "secret", "java");
    }

    // --- commands and answers

    @Test
    void helloComesFirstAndCommandsAreAnsweredWithTheirRef() {
        try (var socket = open()) {
            assertThat(socket.frames().getFirst().path("type").asText()).isEqualTo("hello");
            var answer = socket.ask("echo", "\"text\": \"您好 😀\"");
            assertThat(answer.path("type").asText()).isEqualTo("ok");
            assertThat(answer.path("result").path("text").asText()).isEqualTo("您好 😀");
            assertThat(socket.ask("ping", "").toString()).isEqualTo("{\"type\":\"ok\",\"ref\":2}");
        }
    }

    @Test
    void aRefusalIsAnErrorWithItsRef() {
        try (var socket = open()) {
            var refused = socket.ask("refuse", "");
            isProblem(refused, "not-allowed", 403);
            assertThat(refused.path("detail").asText()).isEqualTo("Not that.");
        }
    }

    @Test
    void withoutARefOnlyARefusalIsHeardOf() {
        try (var socket = open()) {
            socket.sendText("{\"type\":\"echo\",\"text\":\"a\"}");
            socket.sendText("{\"type\":\"refuse\"}");
            var refused = socket.expect("error");
            assertThat(refused.has("ref")).isFalse();
            assertThat(socket.frames("ok")).isEmpty();
        }
    }

    @Test
    void aCommandThatComesEarlyWaitsUntilTheSocketIsOpened() throws Exception {
        var door = new CompletableFuture<Void>();
        echo.door = door;
        try (var raw = openRaw()) {
            raw.text("{\"type\":\"echo\",\"ref\":1,\"text\":\"early\"}");
            raw.text("{\"type\":\"refuse\",\"ref\":2}");
            raw.frame(true, RawSocket.BINARY, new byte[0]); // closes, behind the commands
            raw.flush();
            // Whoever is served meanwhile shows that the server has had its turn.
            echo.door = CompletableFuture.completedFuture(null);
            try (var other = open()) {
                other.ask("ping", "");
            }
            door.complete(null);
            raw.closeCode();
            assertThat(raw.texts).hasSize(3);
            assertThat(raw.texts.getFirst()).contains("hello");
            assertThat(raw.texts.get(1)).contains("early");
            assertThat(raw.texts.get(2)).contains("not-allowed");
        } finally {
            echo.door = CompletableFuture.completedFuture(null);
        }
    }

    @ParameterizedTest
    @EnumSource(EchoCommand.How.class)
    void aHandlerThatFailsIsAnsweredWithoutDetailAndTheSocketLives(EchoCommand.How how) {
        try (var logs = new CapturedLogs();
                var socket = open()) {
            isProblem(socket.ask("fail", "\"how\": \"" + how + "\""), "internal-error", 500);
            assertThat(logs.errors()).hasSize(1);
            assertThat(socket.ask("ping", "").path("type").asText()).isEqualTo("ok");
        }
    }

    @Test
    void answersComeAsTheyAreReadyNotInTurn() {
        try (var socket = open()) {
            var waiting = socket.send("wait", "");
            assertThat(socket.ask("ping", "").path("ref").asLong()).isEqualTo(waiting + 1);
            echo.bench.complete(null);
            assertThat(socket.answerTo(waiting).path("type").asText()).isEqualTo("ok");
        }
    }

    @Test
    void commandsThatWaitTogetherAreLimited() {
        try (var socket = open()) {
            var first = socket.send("wait", "");
            for (int i = 1; i < 256; i++) {
                socket.send("wait", "");
            }
            var refused = socket.ask("ping", "");
            isProblem(refused, "too-many-requests", 429);
            assertThat(refused.path("retryAfter").asInt()).isEqualTo(1);
            echo.bench.complete(null);
            socket.answerTo(first);
            assertThat(socket.answerTo(first + 255).path("type").asText()).isEqualTo("ok");
            assertThat(socket.ask("ping", "").path("type").asText()).isEqualTo("ok");
        }
    }

    // --- frames that are not ours

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{                                             | malformed-json  |",
                "{\"ref\":7,\"type\":                          | malformed-json  | 7",
                "[]                                            | invalid-request |",
                "{\"ref\":7}                                   | invalid-request | 7",
                "{\"type\":\"nope\",\"ref\":7}                 | unknown-type    | 7",
                "{\"type\":\"echo\",\"ref\":7}                 | invalid-request | 7",
                "{\"type\":\"echo\",\"ref\":7,\"text\":null}   | invalid-request | 7",
                "{\"type\":\"echo\",\"ref\":7,\"text\":5}      | invalid-request | 7",
                "{\"type\":\"echo\",\"ref\":7,\"text\":\"\\ud800\"} | invalid-request | 7",
                "{\"type\":\"echo\",\"ref\":7,\"text\":\"\\u0000\"} | invalid-request | 7",
                "{\"type\":\"ping\",\"ref\":7,\"x\":1}         | invalid-request | 7",
                "{\"type\":\"ping\",\"ref\":-7}                | invalid-request |",
                "{\"type\":\"ping\",\"ref\":7.5}               | invalid-request |",
                "{\"type\":\"ping\",\"ref\":1e400}             | invalid-request |",
                "{\"type\":\"ping\",\"ref\":99999999999999999} | invalid-request |",
                "{\"type\":\"whoami\",\"ref\":7,\"expected\":\"1-1-1-1-1\"} | invalid-request | 7",
            })
    void aFrameThatDoesNotFitIsAnsweredAndTheSocketLives(String frame, String slug, String ref) {
        try (var logs = new CapturedLogs();
                var socket = open()) {
            socket.sendText(frame);
            var error = socket.expect("error");
            isProblem(error, slug, 400);
            assertThat(error.path("ref").asText(null)).isEqualTo(ref);
            assertThat(socket.ask("ping", "").path("type").asText()).isEqualTo("ok");
            assertThat(logs.warnings()).isEmpty();
        }
    }

    @Test
    void twentyUnreadableFramesInARowCloseAndNineteenDoNot() {
        try (var socket = open()) {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 19; i++) {
                    socket.sendText("{");
                }
                assertThat(socket.ask("ping", "").path("type").asText()).isEqualTo("ok");
            }
            for (int i = 0; i < 20; i++) {
                socket.sendText("{");
            }
            assertThat(socket.closeCode()).isEqualTo(1008);
            assertThat(socket.frames("error")).hasSize(19 + 19 + 20);
        }
    }

    private static byte[] echoOf(int bytes) {
        var around = "{\"type\":\"echo\",\"ref\":1,\"text\":\"\"}".length();
        return "{\"type\":\"echo\",\"ref\":1,\"text\":\"%s\"}"
                .formatted("x".repeat(bytes - around))
                .getBytes(UTF_8);
    }

    @Test
    void aFrameAtTheLimitIsReadAndOneByteMoreCloses() throws Exception {
        try (var logs = new CapturedLogs();
                var raw = openRaw()) {
            raw.frame(true, RawSocket.TEXT, echoOf(LIMIT));
            raw.flush();
            assertThat(raw.nextText()).contains("hello");
            assertThat(raw.nextText()).contains("\"ok\"");
            raw.frame(true, RawSocket.TEXT, echoOf(LIMIT + 1));
            raw.flush();
            assertThat(raw.closeCode()).isEqualTo(1009);
            assertThat(logs.warnings()).isEmpty();
        }
    }

    @Test
    void aMessageOfManyFramesOverTheLimitCloses() throws Exception {
        try (var logs = new CapturedLogs();
                var raw = openRaw()) {
            var message = echoOf(LIMIT);
            raw.frame(false, RawSocket.TEXT, Arrays.copyOfRange(message, 0, 1_000));
            raw.frame(true, RawSocket.CONTINUATION, Arrays.copyOfRange(message, 1_000, LIMIT));
            raw.frame(false, RawSocket.TEXT, message);
            raw.frame(true, RawSocket.CONTINUATION, new byte[] {'x'});
            raw.flush();
            assertThat(raw.closeCode()).isEqualTo(1009);
            assertThat(raw.texts).hasSize(2);
            assertThat(logs.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {RawSocket.TEXT, RawSocket.BINARY})
    void whatIsNotUtf8OrNotTextClosesWithoutALogLine(int opcode) throws Exception {
        try (var logs = new CapturedLogs();
                var raw = openRaw()) {
            var bytes = "{\"type\":\"echo\",\"ref\":1,\"text\":\"?\"}".getBytes(UTF_8);
            bytes[31] = (byte) 0xC3; // begins a character of two bytes that never ends
            raw.frame(true, opcode, bytes);
            raw.flush();
            assertThat(raw.closeCode()).isEqualTo(opcode == RawSocket.TEXT ? 1007 : 1008);
            assertThat(logs.warnings()).isEmpty();
        }
    }

    @Test
    void aCharacterMayBeSplitBetweenFrames() throws Exception {
        try (var raw = openRaw()) {
            var whole = "{\"type\":\"echo\",\"ref\":1,\"text\":\"好\"}".getBytes(UTF_8);
            raw.frame(false, RawSocket.TEXT, Arrays.copyOfRange(whole, 0, 32));
            raw.frame(true, RawSocket.CONTINUATION, Arrays.copyOfRange(whole, 32, whole.length));
            raw.frame(true, RawSocket.BINARY, new byte[0]);
            raw.flush();
            assertThat(raw.closeCode()).isEqualTo(1008);
            assertThat(raw.texts.get(1)).contains("好");
        }
    }

    @Test
    void anUnmaskedFrameIsAProtocolError() throws Exception {
        try (var logs = new CapturedLogs();
                var raw = openRaw()) {
            raw.unmasked("{\"type\":\"ping\"}".getBytes(UTF_8));
            raw.flush();
            assertThat(raw.closeCode()).isEqualTo(1002);
            assertThat(logs.warnings()).isEmpty();
        }
    }

    // --- speed

    @Test
    void aFloodIsRefusedThenClosedAndHurtsNobodyElse() {
        try (var other = open();
                var flood = open()) {
            // The clock stands still: a burst of 300, then 1,000 refusals, then the end.
            for (int i = 0; i < 1_301; i++) {
                flood.send("ping", "");
            }
            assertThat(flood.closeCode()).isEqualTo(4429);
            assertThat(flood.frames("ok")).hasSize(300);
            assertThat(flood.frames("error")).hasSize(1_001);
            var refused = flood.answerTo(301);
            isProblem(refused, "too-many-requests", 429);
            assertThat(refused.path("retryAfter").asInt()).isEqualTo(1);
            assertThat(other.ask("ping", "").path("type").asText()).isEqualTo("ok");
        }
    }

    @Test
    void speedIsForgivenWithTime() {
        try (var socket = open()) {
            IntStream.range(0, 301).forEach(_ -> socket.send("ping", ""));
            isProblem(socket.answerTo(301), "too-many-requests", 429);
            clock.advance(Duration.ofSeconds(1));
            IntStream.range(0, 50).forEach(_ -> socket.send("ping", ""));
            assertThat(socket.answerTo(351).path("type").asText()).isEqualTo("ok");
            isProblem(socket.ask("ping", ""), "too-many-requests", 429);
        }
    }

    private double givenUp() {
        return metrics.counter("homeroom.sockets.closed", "reason", "slow_reader").count();
    }

    /// Pushes until the deaf one is given up, each time waiting for the one that reads.
    private int pushUntilOneIsGivenUp(TestSocket reader) {
        var text = "x".repeat(60_000);
        int pushed = 0;
        var before = givenUp();
        while (givenUp() == before) {
            assertThat(pushed).as("40 MB are in nobody's buffers").isLessThan(700);
            for (int i = 0; i < 10; i++) {
                echo.push(pushed++, text);
            }
            var last = pushed - 1;
            reader.expect(frame -> frame.path("number").asInt(-1) == last);
        }
        return pushed;
    }

    @Test
    void aSlowReaderIsClosedAndAnotherGetsEverything() {
        try (var reader = open();
                var deaf = TestSocket.openDeaf(url, token(HUA))) {
            await().until(() -> echo.peers.size() == 2);
            var pushed = pushUntilOneIsGivenUp(reader);
            assertThat(reader.frames("pushed"))
                    .extracting(frame -> frame.path("number").asInt())
                    .containsExactlyElementsOf(IntStream.range(0, pushed).boxed().toList());
            deaf.listen();
            assertThat(deaf.closeCode()).isEqualTo(4409);
            // What it got until then has no gap.
            assertThat(deaf.frames("pushed"))
                    .extracting(frame -> frame.path("number").asInt())
                    .containsExactlyElementsOf(
                            IntStream.range(0, deaf.frames("pushed").size()).boxed().toList());
            assertThat(reader.ask("ping", "").path("type").asText()).isEqualTo("ok");
        }
    }

    @Test
    void oneThatNeverReadsIsCutOff() {
        try (var reader = open();
                var _ = TestSocket.openDeaf(url, token(HUA))) {
            await().until(() -> echo.peers.size() == 2);
            pushUntilOneIsGivenUp(reader);
            clock.advance(Duration.ofSeconds(11));
            await().until(() -> echo.peers.size() == 1);
            assertThat(reader.ask("ping", "").path("type").asText()).isEqualTo("ok");
        }
    }

    // --- time and tokens

    @Test
    void silenceIsClosedAndWhoSpeaksIsNot() {
        try (var silent = open();
                var speaking = open()) {
            clock.advance(Duration.ofSeconds(40));
            speaking.ask("ping", "");
            clock.advance(Duration.ofSeconds(40));
            assertThat(silent.closeCode()).isEqualTo(4408);
            assertThat(speaking.ask("ping", "").path("type").asText()).isEqualTo("ok");
        }
    }

    private void passWith(TestSocket socket, Duration time) {
        for (var left = time; left.isPositive(); left = left.minusSeconds(50)) {
            clock.advance(Duration.ofSeconds(50));
            socket.ask("ping", "");
        }
    }

    @Test
    void theSocketEndsWithItsToken() {
        try (var socket =
                TestSocket.open(
                        url, TestTokens.expiringIn(Duration.ofSeconds(130), MING, "Ming"))) {
            passWith(socket, Duration.ofSeconds(100));
            clock.advance(Duration.ofSeconds(40));
            assertThat(socket.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void aFresherTokenLetsItLiveOnUnderTheNewName() {
        try (var socket =
                TestSocket.open(
                        url, TestTokens.expiringIn(Duration.ofSeconds(130), MING, "Ming"))) {
            var fresh = TestTokens.of(MING, "小明");
            assertThat(socket.ask("session.refresh", "\"token\": \"" + fresh + "\"").toString())
                    .isEqualTo("{\"type\":\"ok\",\"ref\":1}");
            passWith(socket, Duration.ofSeconds(300));
            assertThat(socket.ask("whoami", "").path("result").path("name").asText())
                    .isEqualTo("小明");
        }
    }

    @Test
    void anyOtherTokenIsRefusedAndTheSocketLivesUntilItsOwnEnds() {
        try (var logs = new CapturedLogs();
                var socket =
                        TestSocket.open(
                                url,
                                TestTokens.expiringIn(Duration.ofSeconds(130), MING, "Ming"))) {
            for (var token :
                    new String[] {
                        "",
                        "x",
                        "a.b.c",
                        TestTokens.of(HUA, "Hua"),
                        TestTokens.expiringIn(Duration.ofSeconds(-60), MING, "Ming"),
                        TestTokens.foreignSigned(MING, "Ming"),
                        TestTokens.unsigned(MING, "Ming"),
                        TestTokens.hmacWithPublicKey(MING, "Ming"),
                        TestTokens.nextKey().sign(MING, "Ming"),
                    }) {
                isProblem(
                        socket.ask("session.refresh", "\"token\": \"" + token + "\""),
                        "not-signed-in",
                        401);
            }
            assertThat(socket.ask("whoami", "").path("result").path("account").asText())
                    .isEqualTo(MING.toString());
            assertThat(logs.errors()).isEmpty();
            passWith(socket, Duration.ofSeconds(100));
            clock.advance(Duration.ofSeconds(40));
            assertThat(socket.closeCode()).isEqualTo(4401);
        }
    }

    // --- the door

    @Test
    void theUpgradeIsRefusedWithoutAGoodToken() {
        try (var logs = new CapturedLogs()) {
            for (var token :
                    new String[] {
                        null,
                        "x",
                        TestTokens.expiringIn(Duration.ofSeconds(-60), MING, "Ming"),
                        TestTokens.foreignSigned(MING, "Ming"),
                        TestTokens.unsigned(MING, "Ming"),
                        TestTokens.hmacWithPublicKey(MING, "Ming"),
                    }) {
                assertThat(TestSocket.tryOpen(url, token, null)).as(token).isEqualTo(401);
            }
            assertThat(logs.warnings()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        ", 101",
        "http://localhost:8080, 101",
        "http://127.0.0.1:8080, 101",
        "http://localhost:8081, 403",
        "https://localhost:8080, 403",
        "https://evil.example, 403",
        "http://localhost:8080.evil.example, 403",
        "null, 403",
    })
    void aPageOfAForeignOriginIsKeptOut(String origin, int status) {
        assertThat(TestSocket.tryOpen(url, token(MING), origin)).isEqualTo(status);
    }

    @Test
    void aPageOfAForeignOriginLearnsNothingAboutTheToken() {
        assertThat(TestSocket.tryOpen(url, null, "https://evil.example")).isIn(401, 403);
    }
}
