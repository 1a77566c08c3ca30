package org.homeroom.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.HdrHistogram.ConcurrentHistogram;
import org.homeroom.bench.Crowd.Pair;
import org.homeroom.local.LocalStack;
import org.homeroom.local.StackOptions;

/// Direct conversations under load, straight at one replica of chat-service: the gateway has a
/// benchmark of its own.
final class ChatScenario {
    private static final int PAIRS = 200;
    private static final int STEADY_RATE = 500;
    private static final int WARM_UP_SECONDS = 20;
    private static final int STEADY_SECONDS = 30;
    private static final int BURST_SECONDS = 10;
    private static final int MOST_IN_FLIGHT = 1600;
    private static final int[] IN_FLIGHT = {50, 200, 800, MOST_IN_FLIGHT};
    private static final int IDLE_SOCKETS = 5_000;
    private static final int FIRST_SOCKETS = 100;
    private static final Duration INDEXED_WITHIN = Duration.ofMinutes(10);
    private static final String BEHIND =
            """
            SELECT EXISTS (
                SELECT FROM conversation c LEFT JOIN indexed i ON i.conversation_id = c.id
                WHERE c.last_number > COALESCE(i.number, 0))
            """;

    private final Report report;
    private final LocalStack stack;
    private final Vertx vertx;
    private final WebSocketClient client;
    private final URI service;

    private ChatScenario(Report report, LocalStack stack, Vertx vertx) {
        this.report = report;
        this.stack = stack;
        this.vertx = vertx;
        this.client =
                vertx.createWebSocketClient(
                        new WebSocketClientOptions().setMaxConnections(2 * IDLE_SOCKETS));
        this.service = stack.serviceAddress("chat-service");
    }

    static void run(Report report) throws Exception {
        var home = Path.of("target/bench-home").toAbsolutePath();
        var options =
                StackOptions.temporary()
                        .home(home)
                        .fresh(true)
                        // A few clients stand for many people: the limit per person is not what is
                        // measured.
                        .environment("HOMEROOM_SOCKET_FRAMES_PER_SECOND", "1000000")
                        .environment("HOMEROOM_SOCKET_FRAME_BURST", "1000000")
                        .environment("HOMEROOM_SOCKET_COMMANDS_IN_FLIGHT", "100000");
        var vertx = Vertx.vertx();
        try (var stack = LocalStack.start(options)) {
            var crowd = new Crowd(stack, home);
            var scenario = new ChatScenario(report, stack, vertx);
            scenario.idleSockets(crowd);
            var pairs = crowd.pairs(PAIRS);
            var lines = scenario.open(pairs);
            vertx.setPeriodic(20_000, timer -> lines.forEach(ChatLine::ping));
            // Rates and latencies are those of a service which has been at work for a while, and
            // which has nothing left to do from before.
            burst(pairs, lines, MOST_IN_FLIGHT, WARM_UP_SECONDS);
            scenario.indexed(home);
            scenario.steady(pairs, lines);
            scenario.bursts(pairs, lines);
            lines.forEach(ChatLine::close);
            // It leaves a gigabyte for the disk to write.
            new UploadScenario(report, stack).run(pairs.getFirst().one());
        } finally {
            await(vertx.close());
        }
    }

    /// Both people of each pair: at 2i the one, at 2i+1 the other.
    private List<ChatLine> open(List<Pair> pairs) throws Exception {
        var lines = new ArrayList<ChatLine>();
        for (var pair : pairs) {
            lines.add(open(pair.one()));
            lines.add(open(pair.other()));
        }
        return lines;
    }

    private ChatLine open(Crowd.Member member) throws Exception {
        return await(ChatLine.open(client, service, stack.address(), member.token()));
    }

