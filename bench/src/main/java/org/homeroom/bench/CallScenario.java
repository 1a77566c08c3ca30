package org.homeroom.bench;

import static org.homeroom.bench.ChatScenario.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.homeroom.bench.Crowd.Pair;
import org.homeroom.local.LocalStack;
import org.homeroom.local.StackOptions;

/// 2,000 calls at once over two replicas of signaling-service, straight at them and without media:
/// each caller at one replica, whoever is called with a device at each, and answering at the other.
/// Then one replica is killed; and what it takes until two browsers see each other.
final class CallScenario {
    private static final int CALLS = 2_000;
    private static final int WARM_UP_CALLS = 400;
    private static final int STARTS_PER_SECOND = 25;
    private static final int ENDS_PER_SECOND = 100;
    private static final int[] SIGNALS_PER_SECOND = {500, 1_000, 2_000, 4_000};
    private static final int WARM_UP_SECONDS = 5;
    private static final int SECONDS = 15;
    private static final int PATIENCE_SECONDS = 30;
    private static final long SEED = 20_261_123;

    /// As the client waits before it opens a lost socket again, in milliseconds.
    private static final int LEAST_DELAY = 250;

    private static final int MOST_DELAY = 500;

    private final Report report;
    private final LocalStack stack;
    private final Vertx vertx;
    private final WebSocketClient client;
    private final List<Talk> talks = new ArrayList<>(CALLS);
    private final Random random = new Random(SEED);

    private CallScenario(Report report, LocalStack stack, Vertx vertx) {
        this.report = report;
        this.stack = stack;
        this.vertx = vertx;
        this.client =
                vertx.createWebSocketClient(
                        new WebSocketClientOptions().setMaxConnections(4 * CALLS));
    }

    /// A device with its socket, which changes when it is lost.
    private final class Device {
        private final UUID id = UUID.randomUUID();
        private final String token;
        private final int replica;
        private volatile CallLine line;

        /// @param replica 0 or 1
        private Device(String token, int replica) throws Exception {
            this.token = token;
            this.replica = replica;
            this.line = await(attach(replica));
        }

        private Future<CallLine> attach(int at) {
            return CallLine.attach(client, service(at), stack.address(), token, id);
        }

        /// Tries until it is attached at the other replica.
        private void moveOver(LongConsumer attached) {
            var delay = LEAST_DELAY + random.nextInt(MOST_DELAY - LEAST_DELAY);
            vertx.setTimer(
                    delay,
                    _ ->
                            attach(1 - replica)
                                    .onSuccess(opened -> {
                                        line = opened;
                                        attached.accept(System.nanoTime());
                                    })
                                    .onFailure(_ -> moveOver(attached)));
        }
    }

    /// A call and its three devices.
    private final class Talk {
        private final UUID id = UUID.randomUUID();
        private final String conversation;
        private final Device caller;
        private final Device phone;
        private final Device laptop;

        private Talk(Pair pair, int number) throws Exception {
            var replica = number % 2;
            conversation = pair.conversation();
            caller = new Device(pair.one().token(), replica);
            phone = new Device(pair.other().token(), 1 - replica);
            laptop = new Device(pair.other().token(), replica);
        }

        private List<Device> devices() {
            return List.of(caller, phone, laptop);
        }
    }

    static void run(Report report) throws Exception {
        var home = Path.of("target/bench-home").toAbsolutePath();
        var options =
                StackOptions.temporary().home(home).fresh(true).replica("signaling-service", 1);
        var vertx = Vertx.vertx();
        try (var stack = LocalStack.start(options)) {
            var scenario = new CallScenario(report, stack, vertx);
            var crowd = new Crowd(stack, home);
            scenario.open(crowd.pairs(CALLS));
            var keepAlive =
                    vertx.setPeriodic(
                            20_000,
                            _ ->
                                    scenario.talks.stream()
                                            .flatMap(talk -> talk.devices().stream())
                                            .forEach(device -> device.line.ping()));
            scenario.begin();
            scenario.signals();
            scenario.loseAReplica();
            scenario.end();
            vertx.cancelTimer(keepAlive);
            for (var talk : scenario.talks) {
                for (var device : talk.devices()) {
                    await(device.line.close());
                }
            }
            new PictureScenario(report, stack, crowd).run();
        } finally {
            await(vertx.close());
        }
    }

