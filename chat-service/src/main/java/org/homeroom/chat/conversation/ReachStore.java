package org.homeroom.chat.conversation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.homeroom.chat.ChatProblem;
import org.homeroom.chat.person.People;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.id.ConversationId;
import org.homeroom.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/// Whom somebody may bring into a conversation: to others it looks as if there were no such person.
@ApplicationScoped
class ReachStore {
    private final Pool pool;
    private final People people;
    private final OpeningStore openings;
    private final MemberStore members;

    ReachStore(Pool pool, People people, OpeningStore openings, MemberStore members) {
        this.pool = pool;
        this.people = people;
        this.openings = openings;
        this.members = members;
    }

    /// In a channel its teachers decide who is in it; nobody is brought into a group by whom they
    /// block.
    private static final String IS_BLOCKED =
            """
            SELECT FROM block
            WHERE blocker_id = $1 AND blocked_id = $2
              AND ($3::uuid IS NULL OR EXISTS (SELECT FROM conversation WHERE id = $3 AND kind = 'group'))
            """;

    /// Refused as `person-not-found` unless the other may be found by the one, has a direct
    /// conversation with them, or is in this conversation already. One who is not in it learns
    /// nothing of who is: they are refused for that, later.
    Uni<Void> require(AccountId one, AccountId other, ConversationId conversation) {
        return one.equals(other)
                ? Uni.createFrom().voidItem()
                : members.seated(conversation, Set.of(one, other))
                        .flatMap(seated ->
                                seated.seats().containsKey(one)
                                                && !seated.seats().containsKey(other)
                                        ? require(one, other, conversation.value())
                                        : Uni.createFrom().voidItem());
    }

    /// As the other, of several people, for a conversation that is yet to be.
    Uni<Void> requireAll(AccountId one, Collection<AccountId> others) {
        return Uni.join()
                .all(others.stream().map(other -> require(one, other, (UUID) null)).toList())
                .andFailFast()
                .replaceWithVoid();
    }

    /// @param conversation null for a group that is yet to be
    private Uni<Void> require(AccountId one, AccountId other, @Nullable UUID conversation) {
        return pool.preparedQuery(IS_BLOCKED)
                .execute(Tuple.of(other.value(), one.value(), conversation))
                .invoke(blocked -> {
                    if (blocked.size() > 0) {
                        throw nobody();
                    }
                })
                .chain(() -> requireFound(one, other));
    }

    private Uni<Void> requireFound(AccountId one, AccountId other) {
        var person = people.get(other);
        return switch (person.findable()) {
            case EVERYONE, ADDRESS -> Uni.createFrom().voidItem();
            // Unknown and deleted people are such, too.
            case NOBODY ->
                    openings.findDirect(one, other)
                            .invoke(direct -> {
                                if (person.isDeleted() || direct.isEmpty()) {
                                    throw nobody();
                                }
                            })
                            .replaceWithVoid();
        };
    }

    private static RuntimeException nobody() {
        return Problem.of(ChatProblem.PERSON_NOT_FOUND, "There is nobody with that id.").toHttp();
    }
}
