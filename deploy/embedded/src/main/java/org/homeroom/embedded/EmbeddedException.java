package org.homeroom.embedded;

import org.jspecify.annotations.Nullable;

/// An embedded component cannot start or go on.
///
/// The message is one sentence for the person at the terminal: what is wrong, and what to do about
/// it.
public final class EmbeddedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EmbeddedException(String message) {
        this(message, null);
    }

    public EmbeddedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
