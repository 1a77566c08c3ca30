package org.homeroom.local;

import org.jspecify.annotations.Nullable;

/// The stack cannot start. The message is one sentence for the person at the terminal: what is
/// wrong, and what to do.
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StackException(String message) {
        this(message, null);
    }

    public StackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
