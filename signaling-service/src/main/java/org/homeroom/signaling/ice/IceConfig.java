package org.homeroom.signaling.ice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The servers by which browsers find a way to each other. Without any, two people reach each other
/// in the same network only.
@ConfigMapping(prefix = "signaling.ice")
public interface IceConfig {
    /// STUN servers, as `stun:host:port` (RFC 7064). They tell a browser its public address and
    /// need no password.
    Optional<List<@WithConverter(IceAddress.Stun.class) String>> stun();

    /// TURN servers, as `turn:host:port?transport=udp` or `turns:…` (RFC 7065), of one machine or
    /// of several that share one secret.
    Optional<List<@WithConverter(IceAddress.Turn.class) String>> turn();

    /// coturn's `static-auth-secret`, 16 characters or more.
    Optional<String> secret();

    /// A file that has the secret, in place of it.
    Optional<Path> secretFile();

    /// How long a password is good. One that is older keeps what it has allocated.
    @WithDefault("10m")
    Duration lifetime();
}