    private void idleSockets(Crowd crowd) throws Exception {
        var members = crowd.members(IDLE_SOCKETS);
        var own = heapOfASocket(stack.service("chat-service").pid(), i -> open(members.get(i)));
        double bare;
        try (var server = BareSockets.start()) {
            var address = server.address();
            bare =
                    heapOfASocket(
                            server.pid(),
                            _ -> await(ChatLine.open(client, address, address, "none")));
        }
        report.figure(
                "heap of an idle socket, of %d".formatted(IDLE_SOCKETS),
                own,
                "kB",
                "aim: 20 kB; of a bare Vert.x server: %.1f kB".formatted(bare));
    }

    @FunctionalInterface
    private interface Opener {
        /// @param number of the socket, from 0
        ChatLine open(int number) throws Exception;
    }

    /// What the heap of a server grows by with each socket that says nothing, in kB.
    private static double heapOfASocket(long pid, Opener opener) throws Exception {
        var idle = new ArrayList<ChatLine>(IDLE_SOCKETS);
        // The first ones load classes and fill caches that are no socket's own.
        for (var i = 0; i < FIRST_SOCKETS; i++) {
            idle.add(opener.open(i));
        }
        var before = Processes.liveHeap(pid);
        for (var i = FIRST_SOCKETS; i < IDLE_SOCKETS; i++) {
            idle.add(opener.open(i));
        }
        var after = Processes.liveHeap(pid);
        // They would all be closed as silent in the middle of what follows.
        await(Future.all(idle.stream().map(ChatLine::close).toList()));
        return (after - before) / 1024.0 / (IDLE_SOCKETS - FIRST_SOCKETS);
    }

