package org.homeroom.auth.account;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.homeroom.auth.audit.AuditStore;
import org.homeroom.auth.audit.Occurrence;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.auth.password.HashingScheduler;
import org.homeroom.auth.password.Password;
import org.homeroom.auth.password.PasswordHash;
import org.jboss.logging.Logger;

/// Holds a password against what is stored for an address.
///
/// Both tables are asked and one hash is computed in every case, so the time an answer takes does
/// not show what there is.
@Singleton
public class CredentialStore {
    private static final Logger LOG = Logger.getLogger(CredentialStore.class);

    private final AccountStore accounts;
    private final RegistrationStore registrations;
    private final HashingScheduler hashing;
    private final AuditStore audit;
    private final MeterRegistry metrics;

    CredentialStore(
            AccountStore accounts,
            RegistrationStore registrations,
            HashingScheduler hashing,
            AuditStore audit,
            MeterRegistry metrics) {
        this.audit = audit;
        this.metrics = metrics;
        this.accounts = accounts;
        this.registrations = registrations;
        this.hashing = hashing;
    }

    /// @return fails with the problem `busy` when too many passwords wait to be checked
    public Uni<CredentialResult> check(EmailAddress email, Password password, Caller caller) {
        return accounts.find(email)
                .chain(account ->
                        registrations
                                .findPassword(email)
                                .chain(waiting -> check(account, waiting, password))
                                .call(result -> remember(account, result, caller)))
                .invoke(this::count);
    }

    /// A wrong password and an unknown address are the same work here too.
    private Uni<Void> remember(Optional<Account> account, CredentialResult result, Caller caller) {
        return result instanceof CredentialResult.Wrong
                ? Panache.withTransaction(() ->
                        audit.record(
                                account.map(Account::id).orElse(null),
                                new Occurrence.SignInFailed(),
                                caller))
                : Uni.createFrom().voidItem();
    }

    private Uni<CredentialResult> check(
            Optional<Account> account, Optional<PasswordHash> waiting, Password password) {
        return account.map(Account::passwordHash)
                .or(() -> waiting)
                .map(hash -> hashing.matches(password, hash))
                .orElseGet(() -> hashing.matchesNobody(password))
                .<CredentialResult>map(right -> {
                    if (!right) {
                        return new CredentialResult.Wrong();
                    }
                    return account.<CredentialResult>map(CredentialResult.Right::new)
                            .orElseGet(CredentialResult.NotVerified::new);
                })
                .call(result ->
                        result instanceof CredentialResult.Right(var known)
                                ? renew(known, password)
                                : Uni.createFrom().voidItem());
    }

    /// The cost of hashes was changed since this one was made, and now is the only moment at which
    /// the password is known. Nobody is refused because that does not work out: there will be
    /// another such moment.
    private Uni<Void> renew(Account account, Password password) {
        var old = account.passwordHash();
        if (!hashing.isOutOfDate(old)) {
            return Uni.createFrom().voidItem();
        }
        return hashing.hash(password)
                .chain(fresh ->
                        accounts.change(
                                account.id(),
                                now ->
                                        now.passwordHash().equals(old)
                                                ? now.withPassword(fresh)
                                                : now))
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debugf("a hash stays at its old cost: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private void count(CredentialResult result) {
        var outcome =
                switch (result) {
                    case CredentialResult.Right _ -> "right";
                    case CredentialResult.NotVerified _ -> "not-verified";
                    case CredentialResult.Wrong _ -> "wrong";
                };
        metrics.counter("homeroom.sign.in", "outcome", outcome).increment();
    }
}
