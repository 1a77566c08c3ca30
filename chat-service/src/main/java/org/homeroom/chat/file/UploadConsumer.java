package org.homeroom.chat.file;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.homeroom.chat.ChatProblem;
import org.homeroom.chat.file.FileStore.Piece;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.IdSource;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.homeroom.platform.storage.ObjectStorage;
import org.jspecify.annotations.Nullable;

/// Takes what somebody uploads to the bucket, a piece at a time: while one is stored, no more is
/// read, so whoever is faster than the bucket waits, and each request holds one piece of memory.
///
/// When the line breaks, what has come of a piece is a piece: the upload goes on exactly there,
/// here or at another replica.
@Singleton
class UploadConsumer {
    private static final String OCTETS = "application/octet-stream";
    private static final Duration RETRY_WHEN_BUSY = Duration.ofSeconds(2);

    /// A caller in the middle of a long body reads the answer only if the connection stays open for
    /// a moment.
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final FileStore files;
    private final ObjectStorage storage;
    private final IdSource ids;
    private final int pieceBytes;
    private final Duration patience;
    private final Semaphore places;
    private final Counter received;

    UploadConsumer(
            Vertx vertx,
            FileStore files,
            ObjectStorage storage,
            IdSource ids,
            FileConfig config,
            MeterRegistry metrics) {
        this.vertx = vertx;
        this.files = files;
        this.storage = storage;
        this.ids = ids;
        this.pieceBytes = (int) config.piece().asLongValue();
        this.patience = config.patience();
        this.places = new Semaphore(config.uploadsAtOnce());
        this.received = metrics.counter("homeroom.chat.files.received.bytes");
    }

    /// Stores the request's body where the upload goes on.
    ///
    /// @param offset where the sender thinks that is
    /// @return where it goes on then; fails with a problem, and what has come until then is stored
    Uni<Long> consume(HttpServerRequest request, Upload upload, AccountId owner, long offset) {
        var verdict = upload.judge(offset, announced(request), pieceBytes);
        return switch (verdict) {
            case TAKE ->
                    places.tryAcquire()
                            ? Uni.createFrom()
                                    .completionStage(new Transfer(request, upload, owner)::begin)
                                    .onTermination()
                                    .invoke(() -> places.release())
                            : refuse(
                                    request,
                                    Problem.retry(
                                            CommonProblem.BUSY,
                                            "Too many files are uploaded at this moment.",
                                            RETRY_WHEN_BUSY));
            case OFFSET_WRONG -> refuse(request, offsetWrong());
            case TOO_MANY -> refuse(request, tooMany(upload));
            case TOO_FRAGMENTED ->
                    refuse(
                            request,
                            Problem.of(
                                    CommonProblem.TOO_MANY_REQUESTS,
                                    "The upload broke off too often. Begin it anew."));
        };
    }

    private static long announced(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        // Netty has refused what is no number.
        return length == null ? 0 : Long.parseLong(length);
    }

    private static Problem offsetWrong() {
        return Problem.of(
                ChatProblem.UPLOAD_OFFSET_WRONG,
                "The upload goes on elsewhere: ask where, and send from there.");
    }

    private static Problem tooMany(Upload upload) {
        return Problem.of(
                CommonProblem.TOO_LARGE,
                "The upload was to have %d bytes, and more come.".formatted(upload.bytes()));
    }

    /// Answers a request whose body nobody wants.
    <T> Uni<T> refuse(HttpServerRequest request, Problem problem) {
        discard(request);
        return Uni.createFrom().failure(problem.toHttp());
    }

    /// One that does not stop sending is cut off.
    private void discard(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        request.exceptionHandler(_ -> {});
        request.handler(_ -> {});
        request.resume();
        vertx.setTimer(LINGER.toMillis(), _ -> request.connection().close());
    }

    /// One request's body. All of it happens on the request's event loop.
    private final class Transfer {
        private final HttpServerRequest request;
        private final Upload upload;
        private final AccountId owner;
        private final CompletableFuture<Long> done = new CompletableFuture<>();

        private Buffer gathered = Buffer.buffer();
        private long offset;
        private boolean storing;
        private boolean over;
        private @Nullable Problem brokenOff;
        private boolean isHungUp;
        private boolean heard = true;

        Transfer(HttpServerRequest request, Upload upload, AccountId owner) {
            this.request = request;
            this.upload = upload;
            this.owner = owner;
            this.offset = upload.stored();
        }

        CompletableFuture<Long> begin() {
            var silence = vertx.setPeriodic(patience.toMillis(), _ -> listen());
            done.whenComplete((_, _) -> vertx.cancelTimer(silence));
            request.exceptionHandler(_ -> hungUp());
            request.endHandler(_ -> {
                over = true;
                goOn();
            });
            request.handler(this::receive);
            request.resume();
            if (request.response().closed()) {
                hungUp(); // before anybody listened
            }
            return done;
        }

        private void listen() {
            if (!heard && !storing) {
                breakOff("Nothing came for %d s.".formatted(patience.toSeconds()));
            }
            heard = false;
        }

        /// What has come until then may still wait to be received.
        private void hungUp() {
            if (over || isHungUp) {
                return;
            }
            isHungUp = true;
            request.resume();
            vertx.runOnContext(_ -> breakOff("The connection broke off."));
        }

        private void breakOff(String why) {
            if (!over) {
                brokenOff = Problem.of(CommonProblem.INVALID_REQUEST, why);
                over = true;
                goOn();
            }
        }

        private void receive(Buffer chunk) {
            heard = true;
            if (over) {
                return;
            }
            if (chunk.length() > upload.bytes() - offset - gathered.length()) {
                fail(tooMany(upload).toHttp());
                return;
            }
            gathered.appendBuffer(chunk);
            received.increment(chunk.length());
            if (gathered.length() >= pieceBytes && !isHungUp) {
                request.pause();
                goOn();
            }
        }

        private void goOn() {
            if (storing || done.isDone()) {
                return;
            }
            if (gathered.length() >= pieceBytes || over && gathered.length() > 0) {
                store();
            } else if (brokenOff != null) {
                fail(brokenOff.toHttp());
            } else if (over) {
                done.complete(offset);
            } else {
                request.resume();
            }
        }

        private void store() {
            storing = true;
            var bytes = gathered.getBytes();
            gathered = Buffer.buffer();
            var piece = new Piece(offset, bytes.length, ids.next(), upload.id());
            storage.put(FileKeys.piece(upload.id(), piece.object()), OCTETS, bytes)
                    .chain(() -> files.add(upload.id(), owner, piece))
                    .subscribe()
                    .with(
                            added -> {
                                storing = false;
                                heard = true;
                                if (added) {
                                    offset += piece.bytes();
                                    goOn();
                                } else {
                                    fail(offsetWrong().toHttp());
                                }
                            },
                            this::fail);
        }

        private void fail(Throwable why) {
            over = true;
            discard(request);
            done.completeExceptionally(why);
        }
    }
}
