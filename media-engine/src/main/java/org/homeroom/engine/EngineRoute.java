package org.homeroom.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.homeroom.engine.rpc.KurentoSocket;

/// The engine as a server of its own: Kurento's socket, health and metrics at one port.
@ApplicationScoped
@Readiness
class EngineRoute implements HealthCheck, HttpServerOptionsCustomizer {
    private final EngineConfig config;
    private final MeterRegistry metrics;
    private volatile Optional<MediaEngine> engine = Optional.empty();

    EngineRoute(EngineConfig config, MeterRegistry metrics) {
        this.config = config;
        this.metrics = metrics;
    }

    void start(@Observes Router router) throws IOException {
        var started =
                MediaEngine.start(
                        new MediaEngine.Config(
                                new InetSocketAddress(config.udpHost(), config.udpPort()),
                                config.announced().orElse(List.of()),
                                Optional.empty(),
                                config.kept(),
                                InstantSource.system()));
        engine = Optional.of(started);
        metrics.gauge("media_engine_lines", started, MediaEngine::lines);
        metrics.gauge("media_engine_objects", started, MediaEngine::objects);
        metrics.gauge("media_engine_sessions", started, MediaEngine::sessions);
        metrics.gauge("media_engine_sockets", started.socket(), KurentoSocket::open);
        // after the routes of health and metrics: any other path is refused on a socket's terms
        router.route().last().handler(context -> started.socket().handle(context.request()));
    }

    void stop(@Observes ShutdownEvent shutdown) throws IOException {
        if (engine.isPresent()) {
            engine.get().close();
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("media").status(engine.isPresent()).build();
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        KurentoSocket.customize(options);
    }
}
