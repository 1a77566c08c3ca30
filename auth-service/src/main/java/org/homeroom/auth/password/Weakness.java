package org.homeroom.auth.password;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What makes a password quick to guess, and so what to do about it. The client has words for each.
enum Weakness {
    /// Keys side by side.
    KEYS,
    /// The same again and again.
    REPEATS,
    /// Letters or digits in order.
    SEQUENCE,
    /// A date or a year.
    DATE,
    /// Many people have it, or one like it.
    COMMON,
    /// Found in a leak of another service.
    BREACHED,
    /// A single word.
    WORD,
    /// A common name.
    NAME,
    /// Their own name or address, or that of the installation.
    OWN;

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
