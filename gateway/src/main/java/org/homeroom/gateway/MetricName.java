package org.homeroom.gateway;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/// The `uri` under which a request is counted: that of its route. The path itself would make a
/// series of every conversation, and give away the token of a verification link.
record MetricName(String uri) implements Handler<RoutingContext> {
    /// Where Quarkus' HTTP metrics look for it.
    private static final String KEY = "UrlPathTemplate";

    @Override
    public void handle(RoutingContext ctx) {
        set(ctx);
        ctx.next();
    }

    void set(RoutingContext ctx) {
        ctx.vertx().getOrCreateContext().putLocal(KEY, uri);
    }
}
