package org.homeroom.gateway;

import java.util.List;
import java.util.stream.Stream;

/// One line of the routing table: a path, everything below it, and the service that answers there.
/// Only what stands in {@link #TABLE} leaves the gateway; in particular no service's `/q` does.
sealed interface Route {

    List<Route> TABLE =
            List.of(
                    requests("/api/auth", Service.AUTH).uncompressed(),
                    requests("/api/users", Service.AUTH),
                    requests("/.well-known/jwks.json", Service.AUTH),
                    requests("/api/conversations", Service.CHAT),
                    requests("/api/files", Service.CHAT),
                    requests("/api/search", Service.CHAT),
                    requests("/api/notifications", Service.CHAT),
                    requests("/api/ice-servers", Service.SIGNALING),
                    requests("/api/meetings", Service.MEDIA),
                    requests("/api/playback", Service.SYNC),
                    sockets("/ws/chat", Service.CHAT),
                    sockets("/ws/signaling", Service.SIGNALING),
                    sockets("/ws/sync", Service.SYNC));

    /// Each service's OpenAPI document, for the one Swagger UI at `/q/swagger-ui`.
    List<Document> DOCUMENTS = Stream.of(Service.values()).map(Document::new).toList();

    String path();

    Service service();

    /// HTTP requests, passed on as they are.
    ///
    /// @param compressed false where an answer holds a secret next to what the caller sent: its
    ///   compressed length would tell about the secret (BREACH)
    record Requests(String path, Service service, boolean compressed) implements Route {
        Requests uncompressed() {
            return new Requests(path, service, false);
        }
    }

    /// WebSockets: nothing but an upgrade is answered here.
    record Sockets(String path, Service service) implements Route {}

    /// A single document that the service keeps among its internal paths.
    record Document(Service service) implements Route {
        static final String TARGET = "/q/openapi?format=json";

        @Override
        public String path() {
            return "/api/docs/" + service.label() + "/openapi";
        }
    }

    private static Requests requests(String path, Service service) {
        return new Requests(path, service, true);
    }

    private static Sockets sockets(String path, Service service) {
        return new Sockets(path, service);
    }
}
