package org.homeroom.platform.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/// How long a request's body may be. `quarkus.http.limits.max-body-size` holds everywhere, so it is
/// above all of these.
@ConfigMapping(prefix = "homeroom.http")
public interface BodyLimitConfig {
    @WithDefault("1M")
    MemorySize bodyLimit();

    /// By path, for what takes more: an exact one, or with `*` as its last segment for whatever
    /// segment. It counts for itself what comes unannounced.
    Map<String, MemorySize> bodyLimits();
}