    private URI service(int replica) {
        return stack.serviceAddress(replica == 0 ? "signaling-service" : "signaling-service-2");
    }

    private void open(List<Pair> pairs) throws Exception {
        for (var i = 0; i < pairs.size(); i++) {
            talks.add(new Talk(pairs.get(i), i));
        }
    }

    /// An open loop: each has its time, whether or not those before were answered.
    ///
    /// @param step is given its number and its time
    private static void steadily(int count, int perSecond, Step step) {
        var interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        var began = System.nanoTime();
        for (var i = 0; i < count; i++) {
            var intended = began + i * interval;
            for (var wait = intended - System.nanoTime();
                    wait > 0;
                    wait = intended - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            step.take(i, intended);
        }
    }

    @FunctionalInterface
    private interface Step {
        void take(int number, long intended);
    }

    /// Rings at both devices of whoever is called, and is answered at the one that is at the other
    /// replica as soon as both have heard.
    private void begin() throws InterruptedException {
        var rung = new ConcurrentHistogram(3);
        var stopped = new ConcurrentHistogram(3);
        var heard = new ConcurrentHistogram(3);
        var all = new CountDownLatch(2 * CALLS);
        steadily(
                CALLS,
                STARTS_PER_SECOND,
                (number, intended) -> {
                    var talk = talks.get(number);
                    var counted = number >= WARM_UP_CALLS;
                    var answered = new AtomicLong();
                    var yetToRing = new AtomicInteger(2);
                    LongConsumer rings =
                            now -> {
                                if (yetToRing.decrementAndGet() == 0) {
                                    record(counted, rung, now - intended);
                                    answered.set(System.nanoTime());
                                    talk.phone.line.answer(talk.id);
                                }
                            };
                    talk.phone.line.onCall(new Once(rings, _ -> {}));
                    talk.laptop.line.onCall(
                            new Once(
                                    rings,
                                    now -> {
                                        record(counted, stopped, now - answered.get());
                                        all.countDown();
                                    }));
                    talk.caller.line.onCall(
                            new Once(
                                    _ -> {},
                                    now -> {
                                        record(counted, heard, now - answered.get());
                                        all.countDown();
                                    }));
                    talk.caller.line.start(talk.id, talk.conversation, _ -> {});
                });
        finish(all, "calls that never began");
        var at = " at %d calls begun/s".formatted(STARTS_PER_SECOND);
        report.latency("call → rings at the last of two devices" + at, rung, "aim: p99 150 ms");
        report.latency("answer → the other device rings no more" + at, stopped, "aim: 1 s");
        report.latency("answer → the caller knows" + at, heard, "");
    }

    /// Each once: a seat that changes is told with the state that the call is in.
    private static final class Once implements CallLine.Listener {
        private final LongConsumer rings;
        private final LongConsumer talks;
        private boolean hasRung;
        private boolean hasTalked;

        private Once(LongConsumer rings, LongConsumer talks) {
            this.rings = rings;
            this.talks = talks;
        }

        @Override
        public synchronized void rings(long now) {
            if (!hasRung) {
                hasRung = true;
                rings.accept(now);
            }
        }

        @Override
        public synchronized void talks(long now) {
            if (!hasTalked) {
                hasTalked = true;
                talks.accept(now);
            }
        }
    }

    /// From one device to the other of each call, at rates that grow.
    private void signals() throws Exception {
        try (var server = BareSockets.start()) {
            var speaker = await(CallLine.bare(client, server.address()));
            var hearer = await(CallLine.bare(client, server.address()));
            for (var rate : SIGNALS_PER_SECOND) {
                Step say = (number, intended) -> speaker.echo(talks.getFirst().id, intended);
                signals(List.of(hearer), rate, WARM_UP_SECONDS, say);
                var bare = signals(List.of(hearer), rate, WARM_UP_SECONDS, say);
                signals(hearers(), rate, WARM_UP_SECONDS, this::signal);
                var cpu = Processes.cpuSeconds(stack);
                var ours = signals(hearers(), rate, SECONDS, this::signal);
                var busy = ChatScenario.busy(stack, cpu, SECONDS);
                report.latency(
                        "signal → other's socket, %d calls at once, %d/s".formatted(CALLS, rate),
                        ours,
                        "aim: p99 50 ms; bare socket server: p50 %.2f p99 %.2f ms; %s"
                                .formatted(
                                        bare.getValueAtPercentile(50) / 1000.0,
                                        bare.getValueAtPercentile(99) / 1000.0,
                                        busy));
            }
        }
    }

    private List<CallLine> hearers() {
        return talks.stream()
                .flatMap(talk -> List.of(talk.caller.line, talk.phone.line).stream())
                .toList();
    }

    /// All callers in turn, then all whom they called.
    private void signal(int number, long intended) {
        var talk = talks.get(number % CALLS);
        var sender = number / CALLS % 2 == 0 ? talk.caller : talk.phone;
        sender.line.candidate(talk.id, intended);
    }

    /// @return from when each should have been sent to when it arrived, in microseconds
    private static Histogram signals(List<CallLine> hearers, int rate, int seconds, Step say)
            throws InterruptedException {
        var arrived = new ConcurrentHistogram(3);
        var all = new CountDownLatch(rate * seconds);
        hearers.forEach(line ->
                line.onSignal(nanos -> {
                    arrived.recordValue(nanos / 1000);
                    all.countDown();
                }));
        steadily(rate * seconds, rate, say);
        finish(all, "signals that never arrived");
        hearers.forEach(line -> line.onSignal(_ -> {}));
        return arrived;
    }

    private void loseAReplica() throws Exception {
        var lost =
                talks.stream()
                        .flatMap(talk -> talk.devices().stream())
                        .filter(device -> device.replica == 1)
                        .toList();
        var resumed = new ConcurrentHistogram(3);
        var all = new CountDownLatch(lost.size());
        var killed = new AtomicLong();
        IntConsumer none = _ -> {};
        for (var device : lost) {
            device.line.onClose(_ ->
                    device.moveOver(now -> {
                        resumed.recordValue((now - killed.get()) / 1000);
                        all.countDown();
                    }));
        }
        killed.set(System.nanoTime());
        stack.service("signaling-service-2").kill();
        finish(all, "devices that never came back");
        lost.forEach(device -> device.line.onClose(none));
        report.latency(
                "replica killed → attached again, of %d devices".formatted(lost.size()),
                resumed,
                "aim: 3 s; the client waits for %d to %d ms of it before it tries"
                        .formatted(LEAST_DELAY, MOST_DELAY));
        var flowing =
                signals(
                        hearers(),
                        SIGNALS_PER_SECOND[0],
                        2 * CALLS / SIGNALS_PER_SECOND[0],
                        this::signal);
        report.figure(
                "calls that signals go through in both directions again",
                flowing.getTotalCount() / 2.0,
                "calls",
                "of %d".formatted(CALLS));
    }

    /// Hung up by whoever called, heard by whoever was called.
    private void end() throws InterruptedException {
        var ended = new ConcurrentHistogram(3);
        var all = new CountDownLatch(CALLS);
        steadily(
                CALLS,
                ENDS_PER_SECOND,
                (number, intended) -> {
                    var talk = talks.get(number);
                    talk.phone.line.onCall(
                            new CallLine.Listener() {
                                @Override
                                public void ends(long now) {
                                    ended.recordValue((now - intended) / 1000);
                                    all.countDown();
                                }
                            });
                    talk.caller.line.end(talk.id);
                });
        finish(all, "calls that never ended");
        report.latency(
                "hung up → over at the other's, at %d/s".formatted(ENDS_PER_SECOND), ended, "");
    }

    private static void record(boolean counted, Histogram into, long nanos) {
        if (counted) {
            into.recordValue(nanos / 1000);
        }
    }

    private static void finish(CountDownLatch all, String what) throws InterruptedException {
        if (!all.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("%d %s".formatted(all.getCount(), what));
        }
    }
}
