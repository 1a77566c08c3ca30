package org.homeroom.gateway;

import java.util.Locale;

/// The services behind the gateway, by the names that the routing table uses.
enum Service {
    AUTH,
    CHAT,
    SIGNALING,
    MEDIA,
    SYNC;

    /// The name in addresses, metrics and logs: lower case.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
