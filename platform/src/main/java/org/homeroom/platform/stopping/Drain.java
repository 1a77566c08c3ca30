package org.homeroom.platform.stopping;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Lets requests in progress end before the service stops.
///
/// Quarkus's own way (`quarkus.shutdown.timeout`) takes every socket that was ever opened for a
/// request that has not ended yet, and so waits its whole time at each stop.
@ApplicationScoped
final class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class);

    /// One party for each request in progress, and one for the service, which arrives last.
    private final Phaser inProgress = new Phaser(1);

    private final Duration limit;

    /// @param limit how long requests in progress are waited for
    Drain(
            @ConfigProperty(name = "homeroom.stopping.drain-within", defaultValue = "10s")
                    Duration limit) {
        this.limit = limit;
    }

    void count(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::count);
    }

    private void count(RoutingContext request) {
        if (request.request().getHeader(HttpHeaderNames.SEC_WEBSOCKET_KEY) == null) {
            inProgress.register();
            request.addEndHandler(ended -> inProgress.arriveAndDeregister());
        }
        request.next();
    }

    void await(
            @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER)
                    ShutdownDelayInitiatedEvent stop) {
        try {
            inProgress.awaitAdvanceInterruptibly(
                    inProgress.arrive(), limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            LOG.warnf("stopping with %d requests in progress", inProgress.getUnarrivedParties());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
