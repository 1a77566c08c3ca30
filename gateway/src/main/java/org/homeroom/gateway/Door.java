package org.homeroom.gateway;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/// Where every request comes in. What two parsers could read differently is refused here, and the
/// headers are put right once, so that whatever stands behind can pass them on as they are.
final class Door implements Handler<RoutingContext> {
    static final String REQUEST_ID = "X-Request-Id";

    private static final MetricName REFUSED = new MetricName("/refused");

    private static final Set<HttpMethod> METHODS =
            Set.of(
                    HttpMethod.GET,
                    HttpMethod.HEAD,
                    HttpMethod.POST,
                    HttpMethod.PUT,
                    HttpMethod.PATCH,
                    HttpMethod.DELETE,
                    HttpMethod.OPTIONS);
    private static final Pattern SANE_REQUEST_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /// An escaped `/`, `\`, `.`, `%` or control character, a bare `\`, an empty segment, or a
    /// segment of dots alone: none of ours has them, and each has opened a hole somewhere.
    private static final Pattern ODD_PATH =
            Pattern.compile(
                    "%(2f|5c|2e|25|[01][0-9a-f]|7f)|[\\\\;]|//|/\\.{1,2}(/|$)",
                    Pattern.CASE_INSENSITIVE);

    /// Headers that only a proxy may set, or that some framework takes for the real address.
    private static final List<String> PROXY_HEADERS =
            List.of(
                    "Forwarded",
                    "X-Forwarded-For",
                    "X-Forwarded-Proto",
                    "X-Forwarded-Host",
                    "X-Forwarded-Port",
                    "X-Forwarded-Prefix",
                    "X-Forwarded-Server",
                    "X-Forwarded-Ssl",
                    "X-Forwarded-Tls-Client-Cert",
                    "X-Real-Ip",
                    "X-Original-Url",
                    "X-Original-Host",
                    "X-Rewrite-Url",
                    "X-Http-Method-Override",
                    "Proxy");

    private final Caller.TrustedProxies trusted;

    Door(Caller.TrustedProxies trusted) {
        this.trusted = trusted;
    }

    @Override
    public void handle(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        String requestId = requestId(request.headers());
        MDC.put("requestId", requestId);
        ctx.response().putHeader(REQUEST_ID, requestId);
        // The id is gone from the answer when a service sends one of its own; ours is the one that
        // was logged.
        ctx.addHeadersEndHandler(sent -> ctx.response().putHeader(REQUEST_ID, requestId));

        if (!METHODS.contains(request.method())) {
            refuse(ctx, GatewayProblem.METHOD_NOT_ALLOWED);
        } else if (!isPlain(request.path()) || !isFramedPlainly(request.headers())) {
            refuse(ctx, GatewayProblem.INVALID_REQUEST);
        } else {
            putRight(request, requestId);
            ctx.next();
        }
    }

    private static void refuse(RoutingContext ctx, GatewayProblem problem) {
        REFUSED.set(ctx);
        problem.send(ctx);
    }

    static boolean isPlain(@Nullable String path) {
        return path != null && path.startsWith("/") && !ODD_PATH.matcher(path).find();
    }

    /// The HTTP decoder refuses two lengths and drops the length of a chunked body. What it lets
    /// through is another coding than `chunked`, whose end nobody could be sure of.
    private static boolean isFramedPlainly(MultiMap headers) {
        return headers.getAll(HttpHeaders.TRANSFER_ENCODING).stream()
                .allMatch("chunked"::equalsIgnoreCase);
    }

    private static String requestId(MultiMap headers) {
        String given = headers.get(REQUEST_ID);
        return given != null && SANE_REQUEST_ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
    }

    private void putRight(HttpServerRequest request, String requestId) {
        MultiMap headers = request.headers();
        var authority = request.authority();
        var caller =
                Caller.of(
                        new Caller(
                                request.remoteAddress().hostAddress(),
                                request.isSSL() ? "https" : "http",
                                authority == null ? "" : authority.toString()),
                        headers,
                        trusted);
        PROXY_HEADERS.forEach(headers::remove);
        // The server has already said "100 Continue".
        headers.remove(HttpHeaders.EXPECT);
        headers.set(REQUEST_ID, requestId);
        headers.set("X-Forwarded-For", caller.address());
        headers.set("X-Forwarded-Proto", caller.scheme());
        headers.set("X-Forwarded-Host", caller.host());
    }
}
