package org.homeroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script `homeroom`, a copy of which runs in an empty folder on a machine that has what the
/// test puts on its PATH, and JDKs where the test puts them.
class CommandTest {
    /// What every machine has.
    private static final List<String> USUAL =
            List.of(
                    "sh",
                    "dirname",
                    "sed",
                    "readlink",
                    "uname",
                    "cat",
                    "df",
                    "awk",
                    "id",
                    "head",
                    "find",
                    "mktemp",
                    "date");

    @TempDir Path machine;

    record Ended(int status, String output) {}

    @BeforeEach
    void install() throws IOException {
        Files.createDirectories(machine.resolve("bin"));
        Files.createDirectories(machine.resolve("checkout"));
        var script = Files.readString(checkoutOfThis().resolve("homeroom"));
        // The JDKs of the real machine are none of this one's.
        executable("checkout/homeroom", script.replace("/usr/lib/jvm/", machine + "/jvm/"));
        for (var name : USUAL) {
            Files.createSymbolicLink(machine.resolve("bin/" + name), find(name));
        }
    }

    private static Path checkoutOfThis() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("homeroom"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static Path find(String program) {
        for (var folder : System.getenv("PATH").split(":")) {
            var found = Path.of(folder, program);
            if (Files.isExecutable(found)) {
                return found;
            }
        }
        throw new AssertionError(program + " is not on this machine's PATH");
    }

    private void executable(String name, String text) throws IOException {
        var file = machine.resolve(name);
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void jdk(String folder, String version) throws IOException {
        executable(folder + "/bin/javac", "#!/bin/sh\n");
        // Says how it was called, in place of starting anything.
        executable(folder + "/bin/java", "#!/bin/sh\necho \"java of %s: $*\"\n".formatted(version));
        Files.writeString(
                machine.resolve(folder + "/release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    }

    private void program(String name, String text) throws IOException {
        executable("bin/" + name, "#!/bin/sh\n" + text + "\n");
    }

    private Ended run(Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(machine.resolve("checkout/homeroom").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", machine.resolve("bin").toString());
        builder.environment().put("HOME", machine.resolve("home").toString());
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    @Test
    void saysHowItIsUsed() throws Exception {
        assertThat(run(Map.of(), "help").output()).startsWith("usage: ./homeroom <command>");
        assertThat(run(Map.of(), "help").status()).isZero();
        assertThat(run(Map.of(), "dwon").status()).isEqualTo(2);
        assertThat(run(Map.of()).status()).isEqualTo(2);
    }

    @Test
    void withoutAJdkItSaysWhichOneToInstall() throws Exception {
        jdk("jvm/old", "21.0.4");
        var ended = run(Map.of("JAVA_HOME", machine.resolve("jvm/old").toString()), "up");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .startsWith("homeroom: JDK 25 or newer is missing: install one")
                .hasLineCount(1);
    }

    @Test
    void ofSeveralJdksOneThatIsNewEnoughIsTaken() throws Exception {
        jdk("jvm/a-21", "21.0.4");
        jdk("jvm/b-25", "25.0.1");
        program("mvn", "exit 0");
        program("node", "echo v24.1.0");
        program("npm", "exit 0");
        var ended = run(Map.of("JAVA_HOME", machine.resolve("jvm/a-21").toString()), "doctor");

        assertThat(ended.output()).containsPattern("ok +JDK +" + machine.resolve("jvm/b-25"));
    }

    @Test
    void withoutMavenItSaysWhereItComesFrom() throws Exception {
        jdk("jvm/25", "25.0.1");
        var ended = run(Map.of(), "up");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .startsWith("homeroom: Maven is missing: install it")
                .hasLineCount(1);
    }

    @Test
    void anOldNodeWithoutNpmIsNotEnough() throws Exception {
        jdk("jvm/25", "25.0.1");
        program("mvn", "exit 0");
        program("node", "echo v18.20.0");
        var ended = run(Map.of(), "up");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .isEqualTo(
                        "homeroom: Node with npm is missing: install it (Debian: apt-get install npm); any version will do.\n");
    }

    @Test
    void theDoctorNamesWhatIsMissing() throws Exception {
        var ended = run(Map.of(), "doctor");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .containsPattern("missing +JDK +install JDK 25 or newer")
                .containsPattern("missing +Maven +install Maven")
                .containsPattern("missing +npm +install Node with npm");
    }

    @Test
    void theDoctorIsContentWhereAllIsThere() throws Exception {
        jdk("jvm/25", "25.0.1");
        program("mvn", "exit 0");
        program("node", "echo v24.1.0");
        program("npm", "exit 0");
        program("df", "printf 'head\\n/dev/x 9 9 99000000 1%% /\\n'");
        var ended = run(Map.of(), "doctor");

        assertThat(ended.output()).doesNotContain("missing");
        assertThat(ended.status()).isZero();
    }

    /// A browser that is named and is none would otherwise be found out in the middle of the tests.
    @Test
    void aBrowserThatIsNoProgramIsSaidToBeNone() throws Exception {
        jdk("jvm/25", "25.0.1");
        var ended = run(Map.of("CHROMIUM", "/nowhere/chromium"), "test");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .isEqualTo("homeroom: CHROMIUM names /nowhere/chromium, which is no program.\n");
    }
}
