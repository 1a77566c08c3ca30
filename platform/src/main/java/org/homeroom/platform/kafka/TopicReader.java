package org.homeroom.platform.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.homeroom.platform.event.Event;
import org.homeroom.platform.event.Topic;
import org.jboss.logging.Logger;

/// Reads all partitions of one topic on a thread of its own and hands each event to a handler, one
/// after the other.
///
/// No group and no commit: every replica sees every event, and remembers only while it lives where
/// it is. What happens to Kafka meanwhile (a restart, an outage) is waited out, and reading goes on
/// at the same place.
final class TopicReader<E extends Event> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    /// Where a reader begins.
    enum From {
        /// Everything that the topic still holds: a read model.
        START,
        /// Only what comes from now on: fan-out.
        END
    }

    private final Topic<E> topic;
    private final From from;
    private final Consumer<E> handler;
    private final KafkaClients clients;
    private final CloudEventCodec codec;
    private final TopicProvisioner topics;
    private final Map<TopicPartition, Long> positions =
            new HashMap<>(); // touched by the reader's thread only
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean caughtUp;

    TopicReader(
            Topic<E> topic,
            From from,
            Consumer<E> handler,
            KafkaClients clients,
            CloudEventCodec codec,
            TopicProvisioner topics) {
        this.topic = topic;
        this.from = from;
        this.handler = handler;
        this.clients = clients;
        this.codec = codec;
        this.topics = topics;
        this.thread = Thread.ofPlatform().daemon().name("reader-" + topic.name()).start(this::run);
    }

    String name() {
        return topic.name();
    }

    /// Whether all that was on the topic when the reader began has been handled. Never becomes
    /// false again.
    boolean caughtUp() {
        return caughtUp;
    }

    private void run() {
        while (!closed) {
            try {
                topics.provisioned().join();
                readUntilClosed();
            } catch (WakeupException | InterruptException | CompletionException stopped) {
                // Closed, or the service stops before Kafka was there.
            } catch (KafkaException broken) {
                LOG.errorf(broken, "reading %s failed; trying again", topic.name());
                pause();
            }
        }
    }

    private void readUntilClosed() {
        try (var consumer = clients.consumer(Map.of())) {
            var partitions = partitions();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            if (positions.isEmpty()) {
                positions.putAll(from == From.END ? ends : consumer.beginningOffsets(partitions));
            }
            positions.forEach(consumer::seek);
            while (!closed) {
                for (var kafka : consumer.poll(POLL)) {
                    deliver(kafka);
                }
                for (var partition : partitions) {
                    positions.put(partition, consumer.position(partition));
                }
                caughtUp = caughtUp || hasReached(ends);
            }
        }
    }

    private List<TopicPartition> partitions() {
        return IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
    }

    private boolean hasReached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private void deliver(ConsumerRecord<String, byte[]> kafka) {
        try (var _ = codec.traceOf(kafka).makeCurrent()) {
            codec.decode(topic, kafka).ifPresent(handler);
        } catch (IOException | RuntimeException bad) {
            // One bad record, or one bug for one event, must not stop those behind it.
            LOG.errorf(bad, "skipped %s[%d]@%d", kafka.topic(), kafka.partition(), kafka.offset());
        }
    }

    private void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES);
        } catch (InterruptedException stopped) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
