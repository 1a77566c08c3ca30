package org.homeroom.auth;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.homeroom.auth.account.RegistrationStore;
import org.homeroom.auth.limit.TryLimits;
import org.homeroom.auth.mail.OutgoingMailStore;
import org.homeroom.auth.session.SessionStore;

/// Forgets what is over. Nothing waits for it and every replica may do it.
@Singleton
class HousekeepingScheduler {
    /// Mails that were sent are kept a while for whoever looks into a complaint.
    private static final Duration MAILS_KEPT_FOR = Duration.ofDays(7);

    private final RegistrationStore registrations;
    private final OutgoingMailStore mails;
    private final SessionStore sessions;
    private final TryLimits tries;
    private final AuthConfig config;
    private final Clock clock;

    HousekeepingScheduler(
            RegistrationStore registrations,
            OutgoingMailStore mails,
            SessionStore sessions,
            TryLimits tries,
            AuthConfig config,
            Clock clock) {
        this.registrations = registrations;
        this.mails = mails;
        this.sessions = sessions;
        this.tries = tries;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    void forgetTries() {
        tries.forget();
    }

    @Scheduled(every = "1h", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        var now = clock.instant();
        return registrations
                .forgetMadeBefore(now.minus(config.registrations().keptFor()))
                .chain(() -> mails.forgetDoneBefore(now.minus(MAILS_KEPT_FOR)))
                .chain(() -> sessions.forgetUnusedSince(now.minus(config.tokens().idleLife())));
    }
}
