package org.homeroom.auth.session;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/// Tells what [SessionEventStore#tell] could not tell at once, within the two seconds that are
/// promised.
@Singleton
class SessionEventScheduler {
    static final String IDENTITY = "session-events";

    private final SessionEventStore events;

    SessionEventScheduler(SessionEventStore events) {
        this.events = events;
    }

    @Scheduled(identity = IDENTITY, every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> publish() {
        return events.publish();
    }
}
