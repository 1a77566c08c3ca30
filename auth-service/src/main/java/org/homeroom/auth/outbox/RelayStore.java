package org.homeroom.auth.outbox;

import static java.util.Objects.requireNonNull;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.homeroom.platform.event.Event;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.kafka.EventPublisher;
import org.jboss.logging.Logger;

/// Publishes what waits in a table, which is marked there in the transaction of the change that it
/// tells of: so an event is neither lost nor told of something that did not happen.
///
/// One relay works at a time for each topic among all replicas: two could overtake each other. It
/// takes no lock on what it reads, so nobody who changes something waits for Kafka.
@Singleton
public class RelayStore {
    private static final Logger LOG = Logger.getLogger(RelayStore.class);

    /// Beyond the publisher's own limit: the transaction must not hang on a broker that never
    /// answers.
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final EventPublisher publisher;

    RelayStore(EventPublisher publisher) {
        this.publisher = publisher;
    }

    /// One round. What cannot be published now stays for the next.
    ///
    /// @param waiting reads what waits, in the order in which it is to be told, and not too much of
    ///   it
    /// @param event what there is to tell of a row
    /// @param published takes away the mark of rows that Kafka has acknowledged
    /// @param <R> a row
    public <R, E extends Event> Uni<Void> relay(
            Topic<E> topic,
            Supplier<Uni<List<R>>> waiting,
            Function<R, E> event,
            Function<List<R>, Uni<Void>> published) {
        return Panache.withTransaction(() ->
                        lock(topic)
                                .chain(free ->
                                        free
                                                ? waiting.get()
                                                        .chain(rows ->
                                                                publish(topic, rows, event)
                                                                        .chain(() ->
                                                                                published.apply(
                                                                                        rows)))
                                                : Uni.createFrom().voidItem()))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("%s not published yet: %s", topic.name(), failure);
                    return Uni.createFrom().voidItem();
                });
    }

    private static Uni<Boolean> lock(Topic<?> topic) {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(
                                        "select pg_try_advisory_xact_lock(hashtextextended(:name, 0))",
                                        Boolean.class)
                                .setParameter("name", "relay " + topic.name())
                                .getSingleResult());
    }

    private <R, E extends Event> Uni<Void> publish(
            Topic<E> topic, List<R> rows, Function<R, E> event) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // The session belongs to this context, and Kafka answers on a thread of its own.
        var context = requireNonNull(Vertx.currentContext());
        return Uni.join()
                .all(rows.stream().map(row -> publisher.publish(topic, event.apply(row))).toList())
                .andFailFast()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .emitOn(task -> context.runOnContext(_ -> task.run()))
                .replaceWithVoid();
    }
}
