package org.homeroom.signaling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.homeroom.platform.config.WholeNumber;

/// What of signaling-service can be tuned.
@ConfigMapping(prefix = "signaling")
public interface SignalingConfig {
    /// How long a call rings.
    @WithDefault("45s")
    Duration ring();

    /// How long it rings on for a caller whose line was lost: a reload is quicker, and nobody
    /// should answer a call that nobody makes any more.
    @WithDefault("10s")
    Duration callerAway();

    /// How long two people who talk wait for one whose line was lost.
    @WithDefault("60s")
    Duration away();

    /// How often a replica says that it is at work, and looks for calls that wait for something.
    @WithDefault("1s")
    Duration lookEvery();

    /// After how long a silent replica counts as gone, and whoever was connected to it as away.
    @WithDefault("5s")
    Duration replicaSilence();

    /// How long a change may be on its way to Kafka before it is told again. Longer than it takes
    /// when all is well.
    @WithDefault("3s")
    Duration relayAfter();

    /// How long a call is known after its end, for what comes late.
    @WithDefault("1d")
    Duration kept();

    /// Calls that somebody may begin in a minute.
    @WithDefault("10")
    @WithConverter(WholeNumber.UpToThousand.class)
    int startsPerMinute();

    /// Candidates that a device may send in a second, and how many at once when it has been quiet.
    /// A browser with many addresses has some dozens.
    @WithDefault("20")
    @WithConverter(WholeNumber.Positive.class)
    int candidatesPerSecond();

    @WithDefault("200")
    @WithConverter(WholeNumber.Positive.class)
    int candidateBurst();
}
