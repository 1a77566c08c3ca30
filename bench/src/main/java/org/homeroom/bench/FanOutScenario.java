package org.homeroom.bench;

import static org.homeroom.bench.ChatScenario.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.homeroom.bench.Crowd.Member;
import org.homeroom.local.LocalStack;
import org.homeroom.local.StackOptions;

/// A channel of 5,000 people who are all connected to one replica: how soon the last of them has a
/// post, and how many deliveries a second there are when posts follow each other. Beside it a bare
/// socket server that does nothing but write the same frame to as many sockets.
final class FanOutScenario {
    private static final int MEMBERS = 5_000;
    private static final int WARM_UP_POSTS = 60;
    private static final int SINGLE_POSTS = 40;
    private static final int BURST_POSTS = 100;
    private static final int IN_FLIGHT = 4;
    private static final String AIM = "aim: %s; bare socket server: %s";

    private final Report report;
    private final WebSocketClient client;

    private FanOutScenario(Report report, Vertx vertx) {
        this.report = report;
        this.client =
                vertx.createWebSocketClient(
                        new WebSocketClientOptions().setMaxConnections(2 * MEMBERS));
    }

    /// Makes one frame go to all sockets.
    private interface Speaker {
        /// @param intended goes with it, in nanoseconds
        void say(long intended);
    }

    private record Figures(ConcurrentHistogram last, double deliveries) {}

    static void run(Report report) throws Exception {
        var home = Path.of("target/bench-home").toAbsolutePath();
        var options =
                StackOptions.temporary()
                        .home(home)
                        .fresh(true)
                        .environment("HOMEROOM_SOCKET_FRAMES_PER_SECOND", "1000000")
                        .environment("HOMEROOM_SOCKET_FRAME_BURST", "1000000");
        var vertx = Vertx.vertx();
        try {
            var scenario = new FanOutScenario(report, vertx);
            var bare = scenario.bare();
            try (var stack = LocalStack.start(options)) {
                scenario.report(scenario.channel(stack, home, vertx), bare);
            }
        } finally {
            await(vertx.close());
        }
    }

    private void report(Figures ours, Figures bare) {
        report.latency(
                "post → the last of %d sockets".formatted(MEMBERS),
                ours.last,
                AIM.formatted(
                        "500 ms",
                        "p50 %.0f p99 %.0f ms"
                                .formatted(
                                        bare.last.getValueAtPercentile(50) / 1000.0,
                                        bare.last.getValueAtPercentile(99) / 1000.0)));
        report.figure(
                "deliveries of posts to %d sockets, %d posts in flight"
                        .formatted(MEMBERS, IN_FLIGHT),
                ours.deliveries,
                "1/s",
                AIM.formatted("60000/s", "%.0f/s".formatted(bare.deliveries)));
    }

    private Figures channel(LocalStack stack, Path home, Vertx vertx) throws Exception {
        var service = stack.serviceAddress("chat-service");
        var crowd = new Crowd(stack, home);
        var teacher = crowd.teacher();
        var channel =
                new JsonObject(
                                crowd.post(
                                        teacher,
                                        "/api/conversations/channels",
                                        """
                                        {"name": "Biology", "description": "", "access": "private",
                                         "announcementsOnly": true}
                                        """))
                        .getString("id");
        // The teacher is one of them.
        var others = crowd.members(MEMBERS - 1);
        letIn(stack, home, vertx, channel, others);
        var lines = new ArrayList<ChatLine>(MEMBERS);
        var teacherLine = await(ChatLine.open(client, service, stack.address(), teacher.token()));
        lines.add(teacherLine);
        for (var member : others) {
            lines.add(await(ChatLine.open(client, service, stack.address(), member.token())));
        }
        var keepAlive = vertx.setPeriodic(20_000, timer -> lines.forEach(ChatLine::ping));
        var figures = measure(lines, intended -> teacherLine.post(channel, intended));
        vertx.cancelTimer(keepAlive);
        return figures;
    }

    /// As chat-service would have stored them, coming in one by one.
    private static void letIn(
            LocalStack stack, Path home, Vertx vertx, String channel, List<Member> members)
            throws Exception {
        var pool = ChatDatabase.open(stack, home, vertx, 1);
        await(
                pool.preparedQuery(
                                """
                                WITH came AS (
                                    INSERT INTO member (conversation_id, account_id, role, revision, joined_at)
                                    SELECT c.id, new.account, 'member', c.revision + new.place, now()
                                    FROM conversation c, unnest($2::uuid[]) WITH ORDINALITY AS new (account, place)
                                    WHERE c.id = $1
                                    RETURNING revision
                                )
                                UPDATE conversation
                                SET member_count = member_count + (SELECT count(*) FROM came),
                                    revision = (SELECT max(revision) FROM came), changed = pg_current_xact_id()
                                WHERE id = $1
                                """)
                        .execute(
                                Tuple.tuple()
                                        .addUUID(UUID.fromString(channel))
                                        .addArrayOfUUID(
                                                members.stream()
                                                        .map(Member::id)
                                                        .toArray(UUID[]::new))));
        await(pool.close());
    }

    /// The same frames from a process that holds sockets and nothing else.
    private Figures bare() throws Exception {
        try (var server = BareSockets.start()) {
            var lines = new ArrayList<ChatLine>(MEMBERS);
            for (var i = 0; i < MEMBERS; i++) {
                lines.add(await(ChatLine.open(client, server.address(), server.address(), "none")));
            }
            return measure(lines, lines.getFirst()::echo);
        }
    }

    private static Figures measure(List<ChatLine> lines, Speaker speaker) throws Exception {
        oneByOne(lines, speaker, WARM_UP_POSTS);
        var last = oneByOne(lines, speaker, SINGLE_POSTS);
        return new Figures(last, atOnce(lines, speaker));
    }

    /// Each said when everybody has the one before.
    ///
    /// @return when the last socket had it, in microseconds
    private static ConcurrentHistogram oneByOne(List<ChatLine> lines, Speaker speaker, int posts)
            throws InterruptedException {
        var last = new ConcurrentHistogram(3);
        for (var i = 0; i < posts; i++) {
            var everybody = new CountDownLatch(lines.size());
            var slowest = new AtomicLong();
            listen(
                    lines,
                    nanos -> {
                        slowest.accumulateAndGet(nanos, Math::max);
                        everybody.countDown();
                    });
            speaker.say(System.nanoTime());
            if (!everybody.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException(everybody.getCount() + " never got it");
            }
            last.recordValue(slowest.get() / 1000);
        }
        return last;
    }

    /// @return deliveries a second
    private static double atOnce(List<ChatLine> lines, Speaker speaker)
            throws InterruptedException {
        var room = new Semaphore(IN_FLIGHT);
        var delivered = new AtomicLong();
        var everything = new CountDownLatch(BURST_POSTS);
        listen(
                lines,
                nanos -> {
                    if (delivered.incrementAndGet() % lines.size() == 0) {
                        room.release();
                        everything.countDown();
                    }
                });
        var began = System.nanoTime();
        for (var i = 0; i < BURST_POSTS; i++) {
            if (!room.tryAcquire(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException(delivered + " delivered, and no more came");
            }
            speaker.say(System.nanoTime());
        }
        if (!everything.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException(delivered + " delivered, and no more came");
        }
        return delivered.get() / ((System.nanoTime() - began) / 1e9);
    }

    private static void listen(List<ChatLine> lines, LongConsumer arrival) {
        lines.forEach(line -> line.onArrival(arrival));
    }
}
