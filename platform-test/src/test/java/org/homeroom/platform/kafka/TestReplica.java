package org.homeroom.platform.kafka;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.homeroom.platform.event.ChatEvent;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.json.StrictJson;
import org.homeroom.platform.test.SharedServers;

/// The Kafka edges of one replica of a service, beside those of the application under test.
public final class TestReplica implements AutoCloseable {
    record Config(String bootstrapServers, Duration deliveryTimeout, Duration ownerSession)
            implements KafkaEdgeConfig {
        @Override
        public String source() {
            return "/test-service";
        }

        @Override
        public boolean createTopics() {
            return true;
        }

        @Override
        public int replicationFactor() {
            return 1;
        }

        @Override
        public Map<String, String> client() {
            return Map.of();
        }
    }

    final UUID eventId = UUID.randomUUID();
    final KafkaEdge kafka;
    public final EventPublisher publisher;
    public final EventReaders readers;

    /// At the broker that all tests share.
    public TestReplica(Clock clock) {
        this(
                new Config(SharedServers.kafka(), Duration.ofSeconds(20), Duration.ofSeconds(30)),
                OpenTelemetry.noop(),
                clock);
    }

    TestReplica(Config config, OpenTelemetry telemetry, Clock clock) {
        var json = new ObjectMapper().findAndRegisterModules();
        new StrictJson().customize(json);
        var clients = new KafkaClients(config);
        var topics = new TopicProvisioner(clients, config);
        var codec = new CloudEventCodec(json, clock, () -> eventId, clients);
        kafka = new KafkaEdge(config, clients, codec, new EventTraces(telemetry), topics, clock);
        publisher = new EventPublisher(kafka, System::nanoTime);
        readers = new EventReaders(kafka);
    }

    void publish(ChatEvent event) {
        publisher.publish(Topic.CHAT_EVENTS, event).await().atMost(Duration.ofSeconds(20));
    }

    public boolean isReady() {
        return readers.call().getStatus() == HealthCheckResponse.Status.UP;
    }

    List<ChatEvent> fanOut() {
        var heard = new CopyOnWriteArrayList<ChatEvent>();
        readers.fanOut(Topic.CHAT_EVENTS, heard::add);
        await().until(this::isReady);
        return heard;
    }

    @Override
    public void close() {
        readers.close();
        publisher.close();
        kafka.topics().stop();
    }
}
