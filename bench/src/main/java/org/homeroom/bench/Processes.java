package org.homeroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.homeroom.local.LocalStack;

/// What the operating system and the JVMs say of the suite's processes.
final class Processes {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private Processes() {}

    /// Resident memory of a process with its descendants, in MB; shared pages count once (PSS).
    static double residentMegabytes(ProcessHandle process) throws IOException {
        var kilobytes = pss(process.pid());
        for (var child : process.descendants().toList()) {
            kilobytes += pss(child.pid());
        }
        return kilobytes / 1024.0;
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
        // Counting the live ones is a full collection.
        var total = TOTAL.matcher(jcmd(pid, "GC.class_histogram"));
        if (!total.find()) {
            throw new IOException("jcmd told no heap of process " + pid);
        }
        return Long.parseLong(total.group(1));
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

    /// Processor time that each process of the suite has used so far, its children's included, in
    /// seconds.
    static Map<String, Double> cpuSeconds(LocalStack stack) {
        var seconds = new HashMap<String, Double>();
        stack.pids().forEach((name, pid) -> seconds.put(name, cpuSeconds(pid)));
        return seconds;
    }

    /// Processor time that a process and its children have used so far, in seconds.
    static double cpuSeconds(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .mapToDouble(duration -> duration.toNanos() / 1e9)
                .sum();
    }
}
