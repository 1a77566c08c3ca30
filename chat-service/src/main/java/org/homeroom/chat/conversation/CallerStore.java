package org.homeroom.chat.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.homeroom.chat.conversation.WrittenScheduler.Wrote;
import org.homeroom.chat.membership.MembershipPublicationStore;
import org.homeroom.platform.id.AccountId;

/// By whom people may be called, which signaling-service hears of.
@ApplicationScoped
class CallerStore {
    @Schema(name = "Callers")
    enum Callers {
        /// Whoever one has a direct conversation with.
        @JsonProperty("everybody")
        EVERYBODY,
        /// Those of them whom one has written to.
        @JsonProperty("contacts")
        CONTACTS,
        @JsonProperty("nobody")
        NOBODY
    }

    private static final String GET = "SELECT calls_from FROM preference WHERE account_id = $1";

    private static final String SET =
            """
            INSERT INTO preference AS p (account_id, calls_from) VALUES ($1, $2)
            ON CONFLICT (account_id) DO UPDATE SET calls_from = excluded.calls_from
            WHERE p.calls_from <> excluded.calls_from
            """;

    /// Who has written where, as far as it is not noted yet.
    private static final String CATCH_UP =
            """
            UPDATE member me SET has_written = true
            FROM conversation c
            WHERE me.account_id = $1 AND NOT me.has_written AND c.id = me.conversation_id AND c.kind = 'direct'
              AND EXISTS (SELECT FROM message m
                          WHERE m.conversation_id = c.id AND m.sender_id = me.account_id AND m.call IS NULL)
            """;

    /// And whom that lets call, if somebody lets only those.
    private static final String WROTE =
            """
            WITH written AS (
                UPDATE member me SET has_written = true
                FROM unnest($1::uuid[], $2::uuid[]) AS new (conversation_id, account_id), conversation c
                WHERE me.conversation_id = new.conversation_id AND me.account_id = new.account_id
                  AND NOT me.has_written AND c.id = me.conversation_id AND c.kind = 'direct'
                RETURNING me.conversation_id, me.account_id
            ), own AS (
                SELECT c.id FROM conversation c
                WHERE c.id IN (SELECT w.conversation_id FROM written w
                               JOIN preference p ON p.account_id = w.account_id AND p.calls_from = 'contacts')
                ORDER BY c.id FOR NO KEY UPDATE
            ), counted AS (
                UPDATE conversation c SET revision = revision + 1, terms_revision = revision + 1
                FROM own WHERE c.id = own.id RETURNING c.id
            )
            INSERT INTO unpublished_membership (conversation_id, tried_at) SELECT id, $3 FROM counted RETURNING id
            """;

    /// Each has a new revision, by which those who hear of it twice know the later one. In one
    /// order, so that nobody waits for somebody who waits for them.
    private static final String MARK =
            """
            WITH own AS (
                SELECT c.id FROM conversation c JOIN member me ON me.conversation_id = c.id
                WHERE me.account_id = $1 AND c.kind = 'direct'
                ORDER BY c.id FOR NO KEY UPDATE OF c
            ), counted AS (
                UPDATE conversation c SET revision = revision + 1, terms_revision = revision + 1
                FROM own WHERE c.id = own.id RETURNING c.id
            )
            INSERT INTO unpublished_membership (conversation_id, tried_at) SELECT id, $2 FROM counted RETURNING id
            """;

    private final Pool pool;
    private final MembershipPublicationStore publications;
    private final Clock clock;

    CallerStore(Pool pool, MembershipPublicationStore publications, Clock clock) {
        this.pool = pool;
        this.publications = publications;
        this.clock = clock;
    }

    Uni<Callers> get(AccountId account) {
        return pool.preparedQuery(GET)
                .execute(Tuple.of(account.value()))
                .map(rows ->
                        rows.size() == 0
                                ? Callers.EVERYBODY
                                : Callers.valueOf(
                                        rows.iterator()
                                                .next()
                                                .getString(0)
                                                .toUpperCase(Locale.ROOT)));
    }

    /// Is told at once, of every direct conversation of theirs.
    Uni<Void> set(AccountId account, Callers callers) {
        return pool.withTransaction(connection ->
                        connection
                                .preparedQuery(SET)
                                .execute(
                                        Tuple.of(
                                                account.value(),
                                                callers.name().toLowerCase(Locale.ROOT)))
                                .chain(() ->
                                        connection
                                                .preparedQuery(CATCH_UP)
                                                .execute(Tuple.of(account.value())))
                                .chain(() ->
                                        connection
                                                .preparedQuery(MARK)
                                                .execute(
                                                        Tuple.of(
                                                                account.value(),
                                                                clock.instant()
                                                                        .atOffset(
                                                                                ZoneOffset.UTC)))))
                .invoke(marked -> marked.forEach(row -> publications.publish(row.getLong("id"))))
                .replaceWithVoid();
    }

    /// Notes who has written where; what that changes of who may be called is told.
    Uni<Void> wrote(List<Wrote> all) {
        return pool.preparedQuery(WROTE)
                .execute(
                        Tuple.tuple()
                                .addArrayOfUUID(
                                        all.stream()
                                                .map(each -> each.conversation().value())
                                                .toArray(UUID[]::new))
                                .addArrayOfUUID(
                                        all.stream()
                                                .map(each -> each.by().value())
                                                .toArray(UUID[]::new))
                                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC)))
                .invoke(marked -> marked.forEach(row -> publications.publish(row.getLong("id"))))
                .replaceWithVoid();
    }
}
