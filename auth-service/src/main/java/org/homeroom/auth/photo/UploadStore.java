package org.homeroom.auth.photo;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.homeroom.auth.AuthConfig;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;

/// Receives what somebody sends into a file that is gone when it has been looked at. However slow
/// the sender, nobody waits: no thread, no memory, and not for ever.
@Singleton
class UploadStore {
    private final Vertx vertx;
    private final long limit;
    private final Duration patience;

    UploadStore(Vertx vertx, AuthConfig config) {
        this.vertx = vertx;
        this.limit = config.photos().limit().asLongValue();
        this.patience = config.photos().uploadPatience();
    }

    /// @param look is given the file, which is there until the result is
    /// @return fails with the problem `too-large` as soon as more has come than is taken, and with
    ///   `invalid-request` if it does not come in time
    <T> Uni<T> receive(HttpServerRequest request, Function<Path, Uni<T>> look) {
        var files = vertx.fileSystem();
        return Uni.createFrom()
                .completionStage(
                        () -> files.createTempFile("homeroom-photo-", "").toCompletionStage())
                .chain(file ->
                        Uni.createFrom()
                                .completionStage(() -> write(request, file).toCompletionStage())
                                .ifNoItem()
                                .after(patience)
                                .failWith(UploadStore::tooSlow)
                                .chain(() -> look.apply(Path.of(file)))
                                .eventually(() ->
                                        Uni.createFrom()
                                                .completionStage(() ->
                                                        files.delete(file).toCompletionStage())));
    }

    private Future<Void> write(HttpServerRequest request, String path) {
        return vertx.fileSystem()
                .open(path, new OpenOptions().setWrite(true).setCreate(false))
                .compose(file -> copy(request, file).eventually(() -> file.close()));
    }

    private Future<Void> copy(HttpServerRequest request, AsyncFile file) {
        var done = Promise.<Void>promise();
        var received = new long[1];
        request.exceptionHandler(done::tryFail);
        request.endHandler(_ -> done.tryComplete());
        request.handler(chunk -> {
            received[0] += chunk.length();
            if (received[0] > limit) {
                done.tryFail(tooLarge());
                return;
            }
            file.write(chunk).onFailure(done::tryFail);
            if (file.writeQueueFull()) {
                request.pause();
                file.drainHandler(_ -> request.resume());
            }
        });
        request.resume();
        return done.future();
    }

    private Throwable tooLarge() {
        return Problem.of(
                        CommonProblem.TOO_LARGE,
                        "The picture is larger than %d bytes.".formatted(limit))
                .toHttp();
    }

    private static Throwable tooSlow() {
        return Problem.of(CommonProblem.INVALID_REQUEST, "The picture did not come in time.")
                .toHttp();
    }
}
