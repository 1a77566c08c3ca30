package org.homeroom.embedded;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The real coturn of this machine on the loopback interface, with the configuration that ships but
/// for what is said here: ports of its own, the secret of whoever starts it, and no TLS unless they
/// have a certificate.
public final class Coturn implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);
    private static final int ANSWER_MILLIS = 250;
    private static final int RELAY_PORTS = 200;

    private final Process process;
    private final Path folder;
    private final int port;
    private final int tlsPort;

    private Coturn(Process process, Path folder, int port, int tlsPort) {
        this.process = process;
        this.folder = folder;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /// The program, if it is installed.
    public static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .map(folder -> Path.of(folder, "turnserver"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Whom the relay may send to.
    public enum Peers {
        /// As shipped: the public internet alone.
        AS_SHIPPED,
        /// And the loopback interface, where the peers of a test are.
        AND_LOOPBACK
    }

    /// How it is run.
    ///
    /// @param shipped the configuration
    /// @param secret what passwords are signed with
    /// @param bytesPerSecond what one allocation may carry each way; empty: as shipped
    /// @param certificate empty: without TLS
    public record Options(
            Path shipped,
            String secret,
            Peers peers,
            OptionalInt bytesPerSecond,
            Optional<LoopbackCertificate> certificate) {

        public static Options of(Path shipped, String secret) {
            return new Options(
                    shipped, secret, Peers.AS_SHIPPED, OptionalInt.empty(), Optional.empty());
        }

        public Options peers(Peers peers) {
            return new Options(shipped, secret, peers, bytesPerSecond, certificate);
        }

        public Options bytesPerSecond(int most) {
            return new Options(shipped, secret, peers, OptionalInt.of(most), certificate);
        }

        public Options certificate(LoopbackCertificate certificate) {
            return new Options(shipped, secret, peers, bytesPerSecond, Optional.of(certificate));
        }
    }

    /// @throws EmbeddedException if it is not installed or does not answer
    public static Coturn start(Options options) {
        var program =
                program()
                        .orElseThrow(() ->
                                new EmbeddedException(
                                        "coturn is missing: install it (Debian: apt-get install coturn).",
                                        null));
        try {
            var folder = Files.createTempDirectory("homeroom-coturn-");
            var port = Ports.free();
            var tlsPort = options.certificate().isPresent() ? Ports.free() : 0;
            var configuration = folder.resolve("turnserver.conf");
            Files.write(
                    configuration,
                    configuration(Files.readAllLines(options.shipped()), options, port, tlsPort));
            var process =
                    new ProcessBuilder(
                                    program.toString(),
                                    "-c",
                                    configuration.toString(),
                                    "--pidfile",
                                    folder.resolve("pid").toString(),
                                    "--userdb",
                                    folder.resolve("turndb").toString())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("log").toFile())
                            .start();
            var coturn = new Coturn(process, folder, port, tlsPort);
            coturn.awaitAnswer();
            return coturn;
        } catch (IOException failure) {
            throw new EmbeddedException("coturn could not be started.", failure);
        }
    }

    /// What is run in place of what ships.
    static List<String> configuration(
            List<String> shipped, Options options, int port, int tlsPort) {
        var isLoopback = options.peers() == Peers.AND_LOOPBACK;
        var ours =
                new ArrayList<>(
                        List.of(
                                "static-auth-secret=" + options.secret(),
                                "listening-ip=" + Ports.LOOPBACK,
                                "relay-ip=" + Ports.LOOPBACK,
                                "relay-ip=::1",
                                "listening-port=" + port,
                                "min-port=" + (port + 1),
                                "max-port=" + Math.min(65_535, port + RELAY_PORTS)));
        ours.addAll(
                options.certificate()
                        .map(certificate ->
                                List.of(
                                        "tls-listening-port=" + tlsPort,
                                        "cert=" + certificate.chain(),
                                        "pkey=" + certificate.key()))
                        .orElse(List.of("no-tls", "no-dtls")));
        options.bytesPerSecond().ifPresent(most -> ours.add("max-bps=" + most));
        if (isLoopback) {
            ours.add("allow-loopback-peers");
        }
        var replaced = ours.stream().map(Coturn::nameOf).collect(Collectors.toSet());
        // without a certificate these have nothing to say
        replaced.addAll(List.of("cert", "pkey", "tls-listening-port"));
        return Stream.concat(
                        shipped.stream()
                                .filter(line -> !replaced.contains(nameOf(line)))
                                .filter(line ->
                                        !isLoopback
                                                || !line.equals(
                                                        "denied-peer-ip=127.0.0.0-127.255.255.255")),
                        ours.stream())
                .toList();
    }

    private static String nameOf(String line) {
        return line.replaceFirst("=.*", "");
    }

    /// UDP and TCP.
    public int port() {
        return port;
    }

    /// TLS over TCP, and DTLS.
    ///
    /// @throws IllegalStateException if it has no certificate
    public int tlsPort() {
        if (tlsPort == 0) {
            throw new IllegalStateException("it was started without a certificate");
        }
        return tlsPort;
    }

    /// Has it take what now stands in the files of its certificate, as after a renewal.
    public void takeNewCertificate() {
        try {
            var signal =
                    new ProcessBuilder("kill", "-USR2", Long.toString(process.pid()))
                            .inheritIO()
                            .start();
            if (signal.waitFor() != 0) {
                throw new EmbeddedException("coturn is not there any more.", null);
            }
        } catch (IOException failure) {
            throw new EmbeddedException("coturn could not be told.", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EmbeddedException("coturn was not told.", stopped);
        }
    }

    /// What it has logged.
    public String log() {
        try {
            return Files.readString(folder.resolve("log"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            throw new EmbeddedException("coturn's log cannot be read.", gone);
        }
    }

    /// Asks for a STUN binding (RFC 8489) until one comes.
    private void awaitAnswer() throws IOException {
        var binding =
                ByteBuffer.allocate(20).putShort((short) 1).putShort((short) 0).putInt(0x2112A442);
        var until = Instant.now().plus(START);
        try (var socket = new DatagramSocket(0, InetAddress.getByName(Ports.LOOPBACK))) {
            socket.setSoTimeout(ANSWER_MILLIS);
            while (Instant.now().isBefore(until) && process.isAlive()) {
                try {
                    socket.send(
                            new DatagramPacket(
                                    binding.array(),
                                    binding.capacity(),
                                    InetAddress.getByName(Ports.LOOPBACK),
                                    port));
                    socket.receive(new DatagramPacket(new byte[1_500], 1_500));
                    return;
                } catch (SocketTimeoutException | java.net.PortUnreachableException notYet) {
                    continue;
                }
            }
        }
        var said = log();
        close();
        throw new EmbeddedException("coturn does not answer. It said:\n" + said, null);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Folders.delete(folder);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException left) {
            throw new EmbeddedException("coturn's folder could not be deleted.", left);
        }
    }
}
