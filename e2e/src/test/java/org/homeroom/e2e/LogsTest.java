package org.homeroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the processes that ship write down in production, of this journey and of all tests before
/// it (it is the last): lines of JSON that name requests, and nobody's words, tokens or addresses,
/// whatever fails.
@ExtendWith(Suite.Extension.class)
@Order(Integer.MAX_VALUE)
class LogsTest {
    private static final String SAID = "The frog is in the left drawer 青蛙在抽屜裡";
    private static final String WRONG_PASSWORD = "nine loud purple herons";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// A token of ours, whosever it is, and the address of anybody who has come here.
    private static final Pattern TOKEN_OR_ADDRESS =
            Pattern.compile("eyJ[A-Za-z0-9_-]{8,}|[A-Za-z0-9.]+@[a-z]+\\.example");

    @Test
    void everyLineIsJsonThatNamesTheRequestAndNothingOfPeople(Suite suite) throws Exception {
        var mei = Person.signedIn(suite, "Mei Frogkeeper");
        var leo = Person.signedIn(suite, "Leo Drawer");
        var secrets = new ArrayList<>(List.of(SAID, "青蛙", WRONG_PASSWORD, Person.PASSWORD));
        secrets.add(mei.email());
        secrets.add(tokenIn(mei.linkMailed("/verify/")));
        mei.startChatWith(leo);
        mei.send(leo, SAID);
        leo.openChatWith(mei);
        leo.seesAtTheEnd(List.of(SAID));
        leo.visit("/search?q=" + URLEncoder.encode(SAID, StandardCharsets.UTF_8));

        var api = new Api(suite.stack().address());
        var signedIn = signIn(api, mei, Person.PASSWORD, "right");
        var token = Api.json(signedIn).get("accessToken").getAsString();
        var cookie = cookieOf(signedIn);
        secrets.addAll(List.of(token, cookie.replaceFirst(".*=", "")));
        assertThat(signIn(api, mei, WRONG_PASSWORD, "wrong").statusCode()).isEqualTo(401);
        // bodies that break off or are of another kind, with all that is in them
        for (var body :
                List.of(
                        "{\"email\":\"%s\",\"password\":\"%s",
                        "{\"email\":\"%s\",\"password\":[\"%s\"]}",
                        "{\"email\":{\"%s\":1},\"%s\":2}")) {
            var filled = body.formatted(mei.email(), Person.PASSWORD);
            for (var path : List.of("/api/auth/sign-in", "/api/auth/register")) {
                assertThat(api.send("POST", path, filled).statusCode()).as(filled).isEqualTo(400);
            }
        }
        for (var path : List.of("/api/users/me", "/api/conversations", "/api/search?q=frog")) {
            var answer = api.send("GET", path, "", "Authorization", "Bearer " + token + "x");
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
        }
        sayNonsense(suite, token);
        var form = "{\"email\":\"%s\",\"language\":\"en\"}".formatted(mei.email());
        assertThat(api.send("POST", "/api/auth/password-reset", form).statusCode()).isEqualTo(202);
        secrets.add(tokenIn(mei.linkMailed("/reset/")));

        // A cookie whose successor has been used ends the session, which is worth a line.
        var later = refreshed(api, refreshed(api, cookie));
        secrets.add(later.replaceFirst(".*=", ""));
        assertThat(api.send("POST", "/api/auth/refresh", "", "Cookie", cookie).statusCode())
                .isEqualTo(401);

        // The database ends under people's hands.
        suite.stack().service("postgres").kill();
        awaiting(() -> signIn(api, mei, Person.PASSWORD, "away").statusCode() >= 500);
        suite.stack().service("postgres").awaitReady(PATIENCE);
        awaiting(() -> signIn(api, mei, Person.PASSWORD, "back").statusCode() == 200);

        awaiting(() -> lines(suite, "auth-service").stream().anyMatch(line -> isOf("away", line)));
        var faults = new ArrayList<String>();
        for (var log : logs(suite)) {
            for (var line : Files.readAllLines(log)) {
                var fault = fault(line, secrets);
                if (!fault.isEmpty()) {
                    faults.add("%s: %s: %s".formatted(log.getFileName(), fault, line));
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(lines(suite, "auth-service"))
                .as("a line of a request that failed")
                .anySatisfy(line -> {
                    var json = JsonParser.parseString(line).getAsJsonObject();
                    assertThat(json.get("level").getAsString()).isIn("WARN", "ERROR");
                    assertThat(requestId(json)).isEqualTo("away");
                });
        assertThat(lines(suite, "auth-service"))
                .as("a line of a token that was used again")
                .anySatisfy(line -> assertThat(line).contains("refresh token was used again"));
    }

    /// @return in which way a line is not as it should be; empty if it is
    private static String fault(String line, List<String> secrets) {
        try {
            var json = JsonParser.parseString(line).getAsJsonObject();
            for (var member : List.of("timestamp", "level", "loggerName", "message")) {
                if (!json.has(member)) {
                    return "has no " + member;
                }
            }
        } catch (JsonParseException | IllegalStateException no) {
            return "is no JSON";
        }
        var secret = secrets.stream().filter(line::contains).findFirst();
        if (secret.isPresent()) {
            return "tells " + secret.get();
        }
        return TOKEN_OR_ADDRESS.matcher(line).find() ? "has a token or an address" : "";
    }

    private static String requestId(JsonObject line) {
        var carried = line.getAsJsonObject("mdc");
        return carried == null || !carried.has("requestId")
                ? ""
                : carried.get("requestId").getAsString();
    }

    private static boolean isOf(String requestId, String line) {
        return line.contains("\"requestId\":\"%s\"".formatted(requestId));
    }

    /// Of this run and of those before it, of every service and replica.
    private static List<Path> logs(Suite suite) throws IOException {
        try (Stream<Path> files = Files.list(suite.stack().log("gateway").getParent())) {
            var logs =
                    files.filter(file ->
                                    file.getFileName()
                                            .toString()
                                            .matches("(gateway|[a-z]+-service)[-.0-9]*\\.?log"))
                            .toList();
            assertThat(logs.stream().map(log -> log.getFileName().toString()))
                    .contains(
                            "gateway.log",
                            "auth-service.log",
                            "chat-service.log",
                            "chat-service-2.log",
                            "signaling-service.log",
                            "media-service.log",
                            "sync-service.log");
            return logs;
        }
    }

    private static List<String> lines(Suite suite, String service) {
        try {
            return Files.readAllLines(suite.stack().log(service));
        } catch (IOException unread) {
            throw new AssertionError(unread);
        }
    }

    private static String tokenIn(String link) {
        return link.substring(link.lastIndexOf('/') + 1);
    }

    /// @return the next cookie
    private static String refreshed(Api api, String cookie) {
        var answer = api.send("POST", "/api/auth/refresh", "", "Cookie", cookie);
        assertThat(answer.statusCode()).isEqualTo(200);
        return cookieOf(answer);
    }

    private static String cookieOf(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    private static HttpResponse<String> signIn(
            Api api, Person person, String password, String requestId) {
        return api.signIn(person.email(), password, "X-Request-Id", requestId);
    }

    /// Frames that no client of ours sends, until the service has answered the last.
    private void sayNonsense(Suite suite, String token) throws Exception {
        var address = suite.stack().address();
        var answered = new CompletableFuture<String>();
        var carrier =
                URLEncoder.encode(
                                "quarkus-http-upgrade#Authorization#Bearer " + token,
                                StandardCharsets.UTF_8)
                        .replace("+", "%20");
        var socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .header("Origin", address.toString())
                        .subprotocols("bearer-token-carrier", carrier)
                        .buildAsync(
                                URI.create("ws://" + address.getAuthority() + "/ws/chat"),
                                new WebSocket.Listener() {
                                    private final StringBuilder heard = new StringBuilder();

                                    @Override
                                    public CompletionStage<?> onText(
                                            WebSocket from, CharSequence part, boolean last) {
                                        heard.append(part);
                                        if (heard.indexOf("\"ref\":77") >= 0) {
                                            answered.complete(heard.toString());
                                        }
                                        from.request(1);
                                        return null;
                                    }
                                })
                        .get(30, TimeUnit.SECONDS);
        for (var frame :
                List.of(
                        "{\"type\":\"message.send\",\"text\":\"%s\"}".formatted(SAID),
                        "{\"ref\":76,\"type\":\"%s\"}".formatted(SAID),
                        "{\"ref\":77,\"type\":\"message.send\",\"conversation\":\"%s\"}"
                                .formatted(SAID))) {
            socket.sendText(frame, true).get(30, TimeUnit.SECONDS);
        }
        answered.get(30, TimeUnit.SECONDS);
        socket.abort();
    }

    private static void awaiting(Callable<Boolean> condition) {
        await().atMost(PATIENCE).until(condition);
    }
}
