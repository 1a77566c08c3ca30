package org.homeroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
    private static final Caller.TrustedProxies PROXIES =
            Caller.TrustedProxies.of(List.of("10.0.0.0/8", "192.0.2.1", "fd00::/8"));

    @Test
    void aStrangerIsNotBelieved() {
        var peer = new Caller("203.0.113.9", "http", "class.example");

        assertThat(Caller.of(peer, said("1.2.3.4", "https", "evil.example"), PROXIES))
                .isEqualTo(peer);
    }

    @Test
    void withoutTrustedProxiesNobodyIsBelieved() {
        var peer = new Caller("127.0.0.1", "http", "localhost:8080");

        assertThat(
                        Caller.of(
                                peer,
                                said("1.2.3.4", "https", "evil.example"),
                                Caller.TrustedProxies.of(List.of())))
                .isEqualTo(peer);
    }

    @Test
    void aTrustedProxyIsBelieved() {
        var peer = new Caller("10.1.2.3", "http", "gateway:8080");

        assertThat(Caller.of(peer, said("203.0.113.9", "https", "class.example"), PROXIES))
                .isEqualTo(new Caller("203.0.113.9", "https", "class.example"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.7                       | 198.51.100.7",
                "1.1.1.1, 198.51.100.7              | 198.51.100.7",
                "1.1.1.1, 198.51.100.7, 10.9.9.9    | 198.51.100.7",
                "10.9.9.9                           | 10.9.9.9",
                "198.51.100.7, 192.0.2.1            | 198.51.100.7",
                "198.51.100.7, 192.0.2.2            | 192.0.2.2",
                "2001:db8::1, fd00::2               | 2001:db8::1",
                "unknown                            | 10.1.2.3",
                "198.51.100.7, localhost            | 10.1.2.3",
                "''                                 | 10.1.2.3",
            })
    void theAddressIsTheLastThatATrustedProxySaw(String list, String address) {
        var peer = new Caller("10.1.2.3", "http", "gateway:8080");

        assertThat(Caller.of(peer, said(list, "https", "class.example"), PROXIES).address())
                .isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example/path", "a b", "<script>", "a\u00e9.example", ""})
    void anOddHostIsNotPassedOn(String host) {
        var peer = new Caller("10.1.2.3", "http", "gateway:8080");

        assertThat(Caller.of(peer, said("203.0.113.9", "gopher", host), PROXIES))
                .isEqualTo(new Caller("203.0.113.9", "http", "gateway:8080"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0", "10.0.0.0/33", "proxy.example/8", "10.0.0.0/x", ""})
    void whatIsNoNetworkStopsTheStart(String cidr) {
        assertThatThrownBy(() -> Caller.TrustedProxies.of(List.of(cidr)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static MultiMap said(String address, String scheme, String host) {
        return MultiMap.caseInsensitiveMultiMap()
                .add("X-Forwarded-For", address)
                .add("X-Forwarded-Proto", scheme)
                .add("X-Forwarded-Host", host);
    }
}
