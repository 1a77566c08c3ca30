package org.homeroom.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.homeroom.local.LocalStack;
import org.jspecify.annotations.Nullable;

/// What it costs a service to look at an access token: the processor time of requests with one,
/// less that of the same requests without. Every request passes the whole check (signature, issuer,
/// end, whether its session has ended), also at a path that wants none.
final class TokenChecks {
    private static final int AT_ONCE = 16;
    private static final int CHECKS = 20_000;
    private static final int WARM_UP_ROUNDS = 3;
    private static final int ROUNDS = 9;
    private static final int REVOKED = 100_000;

    /// One request to the service, with its status as the answer.
    interface Door {
        Future<Integer> ask(@Nullable String token);
    }

    private record Cost(double micros, String spread) {}

    private final Report report;
    private final LocalStack stack;
    private final long pid;
    private final Door door;

    TokenChecks(Report report, LocalStack stack, Door door) {
        this.report = report;
        this.stack = stack;
        this.pid = stack.service("auth-service").pid();
        this.door = door;
    }

    /// @param tokens good ones that no service has seen yet, some thousands
    void run(List<String> tokens) throws Exception {
        mustBe(401, tokens.getFirst().replaceFirst("..$", "AA"));
        mustBe(200, null);
        firstSight(tokens);
        seenBefore("token check, seen before", tokens.getLast(), "aim: 50 µs");
    }

    /// Compiled code is measured: the first half of the tokens is for the compiler.
    private void firstSight(List<String> tokens) throws Exception {
        var half = tokens.size() / 2;
        asks(tokens.subList(0, half).iterator());
        asks(Collections.<@Nullable String>nCopies(half, null).iterator());
        var without =
                cpuOf(() -> asks(Collections.<@Nullable String>nCopies(half, null).iterator()));
        var with = cpuOf(() -> asks(tokens.subList(half, 2 * half).iterator()));
        report.figure(
                "token check, at first sight",
                (with - without) / half * 1e6,
                "µs",
                "once for each token of ten minutes; the JDK's verification of ES256 alone: %.0f µs"
                        .formatted(bareVerification()));
    }

