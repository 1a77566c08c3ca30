package org.homeroom.platform.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.homeroom.platform.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/// Holds `docs/problems.md` and an enum of problems together: each names exactly what the other
/// does.
///
/// ```java
/// @Test
/// void everyProblemIsDocumented() {
///     ProblemCatalogue.section("chat-service").lists(ChatProblem.values());
/// }
/// ```
public final class ProblemCatalogue {
    /// A row of a table whose first two columns are the slug in backticks and the HTTP status.
    private static final Pattern ROW =
            Pattern.compile(
                    "\\|\\s*`([^`]+)`\\s*\\|\\s*(\\d{3})\\s*\\|([^|]+)\\|([^|]+)\\|([^|]+)\\|\\s*");

    private record Row(String slug, int status, String title) {}

    private final List<Row> rows;

    private ProblemCatalogue(List<Row> rows) {
        this.rows = rows;
    }

    /// @param name of a second-level heading of the document
    public static ProblemCatalogue section(String name) {
        var lines = read();
        var all = new ArrayList<Row>();
        var own = new ArrayList<Row>();
        var inside = false;
        for (var line : lines) {
            if (line.startsWith("## ")) {
                inside = line.substring(3).strip().equals(name);
            }
            var match = ROW.matcher(line);
            if (match.matches()) {
                var row =
                        new Row(
                                match.group(1),
                                Integer.parseInt(match.group(2)),
                                match.group(3).strip());
                all.add(row);
                assertThat(match.group(4)).as("when of %s", row.slug()).isNotBlank();
                assertThat(match.group(5)).as("what to do at %s", row.slug()).isNotBlank();
                if (inside) {
                    own.add(row);
                }
            }
        }
        assertThat(all)
                .extracting(Row::slug)
                .as("a slug stands for one problem in the whole suite")
                .doesNotHaveDuplicates();
        return new ProblemCatalogue(List.copyOf(own));
    }

    /// Slug → HTTP status, of the whole document.
    static Map<String, Integer> statuses() {
        return read().stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .collect(
                        Collectors.toMap(
                                match -> match.group(1), match -> Integer.valueOf(match.group(2))));
    }

    /// @throws AssertionError if the section lists another set, or another status or title
    public void lists(ProblemType... types) {
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        List.of(types).stream()
                                .map(type -> new Row(type.slug(), type.status(), type.title()))
                                .toList());
    }

    private static List<String> read() {
        try {
            return Files.readAllLines(document());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Tests run in their module's folder, wherever in the repository it is.
    private static Path document() {
        for (@Nullable Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            var document = folder.resolve("docs/problems.md");
            if (Files.exists(document)) {
                return document;
            }
        }
        throw new AssertionError("docs/problems.md is in no folder above this one");
    }
}
