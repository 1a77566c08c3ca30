package org.homeroom.platform.socket;

import static java.util.Locale.ROOT;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Refuses sockets that a page of a foreign origin opens (RFC 6455, section 10.2). A client that is
/// no browser sends no origin and stands on its token alone.
@ApplicationScoped
final class OriginCheck implements HttpUpgradeCheck {
    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> allowed;

    OriginCheck(SocketConfig config) {
        allowed = allowedOrigins(config.publicUrl(), config.allowedOrigins().orElse(List.of()));
    }

    /// As browsers write them: lower case, and no port where it is the scheme's own (RFC 6454,
    /// section 6.1). On a laptop, `localhost` and `127.0.0.1` are the same place to everybody but a
    /// browser.
    ///
    /// @throws IllegalArgumentException if the address is not `http(s)://host[:port]`
    static Set<String> allowedOrigins(URI publicUrl, List<String> more) {
        var scheme = publicUrl.getScheme() == null ? "" : publicUrl.getScheme().toLowerCase(ROOT);
        if (publicUrl.getHost() == null || !DEFAULT_PORTS.containsKey(scheme)) {
            throw new IllegalArgumentException(
                    "homeroom.socket.public-url must be http(s)://host[:port], not " + publicUrl);
        }
        var host = publicUrl.getHost().toLowerCase(ROOT);
        var port =
                publicUrl.getPort() < 0 || publicUrl.getPort() == DEFAULT_PORTS.get(scheme)
                        ? ""
                        : ":" + publicUrl.getPort();
        var hosts = LOOPBACK.contains(host) ? LOOPBACK : Set.of(host);
        var origins = new HashSet<>(more);
        hosts.forEach(name -> origins.add(scheme + "://" + name + port));
        return Set.copyOf(origins);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        var origin = context.httpRequest().getHeader("Origin");
        return origin == null || allowed.contains(origin)
                ? CheckResult.permitUpgrade()
                : CheckResult.rejectUpgrade(403);
    }
}
