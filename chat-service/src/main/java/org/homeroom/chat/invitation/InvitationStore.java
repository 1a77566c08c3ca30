package org.homeroom.chat.invitation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.homeroom.chat.membership.MembershipStore;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.IdSource;
import org.jspecify.annotations.Nullable;

/// Invitations in PostgreSQL, and how many tokens each account may try.
@ApplicationScoped
class InvitationStore {
    private static final String WORKS =
            "revoked_at IS NULL AND expires_at > %s AND (most_uses IS NULL OR uses < most_uses)";

    private static final String CREATE =
            """
            INSERT INTO invitation (id, conversation_id, digest, role, created_by, created_at, expires_at, most_uses)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING *
            """;

    private static final String WORKING =
            "SELECT * FROM invitation WHERE conversation_id = $1 AND "
                    + WORKS.formatted("$2")
                    + " ORDER BY created_at DESC, id DESC LIMIT 100";

    private static final String REVOKE =
            "UPDATE invitation SET revoked_at = $3 WHERE id = $1 AND conversation_id = $2 AND "
                    + WORKS.formatted("$3");

    private static final String FIND =
            """
            SELECT i.id, i.conversation_id, i.created_by, i.role, %s AS works,
                   c.name, c.description, c.member_count,
                   EXISTS (
                       SELECT FROM member m
                       WHERE m.conversation_id = i.conversation_id AND m.account_id = $2) AS is_member
            FROM invitation i JOIN conversation c ON c.id = i.conversation_id
            WHERE i.digest = $1
            """
                    .formatted(WORKS.formatted("$3"));

    private static final String USE =
            "UPDATE invitation SET uses = uses + 1 WHERE id = $1 AND " + WORKS.formatted("$2");

    /// A try is counted before the token is looked at, so of a thousand at once only ten get
    /// through. No row: none is left.
    private static final String TRY =
            """
            INSERT INTO invitation_tries AS t (account_id, tries_left, at) VALUES ($1, 9, $2)
            ON CONFLICT (account_id) DO UPDATE
            SET tries_left = LEAST(10, t.tries_left + GREATEST(0, EXTRACT(EPOCH FROM $2 - t.at)) / 60) - 1, at = $2
            WHERE LEAST(10, t.tries_left + GREATEST(0, EXTRACT(EPOCH FROM $2 - t.at)) / 60) >= 1
            RETURNING 1
            """;

    private static final String GIVE_BACK =
            "UPDATE invitation_tries SET tries_left = LEAST(10, tries_left + 1) WHERE account_id = $1";

    /// What a token opens.
    ///
    /// @param works whether it has neither ended nor been used up nor revoked
    /// @param isMember whether whoever asks is in the channel already
    record Opened(
            InvitationId id,
            ConversationId conversation,
            AccountId createdBy,
            MemberRole role,
            boolean works,
            String name,
            String description,
            int memberCount,
            boolean isMember) {}

    private final Pool pool;
    private final Clock clock;
    private final IdSource ids;

    InvitationStore(Pool pool, Clock clock, IdSource ids) {
        this.pool = pool;
        this.clock = clock;
        this.ids = ids;
    }

    /// @param hours how long it works
    /// @param mostUses null for as many as there is room for
    Uni<Invitation> create(
            ConversationId conversation,
            InvitationToken token,
            AccountId by,
            MemberRole role,
            int hours,
            @Nullable Integer mostUses) {
        var now = now();
        return pool.preparedQuery(CREATE)
                .execute(
                        Tuple.tuple()
                                .addUUID(ids.next())
                                .addUUID(conversation.value())
                                .addBuffer(Buffer.buffer(token.digest()))
                                .addString(MembershipStore.column(role))
                                .addUUID(by.value())
                                .addOffsetDateTime(now)
                                .addOffsetDateTime(now.plusHours(hours))
                                .addInteger(mostUses))
                .map(rows -> invitation(rows.iterator().next()));
    }

    /// Those of a channel that still work, the latest first.
    Uni<List<Invitation>> working(ConversationId conversation) {
        return pool.preparedQuery(WORKING)
                .execute(Tuple.of(conversation.value(), now()))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(InvitationStore::invitation)
                                .toList());
    }

    /// @return whether it worked until now
    Uni<Boolean> revoke(ConversationId conversation, InvitationId id) {
        return pool.preparedQuery(REVOKE)
                .execute(Tuple.of(id.value(), conversation.value(), now()))
                .map(rows -> rows.rowCount() == 1);
    }

    /// Counts a try of a token.
    ///
    /// @return whether it may be looked at
    Uni<Boolean> countTry(AccountId account) {
        return pool.preparedQuery(TRY)
                .execute(Tuple.of(account.value(), now()))
                .map(rows -> rows.size() == 1);
    }

    /// Empty for a token that was never given out. One that was costs no try.
    Uni<Optional<Opened>> find(InvitationToken token, AccountId account) {
        return pool.preparedQuery(FIND)
                .execute(
                        Tuple.tuple()
                                .addBuffer(Buffer.buffer(token.digest()))
                                .addUUID(account.value())
                                .addOffsetDateTime(now()))
                .flatMap(rows ->
                        rows.size() == 0
                                ? Uni.createFrom().item(Optional.empty())
                                : pool.preparedQuery(GIVE_BACK)
                                        .execute(Tuple.of(account.value()))
                                        .replaceWith(opened(rows)));
    }

    private static Optional<Opened> opened(RowSet<Row> rows) {
        var row = rows.iterator().next();
        return Optional.of(
                new Opened(
                        new InvitationId(row.getUUID("id")),
                        new ConversationId(row.getUUID("conversation_id")),
                        new AccountId(row.getUUID("created_by")),
                        MembershipStore.role(row),
                        row.getBoolean("works"),
                        row.getString("name"),
                        row.getString("description"),
                        row.getInteger("member_count"),
                        row.getBoolean("is_member")));
    }

    /// Counts a use, in the transaction in which somebody comes in by it.
    ///
    /// @return whether it still worked
    Uni<Boolean> use(SqlConnection connection, InvitationId id) {
        return connection
                .preparedQuery(USE)
                .execute(Tuple.of(id.value(), now()))
                .map(rows -> rows.rowCount() == 1);
    }

    /// PostgreSQL keeps microseconds.
    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static Invitation invitation(Row row) {
        return new Invitation(
                new InvitationId(row.getUUID("id")),
                MembershipStore.role(row),
                new AccountId(row.getUUID("created_by")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getInteger("uses"),
                row.getInteger("most_uses"));
    }
}
