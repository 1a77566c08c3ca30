package org.homeroom.platform.kafka;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Makes Kafka's clients with the settings that our promises rest on.
@Singleton
final class KafkaClients {
    /// A broker that restarts must be found again at once, not after the default of a minute's
    /// growing back-off.
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(1);

    private final KafkaEdgeConfig config;

    KafkaClients(KafkaEdgeConfig config) {
        this.config = config;
    }

    /// Idempotent and acknowledged by all replicas: what is sent is there once and in order, or the
    /// send fails.
    KafkaProducer<String, byte[]> producer() {
        var settings = common();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // An event is some hundred bytes and goes at once. To compress so little saves nothing, and
        // its buffers were a quarter of what chat-service allocated. A topic that should be small
        // on disk can have a `compression.type` of its own.
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        settings.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.toIntExact(config.deliveryTimeout().toMillis()));
        settings.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(config.deliveryTimeout().dividedBy(3).toMillis()));
        // How long `send` may wait for metadata inside its caller, which is a thread of the
        // publisher's own.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, config.deliveryTimeout().toMillis());
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    KafkaConsumer<String, byte[]> consumer(Map<String, Object> more) {
        var settings = common();
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.putAll(more);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    Admin admin() {
        return Admin.create(common());
    }

    String source() {
        return config.source();
    }

    private Map<String, Object> common() {
        var settings = new HashMap<String, Object>(config.client());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(
                CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, LONGEST_BACKOFF.toMillis());
        return settings;
    }
}
