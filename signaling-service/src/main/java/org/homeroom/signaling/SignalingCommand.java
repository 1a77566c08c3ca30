package org.homeroom.signaling;

import org.homeroom.platform.socket.Command;
import org.jspecify.annotations.Nullable;

/// What a client of `/ws/signaling` may send besides `ping` and `session.refresh`.
sealed interface SignalingCommand extends Command {

    /// Nothing: an enum of no constants has no values, so there is none to handle.
    enum None implements SignalingCommand {
        ;

        @Override
        public @Nullable Long ref() {
            return null;
        }
    }
}
