package org.homeroom.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.homeroom.local.LocalStack;
import org.homeroom.local.StackOptions;
import org.jspecify.annotations.Nullable;

/// Tokens, refreshes and sign-ins, straight at auth-service.
final class AuthScenario {
    private static final String PASSWORD = "three quiet green llamas";
    private static final int PEOPLE = 40;
    private static final String KEYS = "/.well-known/jwks.json";

    /// Of `account-sessions`.
    private static final int PARTITIONS = 4;

    private static final int REFRESH_RATE = 200;
    private static final int REFRESH_SECONDS = 20;
    private static final int SIGN_INS_AT_ONCE = 8;
    private static final int SIGN_IN_SECONDS = 15;

    /// A signed-in device.
    private static final class Device {
        private final String email;
        private String cookie = "";
        private String token = "";

        private Device(String email) {
            this.email = email;
        }
    }

    private final Report report;
    private final LocalStack stack;
    private final Vertx vertx;
    private final HttpClient http;
    private final URI service;

    /// Tokens that were given out and shown nowhere yet.
    private final Queue<String> unseen = new ConcurrentLinkedQueue<>();

    private AuthScenario(Report report, LocalStack stack, Vertx vertx) {
        this.report = report;
        this.stack = stack;
        this.vertx = vertx;
        this.http =
                vertx.createHttpClient(
                        new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(64));
        this.service = stack.serviceAddress("auth-service");
    }

    static void run(Report report) throws Exception {
        var vertx = Vertx.vertx();
        try (var stack = LocalStack.start(StackOptions.temporary())) {
            var scenario = new AuthScenario(report, stack, vertx);
            var devices = scenario.devices();
            scenario.refreshes(devices);
            var checks = new TokenChecks(report, stack, scenario::statusOfKeys);
            checks.run(List.copyOf(scenario.unseen));
            scenario.signIns(devices);
            scenario.revocations(devices);
            scenario.checksAmongRevoked(checks, devices.subList(0, PARTITIONS + 1));
        } finally {
            await(vertx.close());
        }
    }

    private List<Device> devices() throws Exception {
        var devices = new ArrayList<Device>();
        for (var i = 0; i < PEOPLE; i++) {
            var device = new Device("person%d@bench.example".formatted(i));
            requireStatus(
                    202,
                    post(
                            "/api/auth/register",
                            new JsonObject()
                                    .put("email", device.email)
                                    .put("name", "Person " + i)
                                    .put("password", PASSWORD)
                                    .put("language", "en"),
                            null));
            var mail =
                    stack.mailbox()
                            .await(sent -> sent.to().equals(device.email), Duration.ofSeconds(60));
            var link =
                    mail.links().stream()
                            .filter(url -> url.contains("/verify/"))
                            .findFirst()
                            .orElseThrow();
            requireStatus(
                    200,
                    post(
                            "/api/auth/verify",
                            new JsonObject()
                                    .put("token", link.substring(link.lastIndexOf('/') + 1)),
                            null));
            await(signIn(device));
            devices.add(device);
        }
        return devices;
    }

    private interface Work {
        void run() throws Exception;
    }

    /// Seconds of auth-service's processor time.
    private double cpuOf(Work work) throws Exception {
        var pid = stack.service("auth-service").pid();
        var before = Processes.cpuSeconds(pid);
        work.run();
        return Processes.cpuSeconds(pid) - before;
    }

    /// An open loop over all devices, each of which refreshes again only when it has its answer.
    private void refreshes(List<Device> devices) throws Exception {
        rate(devices, REFRESH_SECONDS, new ConcurrentHistogram(3), this::refresh);
        var floor = new ConcurrentHistogram(3);
        rate(devices, 5, floor, device -> get(KEYS));
        var latency = new ConcurrentHistogram(3);
        rate(devices, REFRESH_SECONDS, latency, this::refresh);
        report.latency(
                "refresh at %d/s".formatted(REFRESH_RATE),
                latency,
                "aim: p99 20 ms; a request without a database: p50 %.2f p99 %.2f ms"
                        .formatted(
                                floor.getValueAtPercentile(50) / 1000.0,
                                floor.getValueAtPercentile(99) / 1000.0));
    }

    private interface Ask {
        Future<?> ask(Device device);
    }

