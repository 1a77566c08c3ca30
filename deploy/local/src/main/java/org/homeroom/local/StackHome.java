package org.homeroom.local;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.homeroom.embedded.Folders;

/// The folder of one stack, held by this process: nobody else may use it meanwhile.
///
/// ```
/// data/postgres data/kafka data/mail data/objects   what people wrote
/// secrets/                                          passwords and signing keys, for the owner's eyes only
/// logs/                                             one file per process and run
/// run/                                              the lock, process ids, the processes' working folder
/// complete                                          there once every part of data/ was made
/// ```
final class StackHome implements AutoCloseable {
    private final Path folder;
    private final boolean temporary;
    private final FileLock lock;
    private final PidFiles pids;
    private final LogFolder logs;
    private final Secrets secrets;

    private StackHome(Path folder, boolean temporary, FileLock lock) throws IOException {
        this.folder = folder;
        this.temporary = temporary;
        this.lock = lock;
        this.pids = new PidFiles(folder.resolve("run"));
        this.logs = new LogFolder(folder.resolve("logs"));
        this.secrets = Secrets.in(folder.resolve("secrets"));
    }

    /// Takes the folder, ends what a killed owner left running in it, wipes it if asked to, and
    /// checks that it can be worked in.
    static StackHome open(StackOptions options, StackListener listener)
            throws IOException, InterruptedException {
        var configured = options.home();
        var folder =
                configured == null
                        ? Files.createTempDirectory("homeroom-stack-")
                        : Files.createDirectories(configured).toAbsolutePath().normalize();
        var lock = Folders.tryLock(folder.resolve("run/lock"));
        if (lock == null) {
            throw new StackException(
                    "Homeroom already runs from %s: end it first, or use another checkout with --port."
                            .formatted(folder));
        }
        try {
            var leftovers = new PidFiles(folder.resolve("run")).endLeftovers();
            if (!leftovers.isEmpty()) {
                listener.note(
                        "Ended what an earlier start had left running: %s."
                                .formatted(String.join(", ", leftovers)));
            }
            if (options.fresh()) {
                for (var part : List.of("complete", "data", "secrets", "logs")) {
                    Folders.delete(folder.resolve(part));
                }
            }
            var home = new StackHome(folder, configured == null, lock);
            home.requireSpace(options.minimumFreeMegabytes());
            home.requireWhole();
            return home;
        } catch (IOException | InterruptedException | RuntimeException e) {
            lock.acquiredBy().close();
            throw e;
        }
    }

    private void requireSpace(long megabytes) {
        var free = freeMegabytes();
        if (free < megabytes) {
            throw new StackException(
                    "The disk of %s has %d MB free, and Homeroom needs %d MB: free some space first."
                            .formatted(folder, free, megabytes));
        }
    }

    /// The database and the broker's log belong together: with one of them missing, the other is
    /// misleading.
    private void requireWhole() {
        if (!Files.exists(folder.resolve("complete"))) {
            return;
        }
        for (var part : List.of(postgres().resolve("cluster"), kafka().resolve("log"))) {
            if (!Files.isDirectory(part)) {
                throw new StackException(
                        "The data in %s is incomplete, %s is missing: restore it from a backup, or begin anew with --fresh."
                                .formatted(folder, folder.relativize(part)));
            }
        }
    }

    void markComplete() throws IOException {
        Files.writeString(folder.resolve("complete"), "");
    }

    long freeMegabytes() {
        return folder.toFile().getUsableSpace() / (1024 * 1024);
    }

    Path folder() {
        return folder;
    }

    PidFiles pids() {
        return pids;
    }

    LogFolder logs() {
        return logs;
    }

    Secrets secrets() {
        return secrets;
    }

    Path postgres() {
        return folder.resolve("data/postgres");
    }

    Path kafka() {
        return folder.resolve("data/kafka");
    }

    Path mail() {
        return folder.resolve("data/mail");
    }

    Path objects() {
        return folder.resolve("data/objects");
    }

    /// Holds no configuration that a service could pick up by accident, as the checkout does.
    Path workingFolder() {
        return folder.resolve("run");
    }

    @Override
    public void close() {
        try {
            if (temporary) {
                Folders.delete(folder);
            }
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new StackException(
                    "The folder %s cannot be removed: %s.".formatted(folder, e.getMessage()), e);
        }
    }
}
