package org.homeroom.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Where the engine is, and for whom.
@ConfigMapping(prefix = "media-engine")
public interface EngineConfig {
    /// The address for media; `0.0.0.0` for all of IPv4, `::` for all of both families.
    @WithDefault("127.0.0.1")
    InetAddress udpHost();

    /// The one port that all media comes in at and goes out from; 0 for any that is free.
    @WithDefault("10000")
    int udpPort();

    /// What peers are told to send to, where the machine has other addresses for itself than for
    /// them.
    Optional<List<InetAddress>> announced();

    /// How long what a client has is kept when its line is lost.
    @WithDefault("240s")
    Duration kept();
}
