package org.homeroom.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.homeroom.platform.event.Topic;

/// `account-profiles`, read from the start as any other service would, without a line of our own
/// reader.
public record ProfileTopic(String bootstrapServers) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// @param value the JSON as it stands on the topic
    public record Profile(String value, String type, String source, String name, long revision) {
        private static Profile of(ConsumerRecord<String, String> kafka) {
            var json = json(kafka.value());
            return new Profile(
                    kafka.value(),
                    header(kafka, "ce_type"),
                    header(kafka, "ce_source"),
                    json.path("name").asText(),
                    json.path("revision").asLong());
        }

        private static JsonNode json(String text) {
            try {
                return new ObjectMapper().readTree(text);
            } catch (JsonProcessingException bad) {
                throw new AssertionError(text, bad);
            }
        }

        private static String header(ConsumerRecord<String, String> kafka, String name) {
            return new String(kafka.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
        }
    }

    /// All that was said of an account, oldest first, as soon as it is so much.
    public List<Profile> await(String account, int atLeast) {
        return await(account, profiles -> profiles.size() >= atLeast);
    }

    /// What was said of an account at last, as soon as it is of this revision.
    public Profile awaitRevision(String account, long revision) {
        return await(
                        account,
                        profiles ->
                                !profiles.isEmpty() && profiles.getLast().revision() == revision)
                .getLast();
    }

    private List<Profile> await(String account, Predicate<List<Profile>> enough) {
        var profiles = new ArrayList<Profile>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "allow.auto.create.topics",
                                false),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            var partitions =
                    IntStream.range(0, Topic.ACCOUNT_PROFILES.partitions())
                            .mapToObj(n -> new TopicPartition(Topic.ACCOUNT_PROFILES.name(), n))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> {
                        for (var kafka : consumer.poll(Duration.ofMillis(100))) {
                            if (kafka.key().equals(account)) {
                                profiles.add(Profile.of(kafka));
                            }
                        }
                        return enough.test(profiles);
                    });
        }
        return profiles;
    }
}
