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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    private static final int CHECKS = 30_000;
    private static final int CHECK_ROUNDS = 9;
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
            scenario.tokenChecks(devices.getFirst().token);
            scenario.refreshes(devices);
            scenario.signIns(devices);
            scenario.revocations(devices);
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

    /// The same request with and without a token, which is checked wherever one comes: the
    /// difference in the service's processor time is the check. Compiling takes processor time too,
    /// for some hundred thousand requests: the median round is one without.
    private void tokenChecks(String token) throws Exception {
        var path = "/.well-known/jwks.json";
        var checks = new double[CHECK_ROUNDS];
        var without = new double[CHECK_ROUNDS];
        for (var i = 0; i < CHECK_ROUNDS; i++) {
            without[i] = cpuOf(() -> gets(path, null, CHECKS)) / CHECKS * 1e6;
            checks[i] = cpuOf(() -> gets(path, token, CHECKS)) / CHECKS * 1e6 - without[i];
        }
        Arrays.sort(checks);
        Arrays.sort(without);
        report.figure(
                "token check, processor time",
                checks[CHECK_ROUNDS / 2],
                "µs",
                "aim: 50 µs; median of %d rounds, %.0f to %.0f; the request without a token takes %.0f µs"
                        .formatted(
                                CHECK_ROUNDS,
                                checks[0],
                                checks[CHECK_ROUNDS - 1],
                                without[CHECK_ROUNDS / 2]));
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

    private void gets(String path, @Nullable String token, int count) throws Exception {
        var left = new AtomicInteger(count);
        var loops = new ArrayList<Future<?>>();
        for (var i = 0; i < 16; i++) {
            var done = Promise.<Void>promise();
            loops.add(done.future());
            getAgain(path, token, left, done);
        }
        await(Future.all(loops));
    }

    private void getAgain(
            String path, @Nullable String token, AtomicInteger left, Promise<Void> done) {
        if (left.getAndDecrement() <= 0) {
            done.complete();
            return;
        }
        get(path, token)
                .onSuccess(answer -> getAgain(path, token, left, done))
                .onFailure(done::fail);
    }

    /// An open loop over all devices, each of which refreshes again only when it has its answer.
    private void refreshes(List<Device> devices) throws Exception {
        rate(devices, REFRESH_SECONDS, new ConcurrentHistogram(3), this::refresh);
        var floor = new ConcurrentHistogram(3);
        rate(devices, 5, floor, device -> get("/.well-known/jwks.json", null));
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
                        await(get("/.well-known/jwks.json", null));
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

    private Future<Void> signIn(Device device) {
        return post(
                        "/api/auth/sign-in",
                        new JsonObject().put("email", device.email).put("password", PASSWORD),
                        null)
                .compose(answer -> keep(device, answer));
    }

    private Future<Void> refresh(Device device) {
        return post("/api/auth/refresh", null, device.cookie)
                .compose(answer -> keep(device, answer));
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

    private Future<HttpClientResponse> get(String path, @Nullable String token) {
        var options = options(HttpMethod.GET, path);
        if (token != null) {
            options.addHeader("Authorization", "Bearer " + token);
        }
        return http.request(options)
                .compose(request -> request.send().compose(AuthScenario::read))
                .compose(answer ->
                        answer.statusCode() == 200
                                ? Future.succeededFuture(answer)
                                : Future.failedFuture(
                                        "auth-service answered " + answer.statusCode()));
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
