package org.homeroom.sync;

import org.homeroom.platform.socket.Command;
import org.jspecify.annotations.Nullable;

/// What a client of `/ws/sync` may send besides `ping` and `session.refresh`.
sealed interface SyncCommand extends Command {

    /// Nothing: an enum of no constants has no values, so there is none to handle.
    enum None implements SyncCommand {
        ;

        @Override
        public @Nullable Long ref() {
            return null;
        }
    }
}
