package org.homeroom.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// A service as a place to send requests to. A replica that does not take the connection has seen
/// nothing of the request, so the next one is asked, whatever the method.
final class Origin {
    private final Service service;
    private final Replicas replicas;
    private final HttpClient client;
    private final Duration connectTimeout;
    private final Duration responseTimeout;

    Origin(
            Service service,
            Replicas replicas,
            HttpClient client,
            Duration connectTimeout,
            Duration responseTimeout) {
        this.service = service;
        this.replicas = replicas;
        this.client = client;
        this.connectTimeout = connectTimeout;
        this.responseTimeout = responseTimeout;
    }

    Service service() {
        return service;
    }

    /// No replica took the connection.
    static final class Away extends Exception {
        private static final long serialVersionUID = 1;

        Away(Service service) {
            super(service.label() + " takes no connections", null, false, false);
        }
    }

    /// A request that a replica has taken the connection for.
    ///
    /// @param request nothing of it is sent yet
    record Exchange(HttpClientRequest request, Replicas.Replica replica) {
        private static Exchange begin(HttpClientRequest request, Replicas.Replica replica) {
            replica.open.incrementAndGet();
            return new Exchange(request, replica);
        }

        /// To be called once, when the replica has no more to do for it.
        void end() {
            replica.open.decrementAndGet();
        }
    }

    /// Fails with {@link Away}, and with nothing else.
    Future<Exchange> open() {
        return open(new HashSet<>());
    }

    private Future<Exchange> open(Set<Replicas.Replica> tried) {
        var next = replicas.next(tried);
        if (next.isEmpty()) {
            return Future.failedFuture(new Away(service));
        }
        var replica = next.get();
        tried.add(replica);
        return client.request(
                        new RequestOptions()
                                .setServer(replica.address)
                                .setHost(replica.address.host())
                                .setPort(replica.address.port())
                                .setSsl(replica.tls)
                                .setConnectTimeout(connectTimeout.toMillis())
                                .setIdleTimeout(responseTimeout.toMillis()))
                .map(request -> {
                    replicas.accepted(replica);
                    // The response tells the same; without a handler it is logged besides.
                    request.exceptionHandler(told -> {});
                    return Exchange.begin(request, replica);
                })
                .recover(refusal -> {
                    replicas.refused(replica);
                    return open(tried);
                });
    }
}
