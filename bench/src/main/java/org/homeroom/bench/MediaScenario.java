package org.homeroom.bench;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// The media server: what a forwarded packet costs, how long it is on its way, what a peer takes,
/// and what is left of those who come and go. Each beside what the bare kernel does with as many
/// packets.
final class MediaScenario {
    private static final int STARTS = 5;
    private static final int AUDIENCE = 30;

    /// In packets a second: 1.5 Mbit/s of 1,100 bytes.
    private static final int STREAM = 170;

    private static final int SECONDS = 15;
    private static final int WARM_UP_SECONDS = 10;
    private static final int[] RATES = {340, 1_000, 2_000, 4_000, 6_000, 8_000};
    private static final int VISITORS = 1_000;
    private static final int ROOM = 100;
    private static final Duration ANSWERS_KEPT = Duration.ofSeconds(21);

    private MediaScenario() {}

    static void run(Report report) throws Exception {
        for (int i = 0; i < STARTS; i++) {
            try (var server = MediaServer.start()) {
                report.figure(
                        "process to listening, run " + (i + 1),
                        server.startSeconds(),
                        "s",
                        "aim: 1 s after the JVM");
            }
        }
        double bare = bareSends();
        report.figure("sendto of 1.1 kB in a bare loop", bare, "/s/core", "limit of any forwarder");
        try (var server = MediaServer.start()) {
            forwards(report, server, bare);
            memory(report, server);
            churn(report, server);
        }
    }

    /// A loop that does nothing but send to one who does not read: by the processor time that it
    /// took.
    private static double bareSends() throws Exception {
        try (var from = DatagramChannel.open();
                var to = DatagramChannel.open()) {
            to.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var address = to.getLocalAddress();
            var packet = ByteBuffer.allocateDirect(MediaPeer.PACKET);
            double best = 0;
            for (int round = 0; round < 5; round++) {
                long began = threadCpu();
                int count = 200_000;
                for (int i = 0; i < count; i++) {
                    packet.clear();
                    from.send(packet, address);
                }
                best = Math.max(best, count / ((threadCpu() - began) / 1e9));
            }
            return best;
        }
    }

    private static long threadCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void forwards(Report report, MediaServer server, double bare) throws Exception {
        var peers = new ArrayList<MediaPeer>();
        var times = new Histogram(60_000_000L, 3);
        var pipeline = server.pipeline();
        var source = server.endpoint(pipeline);
        try {
            var publisher = new MediaPeer(true, Optional.empty());
            peers.add(publisher);
            server.join(source, publisher);
            var audience = new ArrayList<MediaPeer>();
            for (int i = 0; i < AUDIENCE; i++) {
                boolean first = i == 0;
                // one of them opens what it is sent, and tells how long it was on its way
                var peer = new MediaPeer(false, Optional.of(times).filter(_ -> first));
                audience.add(peer);
                peers.add(peer);
                var sink = server.endpoint(pipeline);
                server.connect(source, sink);
                server.join(sink, peer);
            }
            send(publisher, STREAM * 4, WARM_UP_SECONDS);
            synchronized (times) {
                times.reset();
            }
            var one = measured(server, publisher, audience, STREAM, SECONDS);
            report.figure("1 to 30 at 1.5 Mbit/s", one.cores * 100, "% of core", "aim: 6");
            report.figure("of its packets lost", one.lost * 100, "%", "on loopback: 0");
            report.latency("sender to receiver, both kernels included", times, "aim: .25 and 2 ms");
            for (int rate : RATES) {
                var load = measured(server, publisher, audience, rate, SECONDS / 3);
                report.figure(
                        "processor of a packet at %d/s forwarded".formatted((int) load.rate),
                        load.cores / load.rate * 1e6,
                        "µs",
                        "aim: 5; sendto alone %.1f; lost %.1f %%"
                                .formatted(1e6 / bare, load.lost * 100));
            }
        } finally {
            server.release(pipeline);
            for (var peer : peers) {
                peer.close();
            }
        }
    }

    private record Load(double cores, double rate, double lost) {}

    private static Load measured(
            MediaServer server,
            MediaPeer publisher,
            List<MediaPeer> audience,
            int rate,
            int seconds)
            throws Exception {
        long before = received(audience);
        double cpu = Processes.cpuSeconds(server.pid());
        long began = System.nanoTime();
        long sent = send(publisher, rate, seconds);
        // what is on its way arrives
        Thread.sleep(200);
        double took = (System.nanoTime() - began) / 1e9;
        double used = Processes.cpuSeconds(server.pid()) - cpu;
        long came = received(audience) - before;
        return new Load(used / took, came / took, 1 - came / (double) (sent * audience.size()));
    }

    private static long received(List<MediaPeer> peers) {
        return peers.stream().mapToLong(MediaPeer::received).sum();
    }

    /// @return how many packets
    private static long send(MediaPeer publisher, int rate, int seconds) throws Exception {
        long began = System.nanoTime();
        long count = (long) rate * seconds;
        for (long i = 0; i < count; i++) {
            long due = began + i * 1_000_000_000L / rate;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            publisher.sendNext();
        }
        return count;
    }

    private static void memory(Report report, MediaServer server) throws Exception {
        var pipeline = server.pipeline();
        var peers = new ArrayList<MediaPeer>();
        var source = server.endpoint(pipeline);
        var publisher = new MediaPeer(true, Optional.empty());
        peers.add(publisher);
        server.join(source, publisher);
        long heap = Processes.liveHeap(server.pid());
        long files = server.files();
        long threads = server.threads();
        try {
            for (int i = 0; i < ROOM; i++) {
                var peer = new MediaPeer(false, Optional.empty());
                peers.add(peer);
                var sink = server.endpoint(pipeline);
                server.connect(source, sink);
                server.join(sink, peer);
            }
            send(publisher, STREAM, 3);
            report.figure(
                    "heap of a subscriber, of %d".formatted(ROOM),
                    (Processes.liveHeap(server.pid()) - heap) / 1e3 / ROOM,
                    "kB",
                    "aim: 100");
            report.figure(
                    "threads of the system for them", server.threads() - threads, "", "aim: 0");
            report.figure("files for them", server.files() - files, "", "aim: 0");
        } finally {
            server.release(pipeline);
            for (var peer : peers) {
                peer.close();
            }
        }
    }

    private static void churn(Report report, MediaServer server) throws Exception {
        var pipeline = server.pipeline();
        visit(server, pipeline, VISITORS / 10);
        long heap = Processes.liveHeap(server.pid());
        long files = server.files();
        long threads = server.threads();
        long began = System.nanoTime();
        visit(server, pipeline, VISITORS);
        double took = (System.nanoTime() - began) / 1e9;
        report.figure(
                "joins and leaves, one after the other", VISITORS / took, "/s", "with handshakes");
        // answers are kept for twenty seconds, for who asks again
        Thread.sleep(ANSWERS_KEPT);
        visit(server, pipeline, 1);
        report.figure(
                "heap after 1,000 of them, more",
                (Processes.liveHeap(server.pid()) - heap) / 1e3,
                "kB",
                "aim: flat");
        report.figure("files, more", server.files() - files, "", "aim: 0");
        report.figure("threads, more", server.threads() - threads, "", "aim: 0");
    }

    private static void visit(MediaServer server, String pipeline, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            try (var peer = new MediaPeer(i % 2 == 0, Optional.empty())) {
                var endpoint = server.endpoint(pipeline);
                server.join(endpoint, peer);
                server.release(endpoint);
            }
        }
    }
}
