package org.homeroom.engine.rpc;

import java.util.List;
import java.util.Optional;
import org.homeroom.engine.sdp.Kind;

/// What may be connected by itself. Data is connected and never flows: there are no data channels.
enum MediaType {
    AUDIO,
    VIDEO,
    DATA;

    /// As elements without a word are disconnected.
    static final List<MediaType> BY_NAME = List.of(AUDIO, DATA, VIDEO);

    Optional<Kind> kind() {
        return switch (this) {
            case AUDIO -> Optional.of(Kind.AUDIO);
            case VIDEO -> Optional.of(Kind.VIDEO);
            case DATA -> Optional.empty();
        };
    }

    static Optional<MediaType> of(Kind kind) {
        return switch (kind) {
            case AUDIO -> Optional.of(AUDIO);
            case VIDEO -> Optional.of(VIDEO);
            case OTHER -> Optional.empty();
        };
    }
}
