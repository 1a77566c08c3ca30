package org.homeroom.bench;

import static org.homeroom.bench.ChatScenario.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.homeroom.bench.Crowd.Member;
import org.homeroom.local.LocalStack;
import org.homeroom.local.StackOptions;

/// Somebody with 500 conversations reads and searches in a database of a million messages. The
/// messages are put there as chat-service would have stored them; chat-service makes the index.
final class HistoryScenario {
    private static final int CONVERSATIONS = 2_000;
    private static final int OWN = 500;
    private static final int MESSAGES_EACH = 500;
    private static final int MESSAGES = CONVERSATIONS * MESSAGES_EACH;
    private static final int WORDS = 6_000;
    private static final int CHARACTERS = 1_500;
    private static final int REQUESTS = 2_000;
    private static final int LISTS = 400;
    private static final long SEED = 20_261_123;

    private final Report report;
    private final LocalStack stack;
    private final HttpClient http;
    private final URI service;
    private final Pool pool;
    private final Random random = new Random(SEED);
    private final List<String> words;
    private final List<UUID> conversations = new ArrayList<>();

    private HistoryScenario(Report report, LocalStack stack, Path home, Vertx vertx)
            throws IOException {
        this.report = report;
        this.stack = stack;
        this.http = vertx.createHttpClient();
        this.service = stack.serviceAddress("chat-service");
        this.pool = ChatDatabase.open(stack, home, vertx, 4);
        // Chinese of two characters, the commonest of which are in many words, as they are.
        this.words =
                IntStream.range(0, WORDS)
                        .mapToObj(word ->
                                Character.toString(character()) + Character.toString(character()))
                        .toList();
    }

    static void run(Report report) throws Exception {
        var home = Path.of("target/bench-home").toAbsolutePath();
        var options =
                StackOptions.temporary()
                        .home(home)
                        .fresh(true)
                        // Nobody writes meanwhile.
                        .environment("CHAT_SEARCH_REST", "0");
        var vertx = Vertx.vertx();
        try (var stack = LocalStack.start(options)) {
            var scenario = new HistoryScenario(report, stack, home, vertx);
            var members = new Crowd(stack, home).members(CONVERSATIONS + 1);
            scenario.fill(members);
            scenario.index();
            // A token lives 15 minutes, and filling may take as many.
            var reader = new Crowd(stack, home).again(members.getFirst());
            scenario.read(reader);
            scenario.search(reader);
        } finally {
            await(vertx.close());
        }
    }

    private int character() {
        return 0x4E00 + zipf(CHARACTERS) * 13;
    }

    /// The first are common, the last are rare.
    private int zipf(int size) {
        return (int) (size * Math.pow(random.nextDouble(), 3));
    }

    private String text() {
        var length = 4 + random.nextInt(16);
        return IntStream.range(0, length)
                .mapToObj(i -> words.get(zipf(WORDS)) + (random.nextInt(6) == 0 ? "，" : ""))
                .collect(Collectors.joining());
    }

