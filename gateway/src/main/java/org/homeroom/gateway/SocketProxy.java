package org.homeroom.gateway;

import io.vertx.core.Future;
import io.vertx.core.Handler;
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

    /// @param failures told of every upgrade that the service did not answer
    SocketProxy(Vertx vertx, Origin origin, Consumer<GatewayProblem> failures) {
        this.vertx = vertx;
        this.origin = origin;
        this.failures = failures;
    }

    int open() {
        return tunnels.size();
    }

    /// Says goodbye (1001) to every browser; done when all are gone.
    Future<Void> close() {
        return Future.join(tunnels.stream().map(Tunnel::close).toList()).mapEmpty();
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest browser = ctx.request();
        if (browser.method() != HttpMethod.GET
                || !"websocket".equalsIgnoreCase(browser.getHeader(HttpHeaders.UPGRADE))) {
            GatewayProblem.UPGRADE_REQUIRED.send(ctx.response());
            return;
        }
        browser.pause();
        origin.open()
                .onFailure(away -> fail(browser, GatewayProblem.SERVICE_UNAVAILABLE))
                .onSuccess(exchange -> upgrade(browser, exchange));
    }

    private void upgrade(HttpServerRequest browser, Origin.Exchange exchange) {
        HttpClientRequest request = exchange.request();
        request.setMethod(HttpMethod.GET).setURI(browser.uri());
        browser.headers().remove(HttpHeaders.HOST);
        HopByHop.strip(browser.headers());
        request.headers().addAll(browser.headers());
        request.putHeader(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
        request.putHeader(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET);
        request.connect()
                .onFailure(
                        failure -> {
                            exchange.end();
                            fail(
                                    browser,
                                    failure instanceof TimeoutException
                                            ? GatewayProblem.GATEWAY_TIMEOUT
                                            : GatewayProblem.BAD_GATEWAY);
                        })
                .onSuccess(
                        response -> {
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
        browser.response().headers().remove(HttpHeaders.CONTENT_ENCODING).addAll(response.headers());
        browser.toNetSocket()
                .onFailure(
                        gone -> {
                            exchange.end();
                            service.close();
                        })
                .onSuccess(
                        socket -> {
                            var tunnel = new Tunnel(vertx.getOrCreateContext(), socket, service);
                            tunnels.add(tunnel);
                            tunnel.open()
                                    .onComplete(
                                            closed -> {
                                                exchange.end();
                                                tunnels.remove(tunnel);
                                            });
                        });
    }

    private static void refuse(
            HttpServerRequest browser, HttpClientResponse response, Origin.Exchange exchange) {
        HopByHop.strip(response.headers());
        browser.response().setStatusCode(response.statusCode());
        browser.response().headers().addAll(response.headers());
        if (!response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            browser.response().setChunked(true);
        }
        browser.resume();
        response.pipeTo(browser.response()).onComplete(sent -> exchange.end());
    }

    private void fail(HttpServerRequest browser, GatewayProblem problem) {
        failures.accept(problem);
        browser.resume();
        problem.send(browser.response());
    }
}
