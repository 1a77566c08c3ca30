package org.homeroom.chat.membership;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.homeroom.platform.event.ChannelMemberEvent;
import org.homeroom.platform.event.ChatEvent;
import org.homeroom.platform.event.DirectConversationEvent;
import org.homeroom.platform.event.Topic;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.kafka.EventPublisher;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Sees to it that what has changed of a conversation's members and terms, and that two people have
/// one, reaches Kafka, and that the last record of a key on a compacted topic is what holds.
///
/// What is published is what the database has at that moment, and the mark goes only if it still
/// has it afterwards. So whoever overtakes whom on the way to Kafka, an old state there is followed
/// by the newer one: see docs/adr/0010-membership-has-a-revision.md.
@ApplicationScoped
public class MembershipPublicationStore {
    /// Rows that are published again in one go.
    public static final int RELAYED_AT_ONCE = 100;

    private static final Logger LOG = Logger.getLogger(MembershipPublicationStore.class);

    /// Of whom the callee lets call them, and unless one of the two blocks the other.
    private static final String MAY_BE_CALLED =
            """
            (NOT c.is_closed AND NOT EXISTS (
                SELECT FROM preference p
                WHERE p.account_id = c.%s AND (p.calls_from = 'nobody' OR p.calls_from = 'contacts' AND NOT EXISTS (
                    SELECT FROM member w
                    WHERE w.conversation_id = c.id AND w.account_id = p.account_id AND w.has_written))))\
            """;

    /// Whether `direct_low` of the conversation that a query calls `c` may call the other.
    public static final String LOW_MAY_CALL = MAY_BE_CALLED.formatted("direct_high");

    /// As [#LOW_MAY_CALL], of `direct_high`.
    public static final String HIGH_MAY_CALL = MAY_BE_CALLED.formatted("direct_low");

    /// `revision` is that of what is published: of the member, or of the terms.
    private static final String STATE =
            """
            SELECT u.conversation_id, u.account_id, c.kind, c.direct_low, c.direct_high,
                   {low} AS low_may_call, {high} AS high_may_call,
                   c.name, c.archived_at, c.member_count, m.role, m.first_number,
                   CASE WHEN u.account_id IS NULL THEN c.terms_revision
                        ELSE COALESCE(m.revision, f.revision) END AS revision
            FROM unpublished_membership u
            JOIN conversation c ON c.id = u.conversation_id
            LEFT JOIN member m ON m.conversation_id = u.conversation_id AND m.account_id = u.account_id
            LEFT JOIN former_member f ON f.conversation_id = u.conversation_id AND f.account_id = u.account_id
            WHERE u.id = $1
            """
                    .replace("{low}", LOW_MAY_CALL)
                    .replace("{high}", HIGH_MAY_CALL);

    private static final String PUBLISHED =
            """
            DELETE FROM unpublished_membership u WHERE id = $1 AND $2 = (
                SELECT CASE WHEN u.account_id IS NULL THEN c.terms_revision
                            ELSE COALESCE(m.revision, f.revision) END
                FROM conversation c
                LEFT JOIN member m ON m.conversation_id = c.id AND m.account_id = u.account_id
                LEFT JOIN former_member f ON f.conversation_id = c.id AND f.account_id = u.account_id
                WHERE c.id = u.conversation_id)
            """;

    /// Takes rows on until `tried_at` is old again; the locks last only as long as this statement.
    private static final String TAKE_ON =
            """
            UPDATE unpublished_membership SET tried_at = $1
            WHERE id IN (
                SELECT id FROM unpublished_membership WHERE tried_at < $2 ORDER BY tried_at, id LIMIT $3
                FOR UPDATE SKIP LOCKED)
            RETURNING id
            """;

    private final Pool pool;
    private final EventPublisher events;

    MembershipPublicationStore(Pool pool, EventPublisher events) {
        this.pool = pool;
        this.events = events;
    }

    /// Publishes what has just been committed. Returns at once; what goes wrong is left to the
    /// relay.
    ///
    /// @param row id in `unpublished_membership`
    public void publish(long row) {
        publishState(row)
                .subscribe()
                .with(
                        done -> {},
                        failure ->
                                LOG.warnf(
                                        "membership not published yet, the relay will try: %s",
                                        failure.getMessage()));
    }

