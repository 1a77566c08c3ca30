package org.homeroom.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.homeroom.auth.AuthConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashingSchedulerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Password PASSWORD = new Password("correct horse battery");

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    private HashingScheduler hashing(int threads, int queue) {
        var config =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withMapping(AuthConfig.class)
                        .withDefaultValue("homeroom.auth.public-url", "https://class.example.org")
                        .withDefaultValue("homeroom.auth.passwords.threads", "" + threads)
                        .withDefaultValue("homeroom.auth.passwords.queue", "" + queue)
                        .build()
                        .getConfigMapping(AuthConfig.class);
        return new HashingScheduler(config, vertx, metrics);
    }

    @Test
    void theDefaultCostIsTheOneThatOwaspRecommends() {
        var hash = hashing(1, 1).hash(PASSWORD).await().atMost(PATIENCE);

        assertThat(hash.phc()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void whatWasHashedMatchesAndNothingElse() {
        var hashing = hashing(2, 2);
        var hash = hashing.hash(PASSWORD).await().atMost(PATIENCE);

        assertThat(hashing.matches(PASSWORD, hash).await().atMost(PATIENCE)).isTrue();
        assertThat(hashing.matches(new Password("another one"), hash).await().atMost(PATIENCE))
                .isFalse();
        assertThat(hashing.matchesNobody(PASSWORD).await().atMost(PATIENCE)).isFalse();
        assertThat(hashing.hash(PASSWORD).await().atMost(PATIENCE)).isNotEqualTo(hash);
    }

    @Test
    void nobodysPasswordIsNotASkeletonKey() {
        var hashing = hashing(1, 1);

        assertThat(
                        hashing.matchesNobody(new Password("nobody has this one"))
                                .await()
                                .atMost(PATIENCE))
                .isFalse();
    }

    @Test
    void pastTheQueueItIsBusyAndThenFreeAgain() {
        var hashing = hashing(1, 1);
        var running =
                Stream.generate(() -> hashing.hash(PASSWORD).subscribeAsCompletionStage())
                        .limit(2)
                        .toArray(CompletableFuture[]::new);

        assertThatThrownBy(() -> hashing.hash(PASSWORD).await().atMost(PATIENCE))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> {
                            assertThat(problem.getStatusCode()).isEqualTo(503);
                            assertThat(problem.getType()).hasToString("urn:homeroom:problem:busy");
                            assertThat(problem.getHeaders()).containsEntry("Retry-After", 2L);
                        });

        CompletableFuture.allOf(running).join();
        assertThat(hashing.hash(PASSWORD).await().atMost(PATIENCE)).isNotNull();
    }

    @Test
    void theEventLoopGoesOnMeanwhile() {
        var hashing = hashing(2, 30);
        var loop = vertx.getOrCreateContext();
        var beats = new CompletableFuture<Long>();
        var hashes = new CompletableFuture<Void>();

        loop.runOnContext(() -> {
            var started = System.nanoTime();
            var all =
                    Stream.generate(() -> hashing.hash(PASSWORD).subscribeAsCompletionStage())
                            .limit(20)
                            .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(all).thenRun(() -> hashes.complete(null));
            loop.runOnContext(() -> beats.complete(System.nanoTime() - started));
        });

        // Its next turn comes before the hashes are through: none of them ran on it.
        beats.join();
        assertThat(hashes).isNotDone();
        hashes.join();
        assertThat(metrics.get("homeroom.password.hashing").timer().count()).isEqualTo(20);
    }
}
