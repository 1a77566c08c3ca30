package org.homeroom.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/// The gateway's own refusals, RFC 9457. Where a service has the same refusal, the name is the
/// same.
enum GatewayProblem {
    INVALID_REQUEST(
            400,
            "invalid-request",
            "Invalid request",
            "The path is not in its plain form, or the framing of the body is in doubt."),
    NOT_FOUND(404, "not-found", "Not found", "There is nothing at this address."),
    METHOD_NOT_ALLOWED(
            405, "method-not-allowed", "Method not allowed", "This method is not used here."),
    TOO_LARGE(413, "too-large", "Too large", "The body is longer than this address takes."),
    UPGRADE_REQUIRED(
            426,
            "upgrade-required",
            "Upgrade required",
            "Only WebSockets are answered at this address."),
    BAD_GATEWAY(
            502,
            "bad-gateway",
            "Bad gateway",
            "The service broke off before it answered; the request may or may not have been carried out."),
    SERVICE_UNAVAILABLE(
            503,
            "service-unavailable",
            "Service unavailable",
            "The service is away for a moment. Nothing was done; try again soon."),
    GATEWAY_TIMEOUT(
            504,
            "gateway-timeout",
            "Gateway timeout",
            "The service did not answer in time; the request may or may not have been carried out.");

    static final String MEDIA_TYPE = "application/problem+json";

    /// Seconds after which a service that is away is worth another try: a restart takes a few.
    static final int RETRY_AFTER = 2;

    private final int status;
    private final String slug;
    private final String title;
    private final String detail;

    GatewayProblem(int status, String slug, String title, String detail) {
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.detail = detail;
    }

    int status() {
        return status;
    }

    String slug() {
        return slug;
    }

    Buffer toBuffer() {
        var problem =
                new JsonObject()
                        .put("type", "urn:homeroom:problem:" + slug)
                        .put("title", title)
                        .put("status", status)
                        .put("detail", detail);
        if (this == SERVICE_UNAVAILABLE) {
            problem.put("retryAfter", RETRY_AFTER);
        }
        return problem.toBuffer();
    }

    Map<String, String> headers() {
        var headers = new HashMap<String, String>();
        headers.put("Content-Type", MEDIA_TYPE);
        // A refusal is about this moment; nobody may keep it.
        headers.put("Cache-Control", "no-store");
        switch (this) {
            case SERVICE_UNAVAILABLE -> headers.put("Retry-After", Integer.toString(RETRY_AFTER));
            case UPGRADE_REQUIRED -> headers.put("Upgrade", "websocket");
            default -> {}
        }
        return headers;
    }

    /// Answers a request whose body, if it has one, nobody has read.
    void send(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        HttpServerResponse response = request.response();
        response.setStatusCode(status);
        headers().forEach(response::putHeader);
        if (Bodies.isAnnounced(request)) {
            Bodies.discardRest(ctx.vertx(), request);
        } else {
            request.resume();
        }
        response.end(toBuffer());
    }
}
