package org.homeroom.chat;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.homeroom.platform.kafka.EventReaders;
import org.homeroom.platform.problem.CommonProblem;

/// Refuses requests and sockets until this replica has caught up with Kafka, for whoever comes
/// without having asked `/q/health/ready`. Before, it knows nobody's name, and a socket would miss
/// what is said between its opening and the reader's.
@Singleton
class NotReadyFilter {
    /// Before authentication, which is at 200.
    private static final int FIRST = 250;

    private static final int RETRY_AFTER_SECONDS = 1;

    private final EventReaders readers;
    private volatile boolean ready;

    NotReadyFilter(EventReaders readers) {
        this.readers = readers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::passOrRefuse, FIRST);
    }

    private void passOrRefuse(RoutingContext request) {
        if (isReady() || request.normalizedPath().startsWith("/q/")) {
            request.next();
            return;
        }
        var problem = CommonProblem.BUSY;
        request.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Retry-After", Integer.toString(RETRY_AFTER_SECONDS))
                .end(
                        new JsonObject()
                                .put("type", problem.uri().toString())
                                .put("title", problem.title())
                                .put("status", problem.status())
                                .put("detail", "The service is starting; try again in a moment.")
                                .put("retryAfter", RETRY_AFTER_SECONDS)
                                .encode());
    }

    /// Once ready, a reader stays so.
    private boolean isReady() {
        if (!ready) {
            ready = readers.call().getStatus() == HealthCheckResponse.Status.UP;
        }
        return ready;
    }
}
