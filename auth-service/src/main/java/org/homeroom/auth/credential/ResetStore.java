package org.homeroom.auth.credential;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.ForgettingStore;
import org.homeroom.auth.Language;
import org.homeroom.auth.LinkToken;
import org.homeroom.auth.StatementStore;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.audit.AuditStore;
import org.homeroom.auth.audit.Occurrence;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.auth.mail.OutgoingMailStore;
import org.homeroom.auth.mail.Purpose;
import org.homeroom.auth.password.HashingScheduler;
import org.homeroom.auth.password.Password;
import org.homeroom.auth.password.PasswordHash;
import org.homeroom.auth.session.EndReason;
import org.homeroom.auth.session.SessionStore;
import org.homeroom.platform.id.AccountId;

/// The way back in for who forgot their password: a link to their address, good once.
///
/// To ask for one is the same work for every address: whether it has an account is looked up after
/// the answer, when the mail is written.
@Singleton
class ResetStore implements ForgettingStore {
    private static final String GOOD =
            "select account_id from reset_link where token_digest = :digest and expires_at > :now";

    /// Of two that use a link at once, the second waits here and then finds nothing.
    private static final String REDEEM =
            "delete from reset_link where token_digest = :digest and expires_at > :now"
                    + " returning account_id";

    private final AccountStore accounts;
    private final SessionStore sessions;
    private final HashingScheduler hashing;
    private final OutgoingMailStore mails;
    private final AuditStore audit;
    private final AuthConfig.Links config;
    private final Clock clock;

    ResetStore(
            AccountStore accounts,
            SessionStore sessions,
            HashingScheduler hashing,
            OutgoingMailStore mails,
            AuditStore audit,
            AuthConfig config,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.hashing = hashing;
        this.mails = mails;
        this.audit = audit;
        this.config = config.links();
        this.clock = clock;
    }

    /// Asks for a mail, in case the address has an account.
    Uni<Void> request(EmailAddress email, Language language) {
        return Panache.withTransaction(
                () -> mails.request(email, Purpose.PASSWORD_RESET, language));
    }

    /// A link for an account, made when its mail is written.
    record Issued(Account account, LinkToken token) {}

    /// @return empty if the address has no account
    Uni<Optional<Issued>> issueLink(EmailAddress email) {
        return Panache.withTransaction(() ->
                accounts.find(email)
                        .chain(found ->
                                found.map(this::issueLink)
                                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
    }

    private Uni<Optional<Issued>> issueLink(Account account) {
        var token = LinkToken.fresh();
        return StatementStore.execute(
                        "insert into reset_link (token_digest, account_id, expires_at)"
                                + " values (:digest, :account, :expires)",
                        Map.of(
                                "digest", token.digest(),
                                "account", account.id().value(),
                                "expires", clock.instant().plus(config.resetLife())))
                .replaceWith(Optional.of(new Issued(account, token)));
    }

    /// Sets a new password, once, and ends every session of the account: whoever knew the old one
    /// is out.
    ///
    /// @return false if the link is worth nothing; fails with the problems `password-weak`, after
    ///   which the link is as good as before, or `busy`
    Uni<Boolean> reset(LinkToken token, Password password, Caller caller) {
        // Nobody makes us hash by making up links.
        return owner(token)
                .chain(owner ->
                        owner.map(account ->
                                        hashing.hashChosen(password, account.ownWords())
                                                .chain(hash -> reset(token, hash, caller)))
                                .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Optional<Account>> owner(LinkToken token) {
        return Panache.withSession(() ->
                StatementStore.first(GOOD, UUID.class, of(token))
                        .chain(id ->
                                id.map(found -> accounts.find(new AccountId(found)))
                                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
    }

    private Uni<Boolean> reset(LinkToken token, PasswordHash hash, Caller caller) {
        return Panache.withTransaction(() ->
                StatementStore.first(REDEEM, UUID.class, of(token))
                        .chain(id ->
                                id.isEmpty()
                                        ? Uni.createFrom().item(false)
                                        : reset(new AccountId(id.get()), hash, caller)));
    }

    private Uni<Boolean> reset(AccountId id, PasswordHash hash, Caller caller) {
        return accounts.change(id, account -> account.withPassword(hash))
                .chain(changed ->
                        changed.isEmpty()
                                ? Uni.createFrom().item(false)
                                : withdraw(id)
                                        .chain(() ->
                                                sessions.endAll(
                                                        id, EndReason.PASSWORD_RESET, caller))
                                        .chain(() ->
                                                audit.record(
                                                        id, new Occurrence.PasswordReset(), caller))
                                        .chain(() ->
                                                mails.request(
                                                        changed.get().email(),
                                                        Purpose.PASSWORD_CHANGED,
                                                        changed.get().language()))
                                        .replaceWith(true));
    }

    /// Makes worthless whatever was asked for with a password that is no more: whoever knew it may
    /// have asked for another address, which would give them the account back.
    Uni<Void> withdraw(AccountId id) {
        return forgetLinks(id)
                .chain(() ->
                        StatementStore.execute(
                                "delete from email_change"
                                        + " where account_id = :account and confirmed_at is null",
                                Map.of("account", id.value())))
                .replaceWithVoid();
    }

    /// Makes every link of an account that gives it a password worthless.
    Uni<Void> forgetLinks(AccountId id) {
        return StatementStore.execute(
                        "delete from reset_link where account_id = :account",
                        Map.of("account", id.value()))
                .replaceWithVoid();
    }

    private Map<String, Object> of(LinkToken token) {
        return Map.of("digest", token.digest(), "now", clock.instant());
    }

    @Override
    public Uni<Void> forget(Instant now) {
        return Panache.withTransaction(() ->
                StatementStore.execute(
                                "delete from reset_link where expires_at < :now",
                                Map.of("now", now))
                        .replaceWithVoid());
    }
}
