package org.homeroom.signaling.call;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Does what nobody asks for: gives up what rings too long, sees who is gone with a replica that
/// is, and tells what was left untold. All replicas do; whoever comes second finds it done.
@ApplicationScoped
class CallScheduler {
    private static final Logger LOG = Logger.getLogger(CallScheduler.class);

    private final CallStore store;
    private final CallProducer calls;
    private final Replica replica;

    CallScheduler(CallStore store, CallProducer calls, Replica replica) {
        this.store = store;
        this.calls = calls;
        this.replica = replica;
    }

    @Scheduled(every = "${signaling.look-every:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return store.live(replica.id())
                .chain(store::atDeadReplicas)
                .flatMap(emptied ->
                        each(emptied, seat -> new CallCommand.Leave(seat.call(), seat.socket())))
                .chain(calls::leaveAgain)
                .chain(store::overdue)
                .flatMap(overdue -> each(overdue, CallCommand.Expire::new))
                .chain(calls::tellAgain)
                .invoke(told -> {
                    if (told > 0) {
                        LOG.infof("told %d changes that had been left behind", told);
                    }
                })
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("calls were not looked at: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    @Scheduled(every = "10m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return store.forget()
                .onFailure()
                .invoke(failure -> LOG.warnf("nothing was forgotten: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /// The connections close soon.
    void stop(@Observes ShutdownEvent event, Scheduler scheduler) {
        scheduler.pause();
    }

    private <T> Uni<Void> each(Collection<T> items, Function<T, CallCommand> command) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(item -> calls.carryOut(command.apply(item)))
                .collect()
                .last()
                .replaceWithVoid();
    }
}
