package org.homeroom.chat.message;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.homeroom.chat.ChatConfig;
import org.homeroom.chat.message.Content.Parts;
import org.homeroom.chat.message.KnownSendStore.AsOf;
import org.homeroom.chat.message.LaneStore.Group;
import org.homeroom.chat.message.Lanes.Waiting;
import org.homeroom.chat.message.PublicationStore.Asked;
import org.homeroom.platform.event.Moment;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.IdSource;
import org.homeroom.platform.id.MessageId;
import org.jspecify.annotations.Nullable;

/// Stores messages: each once, each in its place, many at a time.
///
/// Sends to one conversation queue in its lane: see [LaneStore].
@ApplicationScoped
public class MessageStore {
    private static final Set<String> CLASHES =
            Set.of("message_sent_once", "message_file_once", "message_file_sendable");
    private static final String DEADLOCK = "40P01";

    private final LaneStore<Send, SendResult> lanes;
    private final Pool pool;
    private final PublicationStore publications;
    private final Event<MessagesCommitted> told;
    private final Clock clock;
    private final IdSource ids;
    private final Counter stored;
    private final DistributionSummary groupSizes;
    private final DistributionSummary together;

    MessageStore(
            Pool pool,
            PublicationStore publications,
            Event<MessagesCommitted> told,
            Clock clock,
            IdSource ids,
            ChatConfig config,
            MeterRegistry metrics) {
        this.lanes =
                new LaneStore<>(
                        pool,
                        new Lanes<>(
                                config.mostWaiting(),
                                new SendResult.TooManyWaiting(),
                                new SendResult.ClientIdReused()),
                        config.largestGroup(),
                        config.committers(),
                        new Turn());
        this.pool = pool;
        this.publications = publications;
        this.told = told;
        this.clock = clock;
        this.ids = ids;
        this.stored = metrics.counter("homeroom.chat.messages.stored");
        this.groupSizes = metrics.summary("homeroom.chat.messages.group");
        this.together = metrics.summary("homeroom.chat.messages.together");
    }

    /// Stores a message at the end of its conversation, at once, whether or not the result is
    /// subscribed to.
    ///
    /// Sends of one caller to one conversation get their places in the order of the calls. The
    /// result comes after the commit; fails if the database could not be asked, and then the
    /// message may or may not be stored: send again.
    public Uni<SendResult> send(Send send) {
        return lanes.store(send);
    }

    /// What a try of the same send came to that was stored before; empty if there was none.
    public Uni<Optional<SendResult>> firstAnswer(Send send) {
        return KnownSendStore.lookUp(pool, send.conversation(), List.of(send))
                .map(known -> known.answers().getFirst().filter(SendResult.Sent.class::isInstance));
    }

    /// Plain messages, whose senders need to be members and no more, are stored at once; only if
    /// that stores nothing is it looked why. Posts, comments and replies are looked at first.
    private final class Turn implements LaneStore.Commit<Send, SendResult> {
        @Override
        public Uni<Void> alone(SqlConnection connection, Group<Send, SendResult> group) {
            return arePlain(group)
                    ? store(connection, group.conversation(), group.waiting(), false, null)
                    : storeWhatMayBe(connection, group.conversation(), group.waiting());
        }

        @Override
        public Uni<List<Group<Send, SendResult>>> together(
                SqlConnection connection, List<Group<Send, SendResult>> groups) {
            var plain = groups.stream().filter(MessageStore::areBare).toList();
            if (plain.size() < 2) {
                return Uni.createFrom().item(groups);
            }
            return storeTogether(connection, plain)
                    .onFailure(MessageStore::clashes)
                    .recoverWithItem(Set.of())
                    .map(stored ->
                            groups.stream()
                                    .filter(group -> !stored.contains(group.conversation()))
                                    .toList());
        }
    }

    private static boolean arePlain(Group<Send, SendResult> group) {
        return group.waiting().stream()
                .allMatch(waiting ->
                        waiting.item().content() instanceof Content.Plain(_, var replyTo)
                                && replyTo == null);
    }

    /// Whether they are plain, and bring nothing with them.
    private static boolean areBare(Group<Send, SendResult> group) {
        return arePlain(group)
                && group.waiting().stream()
                        .map(Waiting::item)
                        .allMatch(send ->
                                send.files().isEmpty()
                                        && send.content()
                                                .mentions()
                                                .accounts()
                                                .findAny()
                                                .isEmpty());
    }

