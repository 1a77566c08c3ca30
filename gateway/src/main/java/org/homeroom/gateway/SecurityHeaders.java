package org.homeroom.gateway;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// What the browser is told to forbid, on every answer. Set last, over whatever a service says.
final class SecurityHeaders implements Handler<RoutingContext> {

    /// React Aria puts one `<style>` into the page, always the same text.
    private static final String REACT_ARIA_STYLE =
            "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

    private static final Map<String, String> FIXED =
            Map.of(
                    "X-Content-Type-Options", "nosniff",
                    "Referrer-Policy", "no-referrer",
                    "Cross-Origin-Opener-Policy", "same-origin",
                    "Cross-Origin-Resource-Policy", "same-origin",
                    "X-Frame-Options", "DENY",
                    "Permissions-Policy",
                            "camera=(self), microphone=(self), display-capture=(self), autoplay=(self),"
                                    + " fullscreen=(self), geolocation=(), payment=(), usb=()");

    /// What services and libraries say about themselves is of use to attackers only.
    private static final List<String> DROPPED = List.of("Server", "X-Powered-By");

    /// What services answer is no page: opened by itself, nothing in it may run or load.
    private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

    private final String policy;
    private final String swaggerPolicy;
    private final boolean https;

    SecurityHeaders(URI publicUrl) {
        this.https = "https".equalsIgnoreCase(publicUrl.getScheme());
        // 'self' covers sockets in CSP 3; Safari before 15.4 wants them named.
        String sockets = (https ? "wss://" : "ws://") + publicUrl.getRawAuthority();
        this.policy =
                policy("'self'", "'self' " + REACT_ARIA_STYLE, "connect-src 'self' " + sockets);
        // Swagger UI's page carries its own script and styles inline. Nothing of the client's runs
        // there, and no cookie of ours is sent from it but to /api/auth.
        this.swaggerPolicy =
                policy("'self' 'unsafe-inline'", "'self' 'unsafe-inline'", "connect-src 'self'");
    }

    private static String policy(String scripts, String styles, String connections) {
        return String.join(
                "; ",
                "default-src 'self'",
                "script-src " + scripts,
                "style-src " + styles,
                connections,
                "img-src 'self' blob: data:",
                "media-src 'self' blob:",
                "font-src 'self'",
                "worker-src 'self' blob:",
                "object-src 'none'",
                "frame-src 'none'",
                "frame-ancestors 'none'",
                "base-uri 'none'",
                "form-action 'self'");
    }

    private String policyFor(String path) {
        if (path.equals("/q/swagger-ui") || path.startsWith("/q/swagger-ui/")) {
            return swaggerPolicy;
        }
        return path.startsWith("/api/") ? API_POLICY : policy;
    }

    @Override
    public void handle(RoutingContext ctx) {
        String chosen = policyFor(ctx.normalizedPath());
        ctx.addHeadersEndHandler(sent -> {
            MultiMap headers = ctx.response().headers();
            DROPPED.forEach(headers::remove);
            FIXED.forEach(headers::set);
            headers.set("Content-Security-Policy", chosen);
            // A browser may keep whatever nobody forbade it to, and the next person read it.
            if (chosen.equals(API_POLICY) && !headers.contains("Cache-Control")) {
                headers.set("Cache-Control", "no-store");
            }
            if (https) {
                headers.set("Strict-Transport-Security", "max-age=31536000");
            }
        });
        ctx.next();
    }
}
