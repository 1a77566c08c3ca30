package org.homeroom.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.homeroom.embedded.Folders;
import org.homeroom.local.StackOptions;

/// How long a person waits who types `./homeroom up` in a built tree, until the address is printed:
/// first with an empty folder and then with the data of the first time; and what memory all of it
/// takes.
final class UpScenario {
    private static final int RUNS = 5;

    /// Far from the usual one, at which somebody may be at work.
    private static final int PORT = 23_080;

    private static final String ADDRESS = "  Homeroom   ";
    private static final String BUILDS = "Building";

    private UpScenario() {}

    static void run(Report report) throws Exception {
        var home = Path.of("target/bench-up").toAbsolutePath();
        Folders.delete(home);
        report.figure("an empty JVM", emptyJvm(), "s", "limit of any one process");
        for (var run = 0; run <= RUNS; run++) {
            up(report, run == 0 ? "up, empty folder" : "up, run " + run, home);
        }
        Folders.delete(home);
    }

    /// The script becomes the launcher, whose children are the suite.
    private static void up(Report report, String name, Path home) throws Exception {
        var command =
                new ProcessBuilder("./homeroom", "up", "--port", Integer.toString(PORT))
                        .directory(StackOptions.checkout().toFile())
                        .redirectErrorStream(true);
        command.environment().put("HOMEROOM_HOME", home.toString());
        var began = System.nanoTime();
        var suite = command.start();
        try (var output = suite.inputReader()) {
            var said = new ArrayList<String>();
            for (var line = output.readLine(); ; line = output.readLine()) {
                if (line == null || line.startsWith(BUILDS)) {
                    throw new IOException("no start of a built tree: " + said + line);
                }
                if (line.startsWith(ADDRESS)) {
                    break;
                }
                said.add(line);
            }
            report.figure(
                    name, (System.nanoTime() - began) / 1e9, "s", "aim: 10 s for a built tree");
            report.figure(
                    "resident (PSS), suite and launcher",
                    Processes.residentMegabytes(suite.toHandle()),
                    "MB",
                    "aim: 2048 MB");
        } finally {
            suite.destroy();
            if (!suite.waitFor(60, TimeUnit.SECONDS)) {
                suite.destroyForcibly();
            }
        }
    }

    private static double emptyJvm() throws Exception {
        var began = System.nanoTime();
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return (System.nanoTime() - began) / 1e9;
    }
}
