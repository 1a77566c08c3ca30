package org.homeroom.gateway;

import io.vertx.core.MultiMap;
import java.util.List;

/// Headers that are between two neighbours only (RFC 9110, section 7.6.1), those that the sender
/// itself names in `Connection` included.
final class HopByHop {
    private static final List<String> ALWAYS =
            List.of(
                    "Connection",
                    "Keep-Alive",
                    "Proxy-Authenticate",
                    "Proxy-Authorization",
                    "Proxy-Connection",
                    "TE",
                    "Trailer",
                    "Upgrade",
                    "HTTP2-Settings");

    private HopByHop() {}

    /// `Transfer-Encoding` stays: whoever writes the message sets its framing anew.
    static void strip(MultiMap headers) {
        for (String line : headers.getAll("Connection")) {
            for (String name : line.split(",", -1)) {
                if (!name.isBlank() && !name.strip().equalsIgnoreCase("transfer-encoding")) {
                    headers.remove(name.strip());
                }
            }
        }
        ALWAYS.forEach(headers::remove);
    }
}
