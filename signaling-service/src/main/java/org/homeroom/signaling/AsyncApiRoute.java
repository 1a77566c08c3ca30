package org.homeroom.signaling;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// The AsyncAPI document of the socket, beside the OpenAPI document of the resources. It is a
/// route, since no JAX-RS path can lie below Quarkus' own `/q`.
@ApplicationScoped
class AsyncApiRoute {
    /// Before the routes of Quarkus, which answer 404 for what they do not know.
    private static final int FIRST = 1;

    void add(@Observes Router router) {
        router.get("/q/asyncapi")
                .order(FIRST)
                .handler(request ->
                        request.response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                                .sendFile("META-INF/asyncapi/signaling.json")
                                .onFailure(request::fail));
    }
}
