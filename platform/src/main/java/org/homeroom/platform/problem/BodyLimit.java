package org.homeroom.platform.problem;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Answers a body that is announced to be over `quarkus.http.limits.max-body-size`, before Quarkus
/// does: with nothing but the status, and by closing the connection before the client has read it.
@ApplicationScoped
final class BodyLimit {
    private final long limit;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    void register(@Observes Router router) {
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 1).handler(this::check);
    }

    private void check(RoutingContext request) {
        var announced = request.request().getHeader(HttpHeaderNames.CONTENT_LENGTH);
        // Netty has refused what is no number.
        if (announced == null || Long.parseLong(announced) <= limit) {
            request.next();
            return;
        }
        var type = CommonProblem.TOO_LARGE;
        var problem =
                new JsonObject()
                        .put("type", type.uri().toString())
                        .put("title", type.title())
                        .put("status", type.status())
                        .put("detail", "The body is larger than " + limit + " bytes.");
        request.request().endHandler(end -> request.request().connection().close());
        request.request().resume(); // what still comes is thrown away
        request.response()
                .setStatusCode(type.status())
                .putHeader(HttpHeaderNames.CONNECTION, "close")
                .putHeader(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .end(problem.encode());
    }
}
