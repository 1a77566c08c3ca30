package org.homeroom.chat.change;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.homeroom.chat.ChatConfig;
import org.homeroom.chat.change.ChangeResult.Refusal;
import org.homeroom.chat.change.ChangeResult.Refused;
import org.homeroom.chat.change.Ledger.EditName;
import org.homeroom.chat.change.Ledger.Edition;
import org.homeroom.chat.change.Ledger.Kept;
import org.homeroom.chat.change.Ledger.Reacted;
import org.homeroom.chat.change.Ledger.Standing;
import org.homeroom.chat.change.Ledger.Tally;
import org.homeroom.chat.membership.MembershipStore;
import org.homeroom.chat.message.HistoryStore;
import org.homeroom.chat.message.LaneStore;
import org.homeroom.chat.message.LaneStore.Group;
import org.homeroom.chat.message.Lanes;
import org.homeroom.chat.message.Lanes.Waiting;
import org.homeroom.chat.message.Mentions;
import org.homeroom.chat.message.Message;
import org.homeroom.chat.message.MessagesCommitted;
import org.homeroom.chat.message.PublicationStore;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// Carries out what a [Ledger] decides of changes of messages: a group of each conversation at a
/// time, in lanes as messages are stored.
@ApplicationScoped
public class ChangeStore {
    /// Messages and memberships of the conversation wait here, and so they stay what is read of
    /// them next.
    private static final String LOCK = "SELECT * FROM conversation WHERE id = $1 FOR UPDATE";

    /// For each change, by whom it is, and whether it was made before.
    private static final String ASKED =
            """
            SELECT tried.account_id, tried.number, tried.client_id, tried.emoji, me.role, me.first_number,
                   e.change AS edited_by, r.change AS reacted_by
            FROM unnest($2::uuid[], $3::bigint[], $4::uuid[], $5::text[]) AS tried (account_id, number, client_id, emoji)
            LEFT JOIN member me ON me.conversation_id = $1 AND me.account_id = tried.account_id
            LEFT JOIN edition e ON e.conversation_id = $1 AND e.number = tried.number AND e.client_id = tried.client_id
            LEFT JOIN reaction r ON r.conversation_id = $1 AND r.number = tried.number AND r.emoji = tried.emoji
                AND r.account_id = tried.account_id
            """;

    private static final String MESSAGES =
            """
            SELECT m.*, NULL::json AS reactions,
                   (SELECT count(*) FROM message p WHERE p.conversation_id = $1 AND p.pinned_at IS NOT NULL) AS pins
            FROM message m WHERE m.conversation_id = $1 AND m.number = ANY ($2)
            """;

    private static final String TALLIES =
            """
            SELECT number, emoji, since, count(*)::int4 AS count FROM reaction
            WHERE conversation_id = $1 AND number = ANY ($2)
            GROUP BY number, emoji, since ORDER BY since
            """;

