package org.homeroom.local;

import java.net.URI;
import org.homeroom.embedded.Ports;

/// One process of a service.
///
/// @param name the module's, with `-2`, `-3`, … for further replicas
record Replica(Service service, String name, int port) {
    /// Past the gateway.
    URI address() {
        return URI.create("http://%s:%d".formatted(Ports.LOOPBACK, port));
    }
}
