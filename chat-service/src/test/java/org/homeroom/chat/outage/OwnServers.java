package org.homeroom.chat.outage;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import org.homeroom.embedded.EmbeddedException;
import org.homeroom.embedded.EmbeddedKafka;
import org.homeroom.embedded.EmbeddedPostgres;
import org.homeroom.platform.test.SharedServers;

/// A PostgreSQL and a Kafka that a test may take away: durable, and back at the same address.
public final class OwnServers implements QuarkusTestResourceLifecycleManager {
    private static final String DATABASE = "outage";

    private final Path home = temporary();
    private final int postgresPort = freePort();
    private final int kafkaPort = freePort();
    private EmbeddedPostgres postgres;
    private EmbeddedKafka kafka;

    @Override
    public Map<String, String> start() {
        startPostgres();
        postgres.createDatabase(DATABASE, DATABASE, DATABASE);
        startKafka();
        return Map.of(
                "HOMEROOM_DB_URL",
                postgres.url(DATABASE),
                "HOMEROOM_DB_USER",
                DATABASE,
                "HOMEROOM_DB_PASSWORD",
                DATABASE,
                "HOMEROOM_KAFKA",
                kafka.bootstrapServers(),
                "HOMEROOM_JWKS_URL",
                SharedServers.jwks(),
                "homeroom.kafka.delivery-timeout",
                "2s");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(OwnServers.class));
    }

    /// The processes of one that was killed may hold its memory for a moment longer.
    void startPostgres() {
        postgres =
                await().atMost(Duration.ofSeconds(60))
                        .pollDelay(Duration.ZERO)
                        .ignoreExceptionsMatching(EmbeddedException.class::isInstance)
                        .until(
                                () ->
                                        EmbeddedPostgres.keptIn(home.resolve("postgres"))
                                                .port(postgresPort)
                                                .start(),
                                Objects::nonNull);
    }

    /// As a power cut does it: nothing is written any more, nobody is told.
    void killPostgres() throws InterruptedException {
        postgres.process().destroyForcibly().waitFor();
        postgres.close();
    }

    void startKafka() {
        kafka = EmbeddedKafka.keptIn(home.resolve("kafka")).port(kafkaPort).start();
    }

    void stopKafka() {
        kafka.close();
    }

    @Override
    public void stop() {
        kafka.close();
        postgres.close();
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("chat-outage");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
