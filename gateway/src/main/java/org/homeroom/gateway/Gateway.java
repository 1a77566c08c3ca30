package org.homeroom.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Puts the pieces together: the door that every request passes, the routing table, the client.
@ApplicationScoped
class Gateway {
    private static final Logger LOG = Logger.getLogger(Gateway.class);

    /// After Quarkus' own marks, before the static files; Quinoa's development server (1100) comes
    /// after the services.
    private static final int SERVICES = RouteConstants.ROUTE_ORDER_BEFORE_DEFAULT;

    private static final int CLIENT = SERVICES + 200;
    private static final int NOTHING_HERE = RouteConstants.ROUTE_ORDER_AFTER_DEFAULT;

    /// After the door, before Quarkus' own routes below `/q`.
    private static final int BEFORE_QUARKUS = -10;

    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration DRAIN_POLL = Duration.ofMillis(20);

    /// Paths that are never the client's.
    private static final List<String> RESERVED = List.of("/api/*", "/ws/*", "/.well-known/*");

    private final GatewayConfig config;
    private final Vertx vertx;
    private final MeterRegistry metrics;
    private final boolean tracing;
    private final HttpClient requests;
    private final HttpClient upgrades;
    private final Map<Service, Replicas> replicas;
    private final List<SocketProxy> sockets = new ArrayList<>();

    Gateway(
            GatewayConfig config,
            Vertx vertx,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean tracingOff) {
        this.config = config;
        this.vertx = vertx;
        this.metrics = metrics;
        this.tracing = !tracingOff;
        var pool = new PoolOptions().setHttp1MaxSize(config.gateway().connectionsPerReplica());
        // A body that stops half-way ends with its connection; a second more than the response has,
        // so that a silent service is a timeout and not a broken connection.
        int silence = (int) config.gateway().responseTimeout().plusSeconds(1).toSeconds();
        this.requests = vertx.createHttpClient(clientOptions().setIdleTimeout(silence), pool);
        // Every socket keeps its connection for as long as it lives.
        this.upgrades =
                vertx.createHttpClient(clientOptions(), new PoolOptions().setHttp1MaxSize(1 << 20));
        this.replicas =
                Stream.of(Service.values())
                        .collect(
                                Collectors.toMap(
                                        Function.identity(),
                                        service -> new Replicas(config.urls(service), CLOCK)));
    }

    private HttpClientOptions clientOptions() {
        return new HttpClientOptions()
                .setConnectTimeout((int) config.gateway().connectTimeout().toMillis());
    }

    void filters(@Observes Filters filters) {
        var trusted = Caller.TrustedProxies.of(config.trustedProxies().orElse(List.of()));
        filters.register(new SecurityHeaders(config.publicUrl()), 1_000);
        filters.register(new Door(trusted), 900);
    }

    void routes(@Observes Router router) {
        for (Route route : Route.TABLE) {
            switch (route) {
                case Route.Requests(var path, var service, var compressed, var bodies) -> {
                    var limit =
                            switch (bodies) {
                                case FORM -> config.gateway().bodyLimit();
                                case PHOTO -> config.gateway().uploadLimit();
                                case FILE -> config.gateway().fileLimit();
                            };
                    var proxy = requestProxy(service, UnaryOperator.identity(), limit, compressed);
                    add(router.route(path), SERVICES, path, proxy);
                    add(router.route(path + "/*"), SERVICES, path, proxy);
                }
                case Route.Sockets(var path, var service) ->
                        add(router.route(path), SERVICES, path, socketProxy(service));
                case Route.Document(var service) -> {
                    var proxy =
                            requestProxy(
                                    service,
                                    uri -> Route.Document.TARGET,
                                    config.gateway().bodyLimit(),
                                    true);
                    add(router.get(route.path()), SERVICES, route.path(), proxy);
                }
            }
        }
        for (String reserved : RESERVED) {
            add(router.route(reserved), SERVICES + 1, reserved, GatewayProblem.NOT_FOUND::send);
        }
        // While developing, Quinoa's server has the client.
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            var client = new ClientFiles(Thread.currentThread().getContextClassLoader());
            add(router.routeWithRegex("/(?!q(/|$)).*"), CLIENT, "/*", client);
        }
        // Swagger UI's extension brings a document of the gateway's own, with nothing in it.
        add(router.route("/q/openapi*"), BEFORE_QUARKUS, "/q/*", GatewayProblem.NOT_FOUND::send);
        add(router.route("/q/*"), NOTHING_HERE, "/q/*", GatewayProblem.NOT_FOUND::send);
    }

    /// @param uri the name under which requests to this route are counted
    private static void add(
            io.vertx.ext.web.Route at, int order, String uri, Handler<RoutingContext> handler) {
        at.order(order).handler(new MetricName(uri)).handler(handler);
    }

    private RequestProxy requestProxy(
            Service service,
            UnaryOperator<String> target,
            MemorySize bodyLimit,
            boolean compressed) {
        var settings =
                new RequestProxy.Settings(
                        target,
                        bodyLimit.asLongValue(),
                        config.gateway().responseTimeout(),
                        compressed,
                        tracing,
                        failures(service));
        return new RequestProxy(vertx, origin(service, requests), requests, settings);
    }

    private SocketProxy socketProxy(Service service) {
        var proxy = new SocketProxy(vertx, origin(service, upgrades), failures(service));
        sockets.add(proxy);
        Gauge.builder("gateway.sockets", proxy, SocketProxy::open)
                .description("Open WebSockets")
                .tag("service", service.label())
                .register(metrics);
        return proxy;
    }

    private Origin origin(Service service, HttpClient client) {
        return new Origin(
                service,
                Objects.requireNonNull(replicas.get(service)),
                client,
                config.gateway().connectTimeout(),
                config.gateway().responseTimeout());
    }

    private Consumer<GatewayProblem> failures(Service service) {
        return problem ->
                Counter.builder("gateway.service.failures")
                        .description("Requests that a service did not answer")
                        .tag("service", service.label())
                        .tag("problem", problem.slug())
                        .register(metrics)
                        .increment();
    }

    /// Browsers are told 1001 and connect again at once, elsewhere; requests in progress get their
    /// answers, for so long. Quarkus' own wait is off: it takes an upgraded request for one that
    /// never ends.
    void stop(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        LOG.infof("closing %d sockets", sockets.stream().mapToInt(SocketProxy::open).sum());
        sockets.forEach(SocketProxy::close);
        Instant deadline = CLOCK.instant().plus(config.gateway().drainTimeout());
        while (isBusy() && CLOCK.instant().isBefore(deadline)) {
            Thread.sleep(DRAIN_POLL);
        }
    }

    /// True while a service has something to answer, or a socket open.
    boolean isBusy() {
        return replicas.values().stream().anyMatch(Replicas::areBusy);
    }
}
