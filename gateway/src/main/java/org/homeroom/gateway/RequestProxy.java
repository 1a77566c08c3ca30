package org.homeroom.gateway;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Passes HTTP requests on to one service. What the service says comes back as it is; what the
/// service does not say becomes a {@link GatewayProblem}.
final class RequestProxy implements Handler<RoutingContext>, ProxyInterceptor {
    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private static final String OUTGOING = "outgoing";

    /// Bytes below which the headers outweigh what compression saves.
    private static final int WORTH_COMPRESSING = 1024;

    private final Vertx vertx;
    private final HttpProxy proxy;
    private final Settings settings;

    /// @param target the path and query to ask the service for, given those of the request
    /// @param bodyLimit in bytes
    /// @param silence for how long the service may neither answer nor be sent anything
    /// @param compressed whether answers may be compressed on the way
    /// @param tracing whether the HTTP client adds a `traceparent` of its own
    /// @param failures told of every request that the service did not answer
    record Settings(
            UnaryOperator<String> target,
            long bodyLimit,
            Duration silence,
            boolean compressed,
            boolean tracing,
            Consumer<GatewayProblem> failures) {}

    RequestProxy(Vertx vertx, Origin origin, HttpClient client, Settings settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.proxy =
                HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                        .origin(context ->
                                origin.open()
                                        .map(exchange -> {
                                            context.set(OUTGOING, exchange.request());
                                            exchange.request()
                                                    .response()
                                                    .compose(RequestProxy::ended)
                                                    .onComplete(done -> exchange.end());
                                            return exchange.request();
                                        }))
                        .addInterceptor(this);
    }

    private static Future<Void> ended(HttpClientResponse response) {
        // The future tells the same; without a handler it is logged besides.
        response.exceptionHandler(told -> {});
        return response.end();
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (Bodies.announcedLength(ctx.request()) > settings.bodyLimit) {
            GatewayProblem.TOO_LARGE.send(ctx);
        } else {
            proxy.handle(ctx.request());
        }
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        ProxyRequest request = context.request();
        HttpServerRequest received = request.proxiedRequest();
        HopByHop.strip(request.headers());
        if (settings.tracing) {
            request.headers().remove("traceparent");
            request.headers().remove("tracestate");
        }
        request.setURI(settings.target.apply(request.getURI()));

        if (!Bodies.isAnnounced(received)) {
            request.setBody(null);
            received.resume();
            return context.sendRequest()
                    .recover(failure -> again(context, failure))
                    .recover(failure -> failed(context, failure));
        }
        var body =
                new LimitedBody(
                        request.getBody().stream(), settings.bodyLimit, () -> moved(context));
        request.setBody(Body.body(body, request.getBody().length()));
        return context.sendRequest()
                .recover(failure -> {
                    if (body.isTooLong()) {
                        Bodies.discardRest(vertx, received);
                        return answer(context, GatewayProblem.TOO_LARGE);
                    }
                    return failed(context, failure);
                });
    }

    /// The client's patience counts from the last byte of an answer, and an upload has none for as
    /// long as it moves.
    private void moved(ProxyContext context) {
        var outgoing = context.get(OUTGOING, HttpClientRequest.class);
        if (outgoing != null && !outgoing.response().isComplete()) {
            outgoing.idleTimeout(settings.silence.toMillis());
        }
    }

    /// A kept connection may have been closed just as the request went out. Asking twice is
    /// harmless where it changes nothing.
    private static Future<ProxyResponse> again(ProxyContext context, Throwable failure) {
        boolean silent = !(failure instanceof TimeoutException || failure instanceof Origin.Away);
        return silent && SAFE.contains(context.request().getMethod())
                ? context.sendRequest()
                : Future.failedFuture(failure);
    }

    private static GatewayProblem problem(Throwable failure) {
        return switch (failure) {
            case Origin.Away _ -> GatewayProblem.SERVICE_UNAVAILABLE;
            case TimeoutException _ -> GatewayProblem.GATEWAY_TIMEOUT;
            default -> GatewayProblem.BAD_GATEWAY;
        };
    }

    private Future<ProxyResponse> failed(ProxyContext context, Throwable failure) {
        var problem = problem(failure);
        settings.failures.accept(problem);
        return answer(context, problem);
    }

    private static Future<ProxyResponse> answer(ProxyContext context, GatewayProblem problem) {
        ProxyResponse response = context.request().release().response();
        response.setStatusCode(problem.status());
        response.setBody(Body.body(problem.toBuffer()));
        problem.headers().forEach(response::putHeader);
        return Future.succeededFuture(response);
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        var received = context.request().proxiedRequest();
        if (received.response().closed()) {
            // Who asked has hung up. The connection to the service ends with its answer unread.
            context.get(OUTGOING, HttpClientRequest.class).reset();
            return Future.succeededFuture();
        }
        HopByHop.strip(context.response().headers());
        if (context.response().getStatusCode() >= 400 && !received.isEnded()) {
            // A refusal in the middle of a body that the service reads no further.
            Bodies.discardRest(vertx, received);
        }
        chooseEncoding(context);
        return context.sendResponse();
    }

    /// Quarkus marks every answer `identity`; without the mark the server compresses. An answer
    /// that a service compressed, or that is short, binary or secret, stays as it is.
    private void chooseEncoding(ProxyContext context) {
        ProxyResponse response = context.response();
        MultiMap outgoing = context.request().proxiedRequest().response().headers();
        if (response.headers().contains(HttpHeaders.CONTENT_ENCODING)) {
            outgoing.remove(HttpHeaders.CONTENT_ENCODING);
            return;
        }
        var body = response.getBody();
        if (settings.compressed
                && !context.request().getMethod().equals(HttpMethod.HEAD)
                && body != null
                && (body.length() < 0 || body.length() >= WORTH_COMPRESSING)
                && MediaTypes.isCompressible(response.headers().get(HttpHeaders.CONTENT_TYPE))) {
            outgoing.remove(HttpHeaders.CONTENT_ENCODING);
            outgoing.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
    }
}
