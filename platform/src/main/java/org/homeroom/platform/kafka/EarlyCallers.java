package org.homeroom.platform.kafka;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;

/// Refuses whoever comes with a token until this replica has caught up with Kafka, for those who
/// come without having asked `/q/health/ready`. Before, it does not know whose session has ended,
/// nor anybody's name; and a socket would miss what is said between its opening and the reader's.
@Singleton
final class EarlyCallers {
    /// Before authentication, which is at 200.
    private static final int FIRST = 250;

    private static final Duration RETRY_IN = Duration.ofSeconds(1);

    private final EventReaders readers;
    private volatile boolean late;

    EarlyCallers(EventReaders readers) {
        this.readers = readers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::passOrRefuse, FIRST);
    }

    private void passOrRefuse(RoutingContext request) {
        if (isLate() || !carriesToken(request)) {
            request.next();
            return;
        }
        Problem.retry(
                        CommonProblem.BUSY,
                        "The service is starting; try again in a moment.",
                        RETRY_IN)
                .sendTo(request.response());
    }

    private static boolean carriesToken(RoutingContext request) {
        var headers = request.request().headers();
        return headers.contains(HttpHeaderNames.AUTHORIZATION)
                || headers.contains(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL);
    }

    /// Once ready, a reader stays so.
    private boolean isLate() {
        if (!late) {
            late = readers.haveCaughtUp();
        }
        return late;
    }
}
