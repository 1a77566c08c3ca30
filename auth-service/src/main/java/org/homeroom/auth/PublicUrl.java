package org.homeroom.auth;

import java.net.URI;
import java.util.Set;

/// Where people find this installation: `https://…`, or plain HTTP on this very machine.
///
/// Links in mail begin with it, a browser's `Origin` is held against it, and it decides whether
/// cookies are `Secure`.
public record PublicUrl(URI uri) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /// @throws IllegalArgumentException if browsers would not keep a cookie of that address safe,
    ///   or there is more than scheme, host and port
    public PublicUrl {
        var host = uri.getHost();
        var fits =
                host != null
                        && uri.getUserInfo() == null
                        && uri.getRawQuery() == null
                        && uri.getRawFragment() == null
                        && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                        && ("https".equals(uri.getScheme())
                                || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host)));
        if (!fits) {
            throw new IllegalArgumentException(
                    "the public address must be https://host[:port], or http:// on localhost, but is "
                            + uri);
        }
    }

    /// Whether a browser's `Origin` header (RFC 6454, section 7) names this installation. On a
    /// laptop, `localhost` and `127.0.0.1` are the same place to everybody but a browser.
    public boolean isOrigin(String header) {
        return LOOPBACK.contains(uri.getHost())
                ? LOOPBACK.stream().anyMatch(host -> header.equals(origin(host)))
                : header.equals(origin(uri.getHost()));
    }

    /// Scheme, host and a port that is not the scheme's own.
    private String origin(String host) {
        var port = uri.getPort();
        var isDefault = port == -1 || port == (isSecure() ? 443 : 80);
        return uri.getScheme() + "://" + host + (isDefault ? "" : ":" + port);
    }

    public boolean isSecure() {
        return "https".equals(uri.getScheme());
    }

    /// @param path absolute
    public URI resolve(String path) {
        return URI.create(origin(uri.getHost()) + path);
    }
}
