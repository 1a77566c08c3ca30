package org.homeroom.auth.account;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.homeroom.auth.AuthProblem;
import org.homeroom.auth.caller.Caller;
import org.homeroom.auth.limit.DeviceToken;
import org.homeroom.auth.limit.LimitStore;
import org.homeroom.auth.limit.PasswordTry;
import org.homeroom.auth.mail.EmailAddress;
import org.homeroom.auth.password.Password;
import org.homeroom.platform.problem.Problem;

/// The door that whoever gives an address and a password comes through, as often as the limits
/// allow.
@Singleton
public class GuardedCredentialStore {
    private final LimitStore limits;
    private final CredentialStore credentials;

    GuardedCredentialStore(LimitStore limits, CredentialStore credentials) {
        this.limits = limits;
        this.credentials = credentials;
    }

    /// @param device what the browser shows of having been used by the address's person
    /// @return fails with the problems `credentials-wrong`, `address-not-verified`,
    ///   `too-many-requests` or `busy`
    public Uni<Account> require(
            EmailAddress email, Password password, Caller caller, Optional<DeviceToken> device) {
        return limits.takeForSignIn(caller, email, device)
                .chain(tried ->
                        credentials
                                .check(email, password, caller)
                                .onFailure()
                                .call(() -> limits.untried(tried))
                                .call(result -> settle(tried, result)))
                .map(GuardedCredentialStore::account);
    }

    private Uni<Void> settle(PasswordTry tried, CredentialResult result) {
        return switch (result) {
            case CredentialResult.Right _, CredentialResult.NotVerified _ -> limits.right(tried);
            case CredentialResult.Wrong _ -> Uni.createFrom().voidItem();
        };
    }

    private static Account account(CredentialResult result) {
        return switch (result) {
            case CredentialResult.Right(var account) -> account;
            case CredentialResult.NotVerified() ->
                    throw Problem.of(
                                    AuthProblem.ADDRESS_NOT_VERIFIED,
                                    "Follow the link in the mail first.")
                            .toHttp();
            case CredentialResult.Wrong() ->
                    throw Problem.of(
                                    AuthProblem.CREDENTIALS_WRONG,
                                    "The address or the password is wrong.")
                            .toHttp();
        };
    }
}
