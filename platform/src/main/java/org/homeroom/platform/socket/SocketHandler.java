package org.homeroom.platform.socket;

import io.smallrye.mutiny.Uni;

/// What a service does with its sockets. Called on an event loop: nothing here may block.
public interface SocketHandler<C extends Command> {
    /// A signed-in person has connected. Commands are handled only after the result has completed.
    Uni<Void> opened(Peer peer);

    /// One command. Those of one socket arrive in order; a later one may begin before an earlier
    /// one is answered.
    ///
    /// @return what it came to; a failure is a bug or an outage, answered as `internal-error`
    Uni<Answer> handle(Peer peer, C command);

    /// The socket is gone, for whatever reason. Called once for each peer that was opened.
    void closed(Peer peer);
}