    /// The first member is in the first conversations, the others in the rest.
    private void fill(List<Member> members) throws Exception {
        for (var i = 0; i < CONVERSATIONS; i++) {
            conversations.add(UUID.randomUUID());
        }
        var began = Instant.now().minus(Duration.ofDays(300));
        await(
                pool.preparedQuery(
                                """
                                INSERT INTO conversation (id, kind, direct_low, direct_high, created_at, last_number, last_at)
                                SELECT id, 'direct', LEAST(one, other), GREATEST(one, other), $4, $5, $6
                                FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS new (id, one, other)
                                """)
                        .execute(
                                Tuple.tuple()
                                        .addArrayOfUUID(conversations.toArray(UUID[]::new))
                                        .addArrayOfUUID(each(i -> one(members, i).id()))
                                        .addArrayOfUUID(each(i -> members.get(i + 1).id()))
                                        .addOffsetDateTime(began.atOffset(ZoneOffset.UTC))
                                        .addLong((long) MESSAGES_EACH)
                                        .addOffsetDateTime(
                                                Instant.now().atOffset(ZoneOffset.UTC))));
        for (IntFunction<Member> member :
                List.<IntFunction<Member>>of(i -> one(members, i), i -> members.get(i + 1))) {
            await(
                    pool.preparedQuery(
                                    """
                                    INSERT INTO member (conversation_id, account_id, read_number)
                                    SELECT id, account, read FROM unnest($1::uuid[], $2::uuid[], $3::bigint[])
                                        AS new (id, account, read)
                                    """)
                            .execute(
                                    Tuple.tuple()
                                            .addArrayOfUUID(conversations.toArray(UUID[]::new))
                                            .addArrayOfUUID(each(i -> member.apply(i).id()))
                                            .addArrayOfLong(
                                                    IntStream.range(0, CONVERSATIONS)
                                                            .mapToObj(i ->
                                                                    (long)
                                                                            (MESSAGES_EACH
                                                                                    - i % 120))
                                                            .toArray(Long[]::new))));
        }
        for (var i = 0; i < CONVERSATIONS; i++) {
            messages(
                    conversations.get(i),
                    one(members, i).id(),
                    members.get(i + 1).id(),
                    began.plusSeconds(i));
        }
        // Every 25th calls the other.
        await(
                pool.query(
                                """
                                INSERT INTO mention (conversation_id, account_id, number, sender_id)
                                SELECT m.conversation_id, other.account_id, m.number, m.sender_id
                                FROM message m JOIN member other
                                    ON other.conversation_id = m.conversation_id AND other.account_id <> m.sender_id
                                WHERE m.number % 25 = 0
                                """)
                        .execute());
        await(pool.query("ANALYZE").execute());
    }

    private static Member one(List<Member> members, int conversation) {
        return members.get(conversation < OWN ? 0 : conversation);
    }

    private static UUID[] each(IntFunction<UUID> of) {
        return IntStream.range(0, CONVERSATIONS).mapToObj(of).toArray(UUID[]::new);
    }

    private void messages(UUID conversation, UUID one, UUID other, Instant began) throws Exception {
        var numbers = IntStream.range(0, MESSAGES_EACH);
        await(
                pool.preparedQuery(
                                """
                                INSERT INTO message (conversation_id, number, id, sender_id, client_id, text, sent_at)
                                SELECT $1, number, gen_random_uuid(), CASE number % 2 WHEN 0 THEN $2::uuid ELSE $3::uuid END,
                                       gen_random_uuid(), text, $4::timestamptz + number * interval '12 hours'
                                FROM unnest($5::text[]) WITH ORDINALITY AS new (text, number)
                                """)
                        .execute(
                                Tuple.tuple()
                                        .addUUID(conversation)
                                        .addUUID(one)
                                        .addUUID(other)
                                        .addOffsetDateTime(
                                                OffsetDateTime.ofInstant(began, ZoneOffset.UTC))
                                        .addArrayOfString(
                                                numbers.mapToObj(i -> text())
                                                        .toArray(String[]::new))));
    }

    /// Waits until chat-service has found and indexed them all.
    private void index() throws Exception {
        var began = 0L;
        var first = 0L;
        var indexed = 0L;
        while (indexed < MESSAGES) {
            Thread.sleep(500);
            indexed =
                    await(
                            pool.query("SELECT COALESCE(sum(number), 0) AS n FROM indexed")
                                    .execute()
                                    .map(rows -> rows.iterator().next().getLong("n")));
            if (first == 0 && indexed > 0) {
                first = indexed;
                began = System.nanoTime();
            }
        }
        report.figure(
                "messages put into the index of words",
                (MESSAGES - first) / ((System.nanoTime() - began) / 1e9),
                "1/s",
                "of 8 to 40 Chinese characters, one replica, nobody writing");
        await(pool.query("ANALYZE").execute());
        await(pool.query("CHECKPOINT").execute().otherwiseEmpty());
    }

    private void read(Member reader) throws Exception {
        var nothing = latency(reader, i -> "/api/conversations/channels?limit=1");
        var beside =
                "a request that finds nothing: p50 %.2f p99 %.2f ms"
                        .formatted(
                                nothing.getValueAtPercentile(50) / 1000.0,
                                nothing.getValueAtPercentile(99) / 1000.0);
        report.latency(
                "opening a conversation, of 1,000,000 messages",
                latency(
                        reader,
                        i ->
                                "/api/conversations/%s/messages?limit=50"
                                        .formatted(conversations.get(random.nextInt(OWN)))),
                "aim: p99 15 ms; " + beside);
        report.latency(
                "list of 500 conversations with unread counts, five pages",
                list(reader),
                "five requests, of whose work the counts are a part; " + beside);
        report.latency(
                "unread counts of 500 conversations, in PostgreSQL",
                counts(reader),
                "aim: p99 20 ms");
    }