    /// Everything at once. `$3` is the last deletion, `$4…$12` and `$34` are the messages that were
    /// changed; a text that is null stays. `$13` are those that say something else now, and `$14`
    /// those of them that are deleted.
    private static final String WRITE =
            """
            WITH counted AS (
                UPDATE conversation
                SET last_change = $2, last_deletion = GREATEST(last_deletion, $3), changed = pg_current_xact_id()
                WHERE id = $1
            ), altered AS (
                UPDATE message m
                SET text = COALESCE(n.text, m.text), title = COALESCE(n.title, m.title), change = n.change,
                    edited_at = n.edited_at, deleted_at = n.deleted_at, deleted_by = n.deleted_by,
                    pinned_at = n.pinned_at, pinned_by = n.pinned_by,
                    comments_allowed = COALESCE(n.comments_allowed, m.comments_allowed),
                    files = CASE WHEN n.deleted_at IS NULL THEN m.files END,
                    forwarded = CASE WHEN n.deleted_at IS NULL THEN m.forwarded END,
                    moment_media = CASE WHEN n.deleted_at IS NULL THEN m.moment_media END,
                    moment_position = CASE WHEN n.deleted_at IS NULL THEN m.moment_position END
                FROM unnest($4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::timestamptz[], $9::timestamptz[],
                            $10::uuid[], $11::timestamptz[], $12::uuid[], $34::boolean[])
                    AS n (number, text, title, change, edited_at, deleted_at, deleted_by, pinned_at, pinned_by,
                          comments_allowed)
                WHERE m.conversation_id = $1 AND m.number = n.number
            ), erased_editions AS (
                DELETE FROM edition WHERE conversation_id = $1 AND number = ANY ($14)
            ), freed_files AS (
                -- Which are nobody's then, and cleared away.
                DELETE FROM message_file WHERE conversation_id = $1 AND number = ANY ($14)
            ), erased_reactions AS (
                DELETE FROM reaction WHERE conversation_id = $1 AND number = ANY ($14)
            ), kept AS (
                INSERT INTO edition (conversation_id, number, change, client_id, title, text, written_at)
                SELECT $1, e.* FROM unnest($15::bigint[], $16::bigint[], $17::uuid[], $18::text[], $19::text[],
                                           $20::timestamptz[]) AS e
            ), reacted AS (
                INSERT INTO reaction (conversation_id, number, emoji, account_id, change, since, at)
                SELECT $1, r.*, $33 FROM unnest($21::bigint[], $22::text[], $23::uuid[], $24::bigint[], $25::bigint[]) AS r
                ON CONFLICT (conversation_id, number, emoji, account_id)
                    DO UPDATE SET change = excluded.change, since = excluded.since, at = excluded.at
            ), taken_back AS (
                DELETE FROM reaction r
                USING unnest($26::bigint[], $27::text[], $28::uuid[]) AS gone (number, emoji, account_id)
                WHERE r.conversation_id = $1 AND r.number = gone.number AND r.emoji = gone.emoji
                  AND r.account_id = gone.account_id
            ), no_longer_called AS (
                DELETE FROM mention n WHERE n.conversation_id = $1 AND n.number = ANY ($13)
                  AND NOT EXISTS (SELECT FROM unnest($29::bigint[], $30::uuid[]) AS still (number, account_id)
                                  WHERE still.number = n.number AND still.account_id = n.account_id)
            ), called AS (
                INSERT INTO mention (conversation_id, number, account_id, sender_id)
                SELECT $1, c.number, c.account_id, c.sender_id
                FROM unnest($29::bigint[], $30::uuid[], $31::uuid[]) AS c (number, account_id, sender_id)
                WHERE c.account_id = $32
                   OR EXISTS (SELECT FROM member WHERE conversation_id = $1 AND account_id = c.account_id)
                ON CONFLICT DO NOTHING
                RETURNING number, account_id, sender_id
            ), concerned AS (
                INSERT INTO activity (account_id, conversation_id, number, by_id, at, change)
                SELECT c.account_id, $1, c.number, c.sender_id, $33, m.change
                FROM called c
                JOIN unnest($4::bigint[], $7::bigint[]) AS m (number, change) ON m.number = c.number
                WHERE c.account_id <> c.sender_id
                ON CONFLICT (account_id, conversation_id, number, is_reaction)
                    DO UPDATE SET gone = false, at = excluded.at, change = excluded.change WHERE activity.gone
            ), no_longer_concerned AS (
                -- Whom it called and did not answer, or all if it is deleted.
                UPDATE activity a SET gone = true
                WHERE a.conversation_id = $1 AND a.number = ANY ($13) AND NOT a.gone
                  AND (a.number = ANY ($14)
                    OR NOT a.is_reaction
                       AND NOT EXISTS (SELECT FROM unnest($29::bigint[], $30::uuid[]) AS still (number, account_id)
                                       WHERE still.number = a.number AND still.account_id = a.account_id)
                       AND NOT EXISTS (
                           SELECT FROM message m
                           JOIN message answered ON answered.conversation_id = m.conversation_id
                               AND answered.number IN (m.post_number, m.reply_to)
                           WHERE m.conversation_id = $1 AND m.number = a.number AND answered.sender_id = a.account_id))
            )
            INSERT INTO unpublished (conversation_id, first_number, last_number, last_change, tried_at)
            VALUES ($1, 0, 0, $2, $33) RETURNING id
            """;

