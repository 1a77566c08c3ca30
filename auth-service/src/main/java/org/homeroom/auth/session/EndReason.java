package org.homeroom.auth.session;

import java.util.Locale;

/// Why a session ended before its time.
public enum EndReason {
    /// By the device itself.
    SIGNED_OUT,
    /// By its person, from another device.
    REVOKED,
    /// By somebody who looks after the installation.
    ADMINISTRATOR,
    /// An old refresh token was used by a second holder.
    REUSED,
    /// On another device; this one may be in the hands of whoever knew the old password.
    PASSWORD_CHANGED,
    PASSWORD_RESET,
    /// On another device; this one was signed in without the second factor, or with one that is no
    /// more.
    SECOND_FACTOR_CHANGED,
    /// Its person must have a second factor by now, and has none.
    SECOND_FACTOR_REQUIRED,
    ACCOUNT_DELETED;

    /// As it is written in the audit log.
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
