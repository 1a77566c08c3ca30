package org.homeroom.auth.session;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.audit.AuditStore;
import org.homeroom.auth.audit.Occurrence;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.caller.Device;
import org.homeroom.auth.mail.OutgoingMailStore;
import org.homeroom.auth.mail.Purpose;
import org.homeroom.platform.event.AccountSessionEvent.SessionEnded;
import org.homeroom.platform.id.AccountId;
import org.jboss.logging.Logger;

/// Whoever has to hear that a session began or ended: the audit log, the other services, and where
/// something is wrong the person, by mail. All in the transaction in which it happens.
@Singleton
class SessionNewsStore {
    private static final Logger LOG = Logger.getLogger(SessionNewsStore.class);

    private final AuditStore audit;
    private final SessionEventStore events;
    private final AccountStore accounts;
    private final OutgoingMailStore mails;
    private final Clock clock;
    private final MeterRegistry metrics;

    SessionNewsStore(
            AuditStore audit,
            SessionEventStore events,
            AccountStore accounts,
            OutgoingMailStore mails,
            Clock clock,
            MeterRegistry metrics) {
        this.audit = audit;
        this.events = events;
        this.accounts = accounts;
        this.mails = mails;
        this.clock = clock;
        this.metrics = metrics;
    }

    Uni<Void> began(RefreshFamily family, Device device, Caller caller) {
        return audit.history(family.account(), device)
                .call(() ->
                        audit.record(
                                family.account(), new Occurrence.SignedIn(family.id()), caller))
                .chain(history ->
                        history.isUnusual()
                                ? unusual(family, caller)
                                : Uni.createFrom().voidItem());
    }

    private Uni<Void> unusual(RefreshFamily family, Caller caller) {
        return audit.record(family.account(), new Occurrence.UnusualSignIn(family.id()), caller)
                .chain(() -> write(family.account(), Purpose.UNUSUAL_SIGN_IN));
    }

    Uni<Void> ended(RefreshFamily family, EndReason reason, Caller caller) {
        metrics.counter("homeroom.sessions.ended", "reason", reason.name()).increment();
        return audit.record(
                        family.account(),
                        new Occurrence.SessionEnded(family.id(), reason.wireName()),
                        caller)
                .chain(() ->
                        events.tell(
                                new SessionEnded(family.account(), family.id(), clock.instant())))
                .chain(() ->
                        reason == EndReason.REUSED
                                ? reused(family, caller)
                                : Uni.createFrom().voidItem());
    }

    private Uni<Void> reused(RefreshFamily family, Caller caller) {
        LOG.warnf(
                "a refresh token was used again: session %s of account %s has ended",
                family.id(), family.account());
        return audit.record(
                        family.account(), new Occurrence.RefreshTokenReused(family.id()), caller)
                .chain(() -> write(family.account(), Purpose.TOKEN_REUSED));
    }

    private Uni<Void> write(AccountId account, Purpose purpose) {
        return accounts.find(account)
                .chain(found ->
                        found.map(person ->
                                        mails.request(person.email(), purpose, person.language()))
                                .orElseGet(() -> Uni.createFrom().voidItem()));
    }
}