    /// That others reacted is so as of the latest of them, whoever took theirs back meanwhile. A
    /// statement of its own, since it looks at what [#WRITE] wrote.
    private static final String CONCERN_REACTED_TO =
            """
            WITH latest AS (
                SELECT m.number, m.sender_id, r.account_id, r.at, r.change
                FROM message m LEFT JOIN LATERAL (
                    SELECT * FROM reaction o
                    WHERE o.conversation_id = m.conversation_id AND o.number = m.number AND o.account_id <> m.sender_id
                    ORDER BY o.change DESC LIMIT 1) AS r ON true
                WHERE m.conversation_id = $1 AND m.number = ANY ($2)
            ), gone AS (
                UPDATE activity a SET gone = true FROM latest
                WHERE a.conversation_id = $1 AND a.number = latest.number AND a.account_id = latest.sender_id
                  AND a.is_reaction AND latest.change IS NULL
            )
            INSERT INTO activity (account_id, conversation_id, number, is_reaction, by_id, at, change)
            SELECT sender_id, $1, number, true, account_id, at, change FROM latest WHERE change IS NOT NULL
            ON CONFLICT (account_id, conversation_id, number, is_reaction)
                DO UPDATE SET by_id = excluded.by_id, at = excluded.at, change = excluded.change, gone = false
            """;

    private final LaneStore<Change, ChangeResult> lanes;
    private final PublicationStore publications;
    private final Event<MessagesCommitted> told;
    private final Clock clock;

    public ChangeStore(
            Pool pool,
            PublicationStore publications,
            Event<MessagesCommitted> told,
            Clock clock,
            ChatConfig config) {
        this.lanes =
                new LaneStore<>(
                        pool,
                        new Lanes<>(
                                config.mostWaiting(),
                                new ChangeResult.TooManyWaiting(),
                                new Refused(Refusal.CLIENT_ID_REUSED)),
                        config.largestGroup(),
                        config.committers(),
                        this::commit);
        this.publications = publications;
        this.told = told;
        this.clock = clock;
    }

    /// Makes a change after those that came before it, at once, whether or not the result is
    /// subscribed to. Fails if the database could not be asked, and then it may or may not be made:
    /// ask again.
    public Uni<ChangeResult> make(Change change) {
        return lanes.store(change);
    }

    private record Made(Ledger ledger, List<ChangeResult> results, @Nullable Long publication) {}

