package org.homeroom.auth.account;

import io.quarkus.panache.common.Page;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.homeroom.auth.outbox.RelayStore;
import org.homeroom.platform.event.AccountProfileEvent;
import org.homeroom.platform.event.Topic;

/// Publishes changed profiles, which are the accounts whose revision Kafka has not acknowledged
/// yet.
@Singleton
class ProfileScheduler {
    private static final int AT_ONCE = 500;

    private final RelayStore relay;

    ProfileScheduler(RelayStore relay) {
        this.relay = relay;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> publishChanges() {
        return relay.relay(
                Topic.ACCOUNT_PROFILES,
                ProfileScheduler::changes,
                change -> change,
                ProfileScheduler::mark);
    }

    private static Uni<List<AccountProfileEvent>> changes() {
        return AccountEntity.<AccountEntity>find("publishedRevision < revision order by id")
                .page(Page.ofSize(AT_ONCE))
                .list()
                .map(rows -> rows.stream().map(AccountEntity::profileEvent).toList());
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
