package org.homeroom.chat.file;

import static org.homeroom.chat.Classroom.bean;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Clock;
import org.homeroom.chat.Database;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.IdSource;
import org.homeroom.platform.problem.Problem;
import org.homeroom.platform.storage.ObjectStorage;
import org.homeroom.platform.storage.StorageConfig;

/// What takes uploads in another replica: its own memory and connections, the same database and
/// bucket. It believes everybody to be the one person.
final class OtherReplica implements AutoCloseable {
    private final Pool pool;
    private final ObjectStorage storage;
    private final HttpServer server;
    private final FileStore files;
    private final UploadConsumer uploads;
    private final AccountId owner;

    OtherReplica(AccountId owner) {
        this.owner = owner;
        pool =
                Pool.newInstance(
                        PgBuilder.pool()
                                .connectingTo(
                                        PgConnectOptions.fromUri(
                                                        Database.setting(
                                                                "quarkus.datasource.reactive.url"))
                                                .setUser(
                                                        Database.setting(
                                                                "quarkus.datasource.username"))
                                                .setPassword(
                                                        Database.setting(
                                                                "quarkus.datasource.password")))
                                .with(new PoolOptions().setMaxSize(4))
                                .using(bean(Vertx.class))
                                .build());
        storage = new ObjectStorage(bean(StorageConfig.class), "away");
        files =
                new FileStore(
                        pool, Clock.systemUTC(), bean(IdSource.class), bean(FileConfig.class));
        uploads =
                new UploadConsumer(
                        bean(Vertx.class),
                        files,
                        storage,
                        bean(IdSource.class),
                        bean(FileConfig.class),
                        new SimpleMeterRegistry());
        server =
                bean(Vertx.class)
                        .createHttpServer()
                        .requestHandler(this::patch)
                        .listen(0, "localhost")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
    }

    private void patch(HttpServerRequest request) {
        request.pause();
        var offset = Long.parseLong(request.getHeader("Upload-Offset"));
        files.upload(Tus.id(request.path()), owner)
                .chain(upload -> uploads.consume(request, upload.orElseThrow(), owner, offset))
                .subscribe()
                .with(
                        stored -> request.response().setStatusCode(204).end(),
                        failure -> Problem.send((HttpProblem) failure, request.response()));
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        storage.close();
        pool.closeAndAwait();
    }
}
