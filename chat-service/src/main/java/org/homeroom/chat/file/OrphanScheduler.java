package org.homeroom.chat.file;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.homeroom.platform.storage.ObjectStorage;
import org.jboss.logging.Logger;

/// Removes files that nobody sends, and clears away what is left of those that were removed. Nobody
/// waits for it: the bucket may be away. Replicas do not get into each other's way.
@ApplicationScoped
class OrphanScheduler {
    private static final Logger LOG = Logger.getLogger(OrphanScheduler.class);

    /// Longer than an object takes that was on its way to the bucket when its file was removed.
    static final Duration ON_ITS_WAY = Duration.ofMinutes(5);

    private final FileStore files;
    private final ObjectStorage storage;

    OrphanScheduler(FileStore files, ObjectStorage storage) {
        this.files = files;
        this.storage = storage;
    }

    @Scheduled(
            every = "${chat.files.orphans-every:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> clear() {
        return remove().chain(this::forget)
                .onFailure()
                .invoke(failure -> LOG.warnf("files not cleared away yet: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    /// The connections close soon.
    void stop(@Observes ShutdownEvent event, Scheduler scheduler) {
        scheduler.pause();
    }

    private Uni<Void> remove() {
        return files.removeOrphans()
                .flatMap(removed -> {
                    if (removed == 0) {
                        return Uni.createFrom().voidItem();
                    }
                    LOG.infof("removed %d files that nobody sent", removed);
                    return remove();
                });
    }

    private Uni<Void> forget() {
        return files.forgetOne(ON_ITS_WAY, file -> storage.deleteAll(FileKeys.all(file)))
                .flatMap(found -> found ? forget() : Uni.createFrom().voidItem());
    }
}
