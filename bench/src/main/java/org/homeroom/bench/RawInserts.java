package org.homeroom.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.homeroom.local.LocalStack;

/// The limit of any chat on this machine: the same statement, in the same PostgreSQL, from a bare
/// client with as many connections as chat-service has. Nobody is told, checked or asked.
final class RawInserts implements AutoCloseable {
    private static final int CONNECTIONS = 16;
    private static final String TEXT =
            "Did you get question three? Mine grew towards the window, 往光的方向長。";

    private static final String INSERT =
            """
            WITH numbered AS (
                UPDATE conversation SET last_number = last_number + $2 WHERE id = $1
                RETURNING last_number - $2 AS base)
            INSERT INTO message (conversation_id, number, id, sender_id, client_id, text, sent_at)
            SELECT $1, base + place, new.id, new.sender_id, new.client_id, new.text, now()
            FROM numbered, unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[])
                WITH ORDINALITY AS new (id, sender_id, client_id, text, place)
            """;

    private static final String[] TABLES = {
        "DROP TABLE IF EXISTS message, conversation",
        "CREATE TABLE conversation (id uuid PRIMARY KEY, last_number bigint NOT NULL DEFAULT 0)"
                + " WITH (fillfactor = 70)",
        "CREATE TABLE message (conversation_id uuid NOT NULL, number bigint NOT NULL, id uuid NOT NULL,"
                + " sender_id uuid NOT NULL, client_id uuid NOT NULL, text text NOT NULL,"
                + " sent_at timestamptz NOT NULL, PRIMARY KEY (conversation_id, number),"
                + " UNIQUE (sender_id, client_id))"
    };

    private final Pool pool;

    RawInserts(LocalStack stack, Vertx vertx) throws Exception {
        stack.postgres().createDatabase("bench", "bench", "bench");
        pool =
                PgBuilder.pool()
                        .with(new PoolOptions().setMaxSize(CONNECTIONS))
                        .connectingTo(
                                PgConnectOptions.fromUri(stack.postgres().url("bench"))
                                        .setUser("bench")
                                        .setPassword("bench")
                                        .setCachePreparedStatements(true))
                        .using(vertx)
                        .build();
        for (var statement : TABLES) {
            ChatScenario.await(pool.query(statement).execute());
        }
    }

    /// Latencies in microseconds of single inserts at a steady rate, counted from when each was
    /// due.
    Histogram steady(int rate, int seconds) throws Exception {
        var latencies = new ConcurrentHistogram(3);
        var conversations = conversations(200);
        var open = new AtomicLong();
        var interval = TimeUnit.SECONDS.toNanos(1) / rate;
        var began = System.nanoTime();
        for (var i = 0; i < rate * seconds; i++) {
            var intended = began + i * interval;
            for (var wait = intended - System.nanoTime();
                    wait > 0;
                    wait = intended - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            open.incrementAndGet();
            insert(conversations[i % conversations.length], 1)
                    .onComplete(done -> {
                        latencies.recordValue((System.nanoTime() - intended) / 1000);
                        open.decrementAndGet();
                    });
        }
        drain(open);
        return latencies;
    }

    /// Messages a second with so many in flight, grouped as chat-service groups them: what waits
    /// for one conversation goes together.
    double burst(int conversationCount, int inFlight, int seconds) throws Exception {
        var conversations = conversations(conversationCount);
        var group = Math.max(1, inFlight / conversationCount);
        var sent = new AtomicLong();
        var open = new AtomicLong();
        var began = System.nanoTime();
        var ends = began + TimeUnit.SECONDS.toNanos(seconds);
        for (var i = 0; i < Math.min(conversationCount, inFlight); i++) {
            open.incrementAndGet();
            keepInserting(conversations[i], group, ends, sent, open);
        }
        drain(open);
        return sent.get() / ((System.nanoTime() - began) / 1e9);
    }

    private void keepInserting(
            UUID conversation, int group, long ends, AtomicLong sent, AtomicLong open) {
        insert(conversation, group)
                .onComplete(done -> {
                    if (done.succeeded()) {
                        sent.addAndGet(group);
                    }
                    if (System.nanoTime() < ends) {
                        keepInserting(conversation, group, ends, sent, open);
                    } else {
                        open.decrementAndGet();
                    }
                });
    }

    private Future<?> insert(UUID conversation, int group) {
        var texts = new String[group];
        java.util.Arrays.fill(texts, TEXT);
        return pool.preparedQuery(INSERT)
                .execute(
                        Tuple.tuple()
                                .addUUID(conversation)
                                .addLong((long) group)
                                .addArrayOfUUID(fresh(group))
                                .addArrayOfUUID(fresh(group))
                                .addArrayOfUUID(fresh(group))
                                .addArrayOfString(texts));
    }

    private UUID[] conversations(int count) throws Exception {
        var conversations = fresh(count);
        ChatScenario.await(
                pool.preparedQuery("INSERT INTO conversation (id) SELECT unnest($1::uuid[])")
                        .execute(Tuple.tuple().addArrayOfUUID(conversations)));
        return conversations;
    }

    private static UUID[] fresh(int count) {
        return IntStream.range(0, count).mapToObj(i -> UUID.randomUUID()).toArray(UUID[]::new);
    }

    private static void drain(AtomicLong open) throws InterruptedException {
        while (open.get() > 0) {
            Thread.sleep(5);
        }
    }

    @Override
    public void close() throws Exception {
        ChatScenario.await(pool.close());
    }
}
