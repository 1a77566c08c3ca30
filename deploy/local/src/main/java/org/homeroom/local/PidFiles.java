package org.homeroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Who runs, written down for the next start: if this process is killed, its children run on, and
/// are ended then.
///
/// A process id alone may meanwhile belong to another program, so the moment of its start is kept
/// with it.
final class PidFiles {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    /// Linux derives a start from the boot time, which clock corrections move.
    private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(2);

    private final Path folder;

    PidFiles(Path folder) {
        this.folder = folder;
    }

    void write(String name, ProcessHandle process) throws IOException {
        var started = process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name + ".pid"), process.pid() + " " + started + "\n");
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name + ".pid"));
    }

    /// Ends what an earlier, killed stack left running here, at most within 10 s, and returns their
    /// names.
    List<String> endLeftovers() throws IOException, InterruptedException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var ended = new ArrayList<String>();
        var leftovers = new ArrayList<ProcessHandle>();
        try (var files = Files.newDirectoryStream(folder, "*.pid")) {
            for (var file : files) {
                var leftover = ours(Files.readString(file));
                if (leftover.isPresent()) {
                    ended.add(file.getFileName().toString().replaceFirst("\\.pid$", ""));
                    leftovers.add(leftover.get());
                }
                Files.delete(file);
            }
        }
        leftovers.forEach(ProcessHandle::destroy);
        var all =
                CompletableFuture.allOf(
                        leftovers.stream()
                                .map(ProcessHandle::onExit)
                                .toArray(CompletableFuture[]::new));
        try {
            all.get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            leftovers.forEach(ProcessHandle::destroyForcibly);
            all.join();
        }
        return ended.stream().sorted().toList();
    }

    private static Optional<ProcessHandle> ours(String line) {
        var words = line.strip().split(" ");
        if (words.length != 2 || !words[0].matches("\\d{1,18}") || !words[1].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        var started = Instant.ofEpochMilli(Long.parseLong(words[1]));
        return ProcessHandle.of(Long.parseLong(words[0]))
                .filter(process ->
                        process.info()
                                .startInstant()
                                .map(at -> Duration.between(at, started).abs())
                                .filter(apart -> apart.compareTo(CLOCK_CORRECTION) <= 0)
                                .isPresent());
    }
}
