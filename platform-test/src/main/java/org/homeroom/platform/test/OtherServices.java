package org.homeroom.platform.test;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.homeroom.platform.event.Event;
import org.homeroom.platform.event.Topic;

/// What the other services of the suite say, for tests of a service in a process of its own.
public final class OtherServices {
    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

    private OtherServices() {}

    /// Publishes an event and waits until Kafka has it.
    public static <E extends Event> void say(Topic<E> topic, E event) {
        try (var kafka =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", SharedServers.kafka()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            var told =
                    new ProducerRecord<>(topic.name(), event.key(), JSON.writeValueAsBytes(event));
            Map.of(
                            "ce_specversion", "1.0",
                            "ce_id", UUID.randomUUID().toString(),
                            "ce_type", Topic.typeOf(event.getClass()),
                            "ce_source", "/test",
                            "ce_time", Instant.now().toString())
                    .forEach((key, value) -> told.headers().add(key, value.getBytes(UTF_8)));
            kafka.send(told).get();
        } catch (JsonProcessingException | ExecutionException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
