package org.homeroom.auth;

import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/// Has everything forgotten that is over.
@Singleton
class HousekeepingScheduler {
    private final List<ForgettingStore> all;
    private final Clock clock;

    HousekeepingScheduler(@All List<ForgettingStore> all, Clock clock) {
        this.all = all;
        this.clock = clock;
    }

    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        var now = clock.instant();
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(each -> each.forget(now))
                .onItem()
                .ignoreAsUni();
    }
}