    /// @param groups of bare messages
    /// @return the conversations of which all was stored; of the others nothing was
    private Uni<Set<ConversationId>> storeTogether(
            SqlConnection connection, List<Group<Send, SendResult>> groups) {
        var sentAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var size = groups.stream().mapToInt(group -> group.waiting().size()).sum();
        var conversations = new UUID[size];
        var places = new Long[size];
        var newIds = new UUID[size];
        var all = new ArrayList<Waiting<Send, SendResult>>(size);
        for (var group : groups) {
            for (var place = 1; place <= group.waiting().size(); place++) {
                conversations[all.size()] = group.conversation().value();
                places[all.size()] = (long) place;
                newIds[all.size()] = ids.next();
                all.add(group.waiting().get(place - 1));
            }
        }
        return connection
                .preparedQuery(CommitStatement.TOGETHER)
                .execute(
                        Tuple.tuple()
                                .addArrayOfUUID(
                                        groups.stream()
                                                .map(group -> group.conversation().value())
                                                .toArray(UUID[]::new))
                                .addArrayOfLong(
                                        groups.stream()
                                                .map(group -> (long) group.waiting().size())
                                                .toArray(Long[]::new))
                                .addOffsetDateTime(sentAt.atOffset(ZoneOffset.UTC))
                                .addArrayOfUUID(conversations)
                                .addArrayOfLong(places)
                                .addArrayOfUUID(newIds)
                                .addArrayOfUUID(uuids(all, send -> send.sender().value()))
                                .addArrayOfUUID(uuids(all, Send::clientId))
                                .addArrayOfString(
                                        all.stream()
                                                .map(waiting ->
                                                        waiting.item().content().text().value())
                                                .toArray(String[]::new)))
                .map(rows -> {
                    var stored = new HashMap<UUID, Row>();
                    rows.forEach(row -> stored.put(row.getUUID("id"), row));
                    var next = 0;
                    var done = new HashSet<ConversationId>();
                    for (var group : groups) {
                        var first = next;
                        next += group.waiting().size();
                        var row = stored.get(group.conversation().value());
                        if (row != null) {
                            done.add(group.conversation());
                            committed(
                                    group.conversation(),
                                    row,
                                    group.waiting(),
                                    messages(
                                            row.getLong("base"),
                                            Arrays.copyOfRange(newIds, first, next),
                                            group.waiting(),
                                            sentAt,
                                            null));
                        }
                    }
                    together.record(done.size());
                    return done;
                });
    }

