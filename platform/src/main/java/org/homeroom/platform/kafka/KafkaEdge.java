package org.homeroom.platform.kafka;

import jakarta.inject.Singleton;
import java.time.Clock;

/// What the publisher and every reader stand on.
@Singleton
record KafkaEdge(
        KafkaEdgeConfig config,
        KafkaClients clients,
        CloudEventCodec codec,
        EventTraces traces,
        TopicProvisioner topics,
        Clock clock) {}
