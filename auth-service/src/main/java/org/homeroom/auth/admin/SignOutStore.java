package org.homeroom.auth.admin;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.audit.AuditStore;
import org.homeroom.auth.audit.Occurrence;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.mail.OutgoingMailStore;
import org.homeroom.auth.mail.Purpose;
import org.homeroom.auth.secondfactor.SecondFactorStore;
import org.homeroom.auth.session.EndReason;
import org.homeroom.auth.session.SessionStore;
import org.homeroom.platform.id.AccountId;

/// Signs people out, for its own sake or because their second factor is taken away, and tells the
/// audit log and the person in the same transaction.
@Singleton
class SignOutStore {
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final SecondFactorStore factors;
    private final AuditStore audit;
    private final OutgoingMailStore mails;

    SignOutStore(
            AccountStore accounts,
            SessionStore sessions,
            SecondFactorStore factors,
            AuditStore audit,
            OutgoingMailStore mails) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.factors = factors;
        this.audit = audit;
        this.mails = mails;
    }

    /// Ends every session of an account. Of one that has none nothing is told.
    ///
    /// @param by the administrator who does it
    /// @return whether there is such an account
    Uni<Boolean> signOut(AccountId id, AccountId by) {
        return with(id, account -> signOut(account, by));
    }

    /// Takes a second factor away, and with it every session of the account. Of one that has none
    /// nothing is told, and its sessions go on.
    ///
    /// @param by the administrator who does it, and not the account's person
    /// @return whether there is such an account
    Uni<Boolean> takeSecondFactorAway(AccountId id, AccountId by) {
        return with(
                id,
                account ->
                        factors.remove(id)
                                .chain(removed ->
                                        removed
                                                ? takenAway(account, by)
                                                : Uni.createFrom().voidItem()));
    }

    private Uni<Boolean> with(AccountId id, Function<Account, Uni<Void>> work) {
        return Panache.withTransaction(() ->
                accounts.find(id)
                        .call(found -> found.map(work).orElseGet(() -> Uni.createFrom().voidItem()))
                        .map(found -> found.isPresent()));
    }

    private Uni<Void> takenAway(Account account, AccountId by) {
        return sessions.endAll(account.id(), EndReason.ADMINISTRATOR, Caller.UNTOLD)
                .chain(() ->
                        audit.record(
                                account.id(),
                                new Occurrence.SecondFactorTakenAway(by),
                                Caller.UNTOLD))
                .chain(() ->
                        mails.request(
                                account.email(),
                                Purpose.SECOND_FACTOR_TAKEN_AWAY,
                                account.language()));
    }

    private Uni<Void> signOut(Account account, AccountId by) {
        return sessions.endAll(account.id(), EndReason.ADMINISTRATOR, Caller.UNTOLD)
                .chain(any -> any ? tell(account, by) : Uni.createFrom().voidItem());
    }

    private Uni<Void> tell(Account account, AccountId by) {
        return audit.record(
                        account.id(), new Occurrence.SignedOutByAdministrator(by), Caller.UNTOLD)
                .chain(() ->
                        mails.request(account.email(), Purpose.SIGNED_OUT, account.language()));
    }
}
