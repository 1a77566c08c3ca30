package org.homeroom.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds `docs/security.md` to the tests that it names, each of which is there, and to the items of
/// the standard, each of which is there once. What has no test says so.
class SecurityDocumentTest {
    /// | 7.3.1 | what must hold | how | `SomeTest.someMethod`, `some/file.test.ts` |
    private static final Pattern ROW =
            Pattern.compile("\\|\\s*(\\d+\\.\\d+\\.\\d+)\\s*\\|([^|]+)\\|([^|]+)\\|([^|]+)\\|");

    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");
    private static final Pattern JAVA = Pattern.compile("([A-Z]\\w+Test)\\.(\\w+)");

    private static final Path ROOT = root();

    private record Row(String item, String must, String how, String proof) {}

    private static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/security.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/security.md")).stream()
                .map(ROW::matcher)
                .filter(match -> match.matches())
                .map(match ->
                        new Row(
                                match.group(1),
                                match.group(2).strip(),
                                match.group(3).strip(),
                                match.group(4).strip()))
                .toList();
    }

    /// Simple name → source.
    private static Map<String, String> javaTests() throws IOException {
        var tests = new HashMap<String, String>();
        try (var modules = Files.list(ROOT)) {
            var roots =
                    Stream.concat(
                                    modules,
                                    Stream.of("deploy/embedded", "deploy/local").map(ROOT::resolve))
                            .map(module -> module.resolve("src/test/java"))
                            .filter(Files::isDirectory)
                            .toList();
            for (var root : roots) {
                try (var files = Files.walk(root)) {
                    files.filter(file -> file.toString().endsWith("Test.java"))
                            .forEach(file -> tests.merge(name(file), read(file), String::concat));
                }
            }
        }
        return tests;
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        var tests = javaTests();
        for (var row : rows()) {
            for (var named : NAMED.matcher(row.proof).results().map(m -> m.group(1)).toList()) {
                var java = JAVA.matcher(named);
                if (java.matches()) {
                    assertThat(Optional.ofNullable(tests.get(java.group(1))))
                            .as("%s: %s", row.item, named)
                            .hasValueSatisfying(source ->
                                    assertThat(source)
                                            .as("%s: %s", row.item, named)
                                            .containsPattern("void " + java.group(2) + "\\("));
                } else {
                    assertThat(named).as(row.item).matches(".+(Test\\.java|\\.test\\.tsx?)");
                    assertThat(ROOT.resolve(named)).as(row.item).isRegularFile();
                }
            }
        }
    }

    /// The ids of the items of levels 1 and 2, a line each.
    private static List<String> itemsOfTheStandard() throws IOException {
        try (var ids = SecurityDocumentTest.class.getResourceAsStream("asvs-5.0-level-2.txt")) {
            return new String(Objects.requireNonNull(ids).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    @Test
    void everyItemOfTheStandardIsThereOnceAndOthersSayThatTheyAreBeyondIt() throws IOException {
        var rows = rows();
        var wanted = itemsOfTheStandard();

        assertThat(wanted).hasSize(253).doesNotHaveDuplicates();
        assertThat(rows).extracting(Row::item).doesNotHaveDuplicates().containsAll(wanted);
        for (var row : rows) {
            assertThat(row.must.endsWith("(level 3)"))
                    .as("%s is beyond level 2", row.item)
                    .isEqualTo(!wanted.contains(row.item));
        }
    }

    /// Nothing is left open without a word.
    @Test
    void everyItemHasATestOrSaysWhyNot() throws IOException {
        for (var row : rows()) {
            assertThat(row.how).as(row.item).isNotEmpty();
            if (!NAMED.matcher(row.proof).find()) {
                assertThat(row.proof)
                        .as(row.item)
                        .matches("(open|does not apply|by design|documented): .+");
            }
        }
    }
}
