package org.homeroom.platform.socket;

import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Refuses sockets that a page of a foreign origin opens (RFC 6455, section 10.2). A client that is
/// no browser sends no origin and stands on its token alone.
@ApplicationScoped
final class OriginCheck implements HttpUpgradeCheck {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> allowed;

    OriginCheck(SocketConfig config) {
        allowed = allowedOrigins(config.publicUrl(), config.allowedOrigins().orElse(List.of()));
    }

    /// On a laptop, `localhost` and `127.0.0.1` are the same place to everybody but a browser.
    static Set<String> allowedOrigins(URI publicUrl, List<String> more) {
        var origins = new HashSet<>(more);
        var port = publicUrl.getPort() < 0 ? "" : ":" + publicUrl.getPort();
        var hosts = LOOPBACK.contains(publicUrl.getHost()) ? LOOPBACK : Set.of(publicUrl.getHost());
        hosts.forEach(host -> origins.add(publicUrl.getScheme() + "://" + host + port));
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
