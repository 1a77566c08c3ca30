package org.homeroom.platform.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// One end of a line between two browsers: an `RTCPeerConnection`, which a page that is loaded anew
/// has another of. It is named by its device; a UUID on the wire.
public record ConnectionId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ConnectionId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