    /// Waits until what was sent can be found: the index of words works with a part of the machine
    /// for as long as it is behind.
    private void indexed(Path home) throws Exception {
        var began = System.nanoTime();
        var database = ChatDatabase.open(stack, home, vertx, 1);
        while (await(database.query(BEHIND).execute()).iterator().next().getBoolean(0)) {
            if (System.nanoTime() - began > INDEXED_WITHIN.toNanos()) {
                throw new IllegalStateException("the index has not caught up");
            }
            Thread.sleep(1_000);
        }
        await(database.close());
        Report.say(
                "The index of words caught up in %d s."
                        .formatted(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)));
    }

    private void steady(List<Pair> pairs, List<ChatLine> lines) throws Exception {
        steady(
                pairs,
                lines,
                WARM_UP_SECONDS,
                new ConcurrentHistogram(3),
                new ConcurrentHistogram(3));
        var acknowledged = new ConcurrentHistogram(3);
        var delivered = new ConcurrentHistogram(3);
        var cpu = Processes.cpuSeconds(stack);
        var began = System.nanoTime();
        steady(pairs, lines, STEADY_SECONDS, acknowledged, delivered);
        var seconds = (System.nanoTime() - began) / 1e9;
        var busy = (total(Processes.cpuSeconds(stack)) - total(cpu)) / seconds;
        var each = busy(stack, cpu, seconds);
        var limit = new RawInserts(stack, vertx);
        var raw = limit.steady(STEADY_RATE, STEADY_SECONDS);
        var beside =
                "raw client, same insert: p50 %.2f p99 %.2f ms"
                        .formatted(
                                raw.getValueAtPercentile(50) / 1000.0,
                                raw.getValueAtPercentile(99) / 1000.0);
        report.latency("send → ack at %d/s".formatted(STEADY_RATE), acknowledged, beside);
        report.latency("send → other's socket at %d/s".formatted(STEADY_RATE), delivered, beside);
        report.figure(
                "cores busy with the suite at %d/s".formatted(STEADY_RATE), busy, "cores", each);
        limit.close();
    }

    /// An open loop: each message has its time, whether or not earlier ones were answered.
    private static void steady(
            List<Pair> pairs,
            List<ChatLine> lines,
            int seconds,
            ConcurrentHistogram acknowledged,
            ConcurrentHistogram delivered)
            throws InterruptedException {
        var open = new AtomicLong();
        lines.forEach(line -> line.onArrival(nanos -> delivered.recordValue(nanos / 1000)));
        var interval = TimeUnit.SECONDS.toNanos(1) / STEADY_RATE;
        var began = System.nanoTime();
        for (var i = 0; i < seconds * STEADY_RATE; i++) {
            var intended = began + i * interval;
            for (var wait = intended - System.nanoTime();
                    wait > 0;
                    wait = intended - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            var pair = i % pairs.size();
            open.incrementAndGet();
            lines.get(2 * pair + (i / pairs.size()) % 2)
                    .send(
                            pairs.get(pair).conversation(),
                            intended,
                            nanos -> {
                                open.decrementAndGet();
                                if (nanos >= 0) {
                                    acknowledged.recordValue(nanos / 1000);
                                }
                            });
        }
        drain(open);
        lines.forEach(line -> line.onArrival(nanos -> {}));
    }

    private void bursts(List<Pair> pairs, List<ChatLine> lines) throws Exception {
        var limit = new RawInserts(stack, vertx);
        for (var inFlight : IN_FLIGHT) {
            var refusals = refusals(lines);
            var cpu = Processes.cpuSeconds(stack);
            var began = System.nanoTime();
            var rate = burst(pairs, lines, inFlight, BURST_SECONDS);
            var busy = busy(stack, cpu, (System.nanoTime() - began) / 1e9);
            var raw = limit.burst(pairs.size(), inFlight, BURST_SECONDS / 2);
            report.figure(
                    "durable sends, %d in flight over %d conversations"
                            .formatted(inFlight, pairs.size()),
                    rate,
                    "1/s",
                    "raw client, same groups: %.0f/s; aim: 8000/s; %s; %d refused"
                            .formatted(raw, busy, refusals(lines) - refusals));
        }
        limit.close();
    }

    private static double total(Map<String, Double> cpu) {
        return cpu.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /// Which processes kept the cores busy since `before`, in cores.
    static String busy(LocalStack stack, Map<String, Double> before, double seconds) {
        return Processes.cpuSeconds(stack).entrySet().stream()
                .map(now ->
                        Map.entry(
                                now.getKey(),
                                (now.getValue() - before.getOrDefault(now.getKey(), 0.0))
                                        / seconds))
                .filter(share -> share.getValue() >= 0.05)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(share -> "%s %.2f".formatted(share.getKey(), share.getValue()))
                .collect(Collectors.joining(", ", "cores: ", ""));
    }

    private static long refusals(List<ChatLine> lines) {
        return lines.stream().mapToLong(line -> line.refusals()).sum();
    }

    /// A closed loop: so many are always under way.
    private static double burst(List<Pair> pairs, List<ChatLine> lines, int inFlight, int seconds)
            throws InterruptedException {
        var sent = new AtomicLong();
        var open = new AtomicLong();
        var ends = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        var began = System.nanoTime();
        for (var i = 0; i < inFlight; i++) {
            var pair = i % pairs.size();
            open.incrementAndGet();
            keepSending(
                    lines.get(2 * pair + (i / pairs.size()) % 2),
                    pairs.get(pair).conversation(),
                    ends,
                    sent,
                    open);
        }
        drain(open);
        return sent.get() / ((System.nanoTime() - began) / 1e9);
    }

    private static void keepSending(
            ChatLine line, String conversation, long ends, AtomicLong sent, AtomicLong open) {
        line.send(
                conversation,
                System.nanoTime(),
                nanos -> {
                    if (nanos >= 0) {
                        sent.incrementAndGet();
                    }
                    if (System.nanoTime() < ends) {
                        keepSending(line, conversation, ends, sent, open);
                    } else {
                        open.decrementAndGet();
                    }
                });
    }

    private static void drain(AtomicLong open) throws InterruptedException {
        var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (open.get() > 0) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException(open.get() + " sends were never answered");
            }
            Thread.sleep(5);
        }
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
