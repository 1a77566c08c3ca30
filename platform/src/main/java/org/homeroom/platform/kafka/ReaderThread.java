package org.homeroom.platform.kafka;

import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.homeroom.platform.event.Event;
import org.homeroom.platform.event.Topic;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One topic read on a thread of its own, one event after the other, until it is closed. Whatever
/// happens to Kafka meanwhile is waited out.
abstract sealed class ReaderThread<E extends Event> implements AutoCloseable
        permits TopicReader, OwnerReader {
    private static final Logger LOG = Logger.getLogger(ReaderThread.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    final Topic<E> topic;
    private final KafkaClients clients;
    private final CloudEventCodec codec;
    private final EventTraces traces;
    private final TopicProvisioner topics;
    private final Thread thread;
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private volatile @Nullable Consumer<String, byte[]> consumer;

    ReaderThread(Topic<E> topic, KafkaEdge kafka) {
        this.topic = topic;
        this.clients = kafka.clients();
        this.codec = kafka.codec();
        this.traces = kafka.traces();
        this.topics = kafka.topics();
        this.thread =
                Thread.ofPlatform().daemon().name("reader-" + topic.name()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Settings of the consumer beyond those that all share.
    abstract Map<String, Object> settings();

    /// A new consumer has been made: say what it reads, and from where.
    abstract void begin(Consumer<String, byte[]> consumer);

    /// Polls once and hands on what came.
    abstract void readOn(Consumer<String, byte[]> consumer);

    abstract void handle(int partition, E event);

    private void run() {
        while (!closing.isDone()) {
            try {
                CompletableFuture.anyOf(topics.provisioned(), closing).join();
                readUntilClosed();
            } catch (WakeupException | CompletionException stopped) {
                return; // closed, or the service stops before Kafka was there
            } catch (KafkaException away) {
                LOG.warnf("reading %s failed, trying again: %s", topic.name(), away.toString());
                closing.copy()
                        .completeOnTimeout(null, BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
            }
        }
    }

    private void readUntilClosed() {
        try (var fresh = clients.consumer(settings())) {
            // Seen by close(), which wakes it; a close before this line is seen by the loop.
            consumer = fresh;
            if (!closing.isDone()) {
                begin(fresh);
            }
            while (!closing.isDone()) {
                readOn(fresh);
            }
        } finally {
            consumer = null;
        }
    }

    final void deliver(ConsumerRecord<String, byte[]> kafka) {
        var span = traces.handling(topic, kafka);
        try (var _ = span.makeCurrent()) {
            codec.decode(topic, kafka).ifPresent(event -> handle(kafka.partition(), event));
        } catch (TryAgainException later) {
            span.setStatus(StatusCode.ERROR);
            throw later;
        } catch (IOException | RuntimeException bad) {
            // One bad record, or one bug for one event, must not stop those behind it.
            LOG.errorf(bad, "skipped %s[%d]@%d", kafka.topic(), kafka.partition(), kafka.offset());
            span.setStatus(StatusCode.ERROR);
        } finally {
            span.end();
        }
    }

    /// Stops reading; an event that is being handled is finished first. Woken rather than
    /// interrupted: an interrupt would break into the handler, and would keep the consumer from
    /// telling its group that it leaves.
    @Override
    public final void close() {
        closing.complete(null);
        var reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        try {
            thread.join(CLOSE_WITHIN);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
