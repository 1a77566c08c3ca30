package org.homeroom.auth;

import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.homeroom.auth.limit.TryLimits;

/// Has everything forgotten that is over.
@Singleton
class HousekeepingScheduler {
    private final List<ForgettingStore> all;
    private final TryLimits tries;
    private final Clock clock;

    HousekeepingScheduler(@All List<ForgettingStore> all, TryLimits tries, Clock clock) {
        this.all = all;
        this.tries = tries;
        this.clock = clock;
    }

    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void forgetTries() {
        tries.forget();
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
