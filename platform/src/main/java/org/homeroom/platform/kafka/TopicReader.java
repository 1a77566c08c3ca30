package org.homeroom.platform.kafka;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.homeroom.platform.event.Event;
import org.homeroom.platform.event.Topic;

/// Reads all partitions of one topic.
///
/// No group and no commit: every replica sees every event, and remembers only while it lives where
/// it is. After a restart or an outage of Kafka, reading goes on at the same place.
final class TopicReader<E extends Event> extends ReaderThread<E> {
    private static final Duration POLL = Duration.ofMillis(250);

    /// Where a reader begins, and where it goes on if its place is no longer there.
    sealed interface From {
        /// Everything that the topic still holds: a read model.
        record Start() implements From {}

        /// What was sent so long ago or later.
        record Lately(Duration back) implements From {}

        /// Only what comes from now on: fan-out.
        record End() implements From {}

        private String reset() {
            return switch (this) {
                case Start() -> "earliest";
                case Lately _ -> "earliest";
                case End() -> "latest";
            };
        }
    }

    private final From from;
    private final java.util.function.Consumer<E> handler;
    private final List<TopicPartition> partitions;
    private final Clock clock;
    // The two maps are touched by the reader's thread only.
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private Map<TopicPartition, Long> ends = Map.of();
    private volatile boolean caughtUp;

    TopicReader(
            Topic<E> topic, From from, java.util.function.Consumer<E> handler, KafkaEdge kafka) {
        super(topic, kafka);
        this.from = from;
        this.handler = handler;
        this.clock = kafka.clock();
        this.partitions =
                IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                        .toList();
    }

    /// Whether all that was on the topic when the reader began has been handled. Never becomes
    /// false again.
    boolean caughtUp() {
        return caughtUp;
    }

    @Override
    Map<String, Object> settings() {
        return Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, from.reset());
    }

    @Override
    void begin(Consumer<String, byte[]> consumer) {
        consumer.assign(partitions);
        if (positions.isEmpty()) {
            ends = consumer.endOffsets(partitions);
            positions.putAll(starts(consumer));
        }
        positions.forEach(consumer::seek);
        caughtUp = caughtUp || hasReachedTheEnds();
    }

    private Map<TopicPartition, Long> starts(Consumer<String, byte[]> consumer) {
        return switch (from) {
            case From.Start() -> consumer.beginningOffsets(partitions);
            case From.End() -> ends;
            case From.Lately(var back) -> {
                var since = clock.instant().minus(back).toEpochMilli();
                var starts = new HashMap<>(ends);
                consumer.offsetsForTimes(
                                partitions.stream().collect(Collectors.toMap(p -> p, _ -> since)))
                        .forEach((partition, found) -> {
                            // Null where nothing has been sent since.
                            if (found != null) {
                                starts.put(partition, found.offset());
                            }
                        });
                yield starts;
            }
        };
    }

    @Override
    void readOn(Consumer<String, byte[]> consumer) {
        var read = consumer.poll(POLL);
        for (var kafka : read) {
            deliver(kafka);
        }
        read.nextOffsets().forEach((partition, next) -> positions.put(partition, next.offset()));
        if (!caughtUp) {
            // Past what was compacted away, of which nothing is read.
            for (var partition : partitions) {
                positions.put(partition, consumer.position(partition));
            }
            caughtUp = hasReachedTheEnds();
        }
    }

    @Override
    void handle(int partition, E event) {
        handler.accept(event);
    }

    private boolean hasReachedTheEnds() {
        return ends.entrySet().stream()
                .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
}
