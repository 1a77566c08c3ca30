package org.homeroom.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Everything that can be set, `HOMEROOM_…` in the environment. Each service is a list of replicas,
/// `http://host:port`, comma-separated.
@ConfigMapping(prefix = "homeroom")
interface GatewayConfig {
    List<URI> authUrls();

    List<URI> chatUrls();

    List<URI> signalingUrls();

    List<URI> mediaUrls();

    List<URI> syncUrls();

    /// The address that people type. HTTPS here switches on HSTS.
    URI publicUrl();

    /// The networks, in CIDR notation or as single addresses, whose `X-Forwarded-*` headers are
    /// believed. Nobody's by default.
    Optional<List<String>> trustedProxies();

    Gateway gateway();

    interface Gateway {
        /// How long a replica has to accept a connection before another one is tried.
        @WithDefault("2s")
        Duration connectTimeout();

        /// How long a service may stay silent while it answers and nothing is sent to it; then the
        /// caller gets a 504.
        @WithDefault("30s")
        Duration responseTimeout();

        /// The longest request body.
        @WithDefault("1M")
        MemorySize bodyLimit();

        /// The longest where photos are sent.
        @WithDefault("10M")
        MemorySize uploadLimit();

        /// The longest where files are uploaded, at least the largest that chat-service takes.
        @WithDefault("1G")
        MemorySize fileLimit();

        /// How long a stopping gateway waits for answers that are on their way.
        @WithDefault("10s")
        Duration drainTimeout();

        /// Open requests to one replica; more of them wait their turn.
        @WithDefault("256")
        int connectionsPerReplica();
    }

    default List<URI> urls(Service service) {
        return switch (service) {
            case AUTH -> authUrls();
            case CHAT -> chatUrls();
            case SIGNALING -> signalingUrls();
            case MEDIA -> mediaUrls();
            case SYNC -> syncUrls();
        };
    }
}
