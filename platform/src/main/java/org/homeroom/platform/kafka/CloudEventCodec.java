package org.homeroom.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.homeroom.platform.event.Event;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.IdSource;
import org.jspecify.annotations.Nullable;

/// Event ↔ Kafka record, as a CloudEvent in binary mode (CloudEvents 1.0, Kafka protocol binding,
/// section 3.2): attributes in `ce_` headers, the event itself as the JSON value.
@Singleton
final class CloudEventCodec {
    private static final byte[] SPEC_VERSION = "1.0".getBytes(UTF_8);
    private static final byte[] JSON = "application/json".getBytes(UTF_8);

    private final ObjectMapper json;
    private final Clock clock;
    private final IdSource ids;
    private final byte[] source;
    private final Map<Class<?>, byte[]> typeNames = new ConcurrentHashMap<>();
    private final Map<Topic<?>, Map<String, ObjectReader>> readers = new ConcurrentHashMap<>();

    CloudEventCodec(ObjectMapper json, Clock clock, IdSource ids, KafkaClients clients) {
        this.json = json;
        this.clock = clock;
        this.ids = ids;
        this.source = clients.source().getBytes(UTF_8);
    }

    <E extends Event> ProducerRecord<String, byte[]> encode(Topic<E> topic, E event) {
        try {
            var kafka =
                    new ProducerRecord<>(topic.name(), event.key(), json.writeValueAsBytes(event));
            var headers = kafka.headers();
            headers.add("ce_specversion", SPEC_VERSION);
            headers.add("ce_id", ids.next().toString().getBytes(UTF_8));
            headers.add(
                    "ce_type",
                    typeNames.computeIfAbsent(
                            event.getClass(), type -> Topic.typeOf(type).getBytes(UTF_8)));
            headers.add("ce_source", source);
            headers.add("ce_time", clock.instant().toString().getBytes(UTF_8));
            headers.add("content-type", JSON);
            return kafka;
        } catch (JsonProcessingException bug) {
            throw new UncheckedIOException(bug);
        }
    }

    /// Empty for an event of a type that this version does not know: a newer replica speaks, and
    /// that is no error.
    ///
    /// @throws IOException if the record says that it is one of our events and is not
    <E extends Event> Optional<E> decode(Topic<E> topic, ConsumerRecord<String, byte[]> kafka)
            throws IOException {
        var type = header(kafka.headers(), "ce_type");
        var reader =
                type == null ? null : readers.computeIfAbsent(topic, this::readersOf).get(type);
        if (reader == null || kafka.value() == null) {
            return Optional.empty();
        }
        return Optional.of(topic.events().cast(reader.readValue(kafka.value())));
    }

    /// Events gain fields over time, so here unlike at our doors an unknown field is skipped.
    private Map<String, ObjectReader> readersOf(Topic<?> topic) {
        var byType = new HashMap<String, ObjectReader>();
        topic.eventTypes()
                .forEach((type, event) ->
                        byType.put(
                                type,
                                json.readerFor(event)
                                        .without(
                                                DeserializationFeature
                                                        .FAIL_ON_UNKNOWN_PROPERTIES)));
        return byType;
    }

    static @Nullable String header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
