package org.homeroom.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// TCP ports on the loopback interface.
public final class Ports {
    /// Written out because `getLoopbackAddress()` may be `::1`, and every component here listens on
    /// IPv4.
    public static final String LOOPBACK = "127.0.0.1";

    private Ports() {}

    /// A port that was free a moment ago. Another process may still take it first, so whoever binds
    /// it must be ready to be refused.
    public static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmbeddedException(
                    "This machine has no free TCP port on " + LOOPBACK + ".", e);
        }
    }

    /// Whether nothing listens on `port` (1–65535) of the loopback interface.
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // A port whose last connections still linger in TIME_WAIT is free to the servers we
            // start.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, port), 1);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    static int requireFree(String owner, int port) {
        if (!isFree(port)) {
            throw new EmbeddedException(
                    "%s cannot start because port %d is in use.".formatted(owner, port));
        }
        return port;
    }
}
