package org.homeroom.embedded;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// A mail that the [Mailbox] received.
///
/// @param to the address it was delivered to (the envelope's, one [Mail] per recipient)
/// @param subject decoded; empty if there is none
/// @param text the plain-text part; empty if there is none
/// @param html the HTML part; empty if there is none
/// @param at when it arrived
public record Mail(String to, String subject, String text, String html, Instant at) {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']+");

    /// The addresses in the plain-text part, in order.
    public List<String> links() {
        return LINK.matcher(text)
                .results()
                .map(match -> match.group().replaceFirst("[.,;:!?)\\]]+$", ""))
                .toList();
    }
}
