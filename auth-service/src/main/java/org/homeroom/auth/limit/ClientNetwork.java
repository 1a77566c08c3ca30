package org.homeroom.auth.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/// Where a caller comes from, as far as one party holds it: an IPv4 address, or the 64 bits of an
/// IPv6 address that a household gets (RFC 6177), for within these anybody has as many addresses as
/// they like.
record ClientNetwork(String text) {
    /// @param address in text form; anything else is a network of its own
    static ClientNetwork of(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address v6
                    ? new ClientNetwork(HexFormat.of().formatHex(v6.getAddress(), 0, 8) + "/64")
                    : new ClientNetwork(address);
        } catch (IllegalArgumentException other) {
            return new ClientNetwork(address);
        }
    }
}
