package org.homeroom.platform.kafka;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.homeroom.platform.event.Event;
import org.homeroom.platform.event.Topic;

/// The three ways in which a topic is read. Each reader has a thread of its own, starts at the call
/// and stops with the service.
///
/// The service is ready when every read model has caught up and every fan-out stands at its place:
/// from then on nothing is missed.
@ApplicationScoped
@Default // which a qualifier, @Readiness, would take away
@Readiness
public class EventReaders implements HealthCheck {
    private final KafkaEdge kafka;
    private final List<TopicReader<?>> readers = new CopyOnWriteArrayList<>();
    private final List<OwnerReader<?>> owners = new CopyOnWriteArrayList<>();

    EventReaders(KafkaEdge kafka) {
        this.kafka = kafka;
    }

    /// Every event from now on, to every replica.
    public <E extends Event> void fanOut(Topic<E> topic, Consumer<E> handler) {
        read(new TopicReader<>(topic, TopicReader.From.END, handler, kafka));
    }

    /// Everything from the start, to every replica: what another service owns, kept as a copy of
    /// our own.
    public <E extends Event> void readModel(Topic<E> topic, Consumer<E> handler) {
        read(new TopicReader<>(topic, TopicReader.From.START, handler, kafka));
    }

    private void read(TopicReader<?> reader) {
        readers.add(reader);
        reader.start();
    }

    /// Each event to one replica of the group: the one that Kafka gave its partition.
    public <E extends Event> void owner(Topic<E> topic, String group, PartitionOwner<E> owner) {
        var reader = new OwnerReader<>(topic, group, kafka.config().ownerSession(), owner, kafka);
        owners.add(reader);
        reader.start();
    }

    @Override
    public HealthCheckResponse call() {
        var health = HealthCheckResponse.named("topics");
        var ready = kafka.topics().provisioned().isDone();
        for (var reader : readers) {
            ready &= reader.caughtUp();
            health.withData(reader.topic.name(), reader.caughtUp() ? "caught up" : "catching up");
        }
        return health.status(ready).build();
    }

    @PreDestroy
    void close() {
        readers.forEach(TopicReader::close);
        owners.forEach(OwnerReader::close);
    }
}
