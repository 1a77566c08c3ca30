package org.homeroom.platform.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.homeroom.platform.event.Event;
import org.homeroom.platform.event.Topic;
import org.jboss.logging.Logger;

/// Reads, as a member of a group, the partitions that Kafka gives this replica, and tells their
/// owner.
final class OwnerReader<E extends Event> extends ReaderThread<E> {
    private static final Logger LOG = Logger.getLogger(OwnerReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST_BEAT = Duration.ofSeconds(1);

    private final String group;
    private final Duration session;
    private final PartitionOwner<E> owner;
    private boolean uncommitted; // touched by the reader's thread only

    /// @param session how long a replica may be silent before its partitions go to another
    OwnerReader(
            Topic<E> topic,
            String group,
            Duration session,
            PartitionOwner<E> owner,
            KafkaEdge kafka) {
        super(topic, kafka);
        this.group = group;
        this.session = session;
        this.owner = owner;
    }

    @Override
    Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                Math.toIntExact(session.toMillis()),
                // By its beats a replica also hears that another has come.
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                Math.toIntExact(Math.min(LONGEST_BEAT.toMillis(), session.toMillis() / 3)),
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName());
    }

    @Override
    void begin(Consumer<String, byte[]> consumer) {
        uncommitted = false;
        consumer.subscribe(List.of(topic.name()), new Ownership());
    }

    @Override
    void readOn(Consumer<String, byte[]> consumer) {
        for (var kafka : consumer.poll(POLL)) {
            deliver(kafka);
            uncommitted = true;
        }
        if (uncommitted) {
            commit(consumer);
        }
    }

    @Override
    void handle(int partition, E event) {
        owner.handle(partition, event);
    }

    /// A commit that comes too late is no loss: the next owner handles those events again.
    private void commit(Consumer<String, byte[]> consumer) {
        try {
            consumer.commitSync();
            uncommitted = false;
        } catch (RebalanceInProgressException moving) {
            LOG.debugf("%s: partitions move, committing after that", topic.name());
        } catch (CommitFailedException moved) {
            LOG.debugf("%s: partitions moved before the commit", topic.name());
            uncommitted = false;
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
}
