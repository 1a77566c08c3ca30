package org.homeroom.platform.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.homeroom.platform.event.Event;
import org.homeroom.platform.event.Topic;
import org.jboss.logging.Logger;

/// Reads, as a member of a group, the partitions that Kafka gives this replica, and tells their
/// owner.
final class OwnerReader<E extends Event> implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OwnerReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final Topic<E> topic;
    private final String group;
    private final PartitionOwner<E> owner;
    private final KafkaClients clients;
    private final CloudEventCodec codec;
    private final TopicProvisioner topics;
    private final Thread thread;
    private volatile boolean closed;

    OwnerReader(
            Topic<E> topic,
            String group,
            PartitionOwner<E> owner,
            KafkaClients clients,
            CloudEventCodec codec,
            TopicProvisioner topics) {
        this.topic = topic;
        this.group = group;
        this.owner = owner;
        this.clients = clients;
        this.codec = codec;
        this.topics = topics;
        this.thread = Thread.ofPlatform().daemon().name("owner-" + topic.name()).start(this::run);
    }

    private void run() {
        while (!closed) {
            try {
                topics.provisioned().join();
                readUntilClosed();
            } catch (WakeupException | InterruptException | CompletionException stopped) {
                // Closed, or the service stops before Kafka was there.
            } catch (KafkaException broken) {
                LOG.errorf(broken, "owning partitions of %s failed; joining again", topic.name());
                pause();
            }
        }
    }

    private void readUntilClosed() {
        Map<String, Object> membership =
                Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        CooperativeStickyAssignor.class.getName());
        try (var consumer = clients.consumer(membership)) {
            consumer.subscribe(List.of(topic.name()), new Ownership());
            while (!closed) {
                var batch = consumer.poll(POLL);
                for (var kafka : batch) {
                    deliver(kafka);
                }
                if (!batch.isEmpty()) {
                    commit(consumer);
                }
            }
        }
    }

    /// A commit that comes too late is no loss: the next owner handles those events again.
    private void commit(org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer) {
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException moved) {
            LOG.debugf("%s: partitions moved before the commit", topic.name());
        }
    }

    private void deliver(ConsumerRecord<String, byte[]> kafka) {
        try (var _ = codec.traceOf(kafka).makeCurrent()) {
            codec.decode(topic, kafka).ifPresent(event -> owner.handle(kafka.partition(), event));
        } catch (IOException | RuntimeException bad) {
            LOG.errorf(bad, "skipped %s[%d]@%d", kafka.topic(), kafka.partition(), kafka.offset());
        }
    }

    private final class Ownership implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> owner.assigned(partition.partition()));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> owner.revoked(partition.partition()));
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
