package org.homeroom.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked from the jar for this system (zonky's builds: relocatable,
/// without client tools) into a cache that every checkout of this account shares.
record PostgresBinaries(Path folder) {
    /// A data folder can be opened by the same major version only.
    static final String MAJOR = "18";

    /// Names the cache folder; moves with the version in the parent pom.
    private static final String VERSION = "18.6.0";

    /// The PostgreSQL programs refuse to run as root. In a user namespace of its own a process is
    /// nobody to itself, yet its files stay root's.
    private static final List<String> WITHOUT_ROOT = List.of("unshare", "--user");

    static PostgresBinaries unpacked() throws IOException {
        var name = "postgresql-%s-%s".formatted(VERSION, platform());
        var folder = cache().resolve(name);
        if (!Files.isExecutable(folder.resolve("bin/postgres"))) {
            // The folder appears by a rename and so is whole; one without the server was damaged
            // since.
            Folders.delete(folder);
            Folders.makeWhole(folder, PostgresBinaries::unpack);
        }
        return new PostgresBinaries(folder);
    }

    /// The command that runs one of the programs, as an account that PostgreSQL accepts.
    List<String> command(String program) throws IOException {
        var command = new ArrayList<String>();
        if (System.getProperty("os.name").equals("Linux") && isRoot()) {
            requireNamespaces();
            command.addAll(WITHOUT_ROOT);
        }
        command.add(folder.resolve("bin").resolve(program).toString());
        return command;
    }

    /// A process builder whose environment has no settings of another PostgreSQL.
    ProcessBuilder process(List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static void requireNamespaces() throws IOException {
        var probe = new ArrayList<>(WITHOUT_ROOT);
        probe.add("true");
        try {
            if (new ProcessBuilder(probe).start().waitFor() == 0) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new EmbeddedException(
                "PostgreSQL does not run as root, and this machine allows no user namespaces: run this as an ordinary user.");
    }

    private static void unpack(Path target) throws IOException {
        var resource = "/postgres-%s.txz".formatted(platform());
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream(resource)) {
            if (archive == null) {
                throw new EmbeddedException(
                        "There is no embedded PostgreSQL for this system (%s %s)."
                                .formatted(
                                        System.getProperty("os.name"),
                                        System.getProperty("os.arch")));
            }
            try (var tar = new TarArchiveInputStream(new XZInputStream(archive))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(entry, tar, target);
                }
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target)
            throws IOException {
        var path = entry.resolveIn(target);
        Files.createDirectories(path.getParent());
        if (entry.isDirectory()) {
            Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(path, target.resolve(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            Files.setPosixFilePermissions(path, permissions(entry.getMode()));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions =
                EnumSet.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.OTHERS_READ);
        if ((mode & 0100) != 0) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }

    /// As zonky names its archives.
    private static String platform() {
        var system =
                System.getProperty("os.name").startsWith("Mac")
                        ? "darwin"
                        : System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var machine =
                switch (System.getProperty("os.arch")) {
                    case "amd64" -> "x86_64";
                    case "aarch64" -> "arm_64";
                    case String other -> other;
                };
        return system + "-" + machine;
    }

    /// `$XDG_CACHE_HOME/homeroom`, by default `~/.cache/homeroom`. Not the common temporary folder:
    /// another account could put its own programs there.
    private static Path cache() throws IOException {
        var configured = System.getenv("XDG_CACHE_HOME");
        var base =
                configured == null || configured.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(configured);
        return Files.createDirectories(base.resolve("homeroom"));
    }
}
