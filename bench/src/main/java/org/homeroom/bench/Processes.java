package org.homeroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.homeroom.local.LocalStack;

/// What the operating system and the JVMs say of the suite's processes.
final class Processes {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private Processes() {}

    /// Resident memory of all processes of the suite with their children, in MB; shared pages count
    /// once (PSS).
    static double residentMegabytes(LocalStack stack) throws IOException {
        var kilobytes = 0L;
        for (var pid : stack.pids().values()) {
            kilobytes += pss(pid);
            for (var child :
                    ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).toList()) {
                kilobytes += pss(child.pid());
            }
        }
        return kilobytes / 1024.0;
    }

    static double ownMegabytes() throws IOException {
        return pss(ProcessHandle.current().pid()) / 1024.0;
    }

    private static long pss(long pid) throws IOException {
        var rollup = Path.of("/proc/%d/smaps_rollup".formatted(pid));
        try {
            return Files.readAllLines(rollup).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (java.nio.file.NoSuchFileException ended) {
            return 0;
        }
    }

    /// Live heap of a JVM after a full collection, in bytes.
    static long liveHeap(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        var used = 0L;
        for (var line : jcmd(pid, "GC.heap_info").split("\n")) {
            if (line.contains("generation") || line.contains("Gen")) {
                var found = USED.matcher(line);
                if (found.find()) {
                    used += Long.parseLong(found.group(1)) * 1024;
                }
            }
        }
        if (used == 0) {
            throw new IOException("jcmd told no heap of process " + pid);
        }
        return used;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(pid),
                                command)
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return said;
    }

    /// Processor time that the suite's processes have used so far, in seconds.
    static double cpuSeconds(LocalStack stack) {
        return stack.pids().values().stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .flatMap(process ->
                        java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(process), process.descendants()))
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(duration -> duration.toNanos() / 1e9)
                .sum();
    }
}
