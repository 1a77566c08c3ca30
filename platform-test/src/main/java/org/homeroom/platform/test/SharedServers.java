package org.homeroom.platform.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.homeroom.embedded.EmbeddedKafka;
import org.homeroom.embedded.EmbeddedPostgres;

/// The servers that all tests of a JVM share.
///
/// Quarkus loads this class anew for each test profile, so what has been started is remembered in
/// system properties, which all loaders see.
public final class SharedServers {
    private SharedServers() {}

    /// `host:port` of Kafka.
    public static String kafka() {
        return once(
                "kafka",
                () -> {
                    var kafka = EmbeddedKafka.temporary().start();
                    atExit(kafka::close);
                    return kafka.bootstrapServers();
                });
    }

    /// `postgresql://host:port/name` of a database whose owner and password are called as it is.
    public static String database(String name) {
        return once("postgres", SharedServers::startPostgres)
                + name
                + once("postgres." + name, () -> create(name));
    }

    private static String startPostgres() {
        var postgres = EmbeddedPostgres.temporary().notDurable().start();
        atExit(postgres::close);
        // A second loader cannot see this object, only what is needed to make more databases.
        System.setProperty(key("postgres.jdbc"), postgres.jdbcUrl("postgres"));
        System.setProperty(key("postgres.superuser"), postgres.superuser());
        System.setProperty(key("postgres.password"), postgres.superuserPassword());
        return postgres.url("");
    }

    private static String create(String name) {
        try (var connection =
                        java.sql.DriverManager.getConnection(
                                System.getProperty(key("postgres.jdbc")),
                                System.getProperty(key("postgres.superuser")),
                                System.getProperty(key("postgres.password")));
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + name + "'");
            statement.execute("CREATE DATABASE " + name + " OWNER " + name);
            return "";
        } catch (java.sql.SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// Where the public keys of [TestTokens] are found, as at auth-service.
    static String jwks() {
        return once(
                "jwks",
                () -> {
                    var body = TestTokens.jwks().getBytes(UTF_8);
                    try {
                        var server =
                                HttpServer.create(
                                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                        0);
                        server.createContext(
                                "/.well-known/jwks.json",
                                exchange -> {
                                    exchange.getResponseHeaders()
                                            .set("Content-Type", "application/json");
                                    exchange.sendResponseHeaders(200, body.length);
                                    exchange.getResponseBody().write(body);
                                    exchange.close();
                                });
                        server.start();
                        atExit(() -> server.stop(0));
                        return "http://127.0.0.1:"
                                + server.getAddress().getPort()
                                + "/.well-known/jwks.json";
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
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

    private static String key(String name) {
        return "homeroom.test." + name;
    }

    private static void atExit(Runnable stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(stop));
    }
}