    /// Publishes again what was last tried before an instant and is still marked. Several replicas
    /// may do so at once: each takes rows that no other has taken.
    ///
    /// @param now when these tries begin
    /// @return how many rows were published, at most [#RELAYED_AT_ONCE]
    public Uni<Integer> publishAgain(Instant triedBefore, Instant now) {
        return pool.preparedQuery(TAKE_ON)
                .execute(
                        Tuple.of(
                                now.atOffset(ZoneOffset.UTC),
                                triedBefore.atOffset(ZoneOffset.UTC),
                                RELAYED_AT_ONCE))
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .onItem()
                .transformToUniAndConcatenate(
                        row -> publishState(row.getLong("id")).replaceWith(row))
                .collect()
                .asList()
                .map(List::size);
    }

    private Uni<Void> publishState(long mark) {
        return pool.preparedQuery(STATE)
                .execute(Tuple.of(mark))
                .flatMap(rows ->
                        rows.size() == 0
                                ? Uni.createFrom().voidItem()
                                : publishState(mark, rows.iterator().next()));
    }

    private Uni<Void> publishState(long mark, Row row) {
        return Uni.join()
                .all(sends(row))
                .andFailFast()
                .chain(() ->
                        pool.preparedQuery(PUBLISHED)
                                .execute(Tuple.of(mark, row.getLong("revision"))))
                .flatMap(cleared ->
                        cleared.rowCount() == 0 ? publishState(mark) : Uni.createFrom().voidItem());
    }

    private List<Uni<Void>> sends(Row row) {
        var conversation = new ConversationId(row.getUUID("conversation_id"));
        if (row.getString("kind").equals("direct")) {
            var direct = events.publish(Topic.DIRECT_CONVERSATIONS, directState(conversation, row));
            var revision = row.getLong("revision");
            // That it is there its own event tells.
            return revision == 0
                    ? List.of(direct)
                    : List.of(
                            direct,
                            events.publish(
                                    Topic.CHAT_EVENTS,
                                    new ChatEvent.ConversationChanged(conversation, revision)));
        }
        var isChannel = row.getString("kind").equals("channel");
        var account =
                row.getUUID("account_id") == null ? null : new AccountId(row.getUUID("account_id"));
        var sends = new ArrayList<Uni<Void>>();
        if (account == null) {
            sends.add(
                    events.publish(
                            Topic.CHAT_EVENTS,
                            new ChatEvent.ConversationChanged(
                                    conversation, row.getLong("revision"))));
        } else {
            sends.add(
                    events.publish(
                            Topic.CHAT_EVENTS,
                            memberChanged(conversation, account, row, isChannel)));
        }
        if (isChannel) {
            sends.add(
                    events.publish(
                            Topic.CHANNEL_MEMBERS, channelState(conversation, account, row)));
        }
        return sends;
    }

    private static ChatEvent memberChanged(
            ConversationId conversation, AccountId account, Row row, boolean isChannel) {
        var isIn = row.getString("role") != null;
        return new ChatEvent.MemberChanged(
                conversation,
                account,
                isIn ? MembershipStore.role(row) : null,
                isIn ? row.getLong("first_number") : 0,
                row.getInteger("member_count"),
                isChannel,
                row.getLong("revision"));
    }

    /// Whoever has a conversation with somebody may call them, as far as they let them.
    private static DirectConversationEvent directState(ConversationId conversation, Row row) {
        return new DirectConversationEvent.DirectConversationChanged(
                conversation,
                List.of(
                        new DirectConversationEvent.Side(
                                new AccountId(row.getUUID("direct_low")),
                                row.getBoolean("low_may_call")),
                        new DirectConversationEvent.Side(
                                new AccountId(row.getUUID("direct_high")),
                                row.getBoolean("high_may_call"))),
                row.getLong("revision"));
    }

    private static ChannelMemberEvent channelState(
            ConversationId channel, @Nullable AccountId account, Row row) {
        var revision = row.getLong("revision");
        if (account == null) {
            return new ChannelMemberEvent.ChannelChanged(
                    channel,
                    row.getString("name"),
                    row.getOffsetDateTime("archived_at") != null,
                    revision);
        }
        return row.getString("role") == null
                ? new ChannelMemberEvent.MemberRemoved(channel, account, revision)
                : new ChannelMemberEvent.MemberChanged(
                        channel, account, MembershipStore.role(row), revision);
    }
}
