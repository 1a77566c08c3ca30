package org.homeroom.chat.membership;

import io.smallrye.mutiny.Uni;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.homeroom.chat.membership.Decision.Change;
import org.homeroom.platform.event.MemberRole;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// Carries out what a [Roster] decides, one act at a time for each conversation, and sees to it
/// that everybody is told.
@ApplicationScoped
public class MembershipStore {
    /// Acts on one conversation wait for each other here, and for messages that are being stored.
    private static final String LOCK = "SELECT * FROM conversation WHERE id = $1 FOR UPDATE";

    private static final String KNOWN =
            """
            SELECT account_id, role, false AS removed FROM member
            WHERE conversation_id = $1 AND account_id = ANY ($2)
            UNION ALL
            SELECT account_id, NULL, removed FROM former_member
            WHERE conversation_id = $1 AND account_id = ANY ($2)
            """;

    /// Somebody new in a channel may read all of it and has nothing unread; in a group they begin
    /// with what comes next. Reactions of before are no news either.
    private static final String SEAT =
            """
            WITH returned AS (
                DELETE FROM former_member WHERE conversation_id = $1 AND account_id = $2
            )
            INSERT INTO member (conversation_id, account_id, role, first_number, read_number, seen_number, noticed_change,
                                revision, joined_at)
            SELECT id, $2, $3, CASE kind WHEN 'channel' THEN 1 ELSE last_number + 1 END, last_number, last_number, last_change,
                   $4, $5
            FROM conversation WHERE id = $1
            ON CONFLICT (conversation_id, account_id) DO UPDATE
            SET role = excluded.role, revision = excluded.revision, changed = pg_current_xact_id()
            """;

    /// Who was added to a channel by somebody else finds it in Activity.
    private static final String ADDED =
            """
            INSERT INTO activity (account_id, conversation_id, number, by_id, at)
            SELECT $2, id, 0, $3, $4 FROM conversation WHERE id = $1 AND kind = 'channel'
            ON CONFLICT (account_id, conversation_id, number, is_reaction)
                DO UPDATE SET by_id = excluded.by_id, at = excluded.at, gone = false
            """;

    private static final String UNSEAT =
            """
            WITH gone AS (
                DELETE FROM member WHERE conversation_id = $1 AND account_id = $2
            ), undone AS (
                UPDATE activity SET gone = true WHERE account_id = $2 AND conversation_id = $1 AND number = 0
            )
            INSERT INTO former_member (conversation_id, account_id, removed, revision) VALUES ($1, $2, $3, $4)
            """;

    /// An archived channel keeps the time at which it was.
    private static final String RULE =
            """
            UPDATE conversation
            SET name = NULLIF($2, ''), description = $3, access = $4, announcements_only = $5,
                archived_at = CASE WHEN $6 THEN COALESCE(archived_at, $7) END, terms_revision = $8
            WHERE id = $1
            """;

    private static final String COUNT =
            """
            UPDATE conversation
            SET revision = $2, member_count = $3, owner_count = $4, changed = pg_current_xact_id()
            WHERE id = $1
            """;

    private static final String MARK =
            """
            INSERT INTO unpublished_membership (conversation_id, account_id, tried_at)
            VALUES ($1, $2, $3) RETURNING id
            """;

    private final Pool pool;
    private final MembershipPublicationStore publications;
    private final Clock clock;

    MembershipStore(Pool pool, MembershipPublicationStore publications, Clock clock) {
        this.pool = pool;
        this.publications = publications;
        this.clock = clock;
    }

    /// Does it, if it may be done; it is done when the result comes.
    public Uni<Decision> act(ConversationId conversation, Act act) {
        return act(conversation, act, connection -> Uni.createFrom().voidItem());
    }

    /// As [#act(ConversationId, Act)].
    ///
    /// @param along done in the same transaction, if the act changes anything
    public Uni<Decision> act(
            ConversationId conversation, Act act, Function<SqlConnection, Uni<Void>> along) {
        return decide(conversation, act.named(), roster -> act, along);
    }

