package org.homeroom.chat.message;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiFunction;
import org.homeroom.chat.ChatConfig;
import org.homeroom.chat.membership.MembershipPublicationStore;
import org.jboss.logging.Logger;

/// Looks every few seconds for what was committed and never published.
@ApplicationScoped
class RelayScheduler {
    private static final Logger LOG = Logger.getLogger(RelayScheduler.class);

    private final PublicationStore publications;
    private final MembershipPublicationStore memberships;
    private final Clock clock;
    private final ChatConfig config;

    RelayScheduler(
            PublicationStore publications,
            MembershipPublicationStore memberships,
            Clock clock,
            ChatConfig config) {
        this.publications = publications;
        this.memberships = memberships;
        this.clock = clock;
        this.config = config;
    }

    @Scheduled(
            every = "${chat.relay-every:2s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> relay() {
        return untilNoneIsLeft(memberships::publishAgain)
                .chain(() -> untilNoneIsLeft(publications::publishAgain))
                .onFailure()
                .invoke(failure -> LOG.warnf("the relay failed: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /// The connections close soon.
    void stop(@Observes ShutdownEvent event, Scheduler scheduler) {
        scheduler.pause();
    }

    private Uni<Void> untilNoneIsLeft(BiFunction<Instant, Instant, Uni<Integer>> publishAgain) {
        var now = clock.instant();
        return publishAgain
                .apply(now.minus(config.relayAfter()), now)
                .flatMap(rows -> {
                    if (rows > 0) {
                        LOG.infof("published %d changes that had been left behind", rows);
                    }
                    return rows == PublicationStore.RELAYED_AT_ONCE
                            ? untilNoneIsLeft(publishAgain)
                            : Uni.createFrom().voidItem();
                });
    }
}
