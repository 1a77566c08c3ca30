package org.homeroom.bench;

import java.nio.file.Path;
import org.homeroom.local.LocalStack;
import org.homeroom.local.StackOptions;

/// How long the built suite takes from the command to ready, first with an empty folder and then
/// with the data of the first time, and what memory all of it takes.
final class UpScenario {
    private static final int RUNS = 5;

    private UpScenario() {}

    static void run(Report report) throws Exception {
        Path home = Path.of("target/bench-home").toAbsolutePath();
        report.figure("an empty JVM", emptyJvm(), "s", "limit of any one process");
        for (var run = 0; run <= RUNS; run++) {
            var options = StackOptions.temporary().home(home).fresh(run == 0);
            var began = System.nanoTime();
            try (var stack = LocalStack.start(options)) {
                var seconds = (System.nanoTime() - began) / 1e9;
                report.figure(
                        run == 0 ? "up, empty folder" : "up, run " + run,
                        seconds,
                        "s",
                        "aim: 10 s for a built tree");
                report.figure(
                        "resident (PSS), suite and launcher",
                        Processes.residentMegabytes(stack) + Processes.ownMegabytes(),
                        "MB",
                        "aim: 2048 MB");
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
