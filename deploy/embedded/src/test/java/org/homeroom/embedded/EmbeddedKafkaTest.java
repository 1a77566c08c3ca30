package org.homeroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedKafkaTest {
    @TempDir Path home;

    @Test
    void keepsItsLogFromOneStartToTheNext() throws Exception {
        try (var kafka = EmbeddedKafka.keptIn(home).start()) {
            kafka.createTopic("greetings", 2, Map.of("cleanup.policy", "compact"));
            kafka.createTopic("greetings", 2, Map.of());
            send(kafka, "greetings", "hello");
        }
        try (var kafka = EmbeddedKafka.keptIn(home).start()) {
            assertThat(read(kafka, "greetings", "session.timeout.ms", "45000")).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void takesWhateverProducersCompressWith(String compression) throws Exception {
        try (var kafka = EmbeddedKafka.temporary().start()) {
            // The broker must open a batch for this topic, to see that each record has a key.
            kafka.createTopic("greetings", 1, Map.of("cleanup.policy", "compact"));
            send(kafka, "greetings", "hello", compression);
            assertThat(read(kafka, "greetings", "client.id", "reader")).isEqualTo("hello");
        }
    }

    @Test
    void letsConsumersAskForAShortSession() throws Exception {
        try (var kafka = EmbeddedKafka.temporary().start()) {
            kafka.createTopic("greetings", 1, Map.of());
            send(kafka, "greetings", "hello");
            assertThat(read(kafka, "greetings", "session.timeout.ms", "1000")).isEqualTo("hello");
        }
    }

    @Test
    void runsTwiceInOneProcess() throws Exception {
        try (var one = EmbeddedKafka.temporary().start();
                var other = EmbeddedKafka.temporary().start()) {
            one.createTopic("only-here", 1, Map.of());
            try (var admin = other.admin()) {
                assertThat(admin.listTopics().names().get()).doesNotContain("only-here");
            }
        }
    }

    @Test
    void saysThatItsFolderIsInUseOrDamaged() throws IOException {
        try (var _ = EmbeddedKafka.keptIn(home).start()) {
            assertThatThrownBy(() -> EmbeddedKafka.keptIn(home).start())
                    .hasMessageMatching("The Kafka log in .* is in use by another process\\.");
        }
        Files.delete(home.resolve("log/meta.properties"));
        assertThatThrownBy(() -> EmbeddedKafka.keptIn(home).start())
                .isInstanceOf(EmbeddedException.class)
                .hasMessageMatching("The Kafka log in .* is incomplete: remove that folder\\.");
    }

    private static void send(EmbeddedKafka kafka, String topic, String value) throws Exception {
        send(kafka, topic, value, "none");
    }

    private static void send(EmbeddedKafka kafka, String topic, String value, String compression)
            throws Exception {
        Map<String, Object> settings =
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        compression);
        try (var producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", value)).get();
        }
    }

    private static String read(EmbeddedKafka kafka, String topic, String setting, String value) {
        Map<String, Object> settings =
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "readers",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                        "300",
                        setting,
                        value);
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    return record.value();
                }
            }
            throw new AssertionError("nothing came within 20 s");
        }
    }
}
