package org.homeroom.auth.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.SessionId;
import org.jspecify.annotations.Nullable;

/// Something that happened to the security of an account. Never holds what is secret or what a
/// person made up: no password, no token, no address, no name.
public sealed interface Occurrence {
    /// In the detail: the account of who did it, where that is somebody else.
    String BY = "by";

    /// An address was proven, and the account came to be.
    record AccountCreated() implements Occurrence {}

    record AccountDeleted() implements Occurrence {}

    record SignedIn(SessionId session) implements Occurrence {}

    /// The first sign-in from a kind of device that the account has not been used on, or one after
    /// many that failed. The person is told by mail.
    record UnusualSignIn(SessionId session) implements Occurrence {}

    /// A wrong password, or an address that nobody has.
    record SignInFailed() implements Occurrence {}

    /// @param reason why, as the session itself keeps it
    record SessionEnded(SessionId session, String reason) implements Occurrence {}

    /// An old refresh token was used by a second holder. The session ends, and the person is told
    /// by mail.
    record RefreshTokenReused(SessionId session) implements Occurrence {}

    record PasswordChanged() implements Occurrence {}

    record PasswordResetRequested() implements Occurrence {}

    record PasswordReset() implements Occurrence {}

    record EmailChangeRequested() implements Occurrence {}

    record EmailChanged() implements Occurrence {}

    /// @param role the new one
    /// @param by the administrator who did it; null where the configuration names the account
    record RoleChanged(String role, @Nullable AccountId by) implements Occurrence {}

    /// Every session of the account was ended by somebody who may. Each session says so too; the
    /// person is told by mail.
    ///
    /// @param by the administrator who did it
    record SignedOutByAdministrator(AccountId by) implements Occurrence {}

    /// A second factor was confirmed by its first code. Every other session of the account ends.
    record SecondFactorSet() implements Occurrence {}

    /// By its person, who knew the password. Every other session of the account ends.
    record SecondFactorRemoved() implements Occurrence {}

    /// For somebody who has lost theirs. Every session of the account ends.
    ///
    /// @param by the administrator who did it
    record SecondFactorTakenAway(AccountId by) implements Occurrence {}

    /// The right password, and a code that is wrong or was used.
    record SecondFactorFailed() implements Occurrence {}

    /// In place of those before.
    record RecoveryCodesMade() implements Occurrence {}

    record RecoveryCodeUsed() implements Occurrence {}

    /// The name of an occurrence on the wire and in the database. Never changes its meaning.
    enum Kind {
        ACCOUNT_CREATED,
        ACCOUNT_DELETED,
        SIGNED_IN,
        UNUSUAL_SIGN_IN,
        SIGN_IN_FAILED,
        SESSION_ENDED,
        REFRESH_TOKEN_REUSED,
        PASSWORD_CHANGED,
        PASSWORD_RESET_REQUESTED,
        PASSWORD_RESET,
        EMAIL_CHANGE_REQUESTED,
        EMAIL_CHANGED,
        ROLE_CHANGED,
        SIGNED_OUT_BY_ADMINISTRATOR,
        SECOND_FACTOR_SET,
        SECOND_FACTOR_REMOVED,
        SECOND_FACTOR_TAKEN_AWAY,
        SECOND_FACTOR_FAILED,
        RECOVERY_CODES_MADE,
        RECOVERY_CODE_USED;

        /// Lower case with hyphens.
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// Read from a query parameter or the database.
        ///
        /// @throws IllegalArgumentException for a kind that there is not
        public static Kind fromString(String wireName) {
            return Arrays.stream(values())
                    .filter(kind -> kind.wireName().equals(wireName))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such kind of event"));
        }
    }

    default Kind kind() {
        return switch (this) {
            case AccountCreated() -> Kind.ACCOUNT_CREATED;
            case AccountDeleted() -> Kind.ACCOUNT_DELETED;
            case SignedIn _ -> Kind.SIGNED_IN;
            case UnusualSignIn _ -> Kind.UNUSUAL_SIGN_IN;
            case SignInFailed() -> Kind.SIGN_IN_FAILED;
            case SessionEnded _ -> Kind.SESSION_ENDED;
            case RefreshTokenReused _ -> Kind.REFRESH_TOKEN_REUSED;
            case PasswordChanged() -> Kind.PASSWORD_CHANGED;
            case PasswordResetRequested() -> Kind.PASSWORD_RESET_REQUESTED;
            case PasswordReset() -> Kind.PASSWORD_RESET;
            case EmailChangeRequested() -> Kind.EMAIL_CHANGE_REQUESTED;
            case EmailChanged() -> Kind.EMAIL_CHANGED;
            case RoleChanged _ -> Kind.ROLE_CHANGED;
            case SignedOutByAdministrator _ -> Kind.SIGNED_OUT_BY_ADMINISTRATOR;
            case SecondFactorSet() -> Kind.SECOND_FACTOR_SET;
            case SecondFactorRemoved() -> Kind.SECOND_FACTOR_REMOVED;
            case SecondFactorTakenAway _ -> Kind.SECOND_FACTOR_TAKEN_AWAY;
            case SecondFactorFailed() -> Kind.SECOND_FACTOR_FAILED;
            case RecoveryCodesMade() -> Kind.RECOVERY_CODES_MADE;
            case RecoveryCodeUsed() -> Kind.RECOVERY_CODE_USED;
        };
    }

    /// What there is to tell beside the kind.
    default Map<String, String> detail() {
        return switch (this) {
            case AccountCreated(),
                    AccountDeleted(),
                    SignInFailed(),
                    PasswordChanged(),
                    PasswordResetRequested(),
                    PasswordReset(),
                    EmailChangeRequested(),
                    EmailChanged(),
                    SecondFactorSet(),
                    SecondFactorRemoved(),
                    SecondFactorFailed(),
                    RecoveryCodesMade(),
                    RecoveryCodeUsed() ->
                    Map.of();
            case SignedIn(var session) -> Map.of("session", session.toString());
            case UnusualSignIn(var session) -> Map.of("session", session.toString());
            case SessionEnded(var session, var reason) ->
                    Map.of("session", session.toString(), "reason", reason);
            case RefreshTokenReused(var session) -> Map.of("session", session.toString());
            case RoleChanged(var role, var by) ->
                    by == null ? Map.of("role", role) : Map.of("role", role, BY, by.toString());
            case SignedOutByAdministrator(var by) -> Map.of(BY, by.toString());
            case SecondFactorTakenAway(var by) -> Map.of(BY, by.toString());
        };
    }
}