    /// Other terms, made of those that hold when it is done.
    ///
    /// @param terms empty if such terms are none for this kind of conversation
    public Uni<Decision> rule(
            ConversationId conversation, AccountId by, Function<Terms, Optional<Terms>> terms) {
        // A direct conversation's terms are refused to whatever other kind.
        return decide(
                conversation,
                Set.of(by),
                roster ->
                        new Act.Rule(
                                by, terms.apply(roster.terms()).orElseGet(() -> other(roster))),
                connection -> Uni.createFrom().voidItem());
    }

    private static Terms other(Roster roster) {
        return switch (roster.terms()) {
            case Terms.Direct _, Terms.Channel _ -> new Terms.Group("");
            case Terms.Group _ -> new Terms.Direct();
        };
    }

    /// Somebody's roster, as far as it knows those named; empty if there is no such conversation.
    public Uni<Optional<Roster>> roster(ConversationId conversation, Set<AccountId> named) {
        return pool.preparedQuery("SELECT * FROM conversation WHERE id = $1")
                .execute(Tuple.of(conversation.value()))
                .flatMap(found ->
                        found.size() == 0
                                ? Uni.createFrom().item(Optional.<Roster>empty())
                                : pool.preparedQuery(KNOWN)
                                        .execute(named(conversation, named))
                                        .map(known ->
                                                Optional.of(
                                                        roster(found.iterator().next(), known))));
    }

    private record Done(Decision decision, Optional<Long> publication) {}

    private Uni<Decision> decide(
            ConversationId conversation,
            Set<AccountId> named,
            Function<Roster, Act> act,
            Function<SqlConnection, Uni<Void>> along) {
        return pool.withTransaction(connection ->
                        connection
                                .preparedQuery(LOCK)
                                .execute(Tuple.of(conversation.value()))
                                .flatMap(found ->
                                        found.size() == 0
                                                ? Uni.createFrom().item(noSuchConversation())
                                                : connection
                                                        .preparedQuery(KNOWN)
                                                        .execute(named(conversation, named))
                                                        .map(known ->
                                                                roster(
                                                                        found.iterator().next(),
                                                                        known))
                                                        .flatMap(roster ->
                                                                carryOut(
                                                                        connection,
                                                                        conversation,
                                                                        roster,
                                                                        act.apply(roster),
                                                                        along))))
                .invoke(done -> done.publication().ifPresent(publications::publish))
                .map(Done::decision);
    }

    private static Done noSuchConversation() {
        return new Done(new Decision.Refused(Decision.Refusal.NOT_A_MEMBER), Optional.empty());
    }

    private Uni<Done> carryOut(
            SqlConnection connection,
            ConversationId conversation,
            Roster roster,
            Act act,
            Function<SqlConnection, Uni<Void>> along) {
        var decision = roster.apply(act);
        return switch (decision) {
            case Decision.Unchanged _, Decision.Refused _ ->
                    Uni.createFrom().item(new Done(decision, Optional.empty()));
            case Decision.Changed(var next, var change) ->
                    along.apply(connection)
                            .chain(() -> write(connection, conversation, act.by(), next, change))
                            .map(publication -> new Done(decision, Optional.of(publication)));
        };
    }

