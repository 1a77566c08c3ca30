package org.homeroom.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Shows the warnings and errors of every process in the terminal, after the process's name. The
/// rest is in the log files.
final class LogFollower implements AutoCloseable {
    /// `2026-01-01 12:00:00,000 WARN [logger] …`, as Quarkus, Kafka and PostgreSQL write it.
    private static final Pattern COMPLAINT =
            Pattern.compile(
                    "^(?:\\d{4}-\\d\\d-\\d\\d[ T])?\\d\\d:\\d\\d:\\S+ +(?:UTC \\[\\d+] \\S* ?)?(WARN(?:ING)?|ERROR|SEVERE|FATAL|PANIC):? +(.*)$");

    private static final long EVERY_MILLIS = 300;

    /// A process that complains without end fills its log file, not the terminal.
    private static final int MOST_LINES_AT_ONCE = 5;

    private final List<String> names;
    private final LogFolder logs;
    private final StackListener listener;
    private final Map<String, Long> positions = new HashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("log-follower").factory());

    /// Follows the logs of `names` from their present ends.
    LogFollower(List<String> names, LogFolder logs, StackListener listener) {
        this.names = List.copyOf(names);
        this.logs = logs;
        this.listener = listener;
        names.forEach(name -> positions.put(name, logs.current(name).toFile().length()));
        timer.scheduleWithFixedDelay(
                this::lookForNews, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void lookForNews() {
        for (var name : names) {
            try {
                show(name, newLines(name));
            } catch (IOException _) {
                // A log that cannot be read now may be readable the next time.
            }
        }
    }

    private List<String> newLines(String name) throws IOException {
        var file = logs.current(name);
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var channel = Files.newByteChannel(file)) {
            var from = Math.min(positions.getOrDefault(name, 0L), channel.size());
            var buffer = ByteBuffer.allocate((int) Math.min(channel.size() - from, 1 << 20));
            channel.position(from);
            channel.read(buffer);
            var bytes = buffer.array();
            int end = buffer.position();
            // The last line may still be being written.
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            positions.put(name, from + end);
            return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
        }
    }

    private void show(String name, List<String> lines) {
        var complaints = new ArrayList<String>();
        for (var line : lines) {
            var complaint = COMPLAINT.matcher(line);
            if (complaint.matches()) {
                complaints.add(complaint.group(1) + " " + complaint.group(2));
            }
        }
        complaints.stream()
                .limit(MOST_LINES_AT_ONCE)
                .forEach(line -> listener.note("%-17s | %s".formatted(name, line)));
        if (complaints.size() > MOST_LINES_AT_ONCE) {
            listener.note(
                    "%-17s | and %d more in %s"
                            .formatted(
                                    name,
                                    complaints.size() - MOST_LINES_AT_ONCE,
                                    logs.current(name)));
        }
    }

    /// The last line of a log that tells of an error, or its last line of all.
    static String lastComplaint(Path log) {
        try {
            var lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return lines.reversed().stream()
                    .filter(line ->
                            COMPLAINT.matcher(line).matches() || line.startsWith("Caused by"))
                    .findFirst()
                    .or(() -> lines.reversed().stream().filter(line -> !line.isBlank()).findFirst())
                    .map(String::strip)
                    .orElse("it wrote nothing");
        } catch (IOException _) {
            return "it wrote nothing";
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
