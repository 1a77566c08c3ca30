package org.homeroom.platform.socket;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The AsyncAPI document of a service's socket, beside the OpenAPI document of its resources:
/// `META-INF/asyncapi/chat.json` of `chat-service` is at `/q/asyncapi`. A service without one has
/// no socket.
///
/// It is a route, since no JAX-RS path can lie below Quarkus' own `/q`.
@ApplicationScoped
final class SocketDocument {
    /// Before the routes of Quarkus, which answer 404 for what they do not know.
    private static final int FIRST = 1;

    private final String file;

    SocketDocument(@ConfigProperty(name = "quarkus.application.name") String service) {
        file = "META-INF/asyncapi/" + service.replaceFirst("-service$", "") + ".json";
    }

    void add(@Observes Router router) {
        if (Thread.currentThread().getContextClassLoader().getResource(file) == null) {
            return;
        }
        router.get("/q/asyncapi")
                .order(FIRST)
                .handler(request ->
                        request.response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                                .sendFile(file)
                                .onFailure(request::fail));
    }
}
