package org.homeroom.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.homeroom.engine.forward.Forwarder;
import org.homeroom.engine.rpc.KurentoSocket;
import org.homeroom.engine.rpc.Requests;

/// A media server in this process.
///
/// ```java
/// try (var engine = MediaEngine.start(MediaEngine.Config.onLoopback())) {
///     var client = KurentoClient.create(engine.address().toString());
/// }
/// ```
public final class MediaEngine implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MediaEngine.class.getName());

    /// Sessions that nobody came back for.
    private static final Duration COLLECTED_EVERY = Duration.ofSeconds(5);

    /// For who speaks.
    private static final Duration LISTENED_EVERY = Duration.ofMillis(100);

    /// Where it is.
    ///
    /// @param media where all media comes in and goes out by UDP, port 0 for any that is free
    /// @param announced what peers are told to send to; empty for the machine's own addresses
    /// @param socket where clients speak to it, port 0 for any that is free; empty where somebody
    ///   else's server hands requests to {@link #socket()}
    /// @param kept how long what a client has is kept when its line is lost
    public record Config(
            InetSocketAddress media,
            List<InetAddress> announced,
            Optional<InetSocketAddress> socket,
            Duration kept,
            InstantSource clock) {
        /// As long as Kurento keeps it.
        public static final Duration KEPT = Duration.ofSeconds(240);

        public Config {
            announced = List.copyOf(announced);
        }

        /// For this machine alone, at ports that are free.
        public static Config onLoopback() {
            var free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            return new Config(free, List.of(), Optional.of(free), KEPT, InstantSource.system());
        }
    }

    private final Forwarder forwarder;
    private final ExecutorService news;
    private final ScheduledExecutorService timer;
    private final Requests requests;
    private final KurentoSocket socket;
    private final Optional<KurentoSocket.Server> server;

    private MediaEngine(Config config) throws IOException {
        forwarder =
                Forwarder.start(new Forwarder.Config(config.media, config.announced, config.clock));
        news = Executors.newSingleThreadExecutor(Thread.ofVirtual().name("news").factory());
        timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("sessions").factory());
        requests = new Requests(forwarder, config.clock, new SecureRandom(), config.kept, news);
        socket = new KurentoSocket(requests);
        every(COLLECTED_EVERY, requests::collect);
        every(LISTENED_EVERY, requests::listen);
        server = config.socket.map(socket::listen);
    }

    /// Again and again: a timer forgets what went wrong once.
    private void every(Duration time, Runnable task) {
        timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException bug) {
                        LOG.log(System.Logger.Level.ERROR, "will be tried again", bug);
                    }
                },
                time.toMillis(),
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /// Starts one.
    ///
    /// @throws IOException where the port for media is taken
    public static MediaEngine start(Config config) throws IOException {
        return new MediaEngine(config);
    }

    /// For clients.
    ///
    /// @throws java.util.NoSuchElementException where somebody else's server has the socket
    public URI address() {
        return URI.create(
                "ws://localhost:%d%s".formatted(server.orElseThrow().port(), KurentoSocket.PATH));
    }

    /// Takes the sockets of clients.
    public KurentoSocket socket() {
        return socket;
    }

    /// How many peers have a line.
    public int lines() {
        return forwarder.lines();
    }

    /// How many objects there are, the server's own among them.
    public int objects() {
        return requests.objects();
    }

    /// How many sessions have objects.
    public int sessions() {
        return requests.sessions();
    }

    @Override
    public void close() throws IOException {
        server.ifPresent(KurentoSocket.Server::close);
        timer.shutdownNow();
        forwarder.close();
        news.shutdownNow();
    }
}
