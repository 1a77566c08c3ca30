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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The real coturn of this machine on the loopback interface, with the configuration that ships but
/// for what is said here: ports of its own, no TLS (there is no certificate), and the secret of
/// whoever starts it.
public final class Coturn implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);
    private static final int ANSWER_MILLIS = 250;
    private static final int RELAY_PORTS = 200;

    private final Process process;
    private final Path folder;
    private final int port;

    private Coturn(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
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

    /// @param shipped the configuration
    /// @throws EmbeddedException if it is not installed or does not answer
    public static Coturn start(Path shipped, Peers peers, String secret) {
        var program =
                program()
                        .orElseThrow(() ->
                                new EmbeddedException(
                                        "coturn is missing: install it (Debian: apt-get install coturn).",
                                        null));
        try {
            var folder = Files.createTempDirectory("homeroom-coturn-");
            var port = Ports.free();
            var configuration = folder.resolve("turnserver.conf");
            Files.write(
                    configuration, configuration(Files.readAllLines(shipped), peers, secret, port));
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
            var coturn = new Coturn(process, folder, port);
            coturn.awaitAnswer();
            return coturn;
        } catch (IOException failure) {
            throw new EmbeddedException("coturn could not be started.", failure);
        }
    }

    /// What is run in place of what ships.
    static List<String> configuration(List<String> shipped, Peers peers, String secret, int port) {
        var lines = new ArrayList<String>();
        for (var line : shipped) {
            var name = line.replaceFirst("=.*", "");
            var isOurs =
                    List.of(
                                    "static-auth-secret",
                                    "cert",
                                    "pkey",
                                    "listening-port",
                                    "tls-listening-port",
                                    "min-port",
                                    "max-port")
                            .contains(name);
            var isLoopback =
                    line.equals("denied-peer-ip=127.0.0.0-127.255.255.255")
                            && peers == Peers.AND_LOOPBACK;
            if (!isOurs && !isLoopback) {
                lines.add(line);
            }
        }
        lines.addAll(
                List.of(
                        "static-auth-secret=" + secret,
                        "listening-ip=" + Ports.LOOPBACK,
                        "relay-ip=" + Ports.LOOPBACK,
                        "relay-ip=::1",
                        "listening-port=" + port,
                        "min-port=" + (port + 1),
                        "max-port=" + Math.min(65_535, port + RELAY_PORTS),
                        "no-tls",
                        "no-dtls"));
        if (peers == Peers.AND_LOOPBACK) {
            lines.add("allow-loopback-peers");
        }
        return lines;
    }

    /// UDP and TCP.
    public int port() {
        return port;
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
