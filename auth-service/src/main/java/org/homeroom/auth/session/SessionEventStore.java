package org.homeroom.auth.session;

import io.quarkus.panache.common.Page;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.homeroom.auth.outbox.RelayStore;
import org.homeroom.platform.event.AccountSessionEvent;
import org.homeroom.platform.event.Topic;

/// What has to be told on `account-sessions`.
@Singleton
public class SessionEventStore {
    private static final int AT_ONCE = 500;

    private final RelayStore relay;

    SessionEventStore(RelayStore relay) {
        this.relay = relay;
    }

    /// Has every service told, in the transaction of the caller.
    public Uni<Void> tell(AccountSessionEvent event) {
        return SessionEventEntity.of(event).persist().replaceWithVoid();
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
        var numbers = published.stream().map(row -> Objects.requireNonNull(row.number)).toList();
        return numbers.isEmpty()
                ? Uni.createFrom().voidItem()
                : SessionEventEntity.delete("number in ?1", numbers).replaceWithVoid();
    }
}
