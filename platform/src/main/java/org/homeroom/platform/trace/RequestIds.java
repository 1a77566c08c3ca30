package org.homeroom.platform.trace;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/// Puts the id that the gateway gave a request (or made: whoever comes past it has none) into every
/// line that is logged for it, as `requestId`: what one request did in several services is found by
/// one word, and no line has to name the person.
@ApplicationScoped
final class RequestIds {
    static final String HEADER = "X-Request-Id";
    private static final String KEY = "requestId";

    /// What the gateway lets through; here too, since it is written down.
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    void register(@Observes Router router) {
        // Before whatever else may log.
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT - 2).handler(this::note);
    }

    private void note(RoutingContext request) {
        // Kept in the request's own context, which goes with it from thread to thread.
        MDC.put(KEY, sane(request.request().getHeader(HEADER)));
        request.next();
    }

    private static String sane(@Nullable String given) {
        return given != null && SANE.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }
}
