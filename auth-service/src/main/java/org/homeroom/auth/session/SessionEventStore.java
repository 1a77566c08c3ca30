package org.homeroom.auth.session;

import static java.util.Objects.requireNonNull;

import io.quarkus.panache.common.Page;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.homeroom.auth.outbox.RelayStore;
import org.homeroom.platform.event.AccountSessionEvent;
import org.homeroom.platform.event.Topic;
import org.jboss.logging.Logger;

/// What has to be told on `account-sessions`.
@Singleton
public class SessionEventStore {
    private static final Logger LOG = Logger.getLogger(SessionEventStore.class);

    private static final int AT_ONCE = 500;

    /// After which the transaction that something is told in has nearly always been committed. If
    /// not, the scheduler's next round finds it.
    private static final Duration SOON = Duration.ofMillis(50);

    private final RelayStore relay;
    private final Vertx vertx;
    private final AtomicBoolean publishingSoon = new AtomicBoolean();

    SessionEventStore(RelayStore relay, Vertx vertx) {
        this.relay = relay;
        this.vertx = vertx;
    }

    /// Has every service told, in the transaction of the caller.
    public Uni<Void> tell(AccountSessionEvent event) {
        return SessionEventEntity.of(event).persist().invoke(this::publishSoon).replaceWithVoid();
    }

    private void publishSoon() {
        if (publishingSoon.compareAndSet(false, true)) {
            vertx.setTimer(
                    SOON.toMillis(),
                    _ -> {
                        publishingSoon.set(false);
                        onContextOfItsOwn(this::publish);
                    });
        }
    }

    /// A timer fires in the context that set it, where somebody's database session may be open.
    private void onContextOfItsOwn(Supplier<Uni<Void>> work) {
        var context =
                requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(_ ->
                work.get()
                        .subscribe()
                        .with(_ -> {}, failure -> LOG.warn("Sessions not told yet", failure)));
    }

    /// Publishes what waits.
    Uni<Void> publish() {
        return relay.relay(
                Topic.ACCOUNT_SESSIONS,
                () ->
                        SessionEventEntity.<SessionEventEntity>find("order by number")
                                .page(Page.ofSize(AT_ONCE))
                                .list(),
                SessionEventEntity::event,
                SessionEventStore::forget);
    }

    /// These rows and no others: a smaller number may be committed later.
    private static Uni<Void> forget(List<SessionEventEntity> published) {
        var numbers = published.stream().map(row -> requireNonNull(row.number)).toList();
        return numbers.isEmpty()
                ? Uni.createFrom().voidItem()
                : SessionEventEntity.delete("number in ?1", numbers).replaceWithVoid();
    }
}
