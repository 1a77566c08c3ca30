package org.homeroom.auth.mail;

/// Why a mail is sent. What it says is found out when it leaves, from the state of things then.
public enum Purpose {
    /// The link that proves an address; or, to somebody who has an account already, that they do.
    VERIFICATION,
    /// The link to a new password.
    PASSWORD_RESET,
    /// The password is another one now.
    PASSWORD_CHANGED,
    /// The link that proves a new address.
    EMAIL_CHANGE,
    /// To the old address: somebody wants another one.
    EMAIL_CHANGE_NOTICE,
    /// Somebody signed in from a kind of device that is new for the account, or after many wrong
    /// passwords.
    UNUSUAL_SIGN_IN,
    /// A refresh token was used by a second holder.
    TOKEN_REUSED,
    /// An administrator has ended every session.
    SIGNED_OUT,
    /// A second factor is asked for from now on.
    SECOND_FACTOR_SET,
    /// It is asked for no more, as the person wishes.
    SECOND_FACTOR_REMOVED,
    /// As above, as an administrator wishes.
    SECOND_FACTOR_TAKEN_AWAY,
    /// Somebody knows the password and tries codes.
    SECOND_FACTOR_GUESSED,
    /// There are new recovery codes in place of the old.
    RECOVERY_CODES_MADE,
    /// Somebody signed in with one of them.
    RECOVERY_CODE_USED
}
