package org.homeroom.bench;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.homeroom.local.LocalStack;

/// chat-service's own database, for what would take too long to be done through chat-service.
final class ChatDatabase {
    private ChatDatabase() {}

    /// @param home of the stack, where its secrets lie
    /// @param connections at most; 1 or more
    static Pool open(LocalStack stack, Path home, Vertx vertx, int connections) throws IOException {
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(connections))
                .connectingTo(
                        PgConnectOptions.fromUri(stack.postgres().url("chat"))
                                .setCachePreparedStatements(true)
                                .setUser("chat")
                                .setPassword(
                                        Files.readString(home.resolve("secrets/database-chat"))))
                .using(vertx)
                .build();
    }
}
