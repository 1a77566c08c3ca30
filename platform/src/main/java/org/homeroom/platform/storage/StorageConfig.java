package org.homeroom.platform.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/// Where files are kept: a bucket on any server that speaks S3. All replicas of all services that
/// keep files are told the same.
@ConfigMapping(prefix = "homeroom.storage")
public interface StorageConfig {
    @WithDefault("http://localhost:9000")
    URI url();

    @WithDefault("homeroom")
    String bucket();

    /// The access key's id.
    @WithDefault("homeroom")
    String key();

    @WithDefault("homeroom")
    String secret();

    @WithDefault("us-east-1")
    String region();
}
