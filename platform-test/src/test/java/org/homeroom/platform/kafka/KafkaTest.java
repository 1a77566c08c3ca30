package org.homeroom.platform.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.homeroom.embedded.EmbeddedKafka;
import org.homeroom.platform.event.AccountProfileEvent;
import org.homeroom.platform.event.AccountProfileEvent.ProfileChanged;
import org.homeroom.platform.event.AccountSessionEvent;
import org.homeroom.platform.event.AccountSessionEvent.SessionEnded;
import org.homeroom.platform.event.ChatEvent;
import org.homeroom.platform.event.ChatEvent.ReadMarkerMoved;
import org.homeroom.platform.event.ChatEvent.TypingChanged;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.SessionId;
import org.homeroom.platform.kafka.TestReplica.Config;
import org.homeroom.platform.test.CapturedLogs;
import org.homeroom.platform.test.SharedServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Kafka edges against a real broker.
class KafkaTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private final List<Runnable> toStop = new ArrayList<>();

    private TestReplica replica() {
        return replica(SharedServers.kafka());
    }

    private TestReplica replica(String bootstrapServers) {
        return replica(bootstrapServers, Clock.fixed(AT, ZoneOffset.UTC));
    }

    private TestReplica replica(String bootstrapServers, Clock clock) {
        return replica(
                new Config(bootstrapServers, Duration.ofSeconds(20), Duration.ofSeconds(30)),
                OpenTelemetry.noop(),
                clock);
    }

    private TestReplica replica(Config config, OpenTelemetry telemetry) {
        return replica(config, telemetry, Clock.fixed(AT, ZoneOffset.UTC));
    }

    private TestReplica replica(Config config, OpenTelemetry telemetry, Clock clock) {
        var replica = new TestReplica(config, telemetry, clock);
        toStop.add(replica::close);
        return replica;
    }

    @AfterEach
    void stopAll() {
        toStop.forEach(Runnable::run);
    }

    private static ConversationId conversation() {
        return new ConversationId(UUID.randomUUID());
    }

    private static ReadMarkerMoved read(ConversationId conversation, long number) {
        return new ReadMarkerMoved(conversation, new AccountId(conversation.value()), number);
    }

    private static List<Long> numbers(List<ChatEvent> heard, ConversationId conversation) {
        return heard.stream()
                .filter(event -> event.conversation().equals(conversation))
                .map(event -> ((ReadMarkerMoved) event).number())
                .toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /// What stands on a topic, as any client sees it.
    private static ConsumerRecord<String, byte[]> recordOf(String topic, String key) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", SharedServers.kafka(), "auto.offset.reset", "earliest");
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(
                    consumer.partitionsFor(topic).stream()
                            .map(part -> new TopicPartition(topic, part.partition()))
                            .toList());
            var found = new AtomicReference<ConsumerRecord<String, byte[]>>();
            await().until(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(seen -> {
                            if (key.equals(seen.key())) {
                                found.set(seen);
                            }
                        });
                return found.get() != null;
            });
            return found.get();
        }
    }

    private static Map<String, String> headers(ConsumerRecord<?, ?> kafka) {
        var headers = new HashMap<String, String>();
        kafka.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    @Test
    void anEventStandsOnTheWireAsACloudEventInBinaryMode() {
        var replica = replica();
        var conversation = conversation();
        replica.publish(new TypingChanged(conversation, new AccountId(conversation.value()), true));
        var kafka = recordOf("chat-events", conversation.toString());
        assertThat(headers(kafka))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "ce_specversion", "1.0",
                                "ce_id", replica.eventId.toString(),
                                "ce_type", "org.homeroom.chat.typing-changed",
                                "ce_source", "/test-service",
                                "ce_time", "2026-01-02T03:04:05Z",
                                "content-type", "application/json"));
        assertThat(new String(kafka.value(), UTF_8))
                .isEqualTo(
                        "{\"conversation\":\"%1$s\",\"account\":\"%1$s\",\"active\":true}"
                                .formatted(conversation));
    }

    @Test
    void fanOutBringsWhatComesFromNowOnToEveryReplica() {
        var first = replica();
        var conversation = conversation();
        first.publish(read(conversation, 1));
        var heardByFirst = first.fanOut();
        var heardBySecond = replica().fanOut();
        first.publish(read(conversation, 2));
        first.publish(read(conversation, 3));
        await().until(() -> numbers(heardByFirst, conversation).size() == 2);
        await().until(() -> numbers(heardBySecond, conversation).size() == 2);
        assertThat(numbers(heardByFirst, conversation)).containsExactly(2L, 3L);
        assertThat(numbers(heardBySecond, conversation)).containsExactly(2L, 3L);
    }

    /// By the time at which the sender's Kafka client sent it.
    @Test
    void aFanOutMayBeginBackInTime() {
        var account = new AccountId(UUID.randomUUID());
        var now = Instant.now();
        var ages = List.of(30, 17, 15, 1);
        var sessions = ages.stream().map(_ -> new SessionId(UUID.randomUUID())).toList();
        try (var broker = EmbeddedKafka.temporary().start()) {
            var sender = replica(broker.bootstrapServers());
            for (var i = 0; i < ages.size(); i++) {
                var sentAt = now.minus(Duration.ofMinutes(ages.get(i)));
                sendAt(sentAt, sender, new SessionEnded(account, sessions.get(i), sentAt));
            }

            var late = replica(broker.bootstrapServers(), Clock.systemUTC());
            var heard = new CopyOnWriteArrayList<SessionId>();
            late.readers.fanOutSince(
                    Duration.ofMinutes(16),
                    Topic.ACCOUNT_SESSIONS,
                    event -> heard.add(((SessionEnded) event).session()));
            await().until(late::isReady);
            assertThat(heard).containsExactlyElementsOf(sessions.subList(2, 4));

            var last = new SessionId(UUID.randomUUID());
            sendAt(now, sender, new SessionEnded(account, last, now));
            await().until(() -> heard.contains(last));
        }
    }

    private static void sendAt(Instant time, TestReplica sender, AccountSessionEvent event) {
        var encoded = sender.kafka.codec().encode(Topic.ACCOUNT_SESSIONS, event);
        try (var producer = sender.kafka.clients().producer()) {
            producer.send(
                            new ProducerRecord<>(
                                    encoded.topic(),
                                    null,
                                    time.toEpochMilli(),
                                    encoded.key(),
                                    encoded.value(),
                                    encoded.headers()))
                    .get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void aReadModelHasEverythingBeforeTheServiceIsReadyAndFollowsOn() {
        var replica = replica();
        var accounts =
                IntStream.range(0, 50).mapToObj(_ -> new AccountId(UUID.randomUUID())).toList();
        accounts.forEach(account -> publishName(replica, account, 1, "before"));

        var later = replica();
        var names = new ConcurrentHashMap<AccountId, String>();
        later.readers.readModel(
                Topic.ACCOUNT_PROFILES,
                event -> {
                    if (event instanceof ProfileChanged changed) {
                        names.put(changed.account(), changed.name());
                    }
                });
        await().until(later::isReady);
        assertThat(names.keySet()).containsAll(accounts);
        publishName(replica, accounts.getFirst(), 2, "after");
        await().until(() -> names.get(accounts.getFirst()).equals("after"));
    }

    private static void publishName(
            TestReplica replica, AccountId account, long revision, String name) {
        AccountProfileEvent event =
                new ProfileChanged(account, revision, name, "en", "", null, null);
        replica.publisher
                .publish(Topic.ACCOUNT_PROFILES, event)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    @Test
    void whatCannotBeReadIsSkippedAndThoseBehindItAreNot() {
        var replica = replica();
        var heard = replica.fanOut();
        var conversation = conversation();
        try (var logs = new CapturedLogs();
                var producer =
                        new KafkaProducer<>(
                                Map.<String, Object>of("bootstrap.servers", SharedServers.kafka()),
                                new StringSerializer(),
                                new ByteArraySerializer())) {
            var type = Topic.typeOf(ReadMarkerMoved.class);
            send(producer, conversation, null, "no type".getBytes(UTF_8));
            send(producer, conversation, "org.homeroom.chat.of-the-future", "{}".getBytes(UTF_8));
            send(producer, conversation, type, null);
            assertThat(logs.errors()).isEmpty();
            send(producer, conversation, type, "{".getBytes(UTF_8));
            send(producer, conversation, type, "[]".getBytes(UTF_8));
            send(producer, conversation, type, "{\"number\":1}".getBytes(UTF_8));
            send(producer, conversation, type, new byte[] {(byte) 0xFF, 0});
            replica.publish(read(conversation, 7));
            await().until(() -> !numbers(heard, conversation).isEmpty());
            assertThat(numbers(heard, conversation)).containsExactly(7L);
            assertThat(logs.errors())
                    .hasSize(4)
                    .allMatch(line -> line.contains("skipped chat-events"));
        }
    }

    private static void send(
            KafkaProducer<String, byte[]> producer,
            ConversationId conversation,
            String type,
            byte[] value) {
        var kafka = new ProducerRecord<>("chat-events", conversation.toString(), value);
        if (type != null) {
            kafka.headers().add("ce_type", type.getBytes(UTF_8));
        }
        producer.send(kafka);
    }

    @Test
    void aHandlerThatFailsForOneEventHearsTheNext() {
        var replica = replica();
        var conversation = conversation();
        var heard = new CopyOnWriteArrayList<Long>();
        replica.readers.fanOut(
                Topic.CHAT_EVENTS,
                event -> {
                    if (event instanceof ReadMarkerMoved moved
                            && moved.conversation().equals(conversation)) {
                        heard.add(moved.number());
                        if (moved.number() == 1) {
                            throw new IllegalStateException("a bug");
                        }
                    }
                });
        await().until(replica::isReady);
        replica.publish(read(conversation, 1));
        replica.publish(read(conversation, 2));
        await().until(() -> heard.size() == 2);
        assertThat(heard).containsExactly(1L, 2L);
    }

    @Test
    void eventsOfOneKeyKeepTheirOrder() {
        var replica = replica();
        var heard = replica.fanOut();
        var conversations = List.of(conversation(), conversation(), conversation());
        for (long number = 1; number <= 500; number++) {
            for (var conversation : conversations) {
                // Not awaited: many are in flight together.
                var _ = replica.publisher.publish(Topic.CHAT_EVENTS, read(conversation, number));
            }
        }
        for (var conversation : conversations) {
            await().until(() -> numbers(heard, conversation).size() == 500);
            assertThat(numbers(heard, conversation)).isEqualTo(upTo(500));
        }
    }

    /// What one member of a group owns, and what it was given to handle.
    private static final class Member implements PartitionOwner<ChatEvent> {
        final Set<Integer> owned = ConcurrentHashMap.newKeySet();
        final List<ChatEvent> handled = new CopyOnWriteArrayList<>();
        final List<String> mistakes = new CopyOnWriteArrayList<>();

        @Override
        public void assigned(int partition) {
            owned.add(partition);
        }

        @Override
        public void revoked(int partition) {
            owned.remove(partition);
        }

        @Override
        public void handle(int partition, ChatEvent event) {
            if (!owned.contains(partition)) {
                mistakes.add(event + " of partition " + partition);
            }
            handled.add(event);
        }
    }

    @Test
    void ownersShareTheTopicAndOneTakesOverWhenAnotherLeaves() {
        var publishing = replica();
        var group = "owners-" + UUID.randomUUID();
        var first = new Member();
        var second = new Member();
        var firstReplica = replica();
        firstReplica.readers.owner(Topic.CHAT_EVENTS, group, first);
        await().until(() -> first.owned.size() == 16);
        replica().readers.owner(Topic.CHAT_EVENTS, group, second);
        await().until(() -> first.owned.size() == 8 && second.owned.size() == 8);

        var early = IntStream.range(0, 40).mapToObj(_ -> read(conversation(), 1)).toList();
        early.forEach(publishing::publish);
        await().until(() ->
                concat(first.handled, second.handled).containsAll(early)
                        && !first.handled.isEmpty()
                        && !second.handled.isEmpty());

        // The session lasts 30 s here: only saying goodbye is as fast as this.
        firstReplica.readers.close();
        await().atMost(Duration.ofSeconds(10)).until(() -> second.owned.size() == 16);
        assertThat(first.owned).isEmpty();
        var late = IntStream.range(0, 40).mapToObj(_ -> read(conversation(), 2)).toList();
        late.forEach(publishing::publish);
        await().until(() -> second.handled.containsAll(late));
        assertThat(first.mistakes).isEmpty();
        assertThat(second.mistakes).isEmpty();
        // What the first had handled and committed is not handled again.
        assertThat(second.handled).doesNotContainAnyElementsOf(first.handled);
    }

    @Test
    void workThatFailsIsDoneAgainAndBeforeWhatComesAfterIt() {
        var replica = replica();
        var conversation = conversation();
        var handled = new CopyOnWriteArrayList<ChatEvent>();
        var tries = new AtomicInteger();
        replica.readers.work(
                Topic.CHAT_EVENTS,
                "away-" + UUID.randomUUID(),
                event -> {
                    if (event.equals(read(conversation, 1)) && tries.incrementAndGet() < 3) {
                        return Uni.createFrom().failure(new IOException("the database is away"));
                    }
                    if (conversation.equals(event.conversation())) {
                        handled.add(event);
                    }
                    return Uni.createFrom().voidItem();
                });
        replica.publish(read(conversation, 1));
        replica.publish(read(conversation, 2));
        await().until(() -> handled.contains(read(conversation, 2)));
        assertThat(handled).startsWith(read(conversation, 1));
        assertThat(tries).hasValue(3);
    }

    private static <T> List<T> concat(Collection<T> some, Collection<T> others) {
        var all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    @Test
    void aTraceGoesThroughKafka() {
        var ended = new CopyOnWriteArrayList<SpanData>();
        try (var telemetry = telemetry(ended)) {
            var replica =
                    replica(
                            new Config(
                                    SharedServers.kafka(),
                                    Duration.ofSeconds(20),
                                    Duration.ofSeconds(30)),
                            telemetry);
            var conversation = conversation();
            var seen = new AtomicReference<String>();
            replica.readers.fanOut(
                    Topic.CHAT_EVENTS,
                    event -> {
                        if (event.conversation().equals(conversation)) {
                            seen.set(Span.current().getSpanContext().getTraceId());
                        }
                    });
            await().until(replica::isReady);
            var request = telemetry.getTracer("test").spanBuilder("request").startSpan();
            try (var _ = request.makeCurrent()) {
                replica.publish(read(conversation, 1));
            } finally {
                request.end();
            }
            await().until(() -> seen.get() != null);
            var trace = request.getSpanContext().getTraceId();
            assertThat(seen.get()).isEqualTo(trace);
            await().until(() ->
                    ended.stream()
                            .filter(span -> span.getTraceId().equals(trace))
                            .map(SpanData::getName)
                            .toList()
                            .containsAll(
                                    List.of("request", "send chat-events", "process chat-events")));
            assertThat(headers(recordOf("chat-events", conversation.toString())).get("traceparent"))
                    .matches("00-" + trace + "-[0-9a-f]{16}-01");
        }
    }

    private static OpenTelemetrySdk telemetry(List<SpanData> ended) {
        var exporter =
                new SpanExporter() {
                    @Override
                    public CompletableResultCode export(Collection<SpanData> spans) {
                        ended.addAll(spans);
                        return CompletableResultCode.ofSuccess();
                    }

                    @Override
                    public CompletableResultCode flush() {
                        return CompletableResultCode.ofSuccess();
                    }

                    @Override
                    public CompletableResultCode shutdown() {
                        return CompletableResultCode.ofSuccess();
                    }
                };
        return OpenTelemetrySdk.builder()
                .setTracerProvider(
                        SdkTracerProvider.builder()
                                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                                .build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
    }

    /// A broker of its own, which comes late, goes, and comes back with what it had.
    @Test
    void aBrokerThatIsAwayIsWaitedForAndNothingIsMissedOrDoubled(@TempDir Path home)
            throws Exception {
        int port;
        try (var any = new java.net.ServerSocket(0)) {
            port = any.getLocalPort();
        }
        var replica =
                replica(
                        new Config(
                                "127.0.0.1:" + port, Duration.ofSeconds(3), Duration.ofSeconds(30)),
                        OpenTelemetry.noop());
        var conversation = conversation();
        var fanned = new CopyOnWriteArrayList<ChatEvent>();
        var modelled = new CopyOnWriteArrayList<AccountProfileEvent>();
        replica.readers.fanOut(Topic.CHAT_EVENTS, fanned::add);
        replica.readers.readModel(Topic.ACCOUNT_PROFILES, modelled::add);
        assertThat(replica.isReady()).isFalse();
        assertThat(replica.readers.call().getData().orElseThrow())
                .containsEntry("chat-events", "catching up")
                .containsEntry("account-profiles", "catching up");

        // Away from the start: each send fails by its own deadline, not one after another.
        var unsent =
                IntStream.range(0, 20)
                        .mapToObj(_ ->
                                replica.publisher
                                        .publish(Topic.CHAT_EVENTS, read(conversation, 99))
                                        .subscribeAsCompletionStage())
                        .toList();
        await().atMost(Duration.ofSeconds(8))
                .until(() -> unsent.stream().allMatch(send -> send.isCompletedExceptionally()));
        assertThatThrownBy(() -> unsent.getLast().get()).hasCauseInstanceOf(TimeoutException.class);

        try (var _ = EmbeddedKafka.keptIn(home).port(port).start()) {
            await().atMost(Duration.ofSeconds(20)).until(replica::isReady);
            replica.publish(read(conversation, 1));
            replica.publish(read(conversation, 2));
            await().until(() -> numbers(fanned, conversation).size() == 2);
        }
        assertThatThrownBy(() -> replica.publish(read(conversation, 99)))
                .isInstanceOf(TimeoutException.class);
        assertThat(replica.isReady()).as("what it knows, it knows").isTrue();

        try (var _ = EmbeddedKafka.keptIn(home).port(port).start()) {
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> {
                        replica.publish(read(conversation, 3));
                        return true;
                    });
            replica.publish(read(conversation, 4));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> numbers(fanned, conversation).contains(4L));
            assertThat(numbers(fanned, conversation)).startsWith(1L, 2L, 3L).endsWith(4L);
            stopAll();
            toStop.clear();
        }
    }
}
