package org.homeroom.chat.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/// How much a replica does for those who export channels.
@ConfigMapping(prefix = "chat.exports")
interface ExportConfig {
    /// Exports that are sent at the same time, in one replica; the next is answered `busy`. Each
    /// has a thread while it compresses, and holds about a megabyte.
    @WithDefault("2")
    @Min(1)
    @Max(16)
    int atOnce();

    /// How long an address waits for its browser, which comes at once.
    @WithDefault("1m")
    Duration addressFor();

    /// How long a transfer may stand still.
    @WithDefault("30s")
    Duration patience();
}
