package org.homeroom.auth.account;

import static java.util.Objects.requireNonNull;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Page;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.homeroom.platform.event.AccountProfileEvent;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.kafka.EventPublisher;
import org.jboss.logging.Logger;

/// Publishes changed profiles, which are the accounts whose revision Kafka has not acknowledged
/// yet.
///
/// The mark is set in the transaction of the change, so an event is neither lost nor told of
/// something that did not happen. One relay works at a time among all replicas: two could overtake
/// each other, and a compacted topic would keep the older profile. It takes no lock on the
/// accounts, so nobody who changes a profile waits for Kafka.
@Singleton
class ProfileScheduler {
    private static final Logger LOG = Logger.getLogger(ProfileScheduler.class);

    private static final long RELAY_LOCK = 0x70726f66696c65L;
    private static final int AT_ONCE = 500;

    /// Beyond the publisher's own limit: the transaction must not hang on a broker that never
    /// answers.
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final EventPublisher publisher;

    ProfileScheduler(EventPublisher publisher) {
        this.publisher = publisher;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> publishChanges() {
        return Panache.withTransaction(() ->
                        lock().chain(free ->
                                free
                                        ? changes().chain(this::publish)
                                        : Uni.createFrom().voidItem()))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("profiles not published yet: %s", failure);
                    return Uni.createFrom().voidItem();
                });
    }

    private static Uni<Boolean> lock() {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(
                                        "select pg_try_advisory_xact_lock(:key)", Boolean.class)
                                .setParameter("key", RELAY_LOCK)
                                .getSingleResult());
    }

    private static Uni<List<AccountProfileEvent>> changes() {
        return AccountEntity.<AccountEntity>find("publishedRevision < revision order by id")
                .page(Page.ofSize(AT_ONCE))
                .list()
                .map(rows -> rows.stream().map(AccountEntity::profileEvent).toList());
    }

    private Uni<Void> publish(List<AccountProfileEvent> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // The session belongs to this context, and Kafka answers on a thread of its own.
        var context = requireNonNull(Vertx.currentContext());
        return Uni.join()
                .all(
                        changes.stream()
                                .map(change -> publisher.publish(Topic.ACCOUNT_PROFILES, change))
                                .toList())
                .andFailFast()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .emitOn(task -> context.runOnContext(_ -> task.run()))
                .chain(() -> mark(changes));
    }

    /// A profile that was changed again meanwhile stays marked for its newer revision.
    private static Uni<Void> mark(List<AccountProfileEvent> changes) {
        return Multi.createFrom()
                .iterable(changes)
                .onItem()
                .transformToUniAndConcatenate(change ->
                        AccountEntity.update(
                                "publishedRevision = ?1 where id = ?2",
                                change.revision(),
                                change.account().value()))
                .onItem()
                .ignoreAsUni();
    }
}
