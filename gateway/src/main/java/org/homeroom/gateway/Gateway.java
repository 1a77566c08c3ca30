package org.homeroom.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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
                                        service ->
                                                new Replicas(
                                                        config.urls(service),
                                                        InstantSource.system())));
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
                case Route.Requests(var path, var service, var compressed) -> {
                    var proxy = requestProxy(service, UnaryOperator.identity(), compressed);
                    router.route(path).order(SERVICES).handler(proxy);
                    router.route(path + "/*").order(SERVICES).handler(proxy);
                }
                case Route.Sockets(var path, var service) ->
                        router.route(path).order(SERVICES).handler(socketProxy(service));
                case Route.Document document -> document(router, document);
            }
        }
        Route.DOCUMENTS.forEach(document -> document(router, document));
        for (String reserved : RESERVED) {
            router.route(reserved)
                    .order(SERVICES + 1)
                    .handler(ctx -> GatewayProblem.NOT_FOUND.send(ctx));
        }
        // While developing, Quinoa's server has the client.
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            var client = new ClientFiles(Thread.currentThread().getContextClassLoader());
            router.routeWithRegex("/(?!q(/|$)).*").setName("client").order(CLIENT).handler(client);
        }
        router.route("/q/*").order(NOTHING_HERE).handler(ctx -> GatewayProblem.NOT_FOUND.send(ctx));
    }

    private void document(Router router, Route.Document document) {
        router.get(document.path())
                .order(SERVICES)
                .handler(requestProxy(document.service(), uri -> Route.Document.TARGET, true));
    }

    private RequestProxy requestProxy(
            Service service, UnaryOperator<String> target, boolean compressed) {
        var settings =
                new RequestProxy.Settings(
                        target,
                        config.gateway().bodyLimit().asLongValue(),
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

    /// Before Quarkus waits for the requests in progress, of which an open socket is one: it would
    /// wait for its whole limit. Browsers that are told 1001 connect again at once.
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        LOG.infof("closing %d sockets", sockets.stream().mapToInt(SocketProxy::open).sum());
        sockets.forEach(SocketProxy::close);
    }
}
