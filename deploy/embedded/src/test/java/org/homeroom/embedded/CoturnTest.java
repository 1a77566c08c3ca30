package org.homeroom.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.homeroom.embedded.Coturn.Options;
import org.homeroom.embedded.Coturn.Peers;
import org.junit.jupiter.api.Test;

class CoturnTest {
    private static final Path SHIPPED = Path.of("../coturn/turnserver.conf");
    private static final Options AS_SHIPPED = Options.of(SHIPPED, "secret");

    private static List<String> withoutComments(List<String> lines) {
        return lines.stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }

    @Test
    void itRunsWhatShipsButForItsOwnPlaceAndSecret() throws IOException {
        var shipped = withoutComments(Files.readAllLines(SHIPPED));
        var run = withoutComments(Coturn.configuration(shipped, AS_SHIPPED, 40_000, 0));
        assertThat(shipped.stream().filter(line -> !run.contains(line)))
                .allMatch(line ->
                        line.matches(
                                "(static-auth-secret|cert|pkey|(tls-)?listening-port|m(in|ax)-port)=.*"));
        assertThat(run.stream().filter(line -> !shipped.contains(line)))
                .containsExactlyInAnyOrder(
                        "static-auth-secret=secret",
                        "listening-ip=127.0.0.1",
                        "relay-ip=127.0.0.1",
                        "relay-ip=::1",
                        "listening-port=40000",
                        "min-port=40001",
                        "max-port=40200",
                        "no-tls",
                        "no-dtls");
    }

    @Test
    void forPeersOnThisMachineItAllowsLoopbackAndNothingElse() throws IOException {
        var shipped = Files.readAllLines(SHIPPED);
        var strict = Coturn.configuration(shipped, AS_SHIPPED, 40_000, 0);
        var loopback =
                Coturn.configuration(shipped, AS_SHIPPED.peers(Peers.AND_LOOPBACK), 40_000, 0);
        assertThat(strict.stream().filter(line -> !loopback.contains(line)))
                .containsExactly("denied-peer-ip=127.0.0.0-127.255.255.255");
        assertThat(loopback.stream().filter(line -> !strict.contains(line)))
                .containsExactly("allow-loopback-peers");
    }

    @Test
    void withACertificateItSpeaksTlsAsShipped() throws IOException {
        var shipped = Files.readAllLines(SHIPPED);
        var certificate = new LoopbackCertificate(Path.of("chain.pem"), Path.of("key.pem"));
        var run =
                Coturn.configuration(shipped, AS_SHIPPED.certificate(certificate), 40_000, 50_000);
        assertThat(run)
                .contains("tls-listening-port=50000", "cert=chain.pem", "pkey=key.pem")
                .contains("no-tlsv1", "no-tlsv1_1")
                .doesNotContain("no-tls", "no-dtls");
        assertThat(shipped).contains("cert=/etc/coturn/certificate.pem");
    }

    @Test
    void aNarrowLineReplacesTheOneThatShips() throws IOException {
        var shipped = Files.readAllLines(SHIPPED);
        assertThat(Coturn.configuration(shipped, AS_SHIPPED.bytesPerSecond(14_000), 40_000, 0))
                .filteredOn(line -> line.startsWith("max-bps="))
                .containsExactly("max-bps=14000");
    }
}