    /// All pages one after the other, in microseconds, without what the client does between them.
    private Histogram list(Member reader) throws Exception {
        var latency = new ConcurrentHistogram(3);
        for (var i = 0; i < LISTS + LISTS / 4; i++) {
            var took = 0L;
            for (String next = ""; next != null; ) {
                var asked = System.nanoTime();
                var page =
                        await(
                                get(
                                        reader,
                                        "/api/conversations?limit=100"
                                                + (next.isEmpty() ? "" : "&after=" + next)));
                took += System.nanoTime() - asked;
                next = page.toJsonObject().getString("next");
            }
            if (i >= LISTS / 4) {
                latency.recordValue(took / 1000);
            }
        }
        return latency;
    }

    /// What chat-service asks PostgreSQL of each conversation on a page, asked of all at once; in
    /// microseconds.
    private Histogram counts(Member reader) throws Exception {
        var latency = new ConcurrentHistogram(3);
        for (var i = 0; i < LISTS + LISTS / 4; i++) {
            var asked = System.nanoTime();
            await(
                    pool.preparedQuery(
                                    """
                                    SELECT me.conversation_id, (SELECT count(*) FROM (
                                        SELECT FROM message u
                                        WHERE u.conversation_id = me.conversation_id AND u.number > me.read_number
                                          AND u.sender_id <> me.account_id
                                        ORDER BY u.number LIMIT 100) AS counted) AS unread,
                                    (SELECT count(*) FROM (
                                        SELECT DISTINCT n.number FROM mention n
                                        WHERE n.conversation_id = me.conversation_id
                                          AND n.account_id IN (me.account_id, $2)
                                          AND n.number > me.read_number AND n.sender_id <> me.account_id
                                        LIMIT 100) AS called) AS mentions
                                    FROM member me WHERE me.account_id = $1
                                    """)
                            .execute(Tuple.of(reader.id(), new UUID(0, 0))));
            if (i >= LISTS / 4) {
                latency.recordValue((System.nanoTime() - asked) / 1000);
            }
        }
        return latency;
    }

    private void search(Member reader) throws Exception {
        report.latency(
                "search in Chinese, words common and rare",
                latency(reader, i -> "/api/search/messages?q=" + encoded(query(i))),
                "aim: p99 100 ms");
        report.latency(
                "search for one character",
                latency(
                        reader,
                        i -> "/api/search/messages?q=" + encoded(Character.toString(character()))),
                "aim: p99 100 ms");
    }

    private String query(int i) {
        var word = words.get(i % 3 == 0 ? random.nextInt(WORDS) : zipf(WORDS));
        return i % 4 == 0 ? word + " " + words.get(zipf(WORDS)) : word;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// One request after the other, in microseconds.
    private Histogram latency(Member reader, IntFunction<String> path) throws Exception {
        var latency = new ConcurrentHistogram(3);
        for (var i = 0; i < REQUESTS + REQUESTS / 4; i++) {
            var asked = System.nanoTime();
            await(get(reader, path.apply(i)));
            if (i >= REQUESTS / 4) {
                latency.recordValue((System.nanoTime() - asked) / 1000);
            }
        }
        return latency;
    }

    private Future<Buffer> get(Member reader, String path) {
        var options =
                new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(service + path)
                        .addHeader("Authorization", "Bearer " + reader.token());
        return http.request(options)
                .compose(request -> request.send().compose(HistoryScenario::body));
    }

    private static Future<Buffer> body(HttpClientResponse answer) {
        return answer.body()
                .compose(body ->
                        answer.statusCode() == 200
                                ? Future.succeededFuture(body)
                                : Future.failedFuture(
                                        "chat-service answered %d: %s"
                                                .formatted(answer.statusCode(), body)));
    }
}
