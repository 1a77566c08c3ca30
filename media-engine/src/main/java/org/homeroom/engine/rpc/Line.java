package org.homeroom.engine.rpc;

/// Where a client is.
public interface Line {
    /// Sends a frame, or closes the line where too many wait to be read. Does not wait.
    void send(String frame);
}
