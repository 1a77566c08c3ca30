package org.homeroom.platform.kafka;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.homeroom.platform.event.Event;
import org.homeroom.platform.event.Topic;

/// Sends events to Kafka: acknowledged by all replicas, once, and in the order of the calls for
/// each key.
///
/// It remembers nothing over a crash. What must not be lost is first stored with a flag in the same
/// transaction as the state that it tells of, and sent again until an acknowledgement clears the
/// flag.
@Singleton
public class EventPublisher {
    /// Some seconds of the highest rate; past it a send fails at once rather than fill the memory.
    private static final int LONGEST_QUEUE = 50_000;

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final CloudEventCodec codec;
    private final KafkaProducer<String, byte[]> producer;
    private final TopicProvisioner topics;

    /// Kafka's `send` may wait for metadata, so it is called on this thread and never on an event
    /// loop.
    private final ThreadPoolExecutor sender =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(LONGEST_QUEUE),
                    Thread.ofPlatform().daemon().name("event-publisher").factory());

    EventPublisher(CloudEventCodec codec, KafkaClients clients, TopicProvisioner topics) {
        this.codec = codec;
        this.topics = topics;
        this.producer = clients.producer();
    }

    /// Sends at once, whether or not the result is subscribed to.
    ///
    /// @return completes when Kafka has acknowledged; fails with a [KafkaException] or, when too
    ///   many wait, a [RejectedExecutionException]. Completes on a thread of Kafka's: do no work
    ///   there.
    public <E extends Event> Uni<Void> publish(Topic<E> topic, E event) {
        var acknowledged = new CompletableFuture<Void>();
        try {
            var kafka = codec.encode(topic, event);
            sender.execute(() -> send(kafka, acknowledged));
        } catch (RejectedExecutionException full) {
            acknowledged.completeExceptionally(full);
        }
        return Uni.createFrom().completionStage(acknowledged);
    }

    private void send(ProducerRecord<String, byte[]> kafka, CompletableFuture<Void> acknowledged) {
        try {
            topics.provisioned().join();
            producer.send(
                    kafka,
                    (metadata, failure) -> {
                        if (failure == null) {
                            acknowledged.complete(null);
                        } else {
                            acknowledged.completeExceptionally(failure);
                        }
                    });
        } catch (KafkaException
                | java.util.concurrent.CompletionException
                | IllegalStateException unsent) {
            acknowledged.completeExceptionally(unsent);
        }
    }

    @PreDestroy
    void close() {
        sender.shutdown();
        try {
            if (!sender.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                sender.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE_WITHIN);
    }
}
