package org.homeroom.chat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.homeroom.platform.config.WholeNumber;

/// What of chat-service can be tuned.
@ConfigMapping(prefix = "chat")
public interface ChatConfig {
    /// How often committed messages are looked for that a crash kept from Kafka.
    @WithDefault("2s")
    Duration relayEvery();

    /// How long a message may be on its way to Kafka before it is sent again. Longer than a send
    /// takes when all is well.
    @WithDefault("5s")
    Duration relayAfter();

    /// Turns of commits at the same time. What comes meanwhile is committed together: with more of
    /// them it waits a little less, and costs far more.
    @WithDefault("4")
    @WithConverter(WholeNumber.Few.class)
    int committers();

    /// Messages of one conversation that are committed together at most.
    @WithDefault("256")
    @WithConverter(WholeNumber.UpToThousand.class)
    int largestGroup();

    /// Messages that may wait for the database, of all conversations together; past it, sends are
    /// refused as `busy`.
    @WithDefault("20000")
    @WithConverter(WholeNumber.Positive.class)
    int mostWaiting();

    /// How long after a person's last socket closed they count as gone: a reload is not a
    /// departure.
    @WithDefault("4s")
    Duration offlineAfter();

    /// How often a replica says that it lives.
    @WithDefault("5s")
    Duration aliveEvery();

    /// How long a replica that is not heard still counts as living.
    @WithDefault("20s")
    Duration aliveFor();

    /// How often a replica says again who is at its sockets. Well within the hour for which the
    /// topic `presence` remembers.
    @WithDefault("20m")
    Duration presenceEvery();

    /// For how long the index of words is left alone after each piece of work on it, as a multiple
    /// of what that took: what is written counts for more than that it is found.
    @WithDefault("3")
    @WithConverter(WholeNumber.NotNegative.class)
    int searchRest();
}