    private Uni<Void> commit(SqlConnection connection, Group<Change, ChangeResult> waiting) {
        var conversation = waiting.conversation();
        var group = waiting.waiting();
        if (group.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var changes = group.stream().map(Waiting::item).toList();
        return connection
                .begin()
                .flatMap(transaction ->
                        make(connection, conversation, changes)
                                .call(transaction::commit)
                                .onFailure()
                                .call(failure ->
                                        transaction.rollback().onFailure().recoverWithNull()))
                .invoke(made -> {
                    if (made.publication != null) {
                        publications.publish(made.publication, made.ledger.events());
                        told.fire(new MessagesCommitted(conversation, Set.of()));
                    }
                    for (var i = 0; i < group.size(); i++) {
                        group.get(i).result().complete(made.results.get(i));
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Made> make(
            SqlConnection connection, ConversationId conversation, List<Change> changes) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(conversation.value()))
                .flatMap(locked ->
                        ledger(connection, conversation, changes, locked)
                                .flatMap(
                                        ledger -> make(connection, conversation, changes, ledger)));
    }

    private Uni<Made> make(
            SqlConnection connection,
            ConversationId conversation,
            List<Change> changes,
            Ledger ledger) {
        // PostgreSQL keeps microseconds; an event must not differ from what is read back.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var results = changes.stream().map(change -> ledger.apply(change, now)).toList();
        return ledger.changed().isEmpty()
                ? Uni.createFrom().item(new Made(ledger, results, null))
                : connection
                        .preparedQuery(WRITE)
                        .execute(written(conversation, ledger, now))
                        .call(() -> concernReactedTo(connection, conversation, ledger))
                        .map(rows ->
                                new Made(ledger, results, rows.iterator().next().getLong("id")));
    }

    private static Uni<?> concernReactedTo(
            SqlConnection connection, ConversationId conversation, Ledger ledger) {
        var reactedTo =
                Stream.concat(
                                ledger.reactionsToKeep().stream().map(Kept::reacted),
                                ledger.reactionsToForget().stream())
                        .map(Reacted::number)
                        .distinct()
                        .toArray(Long[]::new);
        return reactedTo.length == 0
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(CONCERN_REACTED_TO)
                        .execute(
                                Tuple.tuple()
                                        .addUUID(conversation.value())
                                        .addArrayOfLong(reactedTo));
    }

    /// What the changes are about, under the lock.
    private static Uni<Ledger> ledger(
            SqlConnection connection,
            ConversationId conversation,
            List<Change> changes,
            RowSet<Row> locked) {
        if (locked.size() == 0) {
            // To whoever asks it is a conversation of nobody.
            return Uni.createFrom().item(Ledger.ofNothing(conversation));
        }
        var row = locked.iterator().next();
        var id = conversation.value();
        var asked =
                connection
                        .preparedQuery(ASKED)
                        .execute(
                                Tuple.tuple()
                                        .addUUID(id)
                                        .addArrayOfUUID(
                                                uuids(changes, change -> change.by().value()))
                                        .addArrayOfLong(longs(changes, Change::number))
                                        .addArrayOfUUID(uuids(changes, ChangeStore::clientId))
                                        .addArrayOfString(strings(changes, ChangeStore::emoji)));
        var messages =
                connection
                        .preparedQuery(MESSAGES)
                        .execute(
                                Tuple.tuple()
                                        .addUUID(id)
                                        .addArrayOfLong(numbers(changes.stream())));
        var tallies =
                connection
                        .preparedQuery(TALLIES)
                        .execute(
                                Tuple.tuple()
                                        .addUUID(id)
                                        .addArrayOfLong(
                                                numbers(
                                                        changes.stream()
                                                                .filter(change ->
                                                                        emoji(change) != null))));
        // All are on their way before the first is answered.
        return Uni.combine()
                .all()
                .unis(asked, messages, tallies)
                .with((who, what, counts) -> ledger(conversation, row, who, what, counts));
    }

    private static Ledger ledger(
            ConversationId conversation,
            Row locked,
            RowSet<Row> asked,
            RowSet<Row> found,
            RowSet<Row> counts) {
        var standings = new HashMap<AccountId, Standing>();
        var edits = new HashMap<EditName, Long>();
        var reactions = new HashMap<Reacted, Long>();
        for (var row : asked) {
            if (row.getString("role") == null) {
                continue;
            }
            var account = new AccountId(row.getUUID("account_id"));
            var number = row.getLong("number");
            standings.put(
                    account, new Standing(MembershipStore.role(row), row.getLong("first_number")));
            if (row.getLong("edited_by") != null) {
                edits.put(new EditName(number, row.getUUID("client_id")), row.getLong("edited_by"));
            }
            if (row.getLong("reacted_by") != null) {
                reactions.put(
                        new Reacted(number, row.getString("emoji"), account),
                        row.getLong("reacted_by"));
            }
        }
        var tallies = new HashMap<Long, Map<String, Tally>>();
        for (var row : counts) {
            tallies.computeIfAbsent(row.getLong("number"), none -> new LinkedHashMap<>())
                    .put(
                            row.getString("emoji"),
                            new Tally(row.getInteger("count"), row.getLong("since")));
        }
        var pins = found.size() == 0 ? 0 : found.iterator().next().getLong("pins").intValue();
        return new Ledger(
                conversation,
                MembershipStore.terms(locked),
                locked.getLong("revision"),
                locked.getLong("last_change"),
                standings,
                StreamSupport.stream(found.spliterator(), false)
                        .map(HistoryStore::message)
                        .collect(toMap(Message::number, message -> message)),
                edits,
                tallies,
                reactions,
                pins);
    }

    private static @Nullable UUID clientId(Change change) {
        return change.deed() instanceof Change.Edit edit ? edit.clientId() : null;
    }

    private static @Nullable String emoji(Change change) {
        return change.deed() instanceof Change.React react ? react.emoji().value() : null;
    }

    private static Long[] numbers(Stream<Change> changes) {
        return changes.map(Change::number).distinct().toArray(Long[]::new);
    }

    /// @param account as a mention has it
    private record Call(long number, UUID account, UUID by) {}

    private static Tuple written(ConversationId conversation, Ledger ledger, Instant now) {
        var changed = ledger.changed();
        var rewritten = ledger.rewritten();
        var deleted = rewritten.stream().filter(message -> message.deletedAt() != null).toList();
        var editions = ledger.editions();
        var kept = ledger.reactionsToKeep();
        var gone = List.copyOf(ledger.reactionsToForget());
        var calls =
                rewritten.stream()
                        .flatMap(message ->
                                Mentions.in(message.text())
                                        .accounts()
                                        .map(account ->
                                                new Call(
                                                        message.number(),
                                                        account,
                                                        message.sender().value())))
                        .toList();
        var isRewritten = rewritten.stream().collect(toMap(Message::number, message -> message));
        return Tuple.tuple()
                .addUUID(conversation.value())
                .addLong(ledger.lastChange())
                .addLong(ledger.lastDeletion())
                .addArrayOfLong(longs(changed, Message::number))
                .addArrayOfString(
                        strings(
                                changed,
                                each ->
                                        isRewritten.containsKey(each.number())
                                                ? each.text()
                                                : null))
                .addArrayOfString(
                        strings(
                                changed,
                                each ->
                                        isRewritten.containsKey(each.number())
                                                ? each.title()
                                                : null))
                .addArrayOfLong(longs(changed, Message::change))
                .addArrayOfOffsetDateTime(times(changed, Message::editedAt))
                .addArrayOfOffsetDateTime(times(changed, Message::deletedAt))
                .addArrayOfUUID(uuids(changed, each -> value(each.deletedBy())))
                .addArrayOfOffsetDateTime(times(changed, Message::pinnedAt))
                .addArrayOfUUID(uuids(changed, each -> value(each.pinnedBy())))
                .addArrayOfLong(longs(rewritten, Message::number))
                .addArrayOfLong(longs(deleted, Message::number))
                .addArrayOfLong(longs(editions, Edition::number))
                .addArrayOfLong(longs(editions, Edition::change))
                .addArrayOfUUID(uuids(editions, Edition::clientId))
                .addArrayOfString(strings(editions, Edition::title))
                .addArrayOfString(strings(editions, Edition::text))
                .addArrayOfOffsetDateTime(times(editions, Edition::writtenAt))
                .addArrayOfLong(longs(kept, each -> each.reacted().number()))
                .addArrayOfString(strings(kept, each -> each.reacted().emoji()))
                .addArrayOfUUID(uuids(kept, each -> each.reacted().account().value()))
                .addArrayOfLong(longs(kept, Kept::change))
                .addArrayOfLong(longs(kept, Kept::since))
                .addArrayOfLong(longs(gone, Reacted::number))
                .addArrayOfString(strings(gone, Reacted::emoji))
                .addArrayOfUUID(uuids(gone, each -> each.account().value()))
                .addArrayOfLong(longs(calls, Call::number))
                .addArrayOfUUID(uuids(calls, Call::account))
                .addArrayOfUUID(uuids(calls, Call::by))
                .addUUID(Mentions.EVERYBODY)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC))
                .addArrayOfBoolean(
                        changed.stream().map(Message::commentsAllowed).toArray(Boolean[]::new));
    }

    private static @Nullable UUID value(@Nullable AccountId account) {
        return account == null ? null : account.value();
    }

    private static <T> Long[] longs(Collection<T> rows, Function<T, Long> of) {
        return rows.stream().map(of).toArray(Long[]::new);
    }

    private static <T> UUID[] uuids(Collection<T> rows, Function<T, @Nullable UUID> of) {
        return rows.stream().map(of).toArray(UUID[]::new);
    }

    private static <T> String[] strings(Collection<T> rows, Function<T, @Nullable String> of) {
        return rows.stream().map(of).toArray(String[]::new);
    }

    private static <T> OffsetDateTime[] times(
            Collection<T> rows, Function<T, @Nullable Instant> of) {
        return rows.stream()
                .map(of)
                .map(at -> at == null ? null : at.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }
}
