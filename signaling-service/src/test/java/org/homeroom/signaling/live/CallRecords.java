package org.homeroom.signaling.live;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.test.SharedServers;

/// What stands on `call-records`, read as chat-service does.
final class CallRecords {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private CallRecords() {}

    /// Reads until each of these calls has a record, and on to what the end is by then.
    ///
    /// @return of each call, how it ended and at which revision. A record may be told twice, but
    ///   only with the same words.
    static Map<UUID, Set<String>> of(Collection<UUID> calls) {
        var read = new HashMap<UUID, Set<String>>();
        try (var kafka =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                SharedServers.kafka(),
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest"),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions =
                    kafka.partitionsFor(Topic.CALL_RECORDS.name()).stream()
                            .map(one -> new TopicPartition(one.topic(), one.partition()))
                            .toList();
            kafka.assign(partitions);
            kafka.seekToBeginning(partitions);
            await().pollInSameThread()
                    .atMost(PATIENCE)
                    .until(() -> {
                        readOn(kafka, calls, read);
                        return read.keySet().containsAll(calls);
                    });
            var end = kafka.endOffsets(partitions);
            await().pollInSameThread()
                    .atMost(PATIENCE)
                    .until(() -> {
                        readOn(kafka, calls, read);
                        return end.entrySet().stream()
                                .allMatch(one -> kafka.position(one.getKey()) >= one.getValue());
                    });
        }
        return read;
    }

    private static void readOn(
            KafkaConsumer<String, byte[]> kafka,
            Collection<UUID> calls,
            Map<UUID, Set<String>> read) {
        for (var one : kafka.poll(POLL)) {
            var call = call(one.value());
            var id = UUID.fromString(call.path("id").asText());
            if (calls.contains(id)) {
                var ending = call.path("ending").asText() + " " + call.path("revision").asInt();
                read.computeIfAbsent(id, _ -> new HashSet<>()).add(ending);
            }
        }
    }

    private static JsonNode call(byte[] event) {
        try {
            return JSON.readTree(event).path("call");
        } catch (IOException bad) {
            throw new UncheckedIOException(bad);
        }
    }
}