    /// @return processor time of one in microseconds
    private static double bareVerification() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var keys = generator.generateKeyPair();
        var text = "x".repeat(400).getBytes(UTF_8);
        var signer = Signature.getInstance("SHA256withECDSAinP1363Format");
        signer.initSign(keys.getPrivate());
        signer.update(text);
        var signature = signer.sign();
        verify(keys, text, signature, 5_000);
        var threads = ManagementFactory.getThreadMXBean();
        var began = threads.getCurrentThreadCpuTime();
        verify(keys, text, signature, 5_000);
        return (threads.getCurrentThreadCpuTime() - began) / 1e3 / 5_000;
    }

    private static void verify(KeyPair keys, byte[] text, byte[] signature, int times)
            throws GeneralSecurityException {
        for (var i = 0; i < times; i++) {
            var verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(keys.getPublic());
            verifier.update(text);
            if (!verifier.verify(signature)) {
                throw new IllegalStateException("a good signature was refused");
            }
        }
    }

    private void seenBefore(String name, String token, String limit) throws Exception {
        var checks = new double[ROUNDS];
        var without = new double[ROUNDS];
        for (var i = -WARM_UP_ROUNDS; i < ROUNDS; i++) {
            var bare = perAsk(null);
            var check = perAsk(token) - bare;
            if (i >= 0) {
                without[i] = bare;
                checks[i] = check;
            }
        }
        Arrays.sort(checks);
        Arrays.sort(without);
        report.figure(
                name,
                checks[ROUNDS / 2],
                "µs",
                "%s; median of %d rounds, %.0f to %.0f; the request without a token takes %.0f µs"
                        .formatted(
                                limit, ROUNDS, checks[0], checks[ROUNDS - 1], without[ROUNDS / 2]));
    }

    private double perAsk(@Nullable String token) throws Exception {
        return cpuOf(() -> asks(Collections.<@Nullable String>nCopies(CHECKS, token).iterator()))
                / CHECKS
                * 1e6;
    }

    /// A whole school has signed out within the last minutes.
    ///
    /// @param token a good one
    /// @param others good ones of other sessions, one for each partition of `account-sessions`:
    ///   worthless afterwards
    void amongRevoked(String token, List<String> others) throws Exception {
        var before = Processes.liveHeap(pid);
        var began = System.nanoTime();
        try (var kafka =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", stack.kafka(), "linger.ms", "20"),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (var i = 0; i < REVOKED; i++) {
                kafka.send(
                        ended(
                                i % others.size(),
                                UUID.randomUUID().toString(),
                                UUID.randomUUID().toString()));
            }
            for (var i = 0; i < others.size(); i++) {
                var claims = claims(others.get(i));
                kafka.send(ended(i, claims.getString("sub"), claims.getString("sid")));
            }
        }
        // A partition is read in order, so after the last of each nothing is to come.
        for (var last : others) {
            while (ChatScenario.await(door.ask(last)) != 401) {
                Thread.onSpinWait();
            }
        }
        var heard = (System.nanoTime() - began) / 1e9;
        report.figure(
                "%,d ended sessions heard of".formatted(REVOKED),
                heard,
                "s",
                "sent and taken in, by all services at once");
        report.figure(
                "heap that they take of a service",
                (Processes.liveHeap(pid) - before) / 1e6,
                "MB",
                "for sixteen minutes");
        seenBefore("token check among %,d ended sessions".formatted(REVOKED), token, "aim: 50 µs");
    }

    private static ProducerRecord<String, byte[]> ended(
            int partition, String account, String session) {
        var event =
                new JsonObject()
                        .put("account", account)
                        .put("session", session)
                        .put("at", Instant.now().toString());
        var kafka =
                new ProducerRecord<>(
                        "account-sessions", partition, account, event.encode().getBytes(UTF_8));
        kafka.headers()
                .add("ce_specversion", "1.0".getBytes(UTF_8))
                .add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8))
                .add("ce_type", "org.homeroom.account.session-ended".getBytes(UTF_8))
                .add("ce_source", "bench".getBytes(UTF_8))
                .add("ce_time", Instant.now().toString().getBytes(UTF_8))
                .add("content-type", "application/json".getBytes(UTF_8));
        return kafka;
    }

    private static JsonObject claims(String token) {
        return new JsonObject(
                new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8));
    }

    private void mustBe(int status, @Nullable String token) throws Exception {
        var found = ChatScenario.await(door.ask(token));
        if (found != status) {
            throw new IllegalStateException(
                    "auth-service answered %d, not %d".formatted(found, status));
        }
    }

    private interface Work {
        void run() throws Exception;
    }

    /// Seconds of auth-service's processor time.
    private double cpuOf(Work work) throws Exception {
        var before = Processes.cpuSeconds(pid);
        work.run();
        return Processes.cpuSeconds(pid) - before;
    }

    private void asks(Iterator<? extends @Nullable String> tokens) throws Exception {
        var loops = new ArrayList<Future<?>>();
        for (var i = 0; i < AT_ONCE; i++) {
            var done = Promise.<Void>promise();
            loops.add(done.future());
            askAgain(tokens, done);
        }
        Future.all(loops).toCompletionStage().toCompletableFuture().get(5, TimeUnit.MINUTES);
    }

    private void askAgain(Iterator<? extends @Nullable String> tokens, Promise<Void> done) {
        String token;
        synchronized (tokens) {
            if (!tokens.hasNext()) {
                done.complete();
                return;
            }
            token = tokens.next();
        }
        door.ask(token)
                .onSuccess(status -> {
                    if (status == 200) {
                        askAgain(tokens, done);
                    } else {
                        done.fail("auth-service answered " + status);
                    }
                })
                .onFailure(done::fail);
    }
}
