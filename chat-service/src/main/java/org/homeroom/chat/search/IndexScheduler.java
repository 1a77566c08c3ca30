package org.homeroom.chat.search;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.homeroom.chat.ChatConfig;
import org.homeroom.chat.message.MessagesCommitted;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.time.Ticker;
import org.jboss.logging.Logger;

/// Has the index brought up to date a second after something was written.
@Singleton
class IndexScheduler {
    private static final Logger LOG = Logger.getLogger(IndexScheduler.class);

    /// Conversations that one look brings up.
    private static final int LOOKED_UP = 1_000;

    private final IndexStore index;
    private final Ticker ticker;
    private final int rest;
    private final Set<ConversationId> behind = ConcurrentHashMap.newKeySet();

    IndexScheduler(IndexStore index, Ticker ticker, ChatConfig config) {
        this.index = index;
        this.ticker = ticker;
        this.rest = config.searchRest();
    }

    void committed(@Observes MessagesCommitted committed) {
        behind.add(committed.conversation());
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> index() {
        return untilNoneIsBehind()
                .onFailure()
                .invoke(failure -> LOG.warnf("not to be found yet: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /// What a replica left behind that is no more, and what an older version of the analysis took
    /// apart.
    @Scheduled(every = "5m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return index.left(LOOKED_UP)
                .invoke(behind::addAll)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("the index was not looked at: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    /// The connections close soon.
    void stop(@Observes ShutdownEvent event, Scheduler scheduler) {
        scheduler.pause();
    }

    private Uni<Void> untilNoneIsBehind() {
        var next = behind.stream().limit(IndexStore.CONVERSATIONS_AT_ONCE).toList();
        if (next.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // What is written from here on notes itself again.
        next.forEach(behind::remove);
        var began = ticker.nanos();
        return index.index(next)
                .onFailure()
                .invoke(() -> behind.addAll(next))
                .invoke(behind::addAll)
                .chain(() -> rest(ticker.nanos() - began))
                .chain(this::untilNoneIsBehind);
    }

    private Uni<Void> rest(long workedNanos) {
        if (rest == 0) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(Duration.ofNanos(workedNanos * rest));
    }
}
