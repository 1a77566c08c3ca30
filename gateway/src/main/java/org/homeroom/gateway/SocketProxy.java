package org.homeroom.gateway;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Passes WebSockets on to one service. The service sees the browser's own upgrade request and
/// decides; from then on a {@link Tunnel} passes bytes, so that subprotocols, extensions, pings and
/// close codes are between browser and service alone.
///
/// The proxy library's own upgrade is not used: it has no back-pressure, and answers a refused
/// upgrade without headers and body.
final class SocketProxy implements Handler<RoutingContext> {
    private final Vertx vertx;
    private final Origin origin;
    private final Consumer<GatewayProblem> failures;
    private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /// @param failures told of every upgrade that the service did not answer
    SocketProxy(Vertx vertx, Origin origin, Consumer<GatewayProblem> failures) {
        this.vertx = vertx;
        this.origin = origin;
        this.failures = failures;
    }

    int open() {
        return tunnels.size();
    }

    /// Says goodbye (1001) to every browser, those that come later included; done when all that are
    /// here now are gone.
    Future<Void> close() {
        closing = true;
        return Future.join(tunnels.stream().map(Tunnel::close).toList()).mapEmpty();
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest browser = ctx.request();
        if (!browser.method().equals(HttpMethod.GET)
                || !"websocket".equalsIgnoreCase(browser.getHeader(HttpHeaders.UPGRADE))) {
            GatewayProblem.UPGRADE_REQUIRED.send(ctx);
            return;
        }
        browser.pause();
        origin.open()
                .onFailure(away -> fail(ctx, GatewayProblem.SERVICE_UNAVAILABLE))
                .onSuccess(exchange -> upgrade(ctx, exchange));
    }

    private void upgrade(RoutingContext ctx, Origin.Exchange exchange) {
        HttpServerRequest browser = ctx.request();
        HttpClientRequest request = exchange.request();
        request.setMethod(HttpMethod.GET).setURI(browser.uri());
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(browser.headers());
        headers.remove(HttpHeaders.HOST);
        HopByHop.strip(headers);
        request.headers().addAll(headers);
        request.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
        request.putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
        request.connect()
                .onFailure(failure -> {
                    exchange.end();
                    fail(
                            ctx,
                            failure instanceof TimeoutException
                                    ? GatewayProblem.GATEWAY_TIMEOUT
                                    : GatewayProblem.BAD_GATEWAY);
                })
                .onSuccess(response -> {
                    if (response.statusCode() == 101) {
                        accept(browser, response, exchange);
                    } else {
                        refuse(browser, response, exchange);
                    }
                });
    }

    private void accept(
            HttpServerRequest browser, HttpClientResponse response, Origin.Exchange exchange) {
        NetSocket service = response.netSocket();
        // The service may speak first, and the browser's end is not there yet.
        service.pause();
        browser.response().setStatusCode(101);
        browser.response()
                .headers()
                .remove(HttpHeaders.CONTENT_ENCODING)
                .addAll(response.headers());
        // Composed because it throws, rather than fails, where the browser has hung up meanwhile.
        Future.succeededFuture(browser)
                .compose(HttpServerRequest::toNetSocket)
                .onFailure(gone -> {
                    exchange.end();
                    service.close();
                    browser.connection().close();
                })
                .onSuccess(socket -> {
                    var tunnel = new Tunnel(vertx.getOrCreateContext(), socket, service);
                    tunnels.add(tunnel);
                    tunnel.open()
                            .onComplete(closed -> {
                                exchange.end();
                                tunnels.remove(tunnel);
                            });
                    if (closing) {
                        tunnel.close();
                    }
                });
    }

    private static void refuse(
            HttpServerRequest browser, HttpClientResponse response, Origin.Exchange exchange) {
        if (browser.response().closed()) {
            exchange.end();
            response.exceptionHandler(told -> {});
            exchange.request().reset();
            return;
        }
        HopByHop.strip(response.headers());
        browser.response().setStatusCode(response.statusCode());
        browser.response().headers().addAll(response.headers());
        if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            browser.response().setChunked(true);
        }
        browser.resume();
        response.pipeTo(browser.response()).onComplete(sent -> exchange.end());
    }

    private void fail(RoutingContext ctx, GatewayProblem problem) {
        failures.accept(problem);
        problem.send(ctx);
    }
}
