package org.homeroom.signaling.call;

import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.CallId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.DeviceId;

/// What may happen to a call.
public sealed interface CallCommand {
    /// Somebody calls the other person of a direct conversation.
    ///
    /// @param call the caller's own name for it: asked again, it is the same call
    record Start(
            CallId call,
            ConversationId conversation,
            AccountId by,
            AccountId to,
            Seat seat,
            boolean video)
            implements CallCommand {}

    /// @param instead whether the call that this device is in is to end for it
    record Answer(CallId call, AccountId by, Seat seat, boolean instead) implements CallCommand {}

    /// Declines, gives up or hangs up, whichever it is for them.
    record End(CallId call, AccountId by, DeviceId device) implements CallCommand {}

    /// A device that may sit in the call is there again, over another socket.
    record Return(CallId call, AccountId by, Seat seat) implements CallCommand {}

    /// A socket is gone.
    record Leave(CallId call, Seat.Socket socket) implements CallCommand {}

    /// Time has passed.
    record Expire(CallId call) implements CallCommand {}

    /// A person's account is gone.
    record Vanish(CallId call, AccountId account) implements CallCommand {}

    CallId call();
}
