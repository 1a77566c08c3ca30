package org.homeroom.platform.kafka;

import io.opentelemetry.api.trace.StatusCode;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.homeroom.platform.event.Event;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.time.Ticker;
import org.jspecify.annotations.Nullable;

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

    private final KafkaEdge kafka;
    private final Ticker ticker;
    private final Duration limit;

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

    /// Made when Kafka has been seen, since a broker whose name does not resolve yet would keep the
    /// service from starting. Touched by the sender's thread only.
    private @Nullable KafkaProducer<String, byte[]> producer;

    EventPublisher(KafkaEdge kafka, Ticker ticker) {
        this.kafka = kafka;
        this.ticker = ticker;
        this.limit = kafka.config().deliveryTimeout();
    }

    /// Sends at once, whether or not the result is subscribed to.
    ///
    /// @return completes when Kafka has acknowledged; fails with a [KafkaException] (of which
    ///   [TimeoutException] after `homeroom.kafka.delivery-timeout`) or, when too many wait, a
    ///   [RejectedExecutionException]. Completes on a thread of Kafka's: do no work there.
    public <E extends Event> Uni<Void> publish(Topic<E> topic, E event) {
        var acknowledged = new CompletableFuture<Void>();
        var deadline = ticker.nanos() + limit.toNanos();
        try {
            var encoded = kafka.codec().encode(topic, event);
            var span = kafka.traces().publishing(topic, encoded.headers());
            acknowledged.whenComplete((done, failure) -> {
                if (failure != null) {
                    span.recordException(failure).setStatus(StatusCode.ERROR);
                }
                span.end();
            });
            sender.execute(() -> send(encoded, deadline, acknowledged));
        } catch (UncheckedIOException | RejectedExecutionException unsent) {
            acknowledged.completeExceptionally(unsent);
        }
        return Uni.createFrom().completionStage(acknowledged);
    }

    private void send(
            ProducerRecord<String, byte[]> encoded,
            long deadline,
            CompletableFuture<Void> acknowledged) {
        try {
            awaitTopics(deadline);
            producer()
                    .send(
                            encoded,
                            (metadata, failure) -> {
                                if (failure == null) {
                                    acknowledged.complete(null);
                                } else {
                                    acknowledged.completeExceptionally(failure);
                                }
                            });
        } catch (KafkaException | CompletionException | IllegalStateException unsent) {
            acknowledged.completeExceptionally(unsent);
        }
    }

    /// Those that waited behind a broker that was away fail by their own deadline, not one limit
    /// after another.
    private void awaitTopics(long deadline) {
        var left = deadline - ticker.nanos();
        if (left <= 0) {
            throw new TimeoutException("Kafka was not there in time");
        }
        try {
            kafka.topics().provisioned().copy().orTimeout(left, TimeUnit.NANOSECONDS).join();
        } catch (CompletionException away) {
            throw new TimeoutException("Kafka was not there in time", away);
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        var made = producer;
        if (made == null) {
            made = kafka.clients().producer();
            producer = made;
        }
        return made;
    }

    @PreDestroy
    void close() {
        sender.execute(() -> {
            if (producer != null) {
                producer.close(CLOSE_WITHIN);
            }
        });
        sender.shutdown();
        try {
            if (!sender.awaitTermination(CLOSE_WITHIN.toMillis() * 2, TimeUnit.MILLISECONDS)) {
                sender.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
