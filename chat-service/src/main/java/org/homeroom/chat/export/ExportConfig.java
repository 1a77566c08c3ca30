package org.homeroom.chat.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.homeroom.platform.config.WholeNumber;

/// How much a replica does for those who export channels.
@ConfigMapping(prefix = "chat.exports")
interface ExportConfig {
    /// Exports that are sent at the same time, in one replica; the next is answered `busy`. Each
    /// has a thread while it compresses, and holds about a megabyte.
    @WithDefault("2")
    @WithConverter(WholeNumber.Few.class)
    int atOnce();

    /// How long an address waits for its browser, which comes at once.
    @WithDefault("1m")
    Duration addressFor();

    /// How long a transfer may stand still.
    @WithDefault("30s")
    Duration patience();
}
