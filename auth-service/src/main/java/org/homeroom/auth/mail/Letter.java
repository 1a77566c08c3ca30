package org.homeroom.auth.mail;

import java.net.URI;

/// What a mail says, in its reader's language: a few lines and one thing to do.
///
/// @param language BCP 47
/// @param subject one line; never holds what a person made up
/// @param action what the link is called
/// @param note in small print
public record Letter(
        String language,
        String subject,
        String greeting,
        String text,
        String action,
        URI link,
        String note) {}
