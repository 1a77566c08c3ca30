package org.homeroom.platform.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import org.homeroom.platform.config.WholeNumber;

/// Where Kafka is and how it is spoken to.
@ConfigMapping(prefix = "homeroom.kafka")
public interface KafkaEdgeConfig {
    /// `host:port`, comma-separated.
    String bootstrapServers();

    /// The `source` of our CloudEvents: which service speaks.
    String source();

    /// Whether topics that are missing are made at start. Off where topics are resources of the
    /// cluster (Strimzi).
    @WithDefault("true")
    boolean createTopics();

    /// Copies of each topic that we make; 3 on a real cluster.
    @WithDefault("1")
    @WithConverter(WholeNumber.UpToThousand.class)
    int replicationFactor();

    /// How long a send may take, retries included, before it fails and the outbox has to try again.
    @WithDefault("30s")
    Duration deliveryTimeout();

    /// How long an owner of partitions may be silent before another replica takes them over; not
    /// below the broker's `group.min.session.timeout.ms`.
    @WithDefault("6s")
    Duration ownerSession();

    /// Anything else of Kafka's own client settings (`security.protocol`, `sasl.jaas.config`, …).
    Map<String, String> client();
}
