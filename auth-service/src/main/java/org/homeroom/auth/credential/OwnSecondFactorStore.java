package org.homeroom.auth.credential;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.audit.AuditStore;
import org.homeroom.auth.audit.Occurrence;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.mail.OutgoingMailStore;
import org.homeroom.auth.mail.Purpose;
import org.homeroom.auth.secondfactor.CodeStore;
import org.homeroom.auth.secondfactor.SecondFactor;
import org.homeroom.auth.secondfactor.SecondFactorStore;
import org.homeroom.auth.session.EndReason;
import org.homeroom.auth.session.SessionStore;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.principal.Principal;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;

/// What somebody who is signed in does with their own second factor, and who is told of it, in one
/// transaction.
@Singleton
class OwnSecondFactorStore {
    private final AccountStore accounts;
    private final SecondFactorStore factors;
    private final CodeStore codes;
    private final SessionStore sessions;
    private final AuditStore audit;
    private final OutgoingMailStore mails;

    OwnSecondFactorStore(
            AccountStore accounts,
            SecondFactorStore factors,
            CodeStore codes,
            SessionStore sessions,
            AuditStore audit,
            OutgoingMailStore mails) {
        this.accounts = accounts;
        this.factors = factors;
        this.codes = codes;
        this.sessions = sessions;
        this.audit = audit;
        this.mails = mails;
    }

    /// @return fails with the problem `session-ended`
    Uni<Account> account(AccountId id) {
        return accounts.find(id)
                .map(found ->
                        found.orElseThrow(() ->
                                Problem.of(
                                                CommonProblem.SESSION_ENDED,
                                                "This account is not there any more.")
                                        .toHttp()));
    }

    Uni<Optional<SecondFactor>> find(Account account) {
        return factors.find(account.id());
    }

    boolean isRequiredOf(Account account) {
        return factors.isRequiredOf(account);
    }

    /// Turns it on. Whoever is in elsewhere by the password alone is out.
    ///
    /// @return the recovery codes; empty if the code is wrong
    Uni<Optional<List<String>>> confirm(Principal me, String code, Caller caller) {
        return account(me.account())
                .chain(account ->
                        codes.confirmWhenSignedIn(
                                account,
                                code,
                                caller,
                                () -> endOthers(me, caller).replaceWith(true)))
                .map(confirmed -> confirmed.map(CodeStore.Confirmed::recoveryCodes));
    }

    private Uni<Void> endOthers(Principal me, Caller caller) {
        return sessions.endAllBut(
                me.session(), me.account(), EndReason.SECOND_FACTOR_CHANGED, caller);
    }

    /// Turns it off, if it is on.
    Uni<Void> remove(Account account, Principal me, Caller caller) {
        return Panache.withTransaction(() ->
                factors.remove(account.id())
                        .chain(removed ->
                                removed
                                        ? endOthers(me, caller)
                                                .chain(() ->
                                                        tell(
                                                                account,
                                                                new Occurrence
                                                                        .SecondFactorRemoved(),
                                                                Purpose.SECOND_FACTOR_REMOVED,
                                                                caller))
                                        : Uni.createFrom().voidItem()));
    }

    /// @return empty without a second factor
    Uni<Optional<List<String>>> renewRecoveryCodes(Account account, Caller caller) {
        return Panache.withTransaction(() ->
                factors.find(account.id())
                        .chain(found ->
                                found.isEmpty()
                                        ? Uni.createFrom().item(Optional.<List<String>>empty())
                                        : factors.renewRecoveryCodes(account.id())
                                                .call(() ->
                                                        tell(
                                                                account,
                                                                new Occurrence.RecoveryCodesMade(),
                                                                Purpose.RECOVERY_CODES_MADE,
                                                                caller))
                                                .map(Optional::of)));
    }

    private Uni<Void> tell(Account account, Occurrence what, Purpose purpose, Caller caller) {
        return audit.record(account.id(), what, caller)
                .chain(() -> mails.request(account.email(), purpose, account.language()));
    }
}
