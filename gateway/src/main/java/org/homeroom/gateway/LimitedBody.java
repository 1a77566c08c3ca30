package org.homeroom.gateway;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/// A request body that fails once it is longer than allowed: a chunked one does not say so before.
final class LimitedBody implements ReadStream<Buffer> {
    private final ReadStream<Buffer> body;
    private final long limit;
    private final Runnable moved;
    private long received;
    private @Nullable Handler<Throwable> failed;

    /// @param limit in bytes
    /// @param moved told of every chunk
    LimitedBody(ReadStream<Buffer> body, long limit, Runnable moved) {
        this.body = body;
        this.limit = limit;
        this.moved = moved;
    }

    boolean isTooLong() {
        return received > limit;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        body.handler(handler == null ? null : chunk -> receive(chunk, handler));
        return this;
    }

    private void receive(Buffer chunk, Handler<Buffer> handler) {
        boolean alreadyFailed = isTooLong();
        received += chunk.length();
        moved.run();
        if (!isTooLong()) {
            handler.handle(chunk);
        } else if (!alreadyFailed && failed != null) {
            failed.handle(new IllegalStateException("body over " + limit + " bytes"));
        }
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        failed = handler;
        body.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        body.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        body.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        body.fetch(amount);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        body.endHandler(handler);
        return this;
    }
}
