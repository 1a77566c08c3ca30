package org.homeroom.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// What the components need of the file system: folders that are either whole or absent, and locks.
public final class Folders {
    private Folders() {}

    /// Deletes a folder and all in it; does nothing if there is none. Links are removed, not
    /// followed.
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure)
                            throws IOException {
                        // A server that is just stopping removes files of its own.
                        if (failure instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw failure;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path directory, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.deleteIfExists(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /// Makes `folder` by filling a neighbour of it first and renaming that, so that a run that is
    /// killed half-way leaves no half-made folder behind. If another process made it meanwhile, its
    /// work is kept and ours is dropped.
    ///
    /// @throws IOException if `fill` fails or the disk does; `folder` then does not exist
    static void makeWhole(Path folder, Fill fill) throws IOException {
        var parent = parentOf(folder);
        Files.createDirectories(parent);
        var half = Files.createTempDirectory(parent, folder.getFileName() + ".half-");
        try {
            fill.into(half);
            Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("cannot rename " + half + " to " + folder, e);
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        } finally {
            delete(half);
        }
    }

    /// Deletes what earlier, interrupted calls of [#makeWhole] left beside `folder`. Only for
    /// folders under a lock of ours.
    static void deleteHalfMade(Path folder) throws IOException {
        var parent = parentOf(folder);
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (var neighbours = Files.newDirectoryStream(parent, folder.getFileName() + ".half-*")) {
            for (var neighbour : neighbours) {
                delete(neighbour);
            }
        }
    }

    /// A temporary folder that only its owner can read.
    static Path temporary(String name) throws IOException {
        return Files.createTempDirectory(
                "homeroom-" + name + "-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /// Takes the lock file at `path`, or returns null if another process (or this one) holds it.
    /// The operating system frees it when the holder dies, however it dies.
    public static @Nullable FileLock tryLock(Path path) throws IOException {
        Files.createDirectories(parentOf(path));
        var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return lock;
        } catch (OverlappingFileLockException _) {
            channel.close();
            return null;
        }
    }

    static void unlock(FileLock lock) {
        try {
            lock.acquiredBy().close();
        } catch (IOException _) {
            // The lock ends with this process at the latest.
        }
    }

    private static Path parentOf(Path path) {
        var parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("a root has no neighbours: " + path);
        }
        return parent;
    }

    interface Fill {
        void into(Path folder) throws IOException;
    }
}
