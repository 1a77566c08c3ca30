package org.homeroom.chat.file;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/// Sends the body of an answer at the pace of whoever reads it: each write ends when its bytes have
/// left, and a reader who takes none for too long is hung up on.
public final class BodyProducer {
    private final Vertx vertx;
    private final HttpServerRequest request;
    private final Duration patience;

    /// @param patience how long a write may stand still
    public BodyProducer(Vertx vertx, HttpServerRequest request, Duration patience) {
        this.vertx = vertx;
        this.request = request;
        this.patience = patience;
    }

    /// Fails if the reader is gone.
    public Uni<Void> write(byte[] bytes) {
        return Uni.createFrom()
                .completionStage(() -> {
                    var stuck =
                            vertx.setTimer(patience.toMillis(), _ -> request.connection().close());
                    return request.response()
                            .write(Buffer.buffer(bytes))
                            .onComplete(_ -> vertx.cancelTimer(stuck))
                            .toCompletionStage();
                });
    }

    public Uni<Void> end() {
        return Uni.createFrom().completionStage(() -> request.response().end().toCompletionStage());
    }
}
