package org.homeroom.auth.photo;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Has photos deleted that are nobody's any more. Nobody waits for it: the bucket may be away.
@Singleton
class PhotoScheduler {
    private static final Logger LOG = Logger.getLogger(PhotoScheduler.class);

    private final PhotoStore photos;

    PhotoScheduler(PhotoStore photos) {
        this.photos = photos;
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> clear() {
        return photos.clear()
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("unused photos not deleted yet: %s", failure);
                    return Uni.createFrom().voidItem();
                });
    }
}
