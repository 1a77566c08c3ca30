package org.homeroom.auth.credential;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.audit.AuditStore;
import org.homeroom.auth.audit.Occurrence;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.mail.OutgoingMailStore;
import org.homeroom.auth.mail.Purpose;
import org.homeroom.auth.password.PasswordHash;
import org.homeroom.auth.secondfactor.SecondFactorStore;
import org.homeroom.auth.session.EndReason;
import org.homeroom.auth.session.SessionStore;
import org.homeroom.platform.principal.Principal;

/// What somebody does who has just shown that they know their password.
@Singleton
class OwnCredentialStore {
    private final AccountStore accounts;
    private final SessionStore sessions;
    private final ResetStore resets;
    private final EmailChangeStore emailChanges;
    private final SecondFactorStore factors;
    private final OutgoingMailStore mails;
    private final AuditStore audit;

    OwnCredentialStore(
            AccountStore accounts,
            SessionStore sessions,
            ResetStore resets,
            EmailChangeStore emailChanges,
            SecondFactorStore factors,
            OutgoingMailStore mails,
            AuditStore audit) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.resets = resets;
        this.emailChanges = emailChanges;
        this.factors = factors;
        this.mails = mails;
        this.audit = audit;
    }

    /// Sets a new password and signs every other device out.
    ///
    /// @param before the account as its password was checked; if it has another one by now, that
    ///   one stays
    /// @return whether it was set
    Uni<Boolean> setPassword(
            Account before, PasswordHash hash, Principal principal, Caller caller) {
        var id = before.id();
        return Panache.withTransaction(() ->
                accounts.change(
                                id,
                                account ->
                                        account.passwordHash().equals(before.passwordHash())
                                                ? account.withPassword(hash)
                                                : account)
                        .map(changed ->
                                changed.map(Account::passwordHash).filter(hash::equals).isPresent())
                        .call(set ->
                                set
                                        ? passwordIsSet(before, principal, caller)
                                        : Uni.createFrom().voidItem()));
    }

    private Uni<Void> passwordIsSet(Account account, Principal principal, Caller caller) {
        var id = account.id();
        return resets.withdraw(id)
                .chain(() ->
                        sessions.endAllBut(
                                principal.session(), id, EndReason.PASSWORD_CHANGED, caller))
                .chain(() -> audit.record(id, new Occurrence.PasswordChanged(), caller))
                .chain(() ->
                        mails.request(
                                account.email(), Purpose.PASSWORD_CHANGED, account.language()));
    }

    /// How leaving went.
    enum Left {
        GONE,
        /// Others would stay behind without an administrator.
        LAST_ADMINISTRATOR,
        /// The password is another one by now.
        PASSWORD_CHANGED
    }

    /// Forgets the person: name, photo, status, address, password, sessions. What they wrote stays,
    /// under no name.
    Uni<Left> leave(Account before, Caller caller) {
        return Panache.withTransaction(() ->
                AccountStore.isLastAdministrator(before.id())
                        .chain(last -> accounts.count().map(people -> last && people > 1))
                        .chain(stranded ->
                                stranded
                                        ? Uni.createFrom().item(Left.LAST_ADMINISTRATOR)
                                        : delete(before, caller)));
    }

    private Uni<Left> delete(Account before, Caller caller) {
        var id = before.id();
        return accounts.delete(id, account -> account.passwordHash().equals(before.passwordHash()))
                .chain(deleted ->
                        deleted.isEmpty()
                                ? Uni.createFrom().item(Left.PASSWORD_CHANGED)
                                : resets.forgetLinks(id)
                                        .chain(() -> emailChanges.forget(id))
                                        .chain(() -> factors.remove(id))
                                        .chain(() ->
                                                sessions.endAll(
                                                        id, EndReason.ACCOUNT_DELETED, caller))
                                        .chain(() ->
                                                audit.record(
                                                        id,
                                                        new Occurrence.AccountDeleted(),
                                                        caller))
                                        .replaceWith(Left.GONE));
    }
}
