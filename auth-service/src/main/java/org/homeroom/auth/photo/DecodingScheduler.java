package org.homeroom.auth.photo;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.homeroom.auth.AuthConfig;
import org.homeroom.auth.photo.Orientation.Square;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/// Makes photos on few threads of its own, behind a short queue: what one picture takes of memory
/// is bounded (see [PhotoMaker]), and so is how many there are at a time.
@Singleton
class DecodingScheduler {
    private static final Duration RETRY_WHEN_BUSY = Duration.ofSeconds(2);

    private final PhotoMaker maker;
    private final WorkerExecutor pool;
    private final Semaphore places;
    private final Timer timer;

    DecodingScheduler(AuthConfig config, Vertx vertx, MeterRegistry metrics) {
        var photos = config.photos();
        maker = new PhotoMaker(photos.decodingPatience());
        pool = vertx.createSharedWorkerExecutor("photo-decoding", photos.threads());
        places = new Semaphore(photos.threads() + photos.queue());
        timer = metrics.timer("homeroom.photo.decoding");
    }

    /// @param square of the upright picture; null for the largest in the middle
    /// @return fails with the problem `busy` when too many wait
    Uni<PhotoMaker.Result> make(Path file, @Nullable Square square) {
        return Uni.createFrom()
                .deferred(() -> {
                    if (!places.tryAcquire()) {
                        return Uni.createFrom().failure(busy());
                    }
                    return pool.executeBlocking(
                                    () ->
                                            timer.recordCallable(() ->
                                                    maker.make(Files.readAllBytes(file), square)),
                                    false)
                            .eventually(() -> places.release());
                });
    }

    private static Throwable busy() {
        return Problem.retry(
                        CommonProblem.BUSY,
                        "Too many people change their photo at this moment. Try again shortly.",
                        RETRY_WHEN_BUSY)
                .toHttp();
    }

    @PreDestroy
    void close() {
        pool.closeAndForget();
    }
}
