package org.homeroom.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/// Request bodies: whether there is one, and what becomes of one that nobody wants.
final class Bodies {
    private static final Duration LINGER = Duration.ofSeconds(1);

    private Bodies() {}

    static boolean isAnnounced(HttpServerRequest request) {
        return announcedLength(request) > 0
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /// In bytes, 0 when none is announced. The decoder has refused what is not a number.
    static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    /// To be called before the response is sent, which will be the connection's last. A caller in
    /// the middle of a long body reads the answer only if the connection stays open for a moment;
    /// one that does not stop sending is then cut off.
    static void discardRest(Vertx vertx, HttpServerRequest request) {
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        request.resume();
        vertx.setTimer(LINGER.toMillis(), timer -> request.connection().close());
    }
}
