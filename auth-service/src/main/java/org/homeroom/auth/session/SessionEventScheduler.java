package org.homeroom.auth.session;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/// Tells every service whose session has ended, within the two seconds that are promised.
@Singleton
class SessionEventScheduler {
    private final SessionEventStore events;

    SessionEventScheduler(SessionEventStore events) {
        this.events = events;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> publish() {
        return events.publish();
    }
}
