package org.homeroom.chat.message;

import static org.homeroom.chat.Classroom.bean;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.arc.Arc;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Clock;
import org.homeroom.chat.ChatConfig;
import org.homeroom.chat.Database;
import org.homeroom.chat.change.ChangeStore;
import org.homeroom.platform.id.IdSource;
import org.homeroom.platform.kafka.EventPublisher;

/// Another replica's stores: its own lanes, its own connections, the same database and Kafka.
public final class Replica implements AutoCloseable {
    public final MessageStore messages;
    public final ChangeStore changes;
    final PublicationStore publications;
    private final Pool pool;

    public Replica() {
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
        publications = new PublicationStore(pool, bean(EventPublisher.class));
        var told = Arc.container().beanManager().getEvent().select(MessagesCommitted.class);
        messages =
                new MessageStore(
                        pool,
                        publications,
                        told,
                        Clock.systemUTC(),
                        bean(IdSource.class),
                        bean(ChatConfig.class),
                        new SimpleMeterRegistry());
        changes =
                new ChangeStore(
                        pool, publications, told, Clock.systemUTC(), bean(ChatConfig.class));
    }

    @Override
    public void close() {
        pool.closeAndAwait();
    }
}
