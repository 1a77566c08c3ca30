package org.homeroom.platform.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.homeroom.embedded.EmbeddedKafka;
import org.homeroom.embedded.EmbeddedPostgres;

/// The servers that all tests of a JVM share.
///
/// Quarkus loads this class anew for each test profile and closes the loader after it, so the
/// servers are started by the system's class loader, which stays, and what has been started is
/// remembered in system properties, which all loaders see.
public final class SharedServers {
    private static final String ACTIVITY =
            """
            select concat_ws(' | ', datname, pid, state, wait_event_type, wait_event,
              'blocked by ' || pg_blocking_pids(pid)::text, 'for ' || (now() - xact_start), query)
            from pg_stat_activity where datname is not null and pid <> pg_backend_pid()
              and (xact_start is null or xact_start <= now() - make_interval(secs => ?))
              and (xact_start is not null or ? = 0)
            order by xact_start
            """;

    private static final Duration LONG = Duration.ofSeconds(5);

    private SharedServers() {}

    /// `host:port` of Kafka.
    public static String kafka() {
        return started("kafka", "startKafka", "");
    }

    /// `postgresql://host:port/name` of a database whose owner and password are called as it is.
    public static String database(String name) {
        return started("postgres", "startPostgres", "")
                + started("postgres." + name, "createDatabase", name);
    }

    /// Where the public keys of [TestTokens] are found, as at auth-service.
    public static String jwks() {
        return started("jwks", "startJwks", "");
    }

    /// What each connection to the databases is doing and whom it waits for, a line each, in words
    /// of PostgreSQL's `pg_stat_activity`; empty while no database has been started.
    static String databaseActivity() {
        return System.getProperty(key("postgres.jdbc")) == null ? "" : activity(Duration.ZERO);
    }

    private static String activity(Duration longerThan) {
        try (var connection = superuser();
                var statement = connection.prepareStatement(ACTIVITY)) {
            statement.setLong(1, longerThan.toSeconds());
            statement.setLong(2, longerThan.toSeconds());
            var rows = statement.executeQuery();
            var lines = new StringBuilder();
            while (rows.next()) {
                lines.append(rows.getString(1)).append('\n');
            }
            return lines.toString();
        } catch (java.sql.SQLException failed) {
            return failed.toString();
        }
    }

    private static java.sql.Connection superuser() throws java.sql.SQLException {
        return java.sql.DriverManager.getConnection(
                System.getProperty(key("postgres.jdbc")),
                System.getProperty(key("postgres.superuser")),
                System.getProperty(key("postgres.password")));
    }

    @SuppressWarnings("UnusedMethod") // called by name, through the system's class loader
    private static String startKafka(String none) {
        var kafka = EmbeddedKafka.temporary().start();
        atExit(kafka::close);
        return kafka.bootstrapServers();
    }

    @SuppressWarnings("UnusedMethod")
    private static String startPostgres(String none) {
        var postgres = EmbeddedPostgres.temporary().notDurable().start();
        atExit(postgres::close);
        System.setProperty(key("postgres.jdbc"), postgres.jdbcUrl("postgres"));
        System.setProperty(key("postgres.superuser"), postgres.superuser());
        System.setProperty(key("postgres.password"), postgres.superuserPassword());
        Thread.ofPlatform().daemon().name("long-transactions").start(SharedServers::watch);
        return postgres.url("");
    }

    /// No transaction of a test is long; one that is waits for something that never comes, and is
    /// gone when somebody looks.
    private static void watch() {
        var known = "";
        while (true) {
            LockSupport.parkNanos(LONG.toNanos());
            var now = activity(LONG);
            if (!now.isEmpty() && !now.equals(known)) {
                System.err.printf("Transactions of more than %s:%n%s", LONG, now);
            }
            known = now;
        }
    }

    @SuppressWarnings("UnusedMethod")
    private static String createDatabase(String name) {
        try (var connection = superuser();
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + name + "'");
            statement.execute("CREATE DATABASE " + name + " OWNER " + name);
            return name;
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @SuppressWarnings("UnusedMethod")
    private static String startJwks(String none) {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/.well-known/jwks.json",
                    exchange -> {
                        // Asked anew each time: a test may publish a further key.
                        var body = TestTokens.jwks().getBytes(UTF_8);
                        exchange.getResponseHeaders().set("Content-Type", "application/json");
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                        exchange.close();
                    });
            server.start();
            atExit(() -> server.stop(0));
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/jwks.json";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// @param start the static method of this class that starts it
    private static String started(String name, String start, String argument) {
        return once(
                name,
                () -> {
                    var system = ClassLoader.getSystemClassLoader();
                    var thread = Thread.currentThread();
                    var before = thread.getContextClassLoader();
                    // Threads that a server starts inherit it, and load classes long after.
                    thread.setContextClassLoader(system);
                    try {
                        var method =
                                Class.forName(SharedServers.class.getName(), true, system)
                                        .getDeclaredMethod(start, String.class);
                        method.setAccessible(true);
                        return (String) method.invoke(null, argument);
                    } catch (ReflectiveOperationException failed) {
                        throw new IllegalStateException(name + " did not start", failed);
                    } finally {
                        thread.setContextClassLoader(before);
                    }
                });
    }

    static String once(String name, Supplier<String> start) {
        synchronized (System.class) { // the one lock that all class loaders share
            var known = System.getProperty(key(name));
            if (known != null) {
                return known;
            }
            var started = start.get();
            System.setProperty(key(name), started);
            return started;
        }
    }

    static String key(String name) {
        return "homeroom.test." + name;
    }

    private static void atExit(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(stop));
    }
}
