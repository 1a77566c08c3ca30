package org.homeroom.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How to start a JVM of the stack: small, and quick to start.
///
/// @param run what to run: `-jar <file>`, or `-cp <path> <class>`, and its arguments
/// @param heapMegabytes the heap's limit
/// @param compilation how eagerly it compiles
/// @param cache what it starts from if that is there
/// @param training whether to write the cache when the JVM ends
/// @param environment added to this process's
/// @param folder working directory
/// @param log file that its output is added to
/// @param stopLimit how long it may take to end when asked to
record JavaProcess(
        List<String> run,
        int heapMegabytes,
        Compilation compilation,
        StartCache cache,
        boolean training,
        Map<String, String> environment,
        Path folder,
        Path log,
        Duration stopLimit) {
    JavaProcess {
        run = List.copyOf(run);
        environment = Map.copyOf(environment);
    }

    Child.Running launch() throws IOException {
        Files.createDirectories(folder);
        var builder =
                new ProcessBuilder(command())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(log.toFile()));
        // glibc keeps an arena for each thread otherwise, some 50 MB in all.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(new TreeMap<>(environment));
        var process = builder.start();
        process.getOutputStream().close();
        return new ProcessRunning(process, stopLimit);
    }

    private List<String> command() throws IOException {
        var command = new ArrayList<>(OwnSession.PREFIX);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xss512k",
                        "-Xmx" + heapMegabytes + "m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(compilation.flags());
        command.addAll(training ? cache.written() : cache.used());
        command.addAll(run);
        return command;
    }
}
