package org.homeroom.chat.conversation;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.homeroom.chat.message.MessagesCommitted;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jboss.logging.Logger;

/// Notes who has written in a direct conversation, which some let call them and no others. Not with
/// the message: it is so once for each of the two and for good, and messages are many. What a crash
/// loses is noted at the next one.
@Singleton
class WrittenScheduler {
    private static final Logger LOG = Logger.getLogger(WrittenScheduler.class);
    private static final int AT_ONCE = 500;

    /// Some 10 MB.
    private static final int MOST_REMEMBERED = 100_000;

    /// @param by who wrote there
    record Wrote(ConversationId conversation, AccountId by) {}

    private final CallerStore callers;

    // Guarded by this, both.
    private final Set<Wrote> known = new HashSet<>();
    private final Set<Wrote> waiting = new HashSet<>();

    WrittenScheduler(CallerStore callers) {
        this.callers = callers;
    }

    synchronized void committed(@Observes MessagesCommitted committed) {
        for (var sender : committed.senders()) {
            var wrote = new Wrote(committed.conversation(), sender);
            if (!known.contains(wrote) && waiting.size() < MOST_REMEMBERED) {
                waiting.add(wrote);
            }
        }
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> note() {
        var some = next();
        return some.isEmpty()
                ? Uni.createFrom().voidItem()
                : callers.wrote(some)
                        .invoke(() -> done(some))
                        .onFailure()
                        .invoke(failure ->
                                LOG.warnf("not noted yet who wrote: %s", failure.getMessage()))
                        .onFailure()
                        .recoverWithNull();
    }

    private synchronized List<Wrote> next() {
        return new ArrayList<>(waiting.stream().limit(AT_ONCE).toList());
    }

    private synchronized void done(List<Wrote> some) {
        some.forEach(waiting::remove);
        if (known.size() + some.size() > MOST_REMEMBERED) {
            known.clear();
        }
        known.addAll(some);
    }
}
