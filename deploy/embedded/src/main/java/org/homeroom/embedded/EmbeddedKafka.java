package org.homeroom.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/// A Kafka broker (KRaft: broker and controller in one node) in this JVM, on the loopback
/// interface.
///
/// It differs from a broker with default settings in three ways that clients can notice: topics are
/// never made by being used, consumers may ask for session timeouts down to 1 s, and a group starts
/// without waiting for more members.
public final class EmbeddedKafka implements AutoCloseable {
    private static final int NODE = 1;
    private static final String CONTROLLER = "CONTROLLER";

    /// Taking over from a dead owner of a partition is as fast as this allows; Kafka's default is 6
    /// s.
    private static final Duration SHORTEST_SESSION = Duration.ofSeconds(1);

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path home;
    private final boolean temporary;
    private final FileLock lock;
    private final KafkaRaftServer server;
    private final int port;
    private boolean closed; // guarded by this

    private EmbeddedKafka(
            Path home, boolean temporary, FileLock lock, KafkaRaftServer server, int port) {
        this.home = home;
        this.temporary = temporary;
        this.lock = lock;
        this.server = server;
        this.port = port;
    }

    /// A broker whose log stays in `home` when it is closed, and is found there again by the next
    /// start.
    public static Setup keptIn(Path home) {
        return new Setup(home.toAbsolutePath(), 0, Map.of());
    }

    /// A broker whose log is deleted when it is closed.
    public static Setup temporary() {
        return new Setup(null, 0, Map.of());
    }

    /// How to start a broker.
    ///
    /// @param home where the log is; null for a temporary folder
    /// @param port TCP port, or 0 for any free one
    /// @param properties broker properties that override the defaults
    public record Setup(@Nullable Path home, int port, Map<String, String> properties) {
        public Setup {
            properties = Map.copyOf(properties);
        }

        public Setup port(int port) {
            return new Setup(home, port, properties);
        }

        public Setup property(String name, String value) {
            var more = new HashMap<>(properties);
            more.put(name, value);
            return new Setup(home, port, more);
        }

        /// Starts the broker and returns when it answers clients (about 2 s).
        ///
        /// @throws EmbeddedException if the port or the folder is in use, the folder is damaged, or
        ///   the disk is full
        public EmbeddedKafka start() {
            try {
                return EmbeddedKafka.start(this);
            } catch (IOException | KafkaException e) {
                throw new EmbeddedException("Kafka cannot start: %s.".formatted(e.getMessage()), e);
            }
        }
    }

    private static EmbeddedKafka start(Setup setup) throws IOException {
        var temporary = setup.home() == null;
        var home = setup.home() == null ? Folders.temporary("kafka") : setup.home();
        var lock = Folders.tryLock(home.resolve("lock"));
        if (lock == null) {
            throw new EmbeddedException(
                    "The Kafka log in %s is in use by another process.".formatted(home));
        }
        EmbeddedKafka started = null;
        try {
            var log = home.resolve("log");
            Folders.deleteHalfMade(log);
            if (!Files.exists(log)) {
                Folders.makeWhole(log, EmbeddedKafka::format);
            } else if (!Files.isRegularFile(log.resolve("meta.properties"))) {
                throw new EmbeddedException(
                        "The Kafka log in %s is incomplete: remove that folder.".formatted(log));
            }
            var port = setup.port() == 0 ? Ports.free() : Ports.requireFree("Kafka", setup.port());
            var config = new KafkaConfig(properties(setup, log, port, Ports.free()), false);
            var server = new KafkaRaftServer(config, Time.SYSTEM);
            started = new EmbeddedKafka(home, temporary, lock, server, port);
            server.startup();
            started.awaitReady();
            return started;
        } catch (IOException | RuntimeException e) {
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

    private static void format(Path log) throws IOException {
        var formatter =
                new Formatter()
                        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                        .setClusterId(Uuid.randomUuid().toString())
                        .setNodeId(NODE)
                        .setControllerListenerName(CONTROLLER)
                        .addDirectory(log.toString())
                        .setMetadataLogDirectory(log.toString());
        try {
            formatter.run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static Map<String, String> properties(Setup setup, Path log, int port, int controller) {
        var properties = new HashMap<String, String>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(NODE));
        properties.put(
                "listeners",
                "PLAINTEXT://%1$s:%2$d,%4$s://%1$s:%3$d"
                        .formatted(Ports.LOOPBACK, port, controller, CONTROLLER));
        properties.put("advertised.listeners", "PLAINTEXT://%s:%d".formatted(Ports.LOOPBACK, port));
        properties.put(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("controller.listener.names", CONTROLLER);
        // The one voter is named by address, not by folder, so its port may differ at each start.
        properties.put(
                "controller.quorum.voters", "%d@%s:%d".formatted(NODE, Ports.LOOPBACK, controller));
        properties.put("log.dirs", log.toString());

        properties.put("auto.create.topics.enable", "false");
        properties.put("group.min.session.timeout.ms", Long.toString(SHORTEST_SESSION.toMillis()));
        properties.put("group.initial.rebalance.delay.ms", "0");
        // Kafka's own topics expect three brokers; and fifty partitions of consumer offsets, each
        // with its files, are for clusters.
        for (var topic :
                new String[] {
                    "offsets.topic", "transaction.state.log", "share.coordinator.state.topic"
                }) {
            properties.put(topic + ".replication.factor", "1");
            properties.put(topic + ".num.partitions", "4");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        // One laptop, one client each: small pools and buffers.
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "2");
        properties.put("num.recovery.threads.per.data.dir", "2");
        properties.put("log.cleaner.dedupe.buffer.size", "8388608");
        // After a kill the controller admits the broker again only when the session of the broker
        // that was has run out (9 s by default).
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "500");
        properties.putAll(setup.properties());
        return properties;
    }

    private void awaitReady() {
        try (var admin = admin()) {
            admin.describeCluster().nodes().get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new EmbeddedException(
                    "Kafka did not answer within %d s.".formatted(START_LIMIT.toSeconds()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("Kafka was interrupted while starting.", e);
        }
    }

    /// A client for the broker's administration; the caller closes it.
    public Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
    }

    /// Makes a topic, or does nothing if it exists.
    ///
    /// @param partitions 1 or more
    /// @param settings the topic's configuration, such as `cleanup.policy`
    public void createTopic(String name, int partitions, Map<String, String> settings) {
        var topic = new NewTopic(name, partitions, (short) 1).configs(settings);
        try (var admin = admin()) {
            admin.createTopics(List.of(topic)).all().get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new EmbeddedException(
                        "Kafka could not make the topic %s: %s".formatted(name, e.getMessage()), e);
            }
        } catch (TimeoutException e) {
            throw new EmbeddedException("Kafka did not make the topic %s.".formatted(name), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("Interrupted while making a topic.", e);
        }
    }

    /// `127.0.0.1:<port>`.
    public String bootstrapServers() {
        return Ports.LOOPBACK + ":" + port;
    }

    public int port() {
        return port;
    }

    /// Stops the broker orderly and deletes a temporary one's log.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            server.shutdown();
            server.awaitShutdown();
            if (temporary) {
                Folders.delete(home);
            }
        } catch (IOException e) {
            throw new EmbeddedException("Kafka did not stop cleanly: " + e.getMessage(), e);
        } finally {
            Folders.unlock(lock);
        }
    }
}
