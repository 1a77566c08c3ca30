package org.homeroom.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class BreachedPasswordsTest {
    @TempDir Path folder;

    /// The file's lines for these, as the downloader writes them.
    public static String lines(List<String> passwords, String end) {
        var counts = new Random(7);
        return passwords.stream()
                .map(password -> sha1(password) + ":" + (1 + counts.nextLong(1L << 40)))
                .sorted()
                .reduce("", (all, line) -> all + line + end);
    }

    private static String sha1(String password) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(password.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException never) {
            throw new AssertionError(never);
        }
    }

    private BreachedPasswords open(String content) throws IOException {
        return BreachedPasswords.open(
                Files.writeString(folder.resolve("pwned.txt"), content, UTF_8));
    }

    private static boolean contains(BreachedPasswords breached, String password) {
        return breached.contains(new Password(password));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 257, 1000})
    void everyPasswordOfTheFileIsFoundAndNoOther(int size) throws IOException {
        var leaked = IntStream.range(0, size).mapToObj(i -> "leaked " + i).toList();

        for (var end : List.of("\n", "\r\n")) {
            var breached = open(lines(leaked, end));
            assertThat(leaked).allMatch(password -> contains(breached, password));
            assertThat(IntStream.range(0, 1000).mapToObj(i -> "kept " + i))
                    .noneMatch(password -> contains(breached, password));
        }
    }

    @Test
    void theLastLineNeedsNoEnd() throws IOException {
        var all = lines(List.of("one", "two", "three"), "\n");
        var breached = open(all.stripTrailing());

        assertThat(List.of("one", "two", "three"))
                .allMatch(password -> contains(breached, password));
    }

    /// NIST SP 800-63B 3.1.1.2: the leak may have come from another keyboard.
    @Test
    void marksAreFoundFromEveryKeyboard() throws IOException {
        assertThat(contains(open(lines(List.of("caf\u00e9"), "\n")), "cafe\u0301")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "password\n123456\n", "<html>", "5BAA61E4C9B93F3F:3\n"})
    void anotherFileIsRefusedAtTheStart(String content) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(content))
                .withMessageContaining("pwned.txt");
    }

    @Test
    void aFileThatIsNotThereIsRefusedAtTheStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BreachedPasswords.open(folder.resolve("none.txt")));
    }

    @Test
    void damageIsTold() throws IOException {
        var breached = open(lines(List.of("one"), "\n") + "F".repeat(500));

        assertThatThrownBy(() -> contains(breached, "two"))
                .isInstanceOf(UncheckedIOException.class);
    }
}
