package org.homeroom.platform.test;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.homeroom.embedded.Ports;
import org.jspecify.annotations.Nullable;

/// A replica of the module's service as it ships, in a JVM of its own, at the servers that tests
/// share. For tests that run after it was packaged (`*IT`).
public final class ServiceProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PROBE_MILLIS = 2_000;

    private final int port = Ports.free();
    private final File log;
    private final String database;
    private final Map<String, String> environment;
    private @Nullable Process process;

    /// @param name of its log file, which is added to with each start
    /// @param database of its own, made if it is not there
    /// @param environment beside what every service is told
    public ServiceProcess(String name, String database, Map<String, String> environment) {
        this.log = Path.of("target", name + ".log").toFile();
        this.database = database;
        this.environment = Map.copyOf(environment);
    }

    /// Begins to start it.
    public ServiceProcess start() {
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx320m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-jar",
                                "target/quarkus-app/quarkus-run.jar")
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.appendTo(log));
        builder.environment()
                .putAll(
                        Map.of(
                                "QUARKUS_HTTP_HOST",
                                Ports.LOOPBACK,
                                "QUARKUS_HTTP_PORT",
                                Integer.toString(port),
                                "HOMEROOM_KAFKA",
                                SharedServers.kafka(),
                                "HOMEROOM_JWKS_URL",
                                SharedServers.jwks(),
                                "HOMEROOM_DB_URL",
                                SharedServers.database(database),
                                "HOMEROOM_DB_USER",
                                database,
                                "HOMEROOM_DB_PASSWORD",
                                database,
                                "HOMEROOM_JSON_LOGS",
                                "false",
                                "QUARKUS_LOG_CONSOLE_JSON_ENABLED",
                                "false"));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        return this;
    }

    public URI address() {
        return URI.create("http://%s:%d".formatted(Ports.LOOPBACK, port));
    }

    public boolean isReady() {
        try {
            var probe =
                    (HttpURLConnection)
                            address().resolve("/q/health/ready").toURL().openConnection();
            probe.setConnectTimeout(PROBE_MILLIS);
            probe.setReadTimeout(PROBE_MILLIS);
            return probe.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException _) {
            return false;
        }
    }

    public void awaitReady() {
        await().atMost(PATIENCE)
                .failFast("it ended, see " + log, () -> !running().isAlive())
                .until(this::isReady);
    }

    private Process running() {
        return requireNonNull(process, "not started");
    }

    /// As `kill -9` does.
    public void kill() {
        try {
            running().destroyForcibly().waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}