    /// @return the row in `unpublished_membership`
    private Uni<Long> write(
            SqlConnection connection,
            ConversationId conversation,
            AccountId by,
            Roster next,
            Change change) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        var id = conversation.value();
        var count = Tuple.of(id, next.revision(), next.size(), next.owners());
        return (switch (change) {
                    case Change.Seated(var account, var role, var isNew) ->
                            connection
                                    .preparedQuery(SEAT)
                                    .execute(
                                            Tuple.of(
                                                    id,
                                                    account.value(),
                                                    column(role),
                                                    next.revision(),
                                                    now))
                                    .call(() ->
                                            isNew && !account.equals(by)
                                                    ? connection
                                                            .preparedQuery(ADDED)
                                                            .execute(
                                                                    Tuple.of(
                                                                            id,
                                                                            account.value(),
                                                                            by.value(),
                                                                            now))
                                                    : Uni.createFrom().voidItem())
                                    .replaceWith(mark(id, account.value(), now));
                    case Change.Unseated(var account, var removed) ->
                            connection
                                    .preparedQuery(UNSEAT)
                                    .execute(
                                            Tuple.of(id, account.value(), removed, next.revision()))
                                    .replaceWith(mark(id, account.value(), now));
                    case Change.Ruled(var terms) ->
                            connection
                                    .preparedQuery(RULE)
                                    .execute(rule(id, terms, now, next.revision()))
                                    .replaceWith(mark(id, null, now));
                })
                .flatMap(mark ->
                        connection
                                .preparedQuery(COUNT)
                                .execute(count)
                                .chain(() -> connection.preparedQuery(MARK).execute(mark)))
                .map(marked -> marked.iterator().next().getLong("id"));
    }

    private static Tuple mark(UUID conversation, @Nullable UUID account, OffsetDateTime now) {
        return Tuple.of(conversation, account, now);
    }

    private static Tuple rule(UUID id, Terms terms, OffsetDateTime now, long revision) {
        return switch (terms) {
            case Terms.Direct _ -> throw new IllegalStateException("a direct one has no terms");
            case Terms.Group(var name) ->
                    Tuple.tuple()
                            .addUUID(id)
                            .addString(name)
                            .addString("")
                            .addString(column(Terms.Access.PRIVATE))
                            .addBoolean(false)
                            .addBoolean(false)
                            .addOffsetDateTime(now)
                            .addLong(revision);
            case Terms.Channel(
                            var name,
                            var description,
                            var access,
                            var announcementsOnly,
                            var archived) ->
                    Tuple.tuple()
                            .addUUID(id)
                            .addString(name)
                            .addString(description)
                            .addString(column(access))
                            .addBoolean(announcementsOnly)
                            .addBoolean(archived)
                            .addOffsetDateTime(now)
                            .addLong(revision);
        };
    }

    private static Tuple named(ConversationId conversation, Set<AccountId> named) {
        return Tuple.tuple()
                .addUUID(conversation.value())
                .addArrayOfUUID(named.stream().map(AccountId::value).toArray(UUID[]::new));
    }

    private static Roster roster(Row conversation, RowSet<Row> known) {
        var members = new HashMap<AccountId, MemberRole>();
        var removed = new HashSet<AccountId>();
        for (var row : known) {
            var account = new AccountId(row.getUUID("account_id"));
            if (row.getString("role") != null) {
                members.put(account, role(row));
            } else if (row.getBoolean("removed")) {
                removed.add(account);
            }
        }
        return new Roster(
                terms(conversation),
                conversation.getLong("revision"),
                conversation.getInteger("member_count"),
                conversation.getInteger("owner_count"),
                members,
                removed);
    }

    /// A row with the columns kind, name, description, access, announcements_only, archived_at and
    /// is_closed.
    public static Terms terms(Row row) {
        var name = row.getString("name") == null ? "" : row.getString("name");
        return switch (row.getString("kind")) {
            case "direct" -> new Terms.Direct(row.getBoolean("is_closed"));
            case "group" -> new Terms.Group(name);
            case "channel" ->
                    new Terms.Channel(
                            name,
                            row.getString("description"),
                            Terms.Access.valueOf(row.getString("access").toUpperCase(Locale.ROOT)),
                            row.getBoolean("announcements_only"),
                            row.getOffsetDateTime("archived_at") != null);
            case String other -> throw new IllegalStateException("no kind: " + other);
        };
    }

    /// A row with the column role.
    public static MemberRole role(Row row) {
        return MemberRole.valueOf(row.getString("role").toUpperCase(Locale.ROOT));
    }

    /// As a column has it.
    public static String column(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
