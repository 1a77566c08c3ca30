package org.homeroom.chat.message;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.homeroom.chat.message.Lanes.Waiting;
import org.homeroom.platform.id.ConversationId;

/// Commits what waits in lanes, groups of several conversations at a time.
///
/// While one group is being committed the next one gathers, so the row lock of the conversation is
/// taken once a group instead of once an item, and a lone item waits for nothing. Between replicas
/// that row lock keeps the order.
///
/// There are few committers, so that under load conversations gather too: many of them with an item
/// each cost little more than one.
public final class LaneStore<T extends Lanes.Item, R> {
    /// Conversations that are committed in one turn at most.
    static final int TOGETHER = 32;

    /// What waited in one conversation.
    public record Group<T, R>(ConversationId conversation, List<Waiting<T, R>> waiting) {}

    /// Stores groups and completes their results.
    public interface Commit<T, R> {
        /// As many of these as can be, in one go; those that come back are stored one by one. If it
        /// fails, all fail with it.
        default Uni<List<Group<T, R>>> together(
                SqlConnection connection, List<Group<T, R>> groups) {
            return Uni.createFrom().item(groups);
        }

        /// If it fails, those results that are not complete fail with it.
        Uni<Void> alone(SqlConnection connection, Group<T, R> group);
    }

    private final Pool pool;
    private final Lanes<T, R> lanes;
    private final int largestGroup;
    private final int mostCommitters;
    private final Commit<T, R> commit;
    // Both guarded by this. Lanes in which something waits, each once, but those of a turn.
    private final Queue<ConversationId> ready = new ArrayDeque<>();
    private int committers;

    /// @param mostCommitters turns at the same time; 1 or more
    public LaneStore(
            Pool pool,
            Lanes<T, R> lanes,
            int largestGroup,
            int mostCommitters,
            Commit<T, R> commit) {
        this.pool = pool;
        this.lanes = lanes;
        this.largestGroup = largestGroup;
        this.mostCommitters = mostCommitters;
        this.commit = commit;
    }

    /// Stores an item after those that came before it, at once, whether or not the result is
    /// subscribed to; fails if the database could not be asked, and then it may or may not be
    /// stored.
    public Uni<R> store(T item) {
        var entry = lanes.add(item);
        if (entry.isFirst() && isNextTurnDue(item.conversation())) {
            takeTurn();
        }
        return Uni.createFrom().completionStage(entry.result());
    }

    private synchronized boolean isNextTurnDue(ConversationId conversation) {
        ready.add(conversation);
        if (committers == mostCommitters) {
            return false;
        }
        committers++;
        return true;
    }

    /// Takes the groups only when there is a connection for them: what arrives while all are in use
    /// joins in.
    private void takeTurn() {
        var turn = new ArrayList<Group<T, R>>();
        pool.withConnection(
                        connection -> {
                            turn.addAll(take());
                            return store(connection, List.copyOf(turn));
                        })
                .onFailure()
                .invoke(noConnection -> {
                    if (turn.isEmpty()) {
                        turn.addAll(take());
                    }
                    turn.forEach(group -> fail(group, noConnection));
                })
                .onTermination()
                .invoke(() -> {
                    if (isAnotherTurnDue(turn)) {
                        takeTurn();
                    }
                })
                .subscribe()
                .with(done -> {}, told -> {});
    }

    private synchronized List<Group<T, R>> take() {
        var groups = new ArrayList<Group<T, R>>();
        while (groups.size() < TOGETHER && !ready.isEmpty()) {
            var conversation = ready.remove();
            groups.add(new Group<>(conversation, lanes.take(conversation, largestGroup)));
        }
        return groups;
    }

    private synchronized boolean isAnotherTurnDue(List<Group<T, R>> turn) {
        for (var group : turn) {
            if (!lanes.isDone(group.conversation())) {
                ready.add(group.conversation());
            }
        }
        if (ready.isEmpty()) {
            committers--;
        }
        return !ready.isEmpty();
    }

    private Uni<Void> store(SqlConnection connection, List<Group<T, R>> groups) {
        var together =
                groups.size() < 2
                        ? Uni.createFrom().item(groups)
                        : commit.together(connection, groups);
        return together.onItem()
                .transformToMulti(left -> Multi.createFrom().iterable(left))
                .onItem()
                .transformToUniAndConcatenate(group ->
                        commit.alone(connection, group)
                                .onFailure()
                                .recoverWithUni(failure -> {
                                    fail(group, failure);
                                    return Uni.createFrom().voidItem();
                                }))
                .toUni()
                .replaceWithVoid();
    }

    private static <T, R> void fail(Group<T, R> group, Throwable failure) {
        group.waiting().forEach(waiting -> waiting.result().completeExceptionally(failure));
    }
}
