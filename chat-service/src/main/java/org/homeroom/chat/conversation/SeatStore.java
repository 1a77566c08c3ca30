package org.homeroom.chat.conversation;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.homeroom.chat.membership.Decision.Refusal;
import org.homeroom.chat.membership.MembershipStore;
import org.homeroom.chat.membership.Refusals;
import org.homeroom.chat.person.People;
import org.homeroom.chat.person.Person;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.jspecify.annotations.Nullable;

/// A conversation's members in pages, for those who are in it.
@ApplicationScoped
class SeatStore {
    /// The viewer's own row is always there, so that no row means that they are not in it.
    private static final String PAGE =
            """
            SELECT o.account_id, o.role, o.joined_at
            FROM member me
            LEFT JOIN LATERAL (
                SELECT * FROM member s
                WHERE s.conversation_id = me.conversation_id AND s.account_id > $3
                ORDER BY s.account_id LIMIT $4) AS o ON true
            WHERE me.conversation_id = $1 AND me.account_id = $2
            ORDER BY o.account_id
            """;

    private static final String ONE =
            """
            SELECT s.account_id, s.role, s.joined_at
            FROM member me JOIN member s USING (conversation_id)
            WHERE me.conversation_id = $1 AND me.account_id = $2 AND s.account_id = $3
            """;

    private static final String AMONG =
            """
            SELECT s.account_id, s.role, s.joined_at
            FROM member me
            LEFT JOIN member s ON s.conversation_id = me.conversation_id AND s.account_id = ANY ($3)
            WHERE me.conversation_id = $1 AND me.account_id = $2
            """;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Pool pool;
    private final People people;

    SeatStore(Pool pool, People people) {
        this.pool = pool;
        this.people = people;
    }

    /// In the order of their ids. Refused as `conversation-not-found` if the viewer is not in it.
    ///
    /// @param after where the page before ended
    Uni<List<SeatView>> list(
            ConversationId conversation, AccountId viewer, @Nullable AccountId after, int limit) {
        return pool.preparedQuery(PAGE)
                .execute(
                        Tuple.of(
                                conversation.value(),
                                viewer.value(),
                                after == null ? BEFORE_ALL : after.value(),
                                limit))
                .map(this::seats);
    }

    /// Those who may be meant by the beginning of a name, the likeliest first. Refused as
    /// `conversation-not-found` if the viewer is not in it.
    Uni<List<SeatView>> named(
            ConversationId conversation, AccountId viewer, String beginning, int limit) {
        var likely = people.beginning(beginning).stream().map(Person::id).toList();
        return pool.preparedQuery(AMONG)
                .execute(
                        Tuple.tuple()
                                .addUUID(conversation.value())
                                .addUUID(viewer.value())
                                .addArrayOfUUID(
                                        likely.stream().map(AccountId::value).toArray(UUID[]::new)))
                .map(this::seats)
                .map(found -> {
                    var byId = found.stream().collect(toMap(SeatView::id, Function.identity()));
                    return likely.stream()
                            .filter(byId::containsKey)
                            .limit(limit)
                            .map(byId::get)
                            .toList();
                });
    }

    private List<SeatView> seats(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw Refusals.problem(Refusal.NOT_A_MEMBER).toHttp();
        }
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getUUID("account_id") != null)
                .map(this::seat)
                .toList();
    }

    /// Empty if either is not in it.
    Uni<Optional<SeatView>> find(ConversationId conversation, AccountId viewer, AccountId account) {
        return pool.preparedQuery(ONE)
                .execute(Tuple.of(conversation.value(), viewer.value(), account.value()))
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(this::seat)
                                .findFirst());
    }

    private SeatView seat(Row row) {
        var joined = row.getOffsetDateTime("joined_at");
        return SeatView.of(
                people.get(new AccountId(row.getUUID("account_id"))),
                MembershipStore.role(row),
                joined == null ? null : joined.toInstant());
    }
}
