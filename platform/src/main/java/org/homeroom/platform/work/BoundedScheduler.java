package org.homeroom.platform.work;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;

/// Does dear work on few threads of its own, behind a short queue.
///
/// Past the queue a request is answered `busy` at once, and neither the event loop nor the other
/// work of the service ever waits for it.
public final class BoundedScheduler {
    private static final Duration RETRY_WHEN_BUSY = Duration.ofSeconds(2);

    private final WorkerExecutor pool;
    private final Semaphore places;
    private final String busy;

    /// @param name of the threads
    /// @param queue how many may wait for a thread
    /// @param busy what is said to those for whom there is no place
    public BoundedScheduler(Vertx vertx, String name, int threads, int queue, String busy) {
        this.pool = vertx.createSharedWorkerExecutor(name, threads);
        this.places = new Semaphore(threads + queue);
        this.busy = busy;
    }

    /// @return what the work answers; fails with the problem `busy` when too many wait
    public <T> Uni<T> schedule(Callable<T> work) {
        return Uni.createFrom()
                .deferred(() ->
                        places.tryAcquire()
                                ? pool.executeBlocking(work, false)
                                        .eventually(() -> places.release())
                                : Uni.createFrom()
                                        .failure(
                                                Problem.retry(
                                                                CommonProblem.BUSY,
                                                                busy,
                                                                RETRY_WHEN_BUSY)
                                                        .toHttp()));
    }

    public int freePlaces() {
        return places.availablePermits();
    }

    public void close() {
        pool.closeAndForget();
    }
}
