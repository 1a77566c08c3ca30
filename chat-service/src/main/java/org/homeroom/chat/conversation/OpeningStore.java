package org.homeroom.chat.conversation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.homeroom.chat.block.BlockStore;
import org.homeroom.chat.membership.MembershipPublicationStore;
import org.homeroom.chat.membership.MembershipStore;
import org.homeroom.chat.membership.Terms;
import org.homeroom.chat.message.PublicationStore;
import org.homeroom.platform.event.ChatEvent;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.id.IdSource;

/// Opens conversations, and sees to it that everybody in them is told.
@ApplicationScoped
class OpeningStore {
    private static final String INSERT =
            """
            INSERT INTO conversation (id, kind, direct_low, direct_high, created_at, last_at)
            SELECT $1, 'direct', LEAST($2::uuid, $3::uuid), GREATEST($2::uuid, $3::uuid), $4::timestamptz, $4
            WHERE NOT EXISTS (SELECT FROM block WHERE blocker_id = $3 AND blocked_id = $2
                                                   OR blocker_id = $2 AND blocked_id = $3)
            ON CONFLICT (direct_low, direct_high) DO NOTHING RETURNING id
            """;

    private static final String INSERT_MEMBERS =
            "INSERT INTO member (conversation_id, account_id) VALUES ($1, $2), ($1, $3)";

    private static final String MARK_OPENED =
            """
            INSERT INTO unpublished (conversation_id, first_number, last_number, tried_at)
            VALUES ($1, 0, 0, $2) RETURNING id
            """;

    /// For signaling-service, which knows by it who may call whom.
    private static final String MARK_DIRECT =
            """
            INSERT INTO unpublished_membership (conversation_id, tried_at) VALUES ($1, $2) RETURNING id
            """;

    private static final String INSERT_GROUP =
            """
            INSERT INTO conversation (id, kind, name, member_count, created_at, last_at)
            VALUES ($1, 'group', NULLIF($2, ''), cardinality($3::uuid[]), $4, $4)
            """;

    private static final String INSERT_GROUP_MEMBERS =
            """
            INSERT INTO member (conversation_id, account_id, joined_at)
            SELECT $1, account_id, $3 FROM unnest($2::uuid[]) AS account_id
            """;

    /// What other services and the owner's sockets hear of it is the owner's coming in, and its
    /// name.
    private static final String INSERT_CHANNEL =
            """
            WITH opened AS (
                INSERT INTO conversation (id, kind, name, description, access, announcements_only,
                                          member_count, owner_count, created_at, last_at)
                VALUES ($1, 'channel', $2, $3, $4, $5, 1, 1, $7, $7)
                RETURNING id
            ), joined AS (
                INSERT INTO member (conversation_id, account_id, role, joined_at)
                SELECT id, $6, 'owner', $7 FROM opened
            )
            INSERT INTO unpublished_membership (conversation_id, account_id, tried_at)
            SELECT id, about, $7 FROM opened, unnest(ARRAY[$6::uuid, NULL]) AS about
            RETURNING id
            """;

    private static final String EXISTING =
            """
            SELECT id FROM conversation
            WHERE direct_low = LEAST($1::uuid, $2::uuid) AND direct_high = GREATEST($1::uuid, $2::uuid)
            """;

    /// Rows that say what is to be published.
    private record Marks(long opened, long direct) {}

    /// @param isNew whether it was opened just now
    record Opened(ConversationId id, boolean isNew) {}

    private final Pool pool;
    private final PublicationStore publications;
    private final MembershipPublicationStore memberships;
    private final Clock clock;
    private final IdSource ids;

    OpeningStore(
            Pool pool,
            PublicationStore publications,
            MembershipPublicationStore memberships,
            Clock clock,
            IdSource ids) {
        this.pool = pool;
        this.publications = publications;
        this.memberships = memberships;
        this.clock = clock;
        this.ids = ids;
    }

