package org.homeroom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.homeroom.embedded.Ports;
import org.homeroom.local.StackOptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./homeroom up --demo`, as the program that the script becomes once all is built, twice over the
/// same data. The first of all tests, so that no other suite runs beside it.
@Order(1)
class DemoTest {
    private static final Pattern PERSON =
            Pattern.compile("^ {2}(.+) {2}(\\S+@homeroom\\.example)$");
    private static final Pattern PASSWORD =
            Pattern.compile("^Each of them signs in with the password (\\S+)$");
    private static final Pattern ADDRESS = Pattern.compile("^ {2}Homeroom {3}(http://\\S+)$");

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}{3}");
    private static final Pattern ENGLISH = Pattern.compile("(?:[a-z’']+ ){3}");

    @TempDir Path data;

    /// What a run said, and what its people found.
    ///
    /// @param people their names by address
    /// @param seen what each of them sees, without what time alone changes
    private record Class(Map<String, String> people, Map<String, String> seen) {}

    @Test
    void aClassIsThereOnceHoweverOftenItIsMade() throws Exception {
        // Below 54,000 the other ports of a stack are counted on from it.
        var port = 20_000 + Ports.free() % 30_000;

        var first = up(port);
        assertThat(first.people).hasSize(9).containsValues("陳雅婷老師", "Emma Taylor");
        assertThat(first.seen.values()).allSatisfy(seen -> assertThat(seen).contains("\"text\""));
        var all = String.join("", first.seen.values());
        assertThat(all).containsPattern(CHINESE).containsPattern(ENGLISH);
        assertThat(all).contains("\"kind\":\"direct\"", "\"kind\":\"channel\"");

        assertThat(up(port)).isEqualTo(first);
    }

    private Class up(int port) throws Exception {
        var command =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                "deploy/local/target/local-stack.jar",
                                "up",
                                "--demo",
                                "--port",
                                Integer.toString(port))
                        .directory(StackOptions.checkout().toFile())
                        .redirectErrorStream(true);
        command.environment().put("HOMEROOM_HOME", data.toString());
        // As a school may have it: the class agrees.
        command.environment().put("HOMEROOM_TERMS_URL", "https://school.example/terms");
        var process = command.start();
        try (var output = process.inputReader()) {
            var said = new ArrayList<String>();
            for (var line = output.readLine();
                    line != null && !line.startsWith("Ready after");
                    line = output.readLine()) {
                said.add(line);
            }
            assertThat(process.isAlive()).as("%s", said).isTrue();
            var people = new TreeMap<String, String>();
            for (var line : said) {
                var person = PERSON.matcher(line);
                if (person.matches()) {
                    people.put(person.group(2), person.group(1));
                }
            }
            var api = new Api(URI.create(told(ADDRESS, said)));
            var password = told(PASSWORD, said);
            var seen = new TreeMap<String, String>();
            people.keySet().forEach(email -> seen.put(email, seenBy(api, email, password)));
            return new Class(people, seen);
        } finally {
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static String told(Pattern what, List<String> said) {
        return said.stream()
                .map(what::matcher)
                .filter(line -> line.matches())
                .map(line -> line.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(what + " in " + said));
    }

    /// All conversations of somebody with everything that was written in them.
    private static String seenBy(Api api, String email, String password) {
        var session = api.signIn(email, password);
        assertThat(session.statusCode()).as(email).isEqualTo(200);
        var token = Api.json(session).get("accessToken").getAsString();
        var conversations =
                list(api.get("/api/conversations?limit=100", token), "conversations")
                        .sorted((one, other) -> id(one).compareTo(id(other)))
                        .toList();
        assertThat(conversations).as(email).isNotEmpty();
        var seen = new StringBuilder();
        for (var conversation : conversations) {
            // who is there just now is another matter than what was written
            for (var member : List.of("kind", "name", "lastNumber", "unread")) {
                seen.append("\"%s\":%s ".formatted(member, conversation.get(member)));
            }
            list(
                            api.get(
                                    "/api/conversations/%s/messages?limit=100"
                                            .formatted(id(conversation)),
                                    token),
                            "messages")
                    .forEach(seen::append);
            seen.append('\n');
        }
        return seen.toString();
    }

    private static String id(JsonObject conversation) {
        return conversation.get("id").getAsString();
    }

    private static java.util.stream.Stream<JsonObject> list(JsonObject answer, String name) {
        return StreamSupport.stream(answer.getAsJsonArray(name).spliterator(), false)
                .map(JsonElement::getAsJsonObject);
    }
}