    private static void rate(
            List<Device> devices, int seconds, ConcurrentHistogram latency, Ask ask)
            throws Exception {
        var interval = TimeUnit.SECONDS.toNanos(1) / REFRESH_RATE;
        var began = System.nanoTime();
        var last = new ArrayList<Future<?>>(devices.size());
        devices.forEach(device -> last.add(Future.succeededFuture()));
        for (var i = 0; i < seconds * REFRESH_RATE; i++) {
            var intended = began + i * interval;
            for (var wait = intended - System.nanoTime();
                    wait > 0;
                    wait = intended - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            var which = i % devices.size();
            last.set(
                    which,
                    last.get(which)
                            .compose(before -> ask.ask(devices.get(which)))
                            .onSuccess(done ->
                                    latency.recordValue((System.nanoTime() - intended) / 1000)));
        }
        await(Future.all(last));
    }

    /// A closed loop; meanwhile a request that needs no hash tells whether the event loops are
    /// free.
    private void signIns(List<Device> devices) throws Exception {
        var count = new AtomicLong();
        var others = new ConcurrentHistogram(3);
        var ends = System.nanoTime() + TimeUnit.SECONDS.toNanos(SIGN_IN_SECONDS);
        var began = System.nanoTime();
        var cpu =
                cpuOf(() -> {
                    var loops = new ArrayList<Future<?>>();
                    for (var i = 0; i < SIGN_INS_AT_ONCE; i++) {
                        var done = Promise.<Void>promise();
                        loops.add(done.future());
                        signInAgain(devices.get(i), ends, count, done);
                    }
                    while (System.nanoTime() < ends) {
                        var asked = System.nanoTime();
                        await(get(KEYS));
                        others.recordValue((System.nanoTime() - asked) / 1000);
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                    }
                    await(Future.all(loops));
                });
        var seconds = (System.nanoTime() - began) / 1e9;
        report.figure(
                "sign-ins",
                count.get() / seconds,
                "1/s",
                "Argon2id 19 MiB, 2 passes, 1 lane; %d at once".formatted(SIGN_INS_AT_ONCE));
        report.figure("sign-ins for a core of auth-service", count.get() / cpu, "1/s", "the same");
        report.latency("a request without a hash meanwhile", others, "event loops are free");
    }

    private void signInAgain(Device device, long ends, AtomicLong count, Promise<Void> done) {
        signIn(device)
                .onSuccess(in -> {
                    count.incrementAndGet();
                    if (System.nanoTime() < ends) {
                        signInAgain(device, ends, count, done);
                    } else {
                        done.complete();
                    }
                })
                .onFailure(done::fail);
    }

    /// One after the other signs out, and chat-service closes their socket.
    private void revocations(List<Device> devices) throws Exception {
        var client = vertx.createWebSocketClient();
        var chat = stack.serviceAddress("chat-service");
        var closed = new ConcurrentHistogram(3);
        for (var device : devices) {
            await(signIn(device));
            var line = await(ChatLine.open(client, chat, stack.address(), device.token));
            var told = Promise.<Long>promise();
            var asked = System.nanoTime();
            line.onClose(code -> told.complete(System.nanoTime()));
            await(post("/api/auth/sign-out", null, device.cookie));
            closed.recordValue((await(told.future()) - asked) / 1000);
        }
        report.latency("sign-out → socket of another service closed", closed, "aim: 2 s");
    }

    private void checksAmongRevoked(TokenChecks checks, List<Device> devices) throws Exception {
        for (var device : devices) {
            await(signIn(device));
        }
        var tokens = devices.stream().map(device -> device.token).toList();
        checks.amongRevoked(tokens.getLast(), tokens.subList(0, PARTITIONS));
    }

    private Future<Void> signIn(Device device) {
        return post(
                        "/api/auth/sign-in",
                        new JsonObject().put("email", device.email).put("password", PASSWORD),
                        null)
                .compose(answer -> keep(device, answer));
    }

    private Future<Void> refresh(Device device) {
        return post("/api/auth/refresh", null, device.cookie)
                .compose(answer -> keep(device, answer))
                .onSuccess(kept -> unseen.add(device.token));
    }

    private Future<Integer> statusOfKeys(@Nullable String token) {
        return ask(KEYS, token).map(HttpClientResponse::statusCode);
    }

    private static Future<Void> keep(Device device, HttpClientResponse answer) {
        if (answer.statusCode() != 200) {
            return Future.failedFuture("auth-service answered " + answer.statusCode());
        }
        device.cookie =
                answer.cookies().stream()
                        .filter(cookie -> cookie.startsWith("homeroom_refresh="))
                        .map(cookie -> cookie.replaceFirst(";.*", ""))
                        .findFirst()
                        .orElseThrow();
        return answer.body()
                .map(body -> {
                    device.token = body.toJsonObject().getString("accessToken");
                    return null;
                });
    }

    private Future<HttpClientResponse> get(String path) {
        return ask(path, null)
                .compose(answer ->
                        answer.statusCode() == 200
                                ? Future.succeededFuture(answer)
                                : Future.failedFuture(
                                        "auth-service answered " + answer.statusCode()));
    }

    private Future<HttpClientResponse> ask(String path, @Nullable String token) {
        var options = options(HttpMethod.GET, path);
        if (token != null) {
            options.addHeader("Authorization", "Bearer " + token);
        }
        return http.request(options).compose(request -> request.send().compose(AuthScenario::read));
    }

    private Future<HttpClientResponse> post(
            String path, @Nullable JsonObject body, @Nullable String cookie) {
        var options =
                options(HttpMethod.POST, path).addHeader("Origin", stack.address().toString());
        if (cookie != null) {
            options.addHeader("Cookie", cookie);
        }
        return http.request(options)
                .compose(request -> {
                    if (body == null) {
                        return request.send().compose(AuthScenario::read);
                    }
                    request.putHeader("Content-Type", "application/json");
                    return request.send(body.toBuffer()).compose(AuthScenario::read);
                });
    }

    /// Asked for before the thread that receives it can go on: of a body that has passed by, nobody
    /// is told.
    private static Future<HttpClientResponse> read(HttpClientResponse answer) {
        return answer.body().map(answer);
    }

    private RequestOptions options(HttpMethod method, String path) {
        return new RequestOptions()
                .setMethod(method)
                .setHost(service.getHost())
                .setPort(service.getPort())
                .setURI(path);
    }

    private static void requireStatus(int status, Future<HttpClientResponse> answer)
            throws Exception {
        var found = await(answer).statusCode();
        if (found != status) {
            throw new IllegalStateException(
                    "auth-service answered %d, not %d".formatted(found, status));
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.MINUTES);
    }
}
