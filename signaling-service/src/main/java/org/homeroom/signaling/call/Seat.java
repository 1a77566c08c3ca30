package org.homeroom.signaling.call;

import java.time.Instant;
import java.util.UUID;
import org.homeroom.platform.id.DeviceId;

/// The one device with which a person takes part in a call, and how it can be reached.
public record Seat(DeviceId device, Line line) {

    public sealed interface Line {
        /// Over this socket.
        record Present(Socket socket) implements Line {}

        /// Not at all: its socket is gone, and its browser may come back over another one.
        record Away(Instant since) implements Line {}
    }

    /// One open socket of one replica. A device that has come back has another one, and what is
    /// heard of the end of the one before concerns it no more.
    ///
    /// @param number counted by the replica
    public record Socket(UUID replica, long number) {}

    public static Seat at(DeviceId device, Socket socket) {
        return new Seat(device, new Line.Present(socket));
    }

    boolean isAway() {
        return line instanceof Line.Away;
    }

    boolean isAt(Socket socket) {
        return line.equals(new Line.Present(socket));
    }

    Seat awaySince(Instant since) {
        return new Seat(device, new Line.Away(since));
    }
}
