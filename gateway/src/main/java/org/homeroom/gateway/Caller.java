package org.homeroom.gateway;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who sent a request, as far as the gateway can vouch for it: the services get it as
/// `X-Forwarded-For`, `-Proto` and `-Host`.
///
/// @param address an IP address in text form
/// @param scheme `http` or `https`
/// @param host host and, where it is not the scheme's own, port
record Caller(String address, String scheme, String host) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\-:\\[\\]]{1,255}");

    /// The networks whose word about a caller is taken.
    record TrustedProxies(List<IpSubnetFilterRule> networks) {
        /// @param cidrs such as `10.0.0.0/8`; an address alone is a network of one
        /// @throws IllegalArgumentException for anything else
        static TrustedProxies of(List<String> cidrs) {
            return new TrustedProxies(cidrs.stream().map(TrustedProxies::network).toList());
        }

        private static IpSubnetFilterRule network(String cidr) {
            String[] parts = cidr.strip().split("/", 2);
            InetAddress address = parse(parts[0]);
            if (address == null || (parts.length == 2 && !parts[1].matches("\\d{1,3}"))) {
                throw new IllegalArgumentException("not a network in CIDR notation: " + cidr);
            }
            int bits =
                    parts.length == 2
                            ? Integer.parseInt(parts[1])
                            : address.getAddress().length * 8;
            return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
        }

        boolean contain(String address) {
            var parsed = parse(address);
            return parsed != null
                    && networks.stream().anyMatch(n -> n.matches(new InetSocketAddress(parsed, 0)));
        }
    }

    /// The caller of a request. Each proxy adds the address it saw at the right of
    /// `X-Forwarded-For`, so the list is read from the right for as long as a trusted proxy says
    /// it; what stands further left anyone may have written.
    ///
    /// @param peer what the connection and the request line say
    static Caller of(Caller peer, MultiMap headers, TrustedProxies trusted) {
        if (!trusted.contain(peer.address)) {
            return peer;
        }
        String address = peer.address;
        List<String> hops =
                headers.getAll("X-Forwarded-For").stream()
                        .flatMap(line -> Arrays.stream(line.split(",")))
                        .map(String::strip)
                        .toList();
        for (String hop : hops.reversed()) {
            if (parse(hop) == null || !trusted.contain(address)) {
                break;
            }
            address = hop;
        }
        return new Caller(
                address,
                last(
                        headers,
                        "X-Forwarded-Proto",
                        s -> s.equals("http") || s.equals("https"),
                        peer.scheme),
                last(headers, "X-Forwarded-Host", s -> HOST.matcher(s).matches(), peer.host));
    }

    /// The value that the nearest proxy wrote, if it makes sense.
    private static String last(
            MultiMap headers, String name, Predicate<String> sane, String otherwise) {
        return headers.getAll(name).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .reduce((earlier, later) -> later)
                .filter(sane)
                .orElse(otherwise);
    }

    /// Only literal addresses: a name would be looked up, on the event loop and on a stranger's
    /// behalf.
    private static @Nullable InetAddress parse(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return null;
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException wrongLength) {
            return null;
        }
    }
}
