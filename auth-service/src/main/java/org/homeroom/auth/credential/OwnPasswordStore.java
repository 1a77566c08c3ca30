package org.homeroom.auth.credential;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.homeroom.auth.AuthProblem;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.account.AccountStore;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.limit.LimitStore;
import org.homeroom.auth.password.HashingScheduler;
import org.homeroom.auth.password.Password;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;

/// Asks somebody who is signed in for their password once more, since a device that was left open
/// is not its owner. Guessing is limited as for signing in, and counted apart from it: whoever
/// guesses there does not make somebody wait who is signed in.
@Singleton
class OwnPasswordStore {
    private final AccountStore accounts;
    private final HashingScheduler hashing;
    private final LimitStore limits;

    OwnPasswordStore(AccountStore accounts, HashingScheduler hashing, LimitStore limits) {
        this.accounts = accounts;
        this.hashing = hashing;
        this.limits = limits;
    }

    /// @return their account; fails with the problems `password-wrong`, `session-ended`,
    ///   `too-many-requests` or `busy`
    Uni<Account> require(AccountId id, Password password, Caller caller) {
        return accounts.find(id)
                .map(found ->
                        found.orElseThrow(() ->
                                Problem.of(
                                                CommonProblem.SESSION_ENDED,
                                                "This account is not there any more.")
                                        .toHttp()))
                .chain(account -> require(account, password, caller));
    }

    private Uni<Account> require(Account account, Password password, Caller caller) {
        return limits.takeForOwnPassword(caller, account.id())
                .chain(tried ->
                        hashing.matches(password, account.passwordHash())
                                .onFailure()
                                .call(() -> limits.untried(tried))
                                .invoke(right -> {
                                    if (!right) {
                                        throw wrong();
                                    }
                                })
                                .call(() -> limits.right(tried)))
                .replaceWith(account);
    }

    static RuntimeException wrong() {
        return Problem.of(AuthProblem.PASSWORD_WRONG, "This is not your password.").toHttp();
    }
}
