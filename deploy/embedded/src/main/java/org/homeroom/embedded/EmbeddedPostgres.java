package org.homeroom.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server as a child process, on the loopback interface, with password authentication.
///
/// ```java
/// try (var postgres = EmbeddedPostgres.keptIn(folder).port(15432).start()) {
///     postgres.createDatabase("chat", "chat", password);
/// }
/// ```
///
/// It is durable unless asked otherwise: what it acknowledged is on the disk. The binaries come
/// from a jar and are unpacked once per machine account.
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String SUPERUSER = "postgres";

    /// Crash recovery of a large write-ahead log comes before the first connection.
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /// A fast shutdown writes a checkpoint; on a slow disk that takes seconds.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final Path home;
    private final boolean temporary;
    private final FileLock lock;
    private final Process process;
    private final Path log;
    private final int port;
    private final String password;
    private boolean closed; // guarded by this

    private EmbeddedPostgres(
            Path home,
            boolean temporary,
            FileLock lock,
            Process process,
            Path log,
            int port,
            String password) {
        this.home = home;
        this.temporary = temporary;
        this.lock = lock;
        this.process = process;
        this.log = log;
        this.port = port;
        this.password = password;
    }

    /// A server whose data stays in `home` when it is closed, and is found there again by the next
    /// start.
    public static Setup keptIn(Path home) {
        return new Setup(home.toAbsolutePath(), 0, true, null, Map.of());
    }

    /// A server whose data is deleted when it is closed.
    public static Setup temporary() {
        return new Setup(null, 0, true, null, Map.of());
    }

    /// How to start a server.
    ///
    /// @param home where the data is; null for a temporary folder
    /// @param port TCP port, or 0 for any free one
    /// @param durable whether a commit waits for the disk
    /// @param log file that the server's log is added to; null for `postgres.log` beside the data
    /// @param parameters server parameters (`postgresql.conf`) that override the defaults
    public record Setup(
            @Nullable Path home,
            int port,
            boolean durable,
            @Nullable Path log,
            Map<String, String> parameters) {
        public Setup {
            parameters = Map.copyOf(parameters);
        }

        public Setup port(int port) {
            return new Setup(home, port, durable, log, parameters);
        }

        /// Trades durability for speed: for tests that never restart the server.
        public Setup notDurable() {
            return new Setup(home, port, false, log, parameters);
        }

        public Setup log(Path log) {
            return new Setup(home, port, durable, log, parameters);
        }

        public Setup parameter(String name, String value) {
            var more = new TreeMap<>(parameters);
            more.put(name, value);
            return new Setup(home, port, durable, log, more);
        }

        /// Starts the server and returns when it accepts connections (0.5 s; 3 s the first time on
        /// a machine).
        ///
        /// @throws EmbeddedException if the port or the folder is in use, the folder is damaged,
        ///   the disk is full, or this machine cannot run PostgreSQL
        public EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start(this);
            } catch (IOException e) {
                throw new EmbeddedException(
                        "PostgreSQL cannot start: %s.".formatted(e.getMessage()), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EmbeddedException("PostgreSQL was interrupted while starting.", e);
            }
        }
    }

    private static EmbeddedPostgres start(Setup setup) throws IOException, InterruptedException {
        var temporary = setup.home() == null;
        var home = setup.home() == null ? Folders.temporary("postgres") : setup.home();
        var lock = Folders.tryLock(home.resolve("lock"));
        if (lock == null) {
            throw new EmbeddedException(
                    "The PostgreSQL data in %s is in use by another process.".formatted(home));
        }
        EmbeddedPostgres started = null;
        try {
            var binaries = PostgresBinaries.unpacked();
            var cluster = home.resolve("cluster");
            Folders.deleteHalfMade(cluster);
            if (Files.exists(cluster)) {
                requireWhole(cluster);
                endOrphan(cluster);
            } else {
                initialise(binaries, cluster, setup.durable());
            }
            var port =
                    setup.port() == 0
                            ? Ports.free()
                            : Ports.requireFree("PostgreSQL", setup.port());
            var log = setup.log() == null ? home.resolve("postgres.log") : setup.log();
            var process = launch(binaries, log, cluster, port, setup);
            started =
                    new EmbeddedPostgres(
                            home,
                            temporary,
                            lock,
                            process,
                            log,
                            port,
                            Files.readString(cluster.resolve("superuser.password")));
            started.awaitReady();
            return started;
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (started == null) {
                Folders.unlock(lock);
                if (temporary) {
                    Folders.delete(home);
                }
            } else {
                started.close();
            }
            throw e;
        }
    }

    private static void requireWhole(Path cluster) throws IOException {
        var version = cluster.resolve("PG_VERSION");
        if (!Files.isRegularFile(version)
                || !Files.isRegularFile(cluster.resolve("global/pg_control"))
                || !Files.isRegularFile(cluster.resolve("superuser.password"))) {
            throw new EmbeddedException(
                    "The PostgreSQL data in %s is incomplete: remove that folder, or restore it from a backup."
                            .formatted(cluster));
        }
        var found = Files.readString(version).strip();
        if (!found.equals(PostgresBinaries.MAJOR)) {
            throw new EmbeddedException(
                    "The PostgreSQL data in %s was written by version %s and this is version %s: dump and restore it, or remove that folder."
                            .formatted(cluster, found, PostgresBinaries.MAJOR));
        }
    }

    /// After its parent was killed, a server runs on, and `postmaster.pid` names it. We hold the
    /// folder's lock, so it has no other owner: it is stopped. A file that names no server of this
    /// folder is left from a crash, and PostgreSQL itself would refuse to start if its process id
    /// had been given to another program.
    private static void endOrphan(Path cluster) throws IOException, InterruptedException {
        var file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        var orphan =
                Files.readString(file)
                        .lines()
                        .findFirst()
                        .filter(line -> line.strip().matches("\\d{1,18}"))
                        .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                        .filter(handle -> isServerOf(handle, cluster));
        if (orphan.isPresent()) {
            stopOrphan(orphan.get());
        }
        Files.deleteIfExists(file);
    }

    private static boolean isServerOf(ProcessHandle handle, Path cluster) {
        var line = handle.info().commandLine().or(() -> handle.info().command()).orElse("");
        return line.contains("postgres") && line.contains(cluster.toString());
    }

    private static void stopOrphan(ProcessHandle orphan) throws IOException, InterruptedException {
        shutDownFast(orphan.pid());
        try {
            orphan.onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            orphan.destroyForcibly();
            orphan.onExit().join();
        }
    }

    private void stop() throws IOException, InterruptedException {
        // The id of a process that has ended may be another program's by now.
        if (process.isAlive()) {
            shutDownFast(process.pid());
        }
        if (!process.waitFor(STOP_LIMIT)) {
            process.destroyForcibly().waitFor();
        }
    }

    /// SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back and all is written
    /// to the disk.
    private static void shutDownFast(long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
    }

    private static void initialise(PostgresBinaries binaries, Path cluster, boolean durable)
            throws IOException {
        Folders.makeWhole(
                cluster,
                folder -> {
                    var random = new byte[24];
                    new SecureRandom().nextBytes(random);
                    var passwordFile = Files.createTempFile("homeroom-", ".password");
                    try {
                        Files.writeString(passwordFile, HexFormat.of().formatHex(random));
                        var command = new ArrayList<>(binaries.command("initdb"));
                        command.addAll(
                                List.of(
                                        "--pgdata=" + folder,
                                        "--username=" + SUPERUSER,
                                        "--pwfile=" + passwordFile,
                                        "--auth=scram-sha-256",
                                        "--encoding=UTF8",
                                        // The same order of text on every machine, whatever its
                                        // locale.
                                        "--no-locale",
                                        "--locale-provider=builtin",
                                        "--builtin-locale=C.UTF-8"));
                        if (!durable) {
                            command.add("--no-sync");
                        }
                        run(command, binaries);
                        Files.copy(passwordFile, folder.resolve("superuser.password"));
                    } finally {
                        Files.deleteIfExists(passwordFile);
                    }
                });
    }

    private static void run(List<String> command, PostgresBinaries binaries) throws IOException {
        var process = binaries.process(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        try {
            if (process.waitFor() != 0) {
                throw new EmbeddedException(
                        "PostgreSQL could not make its data folder: " + lastWords(output));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Process launch(
            PostgresBinaries binaries, Path log, Path cluster, int port, Setup setup)
            throws IOException {
        var parameters = new TreeMap<String, String>();
        parameters.put("listen_addresses", Ports.LOOPBACK);
        // A socket file's path may not exceed 107 bytes, and nothing needs one.
        parameters.put("unix_socket_directories", "");
        parameters.put("max_connections", "200");
        parameters.put("shared_buffers", "64MB");
        parameters.put("timezone", "UTC");
        parameters.put("log_timezone", "UTC");
        parameters.put("log_line_prefix", "%m [%p] %d ");
        for (var flag : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            parameters.put(flag, setup.durable() ? "on" : "off");
        }
        parameters.putAll(setup.parameters());

        var command = new ArrayList<>(ownSession());
        command.addAll(binaries.command("postgres"));
        command.addAll(List.of("-D", cluster.toString(), "-p", Integer.toString(port)));
        parameters.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return binaries.process(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
    }

    /// Ctrl-C in a terminal reaches every process of the foreground group; a server in a session of
    /// its own lives until its owner has stopped those who still use it.
    private static List<String> ownSession() {
        return Files.isExecutable(Path.of("/usr/bin/setsid"))
                ? List.of("/usr/bin/setsid")
                : List.of();
    }

    private void awaitReady() throws InterruptedException, IOException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            if (!process.isAlive()) {
                throw new EmbeddedException(
                        "PostgreSQL ended while starting: " + lastWords(Files.readString(log)));
            }
            try (var _ = connect(SUPERUSER)) {
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw new EmbeddedException(
                            "PostgreSQL did not accept connections within %d s: %s"
                                    .formatted(
                                            START_LIMIT.toSeconds(),
                                            lastWords(Files.readString(log))),
                            e);
                }
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
    }

    /// The last line that says what went wrong, without time stamps.
    private static String lastWords(String output) {
        var lines = output.lines().filter(line -> !line.isBlank()).toList();
        return lines.reversed().stream()
                .filter(line -> line.matches(".*(FATAL|PANIC|error):.*"))
                .findFirst()
                .or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.getLast()))
                .map(line -> line.replaceFirst("^.*?(?=(FATAL|PANIC|error):)", ""))
                .orElse("it said nothing");
    }

    /// Makes a database and its owner, or gives the owner this password if both exist.
    ///
    /// @param database name of lower-case letters, digits and underscores
    /// @param user as `database`
    /// @param password at least one character
    public void createDatabase(String database, String user, String password) {
        requireName(database);
        requireName(user);
        var secret = "'" + password.replace("'", "''") + "'";
        try (var connection = connect(SUPERUSER);
                var statement = connection.createStatement()) {
            var userExists = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", user);
            statement.execute(
                    (userExists ? "ALTER" : "CREATE")
                            + " ROLE "
                            + user
                            + " LOGIN PASSWORD "
                            + secret);
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
                statement.execute("CREATE DATABASE " + database + " OWNER " + user);
                statement.execute("REVOKE CONNECT ON DATABASE " + database + " FROM PUBLIC");
            }
        } catch (SQLException e) {
            throw new EmbeddedException(
                    "PostgreSQL could not make the database %s: %s"
                            .formatted(database, e.getMessage()),
                    e);
        }
    }

    private static boolean exists(Connection connection, String query, String name)
            throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void requireName(String name) {
        if (!name.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("not a plain SQL name: " + name);
        }
    }

    /// A connection of the superuser to a database.
    public Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", SUPERUSER);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    /// `jdbc:postgresql://127.0.0.1:<port>/<database>`.
    public String jdbcUrl(String database) {
        return "jdbc:" + url(database);
    }

    /// `postgresql://127.0.0.1:<port>/<database>`, as Vert.x and libpq take it.
    public String url(String database) {
        return "postgresql://%s:%d/%s".formatted(Ports.LOOPBACK, port, database);
    }

    public int port() {
        return port;
    }

    public String superuser() {
        return SUPERUSER;
    }

    public String superuserPassword() {
        return password;
    }

    /// The server's process: to watch over, or to kill in a test.
    public Process process() {
        return process;
    }

    /// Stops the server at once but orderly, within 15 s, and deletes a temporary one's data.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stop();
            if (temporary) {
                Folders.delete(home);
            }
        } catch (IOException e) {
            throw new EmbeddedException("PostgreSQL did not stop cleanly: " + e.getMessage(), e);
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            Folders.unlock(lock);
        }
    }
}
