package org.homeroom.gateway;

import static org.homeroom.gateway.Service.AUTH;
import static org.homeroom.gateway.Service.CHAT;
import static org.homeroom.gateway.Service.MEDIA;
import static org.homeroom.gateway.Service.SIGNALING;
import static org.homeroom.gateway.Service.SYNC;

import java.util.List;
import org.homeroom.gateway.Route.Requests.Bodies;

/// One line of the routing table: a path, everything below it, and the service that answers there.
/// Of two that fit, the first. Only what stands in {@link #TABLE} leaves the gateway.
sealed interface Route {

    List<Route> TABLE =
            List.of(
                    requests("/api/auth", AUTH).uncompressed(),
                    requests("/api/users/me/photo", AUTH).withBodies(Bodies.PHOTO),
                    requests("/api/users", AUTH),
                    requests("/api/admin", AUTH),
                    requests("/.well-known/jwks.json", AUTH),
                    requests("/api/conversations", CHAT),
                    requests("/api/files", CHAT).withBodies(Bodies.FILE).uncompressed(),
                    requests("/api/search", CHAT),
                    requests("/api/notifications", CHAT),
                    requests("/api/reports", CHAT),
                    requests("/api/ice-servers", SIGNALING),
                    requests("/api/meetings", MEDIA),
                    requests("/api/playback", SYNC),
                    sockets("/ws/chat", CHAT),
                    sockets("/ws/signaling", SIGNALING),
                    sockets("/ws/sync", SYNC),
                    new Document(AUTH),
                    new Document(CHAT),
                    new Document(SIGNALING),
                    new Document(MEDIA),
                    new Document(SYNC));

    String path();

    Service service();

    /// HTTP requests, passed on as they are.
    ///
    /// @param compressed false where an answer holds a secret next to what the caller sent: its
    ///   compressed length would tell about the secret (BREACH)
    record Requests(String path, Service service, boolean compressed, Bodies bodies)
            implements Route {
        /// What comes in the body, by which it may be long.
        enum Bodies {
            FORM,
            PHOTO,
            FILE
        }

        Requests uncompressed() {
            return new Requests(path, service, false, bodies);
        }

        Requests withBodies(Bodies longer) {
            return new Requests(path, service, compressed, longer);
        }
    }

    /// WebSockets: nothing but an upgrade is answered here.
    record Sockets(String path, Service service) implements Route {}

    /// A service's OpenAPI document, for the one Swagger UI at `/q/swagger-ui`: the only thing
    /// among its internal paths that can be had from outside.
    record Document(Service service) implements Route {
        static final String TARGET = "/q/openapi?format=json";

        @Override
        public String path() {
            return "/api/docs/" + service.label() + "/openapi";
        }
    }

    private static Requests requests(String path, Service service) {
        return new Requests(path, service, true, Bodies.FORM);
    }

    private static Sockets sockets(String path, Service service) {
        return new Sockets(path, service);
    }
}
