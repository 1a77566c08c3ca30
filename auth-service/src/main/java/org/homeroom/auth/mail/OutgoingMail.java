package org.homeroom.auth.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.homeroom.auth.Language;

/// A mail that somebody waits for. It holds no text and above all no link: those are made when it
/// leaves.
///
/// @param language the one the request was made in
/// @param requests how often it has been asked for, from 1
/// @param attempts how often sending has been tried, this time included
public record OutgoingMail(
        UUID id,
        EmailAddress recipient,
        Purpose purpose,
        Language language,
        int requests,
        int attempts,
        Instant createdAt) {
    /// The pause doubles at most so often.
    private static final int DOUBLINGS = 6;

    /// How long to wait after this attempt has failed.
    ///
    /// @param first the pause after the first attempt
    Duration pause(Duration first) {
        return first.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS));
    }
}
