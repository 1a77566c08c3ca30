package org.homeroom.chat.file;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.homeroom.platform.config.WholeNumber;

/// How much may be uploaded, and how long what nobody sends is kept.
@ConfigMapping(prefix = "chat.files")
interface FileConfig {
    /// The largest file. The gateway's limit has to allow for it (`homeroom.gateway.file-limit`).
    @WithDefault("1G")
    MemorySize largest();

    /// What the files of one account take up at most.
    @WithDefault("5G")
    MemorySize quota();

    /// Uploads that an account may have begun and not finished.
    @WithDefault("100")
    @WithConverter(WholeNumber.Positive.class)
    int unfinished();

    /// A file is kept in pieces of about so many bytes. Each request that uploads holds one.
    @WithDefault("1M")
    MemorySize piece();

    /// Requests that upload at the same time, in one replica; the next is answered `busy`. With
    /// pieces of 1 MiB they hold 32 MiB.
    @WithDefault("32")
    @WithConverter(WholeNumber.Positive.class)
    int uploadsAtOnce();

    /// Requests that download at the same time, in one replica. Each holds 256 KiB at most.
    @WithDefault("128")
    @WithConverter(WholeNumber.Positive.class)
    int downloadsAtOnce();

    /// How long a transfer may stand still.
    @WithDefault("30s")
    Duration patience();

    /// An upload that has not gone on for so long is forgotten.
    @WithDefault("24h")
    Duration unfinishedFor();

    /// A file that was not sent for so long is removed.
    @WithDefault("48h")
    Duration unsentFor();

    /// How often such files are looked for.
    @WithDefault("1m")
    Duration orphansEvery();

    /// The largest picture of which previews are made.
    @WithDefault("16M")
    MemorySize largestPicture();

    /// How long a picture may take to decode: several times what the largest does.
    @WithDefault("20s")
    Duration decodingPatience();

    /// Files that are looked at the same time. Each may take 280 MB of heap while it is, if it is a
    /// picture and a large one.
    @WithDefault("1")
    @WithConverter(WholeNumber.Few.class)
    int threads();

    /// Files that may wait to be looked at; the next is answered `busy`.
    @WithDefault("32")
    @WithConverter(WholeNumber.Positive.class)
    int queue();
}
