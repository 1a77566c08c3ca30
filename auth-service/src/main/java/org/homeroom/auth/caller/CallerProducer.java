package org.homeroom.auth.caller;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;

/// Reads the [Caller] out of a request. The gateway's word for the address counts only where
/// `quarkus.http.proxy` trusts it; it has been taken by the time a request arrives here.
@Singleton
public class CallerProducer {
    public Caller of(HttpServerRequest request) {
        return new Caller(
                request.remoteAddress().hostAddress(), request.getHeader(HttpHeaders.USER_AGENT));
    }
}
