package org.homeroom.platform.problem;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/// Answers a body that is announced to be too long, before Quarkus does: with nothing but the
/// status, by closing the connection before the client has read it, and with one limit for all
/// paths.
@ApplicationScoped
final class BodyLimit {
    private final BodyLimitConfig config;

    BodyLimit(BodyLimitConfig config) {
        this.config = config;
    }

    void register(@Observes Router router) {
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1).handler(this::check);
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(this::count);
    }

    private void check(RoutingContext request) {
        var limit = own(request).orElse(config.bodyLimit()).asLongValue();
        var announced = request.request().getHeader(HttpHeaderNames.CONTENT_LENGTH);
        // Netty has refused what is no number.
        if (announced == null || Long.parseLong(announced) <= limit) {
            request.next();
            return;
        }
        request.request().endHandler(end -> request.request().connection().close());
        request.request().resume(); // what still comes is thrown away
        request.response().putHeader(HttpHeaderNames.CONNECTION, "close");
        Problem.of(CommonProblem.TOO_LARGE, "The body is larger than " + limit + " bytes.")
                .sendTo(request.response());
    }

    private Optional<MemorySize> own(RoutingContext request) {
        var path = request.normalizedPath();
        var parent = path.substring(0, path.lastIndexOf('/') + 1);
        return Optional.ofNullable(config.bodyLimits().get(path))
                .or(() -> Optional.ofNullable(config.bodyLimits().get(parent + "*")));
    }

    /// Has Quarkus cut a body that comes in chunks off at our limit, not at its own.
    private void count(RoutingContext request) {
        if (own(request).isEmpty()) {
            request.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, config.bodyLimit().asLongValue());
        }
        request.next();
    }
}
