package org.homeroom.platform.socket;

import io.quarkus.websockets.next.CloseReason;

/// Why a socket was closed, and so what the client does next. The one table of them (RFC 6455,
/// section 7.4; 4000–4999 are an application's own).
public enum CloseCode {
    /// The server stops or sheds the socket: reconnect and resume.
    GOING_AWAY(1001, "resume"),
    /// Frames that are not ours, again and again: do not come back.
    NOT_OURS(1008, "frames are not understood"),
    /// A frame over the limit: reconnect and resume, without it.
    TOO_LARGE(1009, "frame too large"),
    /// A mistake of ours, which stands in the log: reconnect and resume.
    INTERNAL_ERROR(1011, "internal error"),
    /// The token ended and no newer one came: refresh, reconnect, resume.
    TOKEN_ENDED(4401, "token ended"),
    /// Nothing was heard for too long: reconnect and resume.
    SILENT(4408, "nothing heard"),
    /// The reader was too slow and its queue is full: reconnect and resume.
    SLOW_READER(4409, "resume"),
    /// Far too many frames: wait 10 s, reconnect, resume.
    TOO_MANY_FRAMES(4429, "too many frames");

    private final CloseReason reason;

    CloseCode(int code, String words) {
        this.reason = new CloseReason(code, words);
    }

    public CloseReason reason() {
        return reason;
    }
}
