package org.homeroom.engine.forward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.homeroom.engine.net.UdpPort;

/// A poor line between one browser and the engine: it loses datagrams by a seed, and delays them.
/// It stands in for `tc netem`, which not every kernel has.
final class TestLine implements AutoCloseable {
    /// What a line does each way.
    ///
    /// @param loss of datagrams, 0-1
    /// @param delay in ms
    record Quality(double loss, int delay) {}

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final UdpPort near;
    private final InetSocketAddress engine;

    /// Where each address of the browser's seems to be; of the thread that receives from it.
    private final Map<InetSocketAddress, UdpPort> far = new HashMap<>();

    private final List<UdpPort> ports = new CopyOnWriteArrayList<>();
    private final Way up;
    private final Way down;

    /// @param engine where the line ends
    /// @param seed of what is lost
    TestLine(InetSocketAddress engine, Quality quality, long seed) throws IOException {
        this.engine = engine;
        near = open();
        up = new Way(quality, seed);
        down = new Way(quality, seed + 1);
        begin(up::carry);
        begin(down::carry);
        begin(() -> near.receiveAll(this::goesUp));
    }

    private UdpPort open() throws IOException {
        var port = UdpPort.open(new InetSocketAddress(HERE, 0));
        ports.add(port);
        return port;
    }

    private void goesUp(byte[] packet, int length, InetSocketAddress browser) {
        var seemsAt = far.computeIfAbsent(browser, this::seems);
        up.take(packet, length, bytes -> seemsAt.send(bytes, 0, bytes.length, engine));
    }

    private UdpPort seems(InetSocketAddress browser) {
        try {
            var port = open();
            begin(() ->
                    port.receiveAll((packet, length, _) ->
                            down.take(
                                    packet,
                                    length,
                                    bytes -> near.send(bytes, 0, bytes.length, browser))));
            return port;
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /// Where the browser finds the line.
    int port() {
        return near.port();
    }

    /// How many datagrams were lost, both ways.
    int lost() {
        return up.lost.get() + down.lost.get();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void begin(Work work) {
        Thread.ofPlatform()
                .daemon()
                .name("test-line")
                .start(() -> {
                    try {
                        work.run();
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /// One way of the line, in which nothing overtakes anything.
    private static final class Way {
        final AtomicInteger lost = new AtomicInteger();
        private final AtomicInteger count = new AtomicInteger();
        private final Quality quality;
        private final RandomGenerator random;
        private final DelayQueue<Underway> underway = new DelayQueue<>();
        private volatile boolean isClosed;

        Way(Quality quality, long seed) {
            this.quality = quality;
            this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        }

        synchronized void take(byte[] packet, int length, Consumer<byte[]> to) {
            if (random.nextDouble() < quality.loss) {
                lost.incrementAndGet();
                return;
            }
            long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(quality.delay);
            byte[] bytes = Arrays.copyOf(packet, length);
            underway.add(new Underway(() -> to.accept(bytes), due, count.incrementAndGet()));
        }

        void carry() throws InterruptedException {
            while (!isClosed) {
                var next = underway.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    next.arrival.run();
                }
            }
        }
    }

    private record Underway(Runnable arrival, long due, int number) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            var that = (Underway) other;
            return due != that.due
                    ? Long.signum(due - that.due)
                    : Integer.compare(number, that.number);
        }
    }

    @Override
    public void close() throws IOException {
        up.isClosed = true;
        down.isClosed = true;
        for (var port : ports) {
            port.close();
        }
    }
}
