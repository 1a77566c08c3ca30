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
import org.homeroom.platform.id.AccountId;

/// Addresses that people want instead of theirs. One becomes theirs when a link that was mailed to
/// it is followed; the old address is told at once, while it still is the address.
@Singleton
class EmailChangeStore implements ForgettingStore {
    private static final String WISH =
            """
            insert into email_change (account_id, old_email, email, revision, created_at)
            values (:account, :old, :email, 1, :now)
            on conflict (account_id) do update set
              old_email = excluded.old_email,
              email = excluded.email,
              revision = email_change.revision + 1,
              created_at = excluded.created_at,
              confirmed_at = null
            """;

    private static final String WISHED =
            """
            select account_id from email_change
            where email = :email and confirmed_at is null order by created_at desc limit 1
            """;

    private static final String ISSUE =
            """
            insert into email_change_link (token_digest, account_id, revision, expires_at)
            select :digest, account_id, revision, :expires from email_change
            where account_id = :account
            """;

    /// Of two that follow a link at once, the second waits here and then finds nothing.
    private static final String CONFIRM =
            """
            update email_change c set confirmed_at = :now from email_change_link l
            where l.token_digest = :digest and l.expires_at > :now and l.account_id = c.account_id
              and l.revision = c.revision and c.confirmed_at is null
            returning c.account_id
            """;

    private final AccountStore accounts;
    private final ResetStore resets;
    private final OutgoingMailStore mails;
    private final AuditStore audit;
    private final AuthConfig.Links config;
    private final Clock clock;

    EmailChangeStore(
            AccountStore accounts,
            ResetStore resets,
            OutgoingMailStore mails,
            AuditStore audit,
            AuthConfig config,
            Clock clock) {
        this.accounts = accounts;
        this.resets = resets;
        this.mails = mails;
        this.audit = audit;
        this.config = config.links();
        this.clock = clock;
    }

    /// Remembers the wish in place of an earlier one, and asks for both mails.
    Uni<Void> request(Account account, EmailAddress wanted, Caller caller) {
        return Panache.withTransaction(() ->
                StatementStore.execute(
                                WISH,
                                Map.of(
                                        "account", account.id().value(),
                                        "old", account.email().value(),
                                        "email", wanted.value(),
                                        "now", clock.instant()))
                        .chain(() ->
                                mails.request(wanted, Purpose.EMAIL_CHANGE, account.language()))
                        .chain(() ->
                                mails.request(
                                        account.email(),
                                        Purpose.EMAIL_CHANGE_NOTICE,
                                        account.language()))
                        .chain(() ->
                                audit.record(
                                        account.id(),
                                        new Occurrence.EmailChangeRequested(),
                                        caller)));
    }

    /// @param account whose wish it is
    record Issued(Account account, LinkToken token) {}

    /// A link for a wanted address, made when its mail is written.
    ///
    /// @return empty if nobody wants it, or somebody has it already
    Uni<Optional<Issued>> issueLink(EmailAddress wanted) {
        return Panache.withTransaction(() ->
                accounts.find(wanted)
                        .chain(owner ->
                                owner.isPresent()
                                        ? Uni.createFrom().item(Optional.<UUID>empty())
                                        : StatementStore.first(
                                                WISHED,
                                                UUID.class,
                                                Map.of("email", wanted.value())))
                        .chain(this::account)
                        .chain(found ->
                                found.map(this::issueLink)
                                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
    }

    private Uni<Optional<Issued>> issueLink(Account account) {
        var token = LinkToken.fresh();
        return StatementStore.execute(
                        ISSUE,
                        Map.of(
                                "digest", token.digest(),
                                "account", account.id().value(),
                                "expires", clock.instant().plus(config.emailLife())))
                .replaceWith(Optional.of(new Issued(account, token)));
    }

    /// What the old address is told.
    record Notice(Account account, String wanted) {}

    /// @return empty if nobody wants to leave that address
    Uni<Optional<Notice>> noticeFor(EmailAddress old) {
        var parameters = Map.<String, Object>of("old", old.value());
        return Panache.withSession(() ->
                StatementStore.first(LEAVING.formatted("account_id"), UUID.class, parameters)
                        .chain(this::account)
                        .chain(account ->
                                StatementStore.first(
                                                LEAVING.formatted("email"),
                                                String.class,
                                                parameters)
                                        .map(wanted ->
                                                account.flatMap(one ->
                                                        wanted.map(to -> new Notice(one, to))))));
    }

    private static final String LEAVING =
            "select %s from email_change where old_email = :old order by created_at desc limit 1";

    private Uni<Optional<Account>> account(Optional<UUID> id) {
        return id.map(found -> accounts.find(new AccountId(found)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /// Follows a link, once. Links to a new password that the old address got are worthless then.
    ///
    /// @return the address as it is now; empty if the link is worth nothing, or somebody else has
    ///   the address by now
    Uni<Optional<EmailAddress>> confirm(LinkToken token, Caller caller) {
        return Panache.withTransaction(() ->
                        StatementStore.first(
                                        CONFIRM,
                                        UUID.class,
                                        Map.of("digest", token.digest(), "now", clock.instant()))
                                .chain(id ->
                                        id.isEmpty()
                                                ? Uni.createFrom()
                                                        .item(Optional.<EmailAddress>empty())
                                                : take(new AccountId(id.get()), caller)))
                // Somebody proved the same address at the same moment.
                .onFailure(EmailChangeStore::isTaken)
                .recoverWithItem(Optional.empty());
    }

    private Uni<Optional<EmailAddress>> take(AccountId id, Caller caller) {
        return StatementStore.first(
                        "select email from email_change where account_id = :account",
                        String.class,
                        Map.of("account", id.value()))
                .map(wanted -> new EmailAddress(wanted.orElseThrow()))
                .chain(wanted ->
                        accounts.find(wanted)
                                .chain(owner ->
                                        owner.isPresent()
                                                ? Uni.createFrom()
                                                        .item(Optional.<EmailAddress>empty())
                                                : take(id, wanted, caller)));
    }

    private Uni<Optional<EmailAddress>> take(AccountId id, EmailAddress wanted, Caller caller) {
        return accounts.change(id, account -> account.withEmail(wanted))
                .chain(changed ->
                        changed.isEmpty()
                                ? Uni.createFrom().item(Optional.empty())
                                : resets.forgetLinks(id)
                                        .chain(() ->
                                                audit.record(
                                                        id, new Occurrence.EmailChanged(), caller))
                                        .replaceWith(Optional.of(wanted)));
    }

    private static boolean isTaken(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof org.hibernate.exception.ConstraintViolationException) {
                return true;
            }
        }
        return false;
    }

    /// Takes back what an account wants.
    Uni<Void> forget(AccountId id) {
        return StatementStore.execute(
                        "delete from email_change where account_id = :account",
                        Map.of("account", id.value()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> forget(Instant now) {
        return Panache.withTransaction(() ->
                StatementStore.execute(
                                "delete from email_change where created_at < :before",
                                Map.of("before", now.minus(config.emailLife())))
                        .replaceWithVoid());
    }
}
