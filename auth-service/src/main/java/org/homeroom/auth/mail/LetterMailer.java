package org.homeroom.auth.mail;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/// Writes the letters for one purpose.
public interface LetterMailer {
    Purpose purpose();

    /// @return empty if, as things are now, there is nothing to tell
    Uni<Optional<Letter>> write(OutgoingMail mail);
}
