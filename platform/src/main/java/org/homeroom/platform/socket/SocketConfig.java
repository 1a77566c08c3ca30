package org.homeroom.platform.socket;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.homeroom.platform.config.WholeNumber;

/// The limits of every socket.
@ConfigMapping(prefix = "homeroom.socket")
public interface SocketConfig {
    /// Where browsers find us; pages of this origin may open sockets.
    URI publicUrl();

    /// Further origins whose pages may, such as `https://class.example.org`.
    Optional<List<String>> allowedOrigins();

    /// A client that was silent for longer is closed; clients send `ping` in half of it at the
    /// latest.
    @WithDefault("60s")
    Duration silence();

    /// Bytes that may wait for a reader; past it, the socket is closed with “resume”.
    @WithDefault("1M")
    MemorySize sendQueue();

    /// Frames a second that a client may send over a longer time.
    @WithDefault("50")
    @WithConverter(WholeNumber.Positive.class)
    int framesPerSecond();

    /// Frames that a client may send at once after some quiet.
    @WithDefault("300")
    @WithConverter(WholeNumber.Positive.class)
    int frameBurst();

    /// Refusals for speed after which the socket is closed; they are forgiven at `framesPerSecond`.
    @WithDefault("1000")
    @WithConverter(WholeNumber.Positive.class)
    int refusedFrames();

    /// Frames in a row that are not understood after which the socket is closed.
    @WithDefault("20")
    @WithConverter(WholeNumber.Positive.class)
    int unreadableFrames();

    /// Commands of one socket that may wait for their answers.
    @WithDefault("256")
    @WithConverter(WholeNumber.Positive.class)
    int commandsInFlight();
}
