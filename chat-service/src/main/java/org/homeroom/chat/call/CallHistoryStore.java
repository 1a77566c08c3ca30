package org.homeroom.chat.call;

import static java.util.Objects.requireNonNull;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.homeroom.chat.PageKey;
import org.homeroom.chat.call.PastCall.Direction;
import org.homeroom.chat.membership.MembershipPublicationStore;
import org.homeroom.chat.message.HistoryStore;
import org.homeroom.chat.message.PublicationStore;
import org.homeroom.chat.notification.Activity.Actor;
import org.homeroom.chat.person.People;
import org.homeroom.platform.event.ChatEvent.ChoicesChanged;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;

/// Reads the calls of a person out of all of their conversations, and counts those that they missed
/// since they last looked: see docs/adr/0034-call-history.md.
@ApplicationScoped
public class CallHistoryStore {
    /// Of a message `m` with a call, and the member `me` of its conversation.
    private static final String IS_MISSED = "NOT m.is_uncounted AND m.sender_id <> me.account_id";

    private static final String PAGE =
            """
            SELECT found.*, may_call.other_id, may_call.may_call
            FROM (
                SELECT m.conversation_id, m.number, m.sent_at, m.sender_id, m.call, {missed} AS is_missed
                FROM member me
                JOIN conversation c ON c.id = me.conversation_id AND c.kind = 'direct'
                CROSS JOIN LATERAL (
                    SELECT * FROM message m
                    WHERE m.conversation_id = c.id AND m.call IS NOT NULL
                      AND m.sent_at <= $2 AND (m.sent_at, m.conversation_id, m.number) < ($2, $3, $4)
                      AND (NOT $6 OR {missed})
                    ORDER BY m.sent_at DESC, m.number DESC LIMIT $5) AS m
                WHERE me.account_id = $1
                ORDER BY m.sent_at DESC, m.conversation_id DESC, m.number DESC LIMIT $5) AS found
            JOIN conversation c ON c.id = found.conversation_id
            CROSS JOIN LATERAL (
                SELECT CASE $1 WHEN c.direct_low THEN c.direct_high ELSE c.direct_low END AS other_id,
                       CASE $1 WHEN c.direct_low THEN {low} ELSE {high} END AS may_call) AS may_call
            ORDER BY found.sent_at DESC, found.conversation_id DESC, found.number DESC
            """
                    .replace("{missed}", IS_MISSED)
                    .replace("{low}", MembershipPublicationStore.LOW_MAY_CALL)
                    .replace("{high}", MembershipPublicationStore.HIGH_MAY_CALL);

    private static final String COUNT =
            """
            SELECT who.id, (SELECT count(*) FROM (
                SELECT FROM member me
                JOIN message m ON m.conversation_id = me.conversation_id AND m.number > me.calls_seen
                    AND m.call IS NOT NULL AND {missed}
                WHERE me.account_id = who.id LIMIT 100) AS counted) AS missed
            FROM unnest($1::uuid[]) AS who (id)
            """
                    .replace("{missed}", IS_MISSED);

    private static final String SEEN =
            """
            WITH fresh AS (
                SELECT m.conversation_id, max(m.number) AS number
                FROM member me
                JOIN message m ON m.conversation_id = me.conversation_id AND m.number > me.calls_seen
                    AND m.call IS NOT NULL AND {missed}
                WHERE me.account_id = $1 AND m.sent_at <= $2
                GROUP BY m.conversation_id
            ), seen AS (
                UPDATE member me SET calls_seen = GREATEST(me.calls_seen, fresh.number)
                FROM fresh WHERE me.conversation_id = fresh.conversation_id AND me.account_id = $1
                RETURNING 1
            )
            INSERT INTO unpublished (reader_id, first_number, last_number, tried_at)
            SELECT $1, 0, 0, $3 WHERE EXISTS (SELECT FROM seen) RETURNING id
            """
                    .replace("{missed}", IS_MISSED);

    /// A page, the latest first.
    ///
    /// @param next where the next one begins; empty at the end
    record Page(List<PastCall> calls, Optional<PageKey> next) {}

    private final Pool pool;
    private final People people;
    private final PublicationStore publications;
    private final Clock clock;

    CallHistoryStore(Pool pool, People people, PublicationStore publications, Clock clock) {
        this.pool = pool;
        this.people = people;
        this.publications = publications;
        this.clock = clock;
    }

    /// @param missedOnly whether only those that the viewer missed
    Uni<Page> page(AccountId viewer, PageKey after, int limit, boolean missedOnly) {
        return pool.preparedQuery(PAGE)
                .execute(
                        Tuple.of(
                                viewer.value(),
                                after.at().atOffset(ZoneOffset.UTC),
                                after.conversation().value(),
                                after.number(),
                                limit + 1,
                                missedOnly))
                .map(rows -> page(viewer, rows, limit));
    }

    private Page page(AccountId viewer, RowSet<Row> rows, int limit) {
        var all = StreamSupport.stream(rows.spliterator(), false).toList();
        var shown = all.subList(0, Math.min(limit, all.size()));
        return new Page(
                shown.stream().map(row -> call(viewer, row)).toList(),
                all.size() > limit ? Optional.of(key(shown.getLast())) : Optional.empty());
    }

    private static PageKey key(Row row) {
        return new PageKey(
                row.getOffsetDateTime("sent_at").toInstant(),
                new ConversationId(row.getUUID("conversation_id")),
                row.getLong("number"));
    }

    private PastCall call(AccountId viewer, Row row) {
        var person = people.get(new AccountId(row.getUUID("other_id")));
        return new PastCall(
                new ConversationId(row.getUUID("conversation_id")),
                row.getLong("number"),
                row.getOffsetDateTime("sent_at").toInstant(),
                row.getUUID("sender_id").equals(viewer.value())
                        ? Direction.OUTGOING
                        : Direction.INCOMING,
                row.getBoolean("is_missed"),
                Actor.of(person),
                row.getBoolean("may_call") && !person.isDeleted(),
                requireNonNull(HistoryStore.call(row), "only messages with a call are read"));
    }

    /// How many calls each one missed since they last looked at the list: exact up to 99, 100 means
    /// more.
    public Uni<Map<AccountId, Integer>> missed(Collection<AccountId> accounts) {
        if (accounts.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return pool.preparedQuery(COUNT)
                .execute(
                        Tuple.tuple()
                                .addArrayOfUUID(
                                        accounts.stream()
                                                .map(AccountId::value)
                                                .toArray(UUID[]::new)))
                .map(rows -> {
                    var missed = new HashMap<AccountId, Integer>();
                    rows.forEach(row ->
                            missed.put(new AccountId(row.getUUID("id")), row.getInteger("missed")));
                    return missed;
                });
    }

    /// Somebody has seen what was in the list up to an instant; their devices are told.
    Uni<Void> seen(AccountId account, Instant upTo) {
        return pool.preparedQuery(SEEN)
                .execute(
                        Tuple.of(
                                account.value(),
                                upTo.atOffset(ZoneOffset.UTC),
                                clock.instant().atOffset(ZoneOffset.UTC)))
                .invoke(rows ->
                        rows.forEach(row ->
                                publications.publish(
                                        row.getLong("id"),
                                        List.of(new ChoicesChanged(account, null)))))
                .replaceWithVoid();
    }
}
