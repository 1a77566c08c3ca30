package org.homeroom.auth.photo;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import org.homeroom.auth.AuthConfig;
import org.homeroom.platform.picture.Area;
import org.homeroom.platform.work.BoundedScheduler;
import org.jspecify.annotations.Nullable;

/// Makes photos on few threads of its own, behind a short queue: what one picture takes of memory
/// is bounded (see [PhotoMaker]), and so is how many there are at a time.
@Singleton
class DecodingScheduler {
    private final PhotoMaker maker;
    private final BoundedScheduler scheduler;
    private final Timer timer;

    DecodingScheduler(AuthConfig config, Vertx vertx, MeterRegistry metrics) {
        var photos = config.photos();
        maker = new PhotoMaker(photos.decodingPatience());
        scheduler =
                new BoundedScheduler(
                        vertx,
                        "photo-decoding",
                        photos.threads(),
                        photos.queue(),
                        "Too many people change their photo at this moment. Try again shortly.");
        timer = metrics.timer("homeroom.photo.decoding");
    }

    /// @param square of the upright picture; null for the largest in the middle
    /// @return fails with the problem `busy` when too many wait
    Uni<PhotoMaker.Result> make(Path file, @Nullable Area square) {
        return scheduler.schedule(
                () -> timer.recordCallable(() -> maker.make(Files.readAllBytes(file), square)));
    }

    @PreDestroy
    void close() {
        scheduler.close();
    }
}
