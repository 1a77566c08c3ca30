package org.homeroom.platform.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.homeroom.platform.event.Event;
import org.homeroom.platform.event.Topic;

/// The five ways in which a topic is read. Each reader has a thread of its own, starts at the call
/// and stops with the service.
///
/// The service is ready when every read model has caught up and every fan-out stands at its place:
/// from then on nothing is missed.
@ApplicationScoped
@Default // which a qualifier, @Readiness, would take away
@Readiness
public class EventReaders implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaEdge kafka;
    private final List<TopicReader<?>> readers = new CopyOnWriteArrayList<>();
    private final List<OwnerReader<?>> owners = new CopyOnWriteArrayList<>();

    EventReaders(KafkaEdge kafka) {
        this.kafka = kafka;
    }

    /// Every event from now on, to every replica.
    public <E extends Event> void fanOut(Topic<E> topic, Consumer<E> handler) {
        read(new TopicReader<>(topic, new TopicReader.From.End(), handler, kafka));
    }

    /// What happened lately and every event from now on, to every replica.
    ///
    /// @param back how far to begin before now, by the clocks of those who sent
    public <E extends Event> void fanOutSince(Duration back, Topic<E> topic, Consumer<E> handler) {
        read(new TopicReader<>(topic, new TopicReader.From.Lately(back), handler, kafka));
    }

    /// Everything from the start, to every replica: what another service owns, kept as a copy of
    /// our own.
    public <E extends Event> void readModel(Topic<E> topic, Consumer<E> handler) {
        read(new TopicReader<>(topic, new TopicReader.From.Start(), handler, kafka));
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

    /// Each event to one replica of the group, one after the other of a partition. What fails, or
    /// is not done within ten seconds, is done again a second later, here or at another replica,
    /// until it succeeds, and may then have been done before: doing it twice must be no harm.
    public <E extends Event> void work(Topic<E> topic, String group, Function<E, Uni<Void>> work) {
        owner(
                topic,
                group,
                new PartitionOwner<>() {
                    @Override
                    public void assigned(int partition) {}

                    @Override
                    public void revoked(int partition) {}

                    @Override
                    public void handle(int partition, E event) {
                        try {
                            // The reader's own thread, which has nothing else to do.
                            work.apply(event)
                                    .subscribeAsCompletionStage()
                                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                                    .join();
                        } catch (RuntimeException away) {
                            throw new TryAgainException(away.toString());
                        }
                    }
                });
    }

    /// Whether every reader has handled what was there when it began. Once so, it stays so.
    public boolean haveCaughtUp() {
        return kafka.topics().provisioned().isDone()
                && readers.stream().allMatch(TopicReader::caughtUp);
    }

    @Override
    public HealthCheckResponse call() {
        var health = HealthCheckResponse.named("topics").status(haveCaughtUp());
        for (var reader : readers) {
            health.withData(reader.topic.name(), reader.caughtUp() ? "caught up" : "catching up");
        }
        return health.build();
    }

    @PreDestroy
    void close() {
        readers.forEach(TopicReader::close);
        owners.forEach(OwnerReader::close);
    }
}