    /// @param isChannel whether the conversation has to be one
    /// @param asOf by which the senders were judged; null if being members is all they need
    private Uni<Void> store(
            SqlConnection connection,
            ConversationId conversation,
            List<Waiting<Send, SendResult>> group,
            boolean isChannel,
            @Nullable AsOf asOf) {
        if (group.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // PostgreSQL keeps microseconds; an answer must not differ from what a retry reads back.
        var sentAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var newIds = group.stream().map(waiting -> ids.next()).toArray(UUID[]::new);
        var parts = group.stream().map(waiting -> waiting.item().content().parts()).toList();
        var calls = calls(group);
        var statement =
                new CommitStatement(
                        isChannel,
                        parts.stream()
                                .anyMatch(part -> part.post() != null || part.replyTo() != null),
                        !calls.isEmpty(),
                        group.stream().anyMatch(waiting -> !waiting.item().files().isEmpty()),
                        parts.stream().anyMatch(part -> part.call() != null),
                        parts.stream().anyMatch(part -> part.forwarded() != null));
        var parameters =
                Tuple.tuple()
                        .addUUID(conversation.value())
                        .addLong((long) group.size())
                        .addOffsetDateTime(sentAt.atOffset(ZoneOffset.UTC))
                        .addArrayOfUUID(newIds)
                        .addArrayOfUUID(uuids(group, send -> send.sender().value()))
                        .addArrayOfUUID(uuids(group, Send::clientId))
                        .addArrayOfString(parts.stream().map(Parts::text).toArray(String[]::new))
                        .addArrayOfLong(parts.stream().map(Parts::replyTo).toArray(Long[]::new))
                        .addBoolean(isChannel)
                        .addLong(asOf == null ? null : asOf.revision())
                        .addLong(asOf == null ? null : asOf.lastDeletion());
        if (statement.posts()) {
            parameters
                    .addArrayOfString(parts.stream().map(Parts::title).toArray(String[]::new))
                    .addArrayOfBoolean(
                            parts.stream().map(Parts::commentsAllowed).toArray(Boolean[]::new))
                    .addArrayOfLong(parts.stream().map(Parts::post).toArray(Long[]::new))
                    .addArrayOfString(moments(parts, Moment::mediaKey).toArray(String[]::new))
                    .addArrayOfLong(moments(parts, Moment::position).toArray(Long[]::new));
        }
        if (statement.calls()) {
            parameters
                    .addArrayOfLong(calls.stream().map(Call::place).toArray(Long[]::new))
                    .addArrayOfUUID(calls.stream().map(Call::account).toArray(UUID[]::new))
                    .addArrayOfUUID(calls.stream().map(Call::by).toArray(UUID[]::new))
                    .addUUID(Mentions.EVERYBODY);
        }
        if (statement.files()) {
            parameters.addArrayOfString(
                    group.stream()
                            .map(waiting -> KnownSendStore.array(waiting.item().files()))
                            .toArray(String[]::new));
        }
        if (statement.cards()) {
            parameters
                    .addArrayOfJsonObject(
                            parts.stream()
                                    .map(Parts::call)
                                    .map(HistoryStore::column)
                                    .toArray(JsonObject[]::new))
                    .addArrayOfUUID(
                            group.stream()
                                    .map(waiting -> missedBy(waiting.item()))
                                    .toArray(UUID[]::new));
        }
        if (statement.forwards()) {
            parameters.addArrayOfJsonObject(
                    parts.stream()
                            .map(Parts::forwarded)
                            .map(HistoryStore::column)
                            .toArray(JsonObject[]::new));
        }
        return connection
                .preparedQuery(statement.sql())
                .execute(parameters)
                .flatMap(rows -> {
                    if (rows.size() == 0) {
                        return storeWhatMayBe(connection, conversation, group);
                    }
                    var row = rows.iterator().next();
                    var files = statement.files() ? row.getJsonObject("files") : null;
                    committed(
                            conversation,
                            row,
                            group,
                            messages(row.getLong("base"), newIds, group, sentAt, files));
                    return Uni.createFrom().voidItem();
                })
                .onFailure(MessageStore::clashes)
                .recoverWithUni(() -> storeWhatMayBe(connection, conversation, group));
    }

    /// Of each part, null for those without a moment.
    private static <T> Stream<@Nullable T> moments(List<Parts> parts, Function<Moment, T> of) {
        return parts.stream()
                .map(Parts::moment)
                .map(moment -> moment == null ? null : of.apply(moment));
    }

    /// Null for a message that is of no call that was missed.
    private static @Nullable UUID missedBy(Send send) {
        return send.content() instanceof Content.Called(var card, var callee) && card.isMissed()
                ? callee.value()
                : null;
    }

    /// @param place of the message in its group, from 1
    private record Call(long place, UUID account, UUID by) {}

    private static List<Call> calls(List<Waiting<Send, SendResult>> group) {
        var calls = new ArrayList<Call>();
        for (var i = 0; i < group.size(); i++) {
            var place = i + 1L;
            var send = group.get(i).item();
            send.content()
                    .mentions()
                    .accounts()
                    .forEach(account -> calls.add(new Call(place, account, send.sender().value())));
        }
        return calls;
    }

    /// @param files of those messages that have some, by their numbers
    private static List<Message> messages(
            long base,
            UUID[] newIds,
            List<Waiting<Send, SendResult>> group,
            Instant sentAt,
            @Nullable JsonObject files) {
        var messages = new ArrayList<Message>(group.size());
        for (var i = 0; i < group.size(); i++) {
            var number = base + i + 1;
            var send = group.get(i).item();
            messages.add(
                    Message.sent(
                            number,
                            new MessageId(newIds[i]),
                            send.sender(),
                            send.clientId(),
                            sentAt,
                            send.content().parts(),
                            HistoryStore.files(
                                    files == null
                                            ? null
                                            : files.getJsonArray(Long.toString(number)))));
        }
        return messages;
    }

    private void committed(
            ConversationId conversation,
            Row row,
            List<Waiting<Send, SendResult>> group,
            List<Message> messages) {
        for (var i = 0; i < group.size(); i++) {
            var message = messages.get(i);
            group.get(i)
                    .result()
                    .complete(
                            new SendResult.Sent(message.number(), message.id(), message.sentAt()));
        }
        publications.publishEach(
                row.getLong("publication"),
                IntStream.range(0, group.size())
                        .mapToObj(i ->
                                new Asked(
                                        messages.get(i)
                                                .sentTo(conversation, row.getLong("revision")),
                                        group.get(i).origin()))
                        .toList());
        told.fire(
                new MessagesCommitted(
                        conversation,
                        messages.stream()
                                .filter(message -> message.call() == null)
                                .map(Message::sender)
                                .collect(toUnmodifiableSet())));
        stored.increment(group.size());
        groupSizes.record(group.size());
    }

    /// Some of the group were stored by earlier tries, or their senders may not send this there:
    /// those get their answers, the others are stored, under the membership that they were judged
    /// by. Ends, since what was found once is found again: each turn has fewer to store, or the
    /// other one of a deadlock is through, or the membership has changed once more.
    private Uni<Void> storeWhatMayBe(
            SqlConnection connection,
            ConversationId conversation,
            List<Waiting<Send, SendResult>> group) {
        if (group.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return KnownSendStore.lookUp(
                        connection, conversation, group.stream().map(Waiting::item).toList())
                .flatMap(known -> {
                    var fresh = new ArrayList<Waiting<Send, SendResult>>();
                    for (var i = 0; i < group.size(); i++) {
                        var waiting = group.get(i);
                        known.answers()
                                .get(i)
                                .ifPresentOrElse(
                                        waiting.result()::complete, () -> fresh.add(waiting));
                    }
                    return store(
                            connection, conversation, fresh, known.isChannel(), known.grounds());
                });
    }

    /// Whether another transaction was in the way: it has stored the same send, or, for two groups
    /// that have two client ids of one sender in opposite order, it waits for us as we for it. Or a
    /// file cannot be sent, perhaps any more.
    private static boolean clashes(Throwable failure) {
        return failure instanceof PgException refused
                && (DEADLOCK.equals(refused.getSqlState())
                        || CLASHES.contains(String.valueOf(refused.getConstraint())));
    }

    private static UUID[] uuids(List<Waiting<Send, SendResult>> group, Function<Send, UUID> of) {
        return group.stream().map(waiting -> of.apply(waiting.item())).toArray(UUID[]::new);
    }
}