    /// The one direct conversation of two people, opened if there was none; empty if there is none
    /// and one blocks the other.
    Uni<Optional<Opened>> openDirect(AccountId one, AccountId other) {
        var id = new ConversationId(ids.next());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        return pool.withTransaction(connection ->
                        connection
                                .preparedQuery(BlockStore.LOCK_PAIR)
                                .execute(Tuple.of(one.value(), other.value()))
                                .chain(() ->
                                        connection
                                                .preparedQuery(INSERT)
                                                .execute(
                                                        Tuple.of(
                                                                id.value(),
                                                                one.value(),
                                                                other.value(),
                                                                now)))
                                .flatMap(inserted ->
                                        inserted.size() == 1
                                                ? furnish(connection, id, one, other, now)
                                                : Uni.createFrom().nullItem()))
                .flatMap(marks -> {
                    if (marks == null) {
                        return findDirect(one, other);
                    }
                    memberships.publish(marks.direct());
                    publications.publish(
                            marks.opened(),
                            List.of(new ChatEvent.ConversationOpened(id, List.of(one, other))));
                    return Uni.createFrom().item(Optional.of(new Opened(id, true)));
                });
    }

    private static Uni<Marks> furnish(
            SqlConnection connection,
            ConversationId id,
            AccountId one,
            AccountId other,
            OffsetDateTime now) {
        var mark = Tuple.of(id.value(), now);
        return connection
                .preparedQuery(INSERT_MEMBERS)
                .execute(Tuple.of(id.value(), one.value(), other.value()))
                .chain(() -> connection.preparedQuery(MARK_OPENED).execute(mark))
                .flatMap(opened ->
                        connection
                                .preparedQuery(MARK_DIRECT)
                                .execute(mark)
                                .map(direct ->
                                        new Marks(
                                                opened.iterator().next().getLong("id"),
                                                direct.iterator().next().getLong("id"))));
    }

    /// The direct conversation of two people, if they have one.
    Uni<Optional<Opened>> findDirect(AccountId one, AccountId other) {
        return pool.preparedQuery(EXISTING)
                .execute(Tuple.of(one.value(), other.value()))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(row ->
                                        new Opened(new ConversationId(row.getUUID("id")), false))
                                .findFirst());
    }

    /// A group of these people.
    ///
    /// @param name empty without one
    Uni<ConversationId> openGroup(String name, List<AccountId> people) {
        var id = new ConversationId(ids.next());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        var accounts = people.stream().map(AccountId::value).toArray(UUID[]::new);
        return pool.withTransaction(connection ->
                        connection
                                .preparedQuery(INSERT_GROUP)
                                .execute(
                                        Tuple.tuple()
                                                .addUUID(id.value())
                                                .addString(name)
                                                .addArrayOfUUID(accounts)
                                                .addOffsetDateTime(now))
                                .chain(() ->
                                        connection
                                                .preparedQuery(INSERT_GROUP_MEMBERS)
                                                .execute(
                                                        Tuple.tuple()
                                                                .addUUID(id.value())
                                                                .addArrayOfUUID(accounts)
                                                                .addOffsetDateTime(now)))
                                .chain(() ->
                                        connection
                                                .preparedQuery(MARK_OPENED)
                                                .execute(Tuple.of(id.value(), now))))
                .invoke(marked ->
                        publications.publish(
                                marked.iterator().next().getLong("id"),
                                List.of(new ChatEvent.ConversationOpened(id, people))))
                .replaceWith(id);
    }

    /// A channel with its owner.
    Uni<ConversationId> openChannel(Terms.Channel terms, AccountId owner) {
        var id = new ConversationId(ids.next());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(INSERT_CHANNEL)
                .execute(
                        Tuple.tuple()
                                .addUUID(id.value())
                                .addString(terms.name())
                                .addString(terms.description())
                                .addString(MembershipStore.column(terms.access()))
                                .addBoolean(terms.announcementsOnly())
                                .addUUID(owner.value())
                                .addOffsetDateTime(now))
                .invoke(marked -> marked.forEach(row -> memberships.publish(row.getLong("id"))))
                .replaceWith(id);
    }
}
